import {
  ASSUMPTION_WORDS,
  impactText,
  placeText,
  sizeText,
  sureText,
  verdictOf,
  type WrittenPlace,
} from './auditWords.ts';
import { code, escapeMarkup, list } from './markdownText.ts';
import type { Audit, Finding } from './model/audit.ts';
import { percent, problemText } from './words.ts';

/** An audit as a review to paste into a pull request. Foreign text is escaped or stands in code. */
export function auditMarkdown(audit: Audit): string {
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
      ...confidence.gates.map(
        ({ cap, reason }) => `at most ${percent(cap)}: ${escapeMarkup(reason)}`,
      ),
      ...confidence.factors.map(
        ({ contribution, reason }) => `${contribution.toFixed(1)} ${escapeMarkup(reason)}`,
      ),
    ]),
    ...list('Not checked', audit.notChecked.map(escapeMarkup)),
    ...list(
      'Problems with the input',
      audit.problems.map((problem) => escapeMarkup(problemText(problem))),
    ),
    `_${escapeMarkup(sizeText(audit))}; audited offline, nothing was run._`,
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

function codeAt(place: WrittenPlace): string {
  const written = placeText(place);
  return written === '' ? '' : ` ${code(written)}`;
}
