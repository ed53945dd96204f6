import type { Attachment, Case, CaseRun, KeptVerdict } from '../model/case.ts';
import type { Citation, VerifiedClaim } from '../model/claim.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Hypothesis } from '../model/hypothesis.ts';
import { code, escapeMarkup, list, longestRun } from '../model/markdownText.ts';
import { BAND_WORDS, OUTCOME_WORDS, percent, ROLE_WORDS, VERDICT_WORDS } from '../model/words.ts';
import { titleOf } from './summary.ts';
import { judgedWord, lines, reasonWord, utc } from './words.ts';

/**
 * A case as a note for the people who come after: what happened, how it was found, what was done, with
 * each statement's citations. Log text stands in code only.
 */
export function incidentNote(given: Case): string {
  const { summary } = given;
  const run = given.runs.findLast(({ end }) => end.kind === 'done');
  const head = [`# ${escapeMarkup(titleOf(summary))}`, '', ...facts(given, run), ''];
  const people = [
    ...paragraph('What solved it', summary.solution),
    ...paragraph('Note', summary.note),
  ];
  const found = run?.end.kind === 'done' ? findings(run.end.diagnosis) : [];
  return `${[...head, ...people, ...found, ...history(given)].join('\n').trimEnd()}\n`;
}

function facts({ summary }: Case, run: CaseRun | undefined): readonly string[] {
  const diagnosis = run?.end.kind === 'done' ? run.end.diagnosis : undefined;
  const [leading] = diagnosis?.hypotheses ?? [];
  const onset = leading?.claims.flatMap(({ timestamp }) => timestamp ?? []) ?? [];
  const sure =
    leading && `${BAND_WORDS[leading.confidence.band]}, ${percent(leading.confidence.value)}`;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Status', summary.status],
    ['Since', onset.length > 0 ? utc(Math.min(...onset)) : undefined],
    ['Service', leading?.service],
    ['Confidence', diagnosis?.outcome === 'diagnosed' ? sure : undefined],
    ['Logs', diagnosis?.sources.map(({ name }) => name).join(', ')],
    ['Opened', utc(summary.created)],
  ];
  return rows.flatMap(([name, value]) => (value ? [`- **${name}:** ${escapeMarkup(value)}`] : []));
}

function paragraph(title: string, text: string): readonly string[] {
  const said = text.split('\n').map((line) => escapeMarkup(line).trim());
  return text.trim() === '' ? [] : [`## ${title}`, '', said.join('  \n'), ''];
}

function findings(diagnosis: Diagnosis): readonly string[] {
  const [leading, ...rivals] = diagnosis.hypotheses;
  if (diagnosis.outcome !== 'diagnosed' || !leading) {
    const outcome = OUTCOME_WORDS[diagnosis.outcome];
    return [`## ${outcome}`, '', escapeMarkup(diagnosis.reason), ''];
  }
  const notes = createFootnotes();
  const told = (claims: readonly VerifiedClaim[]): readonly string[] =>
    claims.map((claim) => claimLine(claim, notes));
  const isRuledOut = ({ role }: VerifiedClaim): boolean => role === 'ruledOut';
  const chain = leading.claims
    .filter((claim) => !isRuledOut(claim))
    .toSorted(byTime)
    .map((claim) => `- ${linkLine(claim, notes)}`);
  return [
    ...['## What happened', '', escapeMarkup(leading.summary), ''],
    ...['## Why we think so', '', ...chain, ''],
    ...list('Ruled out', told(leading.claims.filter(isRuledOut))),
    ...list('Against it', told(leading.against)),
    ...list('Not known', leading.missing.map(escapeMarkup)),
    ...rivalsPart(rivals),
    ...probesPart(leading),
    ...['## Evidence', '', ...notes.all.flatMap(evidenceLines)],
    ...established(diagnosis),
  ];
}

/** As it went; what states no time keeps its place at the end. */
function byTime(a: VerifiedClaim, b: VerifiedClaim): number {
  return (a.timestamp ?? Number.MAX_VALUE) - (b.timestamp ?? Number.MAX_VALUE);
}

/** Numbers for citations; the same lines have one number wherever they are cited. */
interface Footnotes {
  readonly all: readonly Citation[];
  numberOf(citation: Citation): number;
}

function createFootnotes(): Footnotes {
  const all: Citation[] = [];
  return {
    all,
    numberOf(citation) {
      const isSame = (one: Citation): boolean =>
        one.uri === citation.uri &&
        one.startLine === citation.startLine &&
        one.endLine === citation.endLine;
      const known = all.findIndex(isSame);
      return known < 0 ? all.push(citation) : known + 1;
    },
  };
}

/** With its role, where the heading above it doesn't say it. */
function linkLine(claim: VerifiedClaim, notes: Footnotes): string {
  const { role, timestamp } = claim;
  const time = timestamp === undefined ? '' : `${utc(timestamp)}, `;
  return `${time}**${ROLE_WORDS[role]}**: ${claimLine(claim, notes)}`;
}

function claimLine({ text, verdict, citations }: VerifiedClaim, notes: Footnotes): string {
  const cited = [...new Set(citations.map((one) => notes.numberOf(one)))].map((n) => `[${n}]`);
  const marks = cited.length > 0 ? ` ${cited.map(escapeMarkup).join(' ')}` : '';
  return `${escapeMarkup(text)}${marks} (${VERDICT_WORDS[verdict.kind]})`;
}

function evidenceLines(
  { file, startLine, endLine, quote }: Citation,
  at: number,
): readonly string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(quote) + 1));
  const place = code(`${file}:${lines(startLine, endLine)}`);
  const shown = [fence, ...quote.split('\n'), fence].map((line) => `   ${line}`);
  return [`${at + 1}. ${place}`, '', ...shown, ''];
}

function rivalsPart(rivals: readonly Hypothesis[]): readonly string[] {
  const items = rivals.map(
    ({ title, confidence, against }) =>
      `${escapeMarkup(title)} (${percent(confidence.value)})${against[0] ? `: against it, ${escapeMarkup(against[0].text)}` : ''}`,
  );
  return list('Also considered', items);
}

function probesPart({ probes }: Hypothesis): readonly string[] {
  return list(
    'To be sure',
    probes.map(
      ({ title, command, confirms }) =>
        `${escapeMarkup(title)}${command ? `: ${code(command)}` : ''}. Confirms: ${escapeMarkup(confirms)}`,
    ),
  );
}

/** Who said it, and from how much of the logs. */
function established({ reasoner, leftOut, receipt }: Diagnosis): readonly string[] {
  const sent = receipt ? `sent to ${receipt.destination}` : 'nothing was sent to a model';
  const told = `${reasoner.name}; ${leftOut.shownLines} of ${leftOut.totalLines} lines as evidence; ${sent}; each citation was found again by code. Times are as the logs state them, read as UTC.`;
  return [`_${escapeMarkup(told)}_`, ''];
}

/** What was asked, answered and said, in the order of time. */
function history({ summary, runs, verdicts, attachments }: Case): readonly string[] {
  const events = [
    ...runs.map((run) => [run.began, runLine(run)] as const),
    ...verdicts.map((verdict) => [verdict.time, verdictLine(verdict)] as const),
    ...attachments.map((one) => [one.time, attachmentLine(one)] as const),
  ].sort(([a], [b]) => a - b);
  const told = events.map(([time, text]) => `- ${utc(time)}: ${text}`);
  return events.length === 0
    ? []
    : ['## History', '', ...told, `- ${utc(summary.changed)}: last changed`, ''];
}

function runLine({ end, request }: CaseRun): string {
  const outputs = request?.probeOutputs?.length ?? 0;
  const given =
    outputs > 0 ? ` with what ${outputs === 1 ? 'a check' : `${outputs} checks`} printed` : '';
  switch (end.kind) {
    case 'done': {
      const { reasoner, outcome, hypotheses } = end.diagnosis;
      const [leading] = outcome === 'diagnosed' ? hypotheses : [];
      const said = leading
        ? `${leading.title} (${percent(leading.confidence.value)})`
        : OUTCOME_WORDS[outcome];
      return escapeMarkup(`${reasoner.name} answered${given}: ${said}`);
    }
    case 'failed':
      return escapeMarkup(`a run failed${given}: ${end.message}`);
    case 'cancelled':
      return 'a run was cancelled';
    case 'running':
      return 'a run began and did not end';
  }
}

/** What it is about stands in it, where its owner tells that to people. */
function attachmentLine({ kind, data }: Attachment): string {
  const told = typeof data === 'object' && data !== null && 'about' in data ? data.about : '';
  const about = typeof told === 'string' && told !== '' ? ` of “${told}”` : '';
  return escapeMarkup(`${kind}${about}`);
}

function verdictLine({ title, judged, reason, note }: KeptVerdict): string {
  const why = [reason && reasonWord[reason], note].filter((part) => part).join('; ');
  return escapeMarkup(`verdict on “${title}”: ${judgedWord[judged]}${why ? ` (${why})` : ''}`);
}
