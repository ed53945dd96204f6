import { collectText } from './collect/collect.ts';
import { isSteering } from './hostileText.ts';
import { matchSignatures } from './knowledge/knowledge.ts';
import { mineLogs } from './mine/mine.ts';
import type { Claim, VerifiedClaim } from './model/claim.ts';
import type { Evidence, EvidenceId, EvidencePack } from './model/evidence.ts';
import type { Proposal, ProposedHypothesis, VerifiedHypothesis } from './model/hypothesis.ts';
import type { Pace } from './model/pace.ts';
import type { Move, ProbeFinding, ProbeOutput, ReadOutput } from './model/probeOutput.ts';
import { Severity } from './model/severity.ts';
import type { Signature } from './model/signature.ts';
import { visibleText } from './model/visibleText.ts';
import { LONGEST_OUTPUT } from './probe/outputLines.ts';
import { findingsIn, type SignatureLine } from './probe/readOutput.ts';

/** An output as the pipeline read it, by itself. */
export interface OpenedOutput {
  readonly output: ProbeOutput;
  readonly lines: readonly string[];
  readonly signatures: readonly (SignatureLine & { readonly known: Signature })[];
  /** What a reasoner is shown of it. */
  readonly excerpts: readonly Omit<Evidence, 'id'>[];
  /** It was longer than what is read. */
  readonly isCut: boolean;
}

/**
 * Characters of one output that a reasoner is shown, or less: half of the evidence is for the logs. Of a
 * longer one it sees head and end.
 */
const MOST_SHOWN = 6000;
const LONGEST_LINE = 2000;
/** Lines around one that was found in a long output. */
const AROUND = 5;

/** Reads outputs like small logs, each for itself: what they hold is no part of the incident's own story. */
export async function openOutputs(
  outputs: readonly ProbeOutput[],
  budget: number,
  pace: Pace,
): Promise<readonly OpenedOutput[]> {
  const room = Math.min(MOST_SHOWN, Math.floor(budget / 2 / outputs.length));
  const opened: OpenedOutput[] = [];
  for (const given of outputs) {
    const text = visibleText(given.text.slice(0, LONGEST_OUTPUT));
    const output = { ...given, text };
    const lines = text.split('\n');
    const signatures = await signaturesIn(output, pace);
    const isCut = given.text.length > LONGEST_OUTPUT;
    opened.push({ output, lines, signatures, excerpts: excerptsOf(output, lines, room), isCut });
  }
  return opened;
}

async function signaturesIn(
  { uri, name, text }: ProbeOutput,
  pace: Pace,
): Promise<OpenedOutput['signatures']> {
  const file = await collectText({ uri, name }, text, pace);
  const hits = await matchSignatures([file], await mineLogs([file], pace), pace);
  return hits.flatMap(({ signature, first }) => {
    const line = file.records.at(first.record)?.startLine ?? 1;
    return isSteering(file.lineAt(line))
      ? []
      : [{ signature: signature.id, line, known: signature }];
  });
}

function excerptsOf(
  output: ProbeOutput,
  lines: readonly string[],
  room: number,
): OpenedOutput['excerpts'] {
  if (output.text.trim() === '') return [];
  const head = linesWithin(lines, room);
  if (head === lines.length) return [excerpt(output, lines, 1, head)];
  const half = linesWithin(lines, room / 2);
  const tail = linesWithin(lines.toReversed(), room / 2);
  const from = Math.max(half + 1, lines.length - tail + 1);
  return [excerpt(output, lines, 1, half), excerpt(output, lines, from, lines.length)];
}

/** How many lines from the first on fit, at least one. */
function linesWithin(lines: readonly string[], most: number): number {
  let used = 0;
  const count = lines.findIndex((line) => {
    used += Math.min(line.length, LONGEST_LINE) + 1;
    return used > most;
  });
  return count < 0 ? lines.length : Math.max(1, count);
}

function excerpt(
  { uri, name }: ProbeOutput,
  lines: readonly string[],
  startLine: number,
  endLine: number,
): Omit<Evidence, 'id'> {
  const shown = lines
    .slice(startLine - 1, endLine)
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)} …` : line));
  return {
    ...{ kind: 'probe', uri, file: name, startLine, endLine, focus: [{ startLine, endLine }] },
    ...{ text: shown.join('\n'), timestamp: undefined, severityNumber: Severity.unspecified },
    ...{ service: undefined, template: undefined, reason: 'what a check printed', rank: 1 },
  };
}

/** Characters that outputs take of the budget for evidence. */
export function charactersOf(opened: readonly OpenedOutput[]): number {
  return opened.flatMap(({ excerpts }) => excerpts).reduce((sum, { text }) => sum + text.length, 0);
}

/** The evidence of the logs and what checks printed. */
export function withOutputs(pack: EvidencePack, opened: readonly OpenedOutput[]): EvidencePack {
  return added(
    pack,
    opened.flatMap(({ excerpts }) => excerpts),
  );
}

function added(pack: EvidencePack, more: readonly Omit<Evidence, 'id'>[]): EvidencePack {
  if (more.length === 0) return pack;
  const first = pack.evidence.length + 1;
  return {
    ...pack,
    evidence: [...pack.evidence, ...more.map((one, at) => ({ ...one, id: `E${first + at}` }))],
    characters: pack.characters + more.reduce((sum, { text }) => sum + text.length, 0),
  };
}

/** A proposal held against outputs. */
export interface Held {
  readonly proposal: Proposal;
  readonly pack: EvidencePack;
  /** By output. */
  readonly findings: readonly (readonly ProbeFinding[])[];
}

/**
 * Adds to each explanation what outputs say of it, as claims that cite the output's lines: they are
 * verified and scored like any other, whoever the reasoner is.
 */
export function holdAgainst(
  proposal: Proposal,
  opened: readonly OpenedOutput[],
  pack: EvidencePack,
): Held {
  const findings = opened.map(({ output, signatures }) =>
    findingsIn({ output, signatures, isSteering }, proposal.hypotheses),
  );
  const missing = opened.flatMap(({ output, lines }, at) =>
    (findings[at] ?? [])
      .filter((one) => !evidenceFor(pack, output, one))
      .map(({ startLine, endLine }) => {
        const to = Math.min(lines.length, endLine + AROUND);
        return excerpt(output, lines, Math.max(1, startLine - AROUND), to);
      }),
  );
  const whole = added(pack, missing);
  const made = opened.flatMap(({ output }, at) =>
    (findings[at] ?? []).map((finding) => ({ finding, claim: toClaim(finding, output, whole) })),
  );
  const hypotheses = proposal.hypotheses.map((one) =>
    withFindings(
      one,
      made.filter(({ finding }) => finding.hypothesis === one.title),
    ),
  );
  return { proposal: { ...proposal, hypotheses }, pack: whole, findings };
}

type Lines = Pick<ProbeFinding, 'startLine' | 'endLine'>;

function evidenceFor(
  { evidence }: EvidencePack,
  { uri }: ProbeOutput,
  { startLine, endLine }: Lines,
): Evidence | undefined {
  return evidence.find(
    (one) => one.uri === uri && one.startLine <= startLine && endLine <= one.endLine,
  );
}

const texts: Readonly<
  Record<ProbeFinding['stance'], Readonly<Record<ProbeFinding['by'], string>>>
> = {
  confirms: {
    outcome: 'The check that was made shows what this expects',
    value: 'The check that was made shows a value that fits what is claimed',
    signature: 'The check that was made shows the same known failure',
  },
  refutes: {
    outcome: 'The check that was made shows what speaks against this',
    value: 'The check that was made shows another value than is claimed',
    signature: 'The check that was made shows another failure',
  },
};

/** How far each way of knowing goes: what a check was made for decides more than what stands beside it. */
const force: Readonly<Record<ProbeFinding['by'], number>> = {
  outcome: 1,
  value: 0.5,
  signature: 0.5,
};

function toClaim(finding: ProbeFinding, output: ProbeOutput, pack: EvidencePack): Claim {
  const { stance, by, said, beside, startLine: line } = finding;
  const told = [{ line, said }, ...(beside ? [beside] : [])];
  const quotes = told.map((one) => `“${one.said}”`).join(', ');
  return {
    role: stance === 'confirms' ? 'mechanism' : 'ruledOut',
    text: `${texts[stance][by]}: ${quotes}.`,
    cites: told.map((one) => ({
      evidence: evidenceFor(pack, output, { startLine: one.line, endLine: one.line })?.id ?? '',
      line: one.line,
      quote: one.said,
    })),
    ...(stance === 'refutes' && { refutes: force[by] }),
  };
}

interface Made {
  readonly finding: ProbeFinding;
  readonly claim: Claim;
}

function withFindings(one: ProposedHypothesis, made: readonly Made[]): ProposedHypothesis {
  const pro = made.filter(({ finding }) => finding.stance === 'confirms');
  const con = made.filter(({ finding }) => finding.stance === 'refutes');
  if (made.length === 0) return one;
  const against = [...con.map(({ claim }) => claim), ...one.against];
  if (pro.length === 0) return { ...one, against };
  return {
    ...one,
    claims: withClaims(
      one.claims,
      pro.map(({ claim }) => claim),
    ),
    against,
    probed: Math.max(...pro.map(({ finding }) => force[finding.by])),
  };
}

/**
 * An output is a link of the chain, and must not become its root: it stands before the other
 * mechanisms, and among the symptoms where a chain has neither mechanism nor cause.
 */
function withClaims(claims: readonly Claim[], more: readonly Claim[]): readonly Claim[] {
  const isDeeper = ({ role }: Claim): boolean => role === 'mechanism' || role === 'cause';
  const at = claims.findIndex(isDeeper);
  return at < 0
    ? [...more.map((claim): Claim => ({ ...claim, role: 'symptom' })), ...claims]
    : claims.toSpliced(at, 0, ...more);
}

/** What became of each output, and how it moved the confidence; `valuesOf` scores by headline. */
export function readOutputs(
  opened: readonly OpenedOutput[],
  { findings, pack }: Held,
  verified: readonly VerifiedHypothesis[],
  valuesOf: (verified: readonly VerifiedHypothesis[]) => ReadonlyMap<string, number>,
): readonly ReadOutput[] {
  const ids = opened.map(({ output: { uri } }) =>
    pack.evidence.filter((one) => one.uri === uri).map(({ id }) => id),
  );
  const valuesBefore = (at: number): ReadonlyMap<string, number> =>
    valuesOf(verified.map((one) => withoutEvidence(one, new Set(ids.slice(at).flat()))));
  const steps = opened.length === 0 ? [] : [...opened, undefined].map((_, at) => valuesBefore(at));
  return opened.map(({ output, signatures, isCut }, at) => {
    const own = findings[at] ?? [];
    const moves = movesOf(steps[at], steps[at + 1], own);
    const { name, uri } = output;
    const cut = isCut ? [`Only its first ${LONGEST_OUTPUT / 1000},000 characters were read.`] : [];
    const notes = [...unmoved(own, moves), ...notesOf(own, signatures, verified), ...cut];
    const probe = output.of && { probe: output.of.probe.title };
    return { name, uri, ...probe, evidence: ids[at] ?? [], findings: own, moves, notes };
  });
}

function withoutEvidence(
  one: VerifiedHypothesis,
  ids: ReadonlySet<EvidenceId>,
): VerifiedHypothesis {
  const isOther = ({ citations }: VerifiedClaim): boolean =>
    citations.length === 0 || citations.some(({ evidence }) => !ids.has(evidence));
  return { ...one, claims: one.claims.filter(isOther), against: one.against.filter(isOther) };
}

/** Less than this is no move that anybody sees. */
const LEAST_MOVE = 0.005;

function movesOf(
  before: ReadonlyMap<string, number> = new Map(),
  after: ReadonlyMap<string, number> = new Map(),
  findings: readonly ProbeFinding[],
): readonly Move[] {
  return [...after]
    .map(([hypothesis, to]) => ({ hypothesis, from: before.get(hypothesis) ?? to, to }))
    .filter(({ from, to }) => Math.abs(to - from) >= LEAST_MOVE)
    .map((move) => ({ ...move, why: whyMoved(move.hypothesis, findings) }))
    .toSorted((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from));
}

/** What was found and moved nothing, as where a cap holds. */
function unmoved(findings: readonly ProbeFinding[], moves: readonly Move[]): readonly string[] {
  const still = findings.filter(({ hypothesis }) =>
    moves.every((move) => move.hypothesis !== hypothesis),
  );
  return still.map(({ hypothesis, stance, said }) => {
    const how = stance === 'confirms' ? 'agrees with' : 'speaks against';
    return `“${said}” ${how} “${hypothesis}”, whose confidence stays where it is.`;
  });
}

function whyMoved(hypothesis: string, findings: readonly ProbeFinding[]): string {
  const found = findings.find((one) => one.hypothesis === hypothesis);
  const beside = found?.beside ? `, with “${found.beside.said}”` : '';
  return found
    ? `the output says “${found.said}”${beside}`
    : 'what speaks for a rival speaks against it';
}

function notesOf(
  findings: readonly ProbeFinding[],
  signatures: OpenedOutput['signatures'],
  verified: readonly VerifiedHypothesis[],
): readonly string[] {
  const named = new Set(verified.map(({ proposed }) => proposed.signature));
  const others = new Map(
    signatures
      .filter(({ signature, known }) => !named.has(signature) && known.role !== 'trailer')
      .map(({ signature, known, line }) => [signature, `${known.title} (line ${line})`]),
  );
  const also = [...others.values()].map(
    (title) => `It also tells of a known failure that no explanation names: ${title}.`,
  );
  if (verified.length === 0) {
    return [
      'There is no explanation that it could be held against: it stands as evidence.',
      ...also,
    ];
  }
  const none =
    'Nothing in it is what a check expects, for or against: it stands as evidence and moves nothing by itself.';
  return findings.length === 0 ? [none, ...also] : also;
}
