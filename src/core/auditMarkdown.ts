import { failureText, type Vocabulary } from './ask/model/failureText.ts';
import {
  ASSUMPTION_WORDS,
  impactText,
  leftText,
  placeText,
  RULING_WORDS,
  SECTIONS,
  type Size,
  sizeText,
  sureText,
  verdictOf,
  type WrittenPlace,
} from './auditWords.ts';
import type { Audit, ExplainedClaim, Finding } from './model/audit.ts';
import { code, escapeMarkup, list } from './model/markdownText.ts';
import { capText, problemText, VERDICT_WORDS } from './model/words.ts';

/** All that a review says of an audit, which is less than its texts. */
export type Reviewed = Omit<Audit, 'suggestion'> & Size;

/** An audit as a review to paste into a pull request. Foreign text is escaped or stands in code. */
export function auditMarkdown(audit: Reviewed, vocabulary: Vocabulary = 'commandLine'): string {
  const { confidence, effects, findings, blastRadius, assumptions, verify } = audit;
  return [
    `# ${verdictOf(audit)}`,
    '',
    `**It is ${sureText(audit)}.**`,
    '',
    ...list(
      'What it does',
      effects.map((effect) => `${escapeMarkup(effect.text)}${codeAt(effect)}`),
    ),
    ...list('Findings', findings.map(findingMarkdown)),
    ...list(
      'What it does not account for',
      audit.omissions.map(
        ({ text, source }) => `${escapeMarkup(text)}${source ? codeAt(source) : ''}`,
      ),
    ),
    ...list(
      'Why it may have been proposed (inferred)',
      audit.motives.map(
        ({ text, evidence }) => `${escapeMarkup(text)}${evidence.map(codeAt).join('')}`,
      ),
    ),
    ...explanationMarkdown(audit, vocabulary),
    ...list(
      'Who depends on it',
      blastRadius.map((impact) => escapeMarkup(impactText(impact))),
    ),
    ...list(
      'What it assumes',
      assumptions.map(({ text, state }) => `${ASSUMPTION_WORDS[state]}: ${escapeMarkup(text)}`),
    ),
    ...list(
      'How to verify it first',
      verify.map(
        ({ title, command }) => `${escapeMarkup(title)}${command ? `: ${code(command)}` : ''}`,
      ),
    ),
    ...list('How sure, and why', [
      ...confidence.gates.map((gate) => escapeMarkup(capText(gate))),
      ...confidence.factors.map(
        ({ contribution, reason }) => `${contribution.toFixed(1)} ${escapeMarkup(reason)}`,
      ),
    ]),
    ...list('Not checked', audit.notChecked.map(escapeMarkup)),
    ...list(
      'Problems with the input',
      audit.problems.map((problem) => escapeMarkup(problemText(problem))),
    ),
    `_${escapeMarkup(sizeText(audit))}; nothing was run, ${escapeMarkup(leftText(audit))}._`,
    '',
  ].join('\n');
}

const MARKS: Readonly<Record<Finding['severity'], string>> = {
  error: '**✗ Error**',
  warning: '**! Warning**',
  info: 'Note',
};

/** One finding in a line. */
export function findingMarkdown(finding: Finding): string {
  const { severity, kind, message, source } = finding;
  const cited = placeText(source);
  const decided = cited === placeText(finding) ? '' : ` Decided by ${code(cited)}.`;
  return `${MARKS[severity]} (${kind})${codeAt(finding)}: ${escapeMarkup(message)}${decided}`;
}

function explanationMarkdown({ explanation }: Reviewed, vocabulary: Vocabulary): readonly string[] {
  if (!explanation) return [];
  const { reasoner, summary, claims } = explanation;
  if (reasoner.failure) return [escapeMarkup(failureText(reasoner.failure, vocabulary)), ''];
  return [
    ...list(`What ${escapeMarkup(reasoner.name)} says of it, each claim checked`, [
      escapeMarkup(summary),
      ...SECTIONS.flatMap(([section, title]) =>
        claims
          .filter((claim) => claim.section === section)
          .map((claim) => `${title}: ${claimMarkdown(claim)}`),
      ),
    ]),
  ];
}

function claimMarkdown({ text, verdict, citations, rule }: ExplainedClaim): string {
  const places = citations.map(({ file, startLine }) => codeAt({ file, line: startLine }));
  const ruling = rule ? `${code(rule.id)} ${RULING_WORDS[rule.ruling]}: ` : '';
  return `${ruling}${escapeMarkup(text)} (${VERDICT_WORDS[verdict.kind]})${[...new Set(places)].join('')}`;
}

function codeAt(place: WrittenPlace): string {
  const written = placeText(place);
  return written === '' ? '' : ` ${code(written)}`;
}
