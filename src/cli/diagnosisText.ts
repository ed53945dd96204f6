import { styleText } from 'node:util';
import { failureText } from '../core/ask/model/failureText.ts';
import type { VerdictKind, VerifiedClaim } from '../core/model/claim.ts';
import type { Diagnosis } from '../core/model/diagnosis.ts';
import type { Factor, Hypothesis } from '../core/model/hypothesis.ts';
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
import { allTerminalSafe, lines } from './words.ts';

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

/** Lines of a quote that are shown; a stack trace says it at its top. */
const QUOTE_LINES = 6;

/** A diagnosis for reading on a terminal. */
export function diagnosisText(given: Diagnosis, isColoured: boolean, showsTried = false): string {
  const diagnosis = allTerminalSafe(given);
  const paint: Paint = (style, text) =>
    isColoured ? styleText(style, text, { validateStream: false }) : text;
  const { failure } = diagnosis.reasoner;
  return [
    ...(failure ? [paint('yellow', failureText(failure, 'commandLine')), ''] : []),
    ...(diagnosis.outcome === 'diagnosed'
      ? diagnosis.hypotheses.flatMap((hypothesis, index) =>
          hypothesisLines(hypothesis, index, paint),
        )
      : [paint('bold', OUTCOME_WORDS[diagnosis.outcome]), diagnosis.reason, '']),
    ...probedLines(diagnosis, paint),
    ...triedLines(diagnosis, showsTried, paint),
    ...footerLines(diagnosis, paint),
    '',
  ].join('\n');
}

function probedLines(diagnosis: Diagnosis, paint: Paint): string[] {
  const sentences = probedSentences(diagnosis).map((text) => `   - ${text}`);
  return sentences.length === 0
    ? []
    : [`   ${paint('bold', 'What the checks changed')}`, ...sentences, ''];
}

function triedLines(diagnosis: Diagnosis, showsAll: boolean, paint: Paint): string[] {
  const { triedNote } = diagnosis;
  if (triedNote === undefined) return [];
  if (!showsAll) {
    return [`   ${paint('dim', `${triedNote.replace(/\.$/, '')}: --show-tried shows them.`)}`, ''];
  }
  const sentences = triedSentences(diagnosis).map((text) => `   - ${text}`);
  return [`   ${paint('bold', 'Already tried')}`, ...sentences, ''];
}

function hypothesisLines(hypothesis: Hypothesis, index: number, paint: Paint): string[] {
  const { title, summary, confidence } = hypothesis;
  const sure = `${BAND_WORDS[confidence.band]}, ${percent(confidence.value)}`;
  const head = `${paint('bold', `${index + 1}. ${title}`)}  ${paint('cyan', sure)}`;
  if (index > 0) {
    // Rivals are told in short: what they say, what they rest on, how to tell them apart.
    const cause = hypothesis.claims.filter((claim) => claim.role === 'cause');
    return [head, `   ${summary}`, ...cause.flatMap((claim) => claimLines(claim, paint)), ''];
  }
  return [
    head,
    `   ${summary}`,
    '',
    ...hypothesis.claims.flatMap((claim) => claimLines(claim, paint)),
    ...section(
      'Against it',
      hypothesis.against.flatMap((claim) => claimLines(claim, paint)),
      paint,
    ),
    ...section(
      'Not known',
      hypothesis.missing.map((text) => `   - ${text}`),
      paint,
    ),
    ...section('Check next', probeLines(hypothesis, paint), paint),
    ...section('How sure, and why', scoreLines(hypothesis, paint), paint),
    ...section(
      'What this rests on',
      restsOnSentences(hypothesis).map((text) => `   - ${text}`),
      paint,
    ),
    ...section(
      'What would change it',
      changeSentences(hypothesis).map((text) => `   - ${text}`),
      paint,
    ),
    '',
  ];
}

function section(title: string, body: readonly string[], paint: Paint): string[] {
  return body.length === 0 ? [] : ['', `   ${paint('bold', title)}`, ...body];
}

function claimLines(claim: VerifiedClaim, paint: Paint): string[] {
  const verdict = paint(VERDICT_STYLES[claim.verdict.kind], VERDICT_WORDS[claim.verdict.kind]);
  const role = paint('dim', ROLE_WORDS[claim.role].padEnd(10));
  const reasons =
    claim.verdict.kind === 'supported' ? [] : claim.verdict.checks.map((check) => check.reason);
  return [
    `   ${role} ${claim.text}  ${verdict}`,
    ...reasons.map((reason) => `              ${paint('dim', reason)}`),
    ...claim.citations.flatMap((citation) => [
      `              ${paint('blue', `${citation.file}:${lines(citation.startLine, citation.endLine)}`)}`,
      ...quoteLines(citation.quote).map((line) => `              ${paint('dim', '│')} ${line}`),
    ]),
  ];
}

const VERDICT_STYLES: Readonly<Record<VerdictKind, Style>> = {
  supported: 'green',
  partly: 'yellow',
  unsupported: 'red',
  refuted: 'red',
};

function quoteLines(quote: string): string[] {
  const all = quote.split('\n');
  const shown = all.slice(0, QUOTE_LINES).map((line) => line.slice(0, 240));
  return all.length > shown.length
    ? [...shown, `… ${all.length - shown.length} more lines`]
    : shown;
}

function probeLines(hypothesis: Hypothesis, paint: Paint): string[] {
  return hypothesis.probes.flatMap((probe) => [
    `   - ${probe.title}`,
    ...(probe.command
      ? [`     ${paint('cyan', probe.command)}${riskText(probe.command, paint)}`]
      : []),
    `     ${paint('dim', `confirms: ${probe.confirms}`)}`,
    `     ${paint('dim', `refutes: ${probe.refutes}`)}`,
  ]);
}

function riskText(command: string, paint: Paint): string {
  const risk = riskOf(command);
  return risk ? `  ${paint(risk.level === 'high' ? 'red' : 'yellow', riskRemark(risk))}` : '';
}

function scoreLines({ confidence }: Hypothesis, paint: Paint): string[] {
  return [
    ...confidence.gates.map((gate) => `   ${paint('yellow', capText(gate))}`),
    ...confidence.factors.map((factor) => factorLine(factor, paint)),
  ];
}

function factorLine({ contribution, reason }: Factor, paint: Paint): string {
  const sign = contribution < 0 ? '−' : '+';
  const amount = `${sign}${Math.abs(contribution).toFixed(1)}`;
  return `   ${paint(contribution < 0 ? 'red' : 'green', amount.padStart(5))}  ${reason}`;
}

function footerLines(diagnosis: Diagnosis, paint: Paint): string[] {
  const { leftOut, reasoner, receipt, stages, problems, comparison = [] } = diagnosis;
  const milliseconds = stages.reduce((sum, stage) => sum + stage.milliseconds, 0);
  const sent = receipt ? `sent to ${receipt.destination}` : 'nothing left this machine';
  return [
    ...comparison,
    ...problems.map((problem) => paint('yellow', problemText(problem))),
    paint(
      'dim',
      `${reasoner.name}, ${milliseconds} ms, ${leftOut.shownLines} of ${leftOut.totalLines} lines as evidence; times in UTC; ${sent}.`,
    ),
  ];
}
