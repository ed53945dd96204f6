import type { Claim } from '../model/claim.ts';
import type { Probe, ProposedHypothesis } from '../model/hypothesis.ts';
import type { ProbeFinding, ProbeOutput } from '../model/probeOutput.ts';
import { findOutcome, type OutcomeMatch, type Printed, spokenFor } from './outcomes.ts';
import { echoedCommand, linesOf, type OutputLine } from './outputLines.ts';
import { tallyOf } from './tally.ts';
import { isSameValue, type NamedValue, numberOf, pairsIn, valuesIn } from './values.ts';

/** A known failure that the output tells of, and where. */
export interface SignatureLine {
  readonly signature: string;
  /** 1-based. */
  readonly line: number;
}

/** What the pipeline knows of an output before it is held against explanations. */
export interface OutputFacts {
  readonly output: ProbeOutput;
  readonly signatures: readonly SignatureLine[];
  readonly isSteering: (line: string) => boolean;
}

type Found = Omit<ProbeFinding, 'hypothesis'>;

/**
 * What an output says of each explanation: by the outcomes of the check it belongs to, or else of any
 * check that was proposed; by values that a claim names and the output tells otherwise or the same;
 * and by the known failure that both are. One finding for each explanation and way.
 */
export function findingsIn(
  { output, signatures, isSteering }: OutputFacts,
  hypotheses: readonly ProposedHypothesis[],
): readonly ProbeFinding[] {
  const of = output.of ?? echoed(output.text, hypotheses);
  const lines = linesOf(output.text, of?.probe.command, isSteering);
  const all: Printed = { lines, values: valuesIn(lines), tally: tallyOf(lines) };
  return hypotheses.flatMap((hypothesis) => {
    const printed = { ...all, claimed: claimedBy(hypothesis) };
    const found = [
      best([
        ...probesOf(hypothesis, hypotheses, of).flatMap((probe) => byOutcome(probe, printed)),
        ...forRival(hypothesis, hypotheses, of, printed),
      ]),
      byValue(printed),
      bySignature(hypothesis, signatures, lines),
    ].filter((one) => one !== undefined);
    return found.map((one) => ({ ...one, hypothesis: hypothesis.title }));
  });
}

type Of = NonNullable<ProbeOutput['of']>;

function echoed(text: string, hypotheses: readonly ProposedHypothesis[]): Of | undefined {
  const command = echoedCommand(text);
  for (const { title, probes } of command === undefined ? [] : hypotheses) {
    const probe = probes.find((one) => one.command?.trim() === command?.trim());
    if (probe) return { probe, hypothesis: title };
  }
  return undefined;
}

/** The check that was made counts for the explanations that proposed it; without one, all are tried. */
function probesOf(
  hypothesis: ProposedHypothesis,
  all: readonly ProposedHypothesis[],
  of: Of | undefined,
): readonly Probe[] {
  if (!of) return hypothesis.probes;
  const isIt = (probe: Probe): boolean =>
    probe.command === undefined
      ? probe.title === of.probe.title
      : probe.command === of.probe.command;
  const own = hypothesis.probes.filter(isIt);
  if (own.length > 0) return own;
  if (hypothesis.title === of.hypothesis) return [of.probe];
  const isKnown = all.some(
    ({ title, probes }) => title === of.hypothesis || probes.some((probe) => isIt(probe)),
  );
  return isKnown ? [] : hypothesis.probes;
}

interface Weighed extends Found {
  readonly strength: number;
}

function byOutcome({ confirms, refutes }: Probe, printed: Printed): readonly Weighed[] {
  const [yes, no] = [findOutcome(confirms, printed), findOutcome(refutes, printed)];
  // Both at once decide nothing, unless one of them says more.
  if (yes && no && yes.strength === no.strength) return [];
  const [stance, match] =
    yes && (!no || yes.strength > no.strength)
      ? (['confirms', yes] as const)
      : (['refutes', no] as const);
  return match ? [toFound(stance, match)] : [];
}

function toFound(
  stance: Found['stance'],
  { line, beside, expected, strength }: OutcomeMatch,
): Weighed {
  return {
    ...found(stance, 'outcome', line, expected),
    ...(beside && { beside: { line: beside.startLine, said: beside.raw.slice(0, LONGEST_SAID) } }),
    strength,
  };
}

/** A check that tells two explanations apart says so: what refutes the one speaks for the other. */
function forRival(
  { title }: ProposedHypothesis,
  all: readonly ProposedHypothesis[],
  of: Of | undefined,
  printed: Printed,
): readonly Weighed[] {
  return all
    .filter((other) => other.title !== title)
    .flatMap((other) => probesOf(other, all, of))
    .filter(({ refutes }) => isAbout(spokenFor(refutes), title))
    .flatMap((probe) => byOutcome(probe, printed))
    .filter(({ stance }) => stance === 'refutes')
    .map((one) => ({ ...one, stance: 'confirms' as const }));
}

/** Headlines are told in short: `…` stands for the rest. */
function isAbout(told: string | undefined, title: string): boolean {
  const start = told?.replace(/(?:…|\.\.\.)$/, '').trim() ?? '';
  return start !== '' && title.toLowerCase().includes(start.toLowerCase());
}

function best(all: readonly Weighed[]): Found | undefined {
  const [first] = all.toSorted((a, b) => b.strength - a.strength);
  if (!first) return undefined;
  const { strength: _, ...rest } = first;
  return rest;
}

function found(
  stance: Found['stance'],
  by: Found['by'],
  { startLine, endLine, raw }: OutputLine,
  expected: string,
): Found {
  return { stance, by, startLine, endLine, said: raw.slice(0, LONGEST_SAID), expected };
}

const LONGEST_SAID = 160;

/** Names of settings: what they are is a fact, and a claim that says otherwise is wrong. */
const setting =
  /(?:^|_)(?:max\w*|min\w*|\w*limit\w*|size|timeout|policy|mode|enabled|version|replicas|quota|threshold|backlog|retries|role|heap)(?:_|$)/;
/** Names of what changes all the time. */
const reading =
  /(?:time$|timestamp|date|pid|uptime|elapsed|duration|latency|offset|_used|^used|free|current|count|total|usage)/;

/** Names of upper bounds: one that is lower than was thought is reached the sooner. */
const upperBound = /(?:^|_)(?:max\w*|\w*limit\w*|size|quota|heap|backlog)(?:_|$)/;

/** A value that a claim names, in its own words or in what it quotes, against the one that was printed. */
function byValue({ values, claimed = [] }: Printed): Found | undefined {
  for (const { name, value, line } of values) {
    const same = claimed.filter((one) => one.name === name && one.value !== '');
    const [first] = same;
    if (!first || value === '' || !setting.test(name) || reading.test(name)) continue;
    const agrees = same.some((one) => isSameValue(one.value, value) || isLowerBound(one, value));
    return found(agrees ? 'confirms' : 'refutes', 'value', line, `${name} = ${first.value}`);
  }
  return undefined;
}

function isLowerBound({ name, value }: NamedValue, printed: string): boolean {
  const [claimed, told] = [numberOf(value), numberOf(printed)];
  const isBound = upperBound.test(name) && claimed !== undefined && told !== undefined;
  return isBound && told > 0 && told < claimed;
}

function claimedBy({ claims }: ProposedHypothesis): readonly NamedValue[] {
  return claims.filter(({ role }) => role !== 'ruledOut').flatMap(pairsOf);
}

function pairsOf({ text, cites }: Claim): readonly NamedValue[] {
  return [text, ...cites.flatMap(({ quote }) => quote ?? [])].flatMap(pairsIn);
}

function bySignature(
  { signature }: ProposedHypothesis,
  signatures: readonly SignatureLine[],
  lines: readonly OutputLine[],
): Found | undefined {
  const hit = signatures.find((one) => one.signature === signature);
  const line = hit && lines.find(({ startLine }) => startLine === hit.line);
  return line && found('confirms', 'signature', line, hit.signature);
}
