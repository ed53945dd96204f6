import { failureText } from '../core/ask/model/failureText.ts';
import type { VerifiedClaim } from '../core/model/claim.ts';
import type { Diagnosis } from '../core/model/diagnosis.ts';
import type { Hypothesis } from '../core/model/hypothesis.ts';
import { code, escapeMarkup, list, longestRun } from '../core/model/markdownText.ts';
import {
  BAND_WORDS,
  capText,
  OUTCOME_WORDS,
  percent,
  problemText,
  ROLE_WORDS,
  VERDICT_WORDS,
} from '../core/model/words.ts';
import { riskOf } from '../protocol/commandRisk.ts';
import { riskRemark } from '../protocol/modelText.ts';
import { probedSentences } from './probedText.ts';
import { changeSentences, restsOnSentences } from './sensitivity.ts';
import { triedSentences } from './triedText.ts';
import { lines } from './words.ts';

/** A diagnosis as a note to paste into a ticket. Log text stands in code fences only. */
export function diagnosisMarkdown(diagnosis: Diagnosis): string {
  const { failure } = diagnosis.reasoner;
  const parts =
    diagnosis.outcome === 'diagnosed'
      ? diagnosis.hypotheses.map(hypothesisMarkdown)
      : [`# ${OUTCOME_WORDS[diagnosis.outcome]}\n\n${escapeMarkup(diagnosis.reason)}\n`];
  const note = failure ? `> ${escapeMarkup(failureText(failure, 'commandLine'))}\n\n` : '';
  const comparison = list(
    'Beside good runs',
    (diagnosis.comparison ?? []).map((sentence) => escapeMarkup(sentence)),
  );
  const problems = list(
    'Problems with the input',
    diagnosis.problems.map((problem) => escapeMarkup(problemText(problem))),
  );
  const probed = list('What the checks changed', probedSentences(diagnosis).map(escapeMarkup));
  const tried = list('Already tried', triedSentences(diagnosis).map(escapeMarkup));
  const { leftOut, reasoner } = diagnosis;
  const foot = `_${escapeMarkup(reasoner.name)}; ${leftOut.shownLines} of ${leftOut.totalLines} lines as evidence; times in UTC._\n`;
  return `${note}${[...parts, ...probed, ...tried, ...comparison, ...problems].join('\n')}\n${foot}`;
}

function hypothesisMarkdown(hypothesis: Hypothesis, index: number): string {
  const { confidence, missing, probes } = hypothesis;
  const level = index === 0 ? '#' : '##';
  return [
    `${level} ${escapeMarkup(hypothesis.title)}`,
    '',
    `**${BAND_WORDS[confidence.band]}, ${percent(confidence.value)}.** ${escapeMarkup(hypothesis.summary)}`,
    '',
    ...hypothesis.claims.flatMap(claimMarkdown),
    ...list(
      'Against it',
      hypothesis.against.map((claim) => escapeMarkup(claim.text)),
    ),
    ...list('Not known', missing.map(escapeMarkup)),
    ...list(
      'Check next',
      probes.map(({ title, command, confirms, refutes }) =>
        [
          command
            ? `${escapeMarkup(title)}: ${code(command)}${riskNote(command)}`
            : escapeMarkup(title),
          `Confirms: ${escapeMarkup(confirms)}`,
          `Refutes: ${escapeMarkup(refutes)}`,
        ].join(' · '),
      ),
    ),
    ...list('How sure, and why', [
      ...confidence.gates.map((gate) => escapeMarkup(capText(gate))),
      ...confidence.factors.map(
        (factor) => `${factor.contribution.toFixed(1)} ${escapeMarkup(factor.reason)}`,
      ),
    ]),
    ...list('What this rests on', restsOnSentences(hypothesis).map(escapeMarkup)),
    ...list('What would change it', changeSentences(hypothesis).map(escapeMarkup)),
  ].join('\n');
}

function riskNote(command: string): string {
  const risk = riskOf(command);
  return risk ? ` (**${riskRemark(risk)}**)` : '';
}

function claimMarkdown(claim: VerifiedClaim): string[] {
  const head = `- **${ROLE_WORDS[claim.role]}**: ${escapeMarkup(claim.text)} (${VERDICT_WORDS[claim.verdict.kind]})`;
  return [
    head,
    ...claim.citations.flatMap(({ file, startLine, endLine, quote }) => {
      const fence = '`'.repeat(Math.max(3, longestRun(quote) + 1));
      return [
        `  ${code(`${file}:${lines(startLine, endLine)}`)}`,
        ...[fence, ...quote.split('\n'), fence].map((line) => `  ${line}`),
      ];
    }),
    '',
  ];
}
