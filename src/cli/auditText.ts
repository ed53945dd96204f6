import { styleText } from 'node:util';
import { failureText } from '../core/ask/model/failureText.ts';
import {
  ASSUMPTION_WORDS,
  impactText,
  leftText,
  placeText,
  RULING_WORDS,
  SECTIONS,
  SEVERITY_WORDS,
  sizeText,
  sureText,
  verdictOf,
} from '../core/auditWords.ts';
import type { Audit, Effect, ExplainedClaim, Finding } from '../core/model/audit.ts';
import { capText, problemText, VERDICT_WORDS } from '../core/model/words.ts';
import { allTerminalSafe } from './words.ts';

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

/** As much as fits a screen; the rest is counted, and stands in the JSON. */
const MOST_FINDINGS = 12;
const MOST_EFFECTS = 12;
const MOST_IMPACTS = 10;
const MOST_ASSUMPTIONS = 6;
const MOST_MOTIVES = 5;
const MOST_OMISSIONS = 6;
const MOST_PLACES = 3;

const SEVERITY_STYLES: Readonly<Record<Finding['severity'], Style>> = {
  error: 'red',
  warning: 'yellow',
  info: 'dim',
};

/** An audit for reading on a terminal: the answer first, then why, whom it reaches, and what to do. */
export function auditText(given: Audit, isColoured: boolean): string {
  const audit = allTerminalSafe(given);
  const paint: Paint = (style, text) =>
    isColoured ? styleText(style, text, { validateStream: false }) : text;
  const { blastRadius, assumptions, verify, notChecked, problems } = audit;
  const section = (title: string, body: readonly string[]): readonly string[] =>
    body.length === 0 ? [] : ['', paint('bold', title), ...body];
  return [
    `${paint(verdictStyle(audit), paint('bold', verdictOf(audit)))}  ${paint('cyan', sureText(audit))}`,
    ...section('What it does', upTo(MOST_EFFECTS, audit.effects.map(effectLine(paint)))),
    ...section('Findings', findingLines(audit.findings, paint)),
    ...section('What it does not account for', omissionLines(audit, paint)),
    ...section('Why it may have been proposed (inferred)', motiveLines(audit, paint)),
    ...explanationLines(audit, paint),
    ...section(
      'Who depends on it',
      upTo(
        MOST_IMPACTS,
        blastRadius.map((impact) => `  ${impactText(impact)}`),
      ),
    ),
    ...section(
      'What it assumes',
      upTo(
        MOST_ASSUMPTIONS,
        assumptions.map(({ text, state }) => `  ${ASSUMPTION_WORDS[state]}  ${text}`),
      ),
    ),
    ...section(
      'How to verify it first',
      verify.map(
        ({ title, command }) => `  - ${title}${command ? `: ${paint('cyan', command)}` : ''}`,
      ),
    ),
    ...section('How sure, and why', scoreLines(audit, paint)),
    ...section(
      'Not checked',
      notChecked.map((text) => `  - ${text}`),
    ),
    '',
    ...problems.map((problem) => paint('yellow', problemText(problem))),
    paint('dim', `${sizeText(audit.suggestion)}; nothing was run, ${leftText(audit)}.`),
    '',
  ].join('\n');
}

function verdictStyle({ findings }: Audit): Style {
  if (findings.some(({ severity }) => severity === 'error')) return 'red';
  return findings.some(({ severity }) => severity === 'warning') ? 'yellow' : 'green';
}

function effectLine(paint: Paint): (effect: Effect) => string {
  return (effect) => {
    const place = placeText(effect);
    return `  ${effect.text}${place === '' ? '' : `  ${paint('blue', place)}`}`;
  };
}

function findingLines(findings: readonly Finding[], paint: Paint): readonly string[] {
  const shown = findings.slice(0, MOST_FINDINGS);
  const rest = findings.length - shown.length;
  return [
    ...shown.flatMap((finding) => {
      const { severity, kind, message, source } = finding;
      const place = placeText(finding);
      const head = paint(SEVERITY_STYLES[severity], SEVERITY_WORDS[severity]);
      const cited = placeText(source);
      return [
        `  ${head}  ${paint('dim', kind)}${place === '' ? '' : `  ${paint('blue', place)}`}`,
        `     ${message}`,
        ...(cited === place ? [] : [`     ${paint('dim', `decided by ${cited}`)}`]),
      ];
    }),
    ...(rest > 0 ? [`  … ${rest} more (--json has them all)`] : []),
  ];
}

function scoreLines({ confidence }: Audit, paint: Paint): readonly string[] {
  return [
    ...confidence.gates.map((gate) => `  ${paint('yellow', capText(gate))}`),
    ...confidence.factors.map(({ contribution, reason }) => {
      const amount = `${contribution < 0 ? '−' : '+'}${Math.abs(contribution).toFixed(1)}`;
      return `  ${paint(contribution < 0 ? 'red' : 'green', amount.padStart(5))}  ${reason}`;
    }),
  ];
}

function motiveLines({ motives }: Audit, paint: Paint): readonly string[] {
  const lines = motives.map(({ text, evidence }) => {
    const places = evidence.slice(0, MOST_PLACES).map(placeText).join(', ');
    return `  - ${text}  ${paint('blue', places)}`;
  });
  return upTo(MOST_MOTIVES, lines);
}

function omissionLines({ omissions }: Audit, paint: Paint): readonly string[] {
  const lines = omissions.map(({ text, source }) => {
    const place = source ? `  ${paint('blue', placeText(source))}` : '';
    return `  - ${text}${place}`;
  });
  return upTo(MOST_OMISSIONS, lines);
}

function explanationLines({ explanation }: Audit, paint: Paint): readonly string[] {
  if (!explanation) return [];
  const { reasoner, summary, claims } = explanation;
  if (reasoner.failure) {
    return ['', paint('yellow', failureText(reasoner.failure, 'commandLine'))];
  }
  return [
    '',
    paint('bold', `What ${reasoner.name} says of it, each claim checked`),
    `  ${summary}`,
    ...SECTIONS.flatMap(([section, title]) => {
      const own = claims.filter((claim) => claim.section === section);
      return own.length === 0
        ? []
        : [`  ${title}`, ...own.flatMap((claim) => claimLines(claim, paint))];
    }),
  ];
}

function claimLines(claim: ExplainedClaim, paint: Paint): readonly string[] {
  const { text, verdict, citations, rule } = claim;
  const isHeld = verdict.kind === 'supported';
  const mark = paint(isHeld ? 'green' : 'yellow', VERDICT_WORDS[verdict.kind]);
  const places = citations.map(({ file, startLine }) => placeText({ file, line: startLine }));
  return [
    `   - ${rule ? `${rule.id}, ${RULING_WORDS[rule.ruling]}: ` : ''}${text}  ${mark}  ${paint('blue', [...new Set(places)].join(', '))}`,
    ...(isHeld ? [] : verdict.checks.map(({ reason }) => `       ${paint('dim', reason)}`)),
  ];
}

function upTo(most: number, lines: readonly string[]): readonly string[] {
  const rest = lines.length - most;
  return rest > 0 ? [...lines.slice(0, most), `  … ${rest} more`] : lines;
}
