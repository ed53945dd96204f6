import type { CaseRun } from '../model/case.ts';
import type { VerifiedClaim } from '../model/claim.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Hypothesis } from '../model/hypothesis.ts';
import {
  BAND_WORDS,
  capText,
  OUTCOME_WORDS,
  percent,
  ROLE_WORDS,
  VERDICT_WORDS,
} from '../model/words.ts';
import { lines, utc } from './words.ts';

/**
 * What a run concluded, as lines that can be held against those of another run: one fact a line, always
 * in the same order, and nothing that differs from run to run by itself, such as times taken.
 */
export function conclusionText({ end, request }: CaseRun): string {
  if (end.kind !== 'done') return 'This run gave no answer.\n';
  const { diagnosis } = end;
  const parts = [
    [`Answered by: ${diagnosis.reasoner.name}`],
    [`Outcome: ${OUTCOME_WORDS[diagnosis.outcome]}`, ...said(diagnosis.reason)],
    ['Logs:', ...diagnosis.sources.map(({ name, lines: count }) => `  ${name}, ${count} lines`)],
    ...(request?.question ? [[`Question: ${request.question}`]] : []),
    ...diagnosis.hypotheses.map(hypothesisLines),
    [`None of these: ${percent(diagnosis.noneOfThese)}`],
    ['Excerpts it could cite:', ...excerpts(diagnosis)],
  ];
  return `${parts.map((part) => part.flatMap(wrapped).join('\n')).join('\n\n')}\n`;
}

function hypothesisLines(hypothesis: Hypothesis, at: number): readonly string[] {
  const { title, summary, confidence, claims, against, missing, probes } = hypothesis;
  const { factors, gates } = confidence;
  return [
    `${at + 1}. ${title}`,
    `   ${BAND_WORDS[confidence.band]}, ${percent(confidence.value)}`,
    `   ${summary}`,
    ...claims.flatMap(claimLines),
    ...against.map((claim) => `   Against: ${claim.text}`),
    ...missing.map((text) => `   Not known: ${text}`),
    ...probes.map(
      ({ title: check, command }) => `   Check: ${check}${command ? `  ${command}` : ''}`,
    ),
    ...gates.map((gate) => `   ${capText(gate)}`),
    ...factors.map(({ contribution, reason }) => `   ${signed(contribution)}  ${reason}`),
  ];
}

function claimLines({
  role,
  text,
  verdict,
  citations,
  timestamp,
}: VerifiedClaim): readonly string[] {
  const time = timestamp === undefined ? '' : `${utc(timestamp)}  `;
  return [
    `   ${time}${ROLE_WORDS[role]} (${VERDICT_WORDS[verdict.kind]}): ${text}`,
    ...citations.map(
      ({ file, startLine, endLine }) => `      ${file}:${lines(startLine, endLine)}`,
    ),
  ];
}

function excerpts({ evidence }: Diagnosis): readonly string[] {
  return evidence
    .toSorted((a, b) => (a.file === b.file ? a.startLine - b.startLine : a.file < b.file ? -1 : 1))
    .map(({ file, startLine, endLine }) => `  ${file}:${lines(startLine, endLine)}`);
}

function said(reason: string): readonly string[] {
  return reason === '' ? [] : [reason];
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;
}

/** Two columns stand beside each other, and not every editor wraps what it compares. */
const WIDTH = 88;

/** Lines of that width; what goes on is indented a little further than where it began. */
function wrapped(text: string): readonly string[] {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/)) {
    if (line !== '' && indent.length + line.length + word.length > WIDTH) {
      lines.push(lines.length === 0 ? `${indent}${line}` : `${indent}  ${line}`);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, lines.length === 0 ? `${indent}${line}` : `${indent}  ${line}`];
}
