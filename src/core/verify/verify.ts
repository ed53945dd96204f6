import type { Check, Citation, Cite, Claim, VerifiedClaim } from '../model/claim.ts';
import type { Proposal, ProposedHypothesis, VerifiedHypothesis } from '../model/hypothesis.ts';
import { checkValues } from './checkValues.ts';
import { type Cited, type FoundCitation, gatherCited } from './cited.ts';
import { findQuote } from './findQuote.ts';
import { found, inWords, type Match } from './match.ts';
import { recompute } from './numbers.ts';
import { orderOf } from './order.ts';
import { maskDigits } from './similar.ts';
import { createSources, type Source, type Sources, type VerifyFacts } from './sources.ts';
import { parseStatements } from './statements.ts';
import { takeQuotations, valuesOf } from './values.ts';
import { type Findings, verdictOf } from './verdict.ts';

export type { VerifyFacts } from './sources.ts';

/**
 * Checks every claim of a proposal against the logs: each citation is re-found, each value looked
 * for in what is cited, each count and time computed again, and causes must come before effects.
 * Nothing of the proposal is dropped; what fails keeps its check and loses its citation. The ladder
 * is the one of quote attribution work (ALCE, arXiv 2305.14627): a claim counts for what it cites.
 */
export function verifyProposal(
  proposal: Proposal,
  facts: VerifyFacts,
): readonly VerifiedHypothesis[] {
  const run: Run = { facts, sources: createSources(facts), names: namesOf(facts) };
  return proposal.hypotheses.map((proposed) => verifyHypothesis(proposed, run));
}

interface Run {
  readonly facts: VerifyFacts;
  readonly sources: Sources;
  /** Names of files and services, in lower case: known without a citation. */
  readonly names: ReadonlySet<string>;
}

/** A claim whose citations, values and numbers were checked, but not yet its place in time. */
interface CheckedClaim {
  readonly claim: Claim;
  readonly citations: readonly Citation[];
  readonly cited: Cited;
  readonly findings: Findings;
  readonly numbers: { readonly checked: number; readonly right: number };
}

function verifyHypothesis(proposed: ProposedHypothesis, run: Run): VerifiedHypothesis {
  const checked = proposed.claims.map((claim) => checkClaim(claim, run));
  return {
    proposed,
    claims: checked.map((claim) => finish(withOrder(claim, checked, run))),
    against: proposed.against.map((claim) => finish(checkClaim(claim, run))),
  };
}

function checkClaim(claim: Claim, run: Run): CheckedClaim {
  const results = claim.cites.flatMap((cite) => resolveCite(cite, run));
  const foundCitations = results.flatMap(({ found }) => found ?? []);
  const citations = foundCitations.map(({ citation }) => citation);
  const cited = gatherCited(foundCitations, run.facts);
  const { quotations, rest } = takeQuotations(run.facts.restore(claim.text));
  const numbers = checkNumbers(rest, cited, run);
  const stated = [...quotations, ...valuesOf(numbers.rest)];
  const values = checkValues(stated, cited, run.names, otherTexts(run));
  const isCited = citations.length > 0;
  return {
    claim,
    citations,
    cited,
    numbers: { checked: numbers.checked, right: numbers.right },
    findings: {
      citations: results.map(({ check }) => check),
      strengths: results.map(({ found }) => found?.citation.strength ?? 0),
      numbers: isCited ? numbers.checks : [],
      values: isCited ? values.checks : [],
      valuesMissing: isCited ? values.missing : 0,
      order: [],
      isRefuted: false,
    },
  };
}

interface ResolvedCite {
  readonly check: Check;
  readonly found: FoundCitation | undefined;
}

function resolveCite(cite: Cite, run: Run): readonly ResolvedCite[] {
  const source = run.sources.get(cite.evidence);
  if (!source) {
    const reason = `There is no evidence ${cite.evidence} in this run.`;
    return [{ check: { code: 'unknownEvidence', reason }, found: undefined }];
  }
  return matchesOf(cite, source, run).map((match) => {
    const check = { code: match.code, reason: match.reason };
    if (match.kind !== 'found') return { check, found: undefined };
    const citation = toCitation(match, source);
    return run.facts.isSteering?.(citation.quote)
      ? { check: steering(citation), found: undefined }
      : { check, found: { source, citation, isWhole: !hasQuote(cite) } };
  });
}

function steering(citation: Citation): Check {
  const place = `${inWords(citation)} of ${citation.file}`;
  const reason = `What is cited, ${place}, addresses an AI; such text proves nothing.`;
  return { code: 'addressesAi', reason };
}

function matchesOf(cite: Cite, source: Source, { facts }: Run): readonly Match[] {
  if (hasQuote(cite)) {
    const line = Number.isInteger(cite.line) ? cite.line : undefined;
    const quote = { text: facts.restore(cite.quote), line };
    return [findQuote(quote, source, facts.templateOf ?? maskDigits)];
  }
  return focusOf(cite, source);
}

function hasQuote(cite: Cite): cite is Cite & { readonly quote: string } {
  return cite.quote !== undefined && cite.quote.trim() !== '';
}

/** At most so many stretches of lines are cited by naming evidence alone. */
const MOST_STRETCHES = 3;

/** Without a quote the lines are meant for which the excerpt was chosen. */
function focusOf({ line }: Cite, { evidence }: Source): readonly Match[] {
  const named = evidence.focus.filter(
    ({ startLine, endLine }) => line !== undefined && line >= startLine && line <= endLine,
  );
  const focus = named.length > 0 ? named : evidence.focus.slice(0, MOST_STRETCHES);
  const lines = focus.length > 0 ? focus : [evidence];
  return lines.map(({ startLine, endLine }) => {
    const span = { startLine, endLine };
    return found('exact', 1, span, `${evidence.id} is ${inWords(span)} of ${evidence.file}.`);
  });
}

/** A citation shows at most so much of what it points at. */
const LONGEST_CITATION = 4000;

function toCitation(match: Match & { readonly kind: 'found' }, source: Source): Citation {
  const { id, uri, file } = source.evidence;
  const lines: string[] = [];
  for (let line = match.lines.startLine; line <= match.lines.endLine; line++) {
    lines.push(source.lineAt(line));
  }
  return {
    evidence: id,
    uri,
    file,
    ...match.lines,
    quote: lines.join('\n').slice(0, LONGEST_CITATION),
    strength: match.strength,
  };
}

/** Numbers of a claim without any citation count as checked and not right. */
function checkNumbers(text: string, cited: Cited, run: Run) {
  const { statements, rest } = parseStatements(text);
  const results = statements.map((statement) => recompute(statement, cited, run.facts));
  const isBare = cited.text.trim() === '';
  const known = results.filter(({ kind }) => isBare || kind !== 'unknown');
  return {
    rest,
    checks: results.flatMap((result) => (result.kind === 'wrong' ? result.check : [])),
    checked: known.length,
    right: known.filter(({ kind }) => kind === 'right').length,
  };
}

/** Adds to a cause how it stands in time to each symptom and impact of its hypothesis. */
function withOrder(cause: CheckedClaim, all: readonly CheckedClaim[], run: Run): CheckedClaim {
  if (cause.claim.role !== 'cause' || cause.citations.length === 0) return cause;
  const orders = all
    .filter(({ claim, citations }) => isEffect(claim) && citations.length > 0)
    .map((effect) => orderOf(cause, effect, run.facts));
  return {
    ...cause,
    findings: {
      ...cause.findings,
      order: orders.flatMap((order) => (order.kind === 'right' ? [] : order.check)),
      isRefuted: orders.some((order) => order.kind === 'wrong' && order.byClock),
    },
  };
}

function isEffect({ role }: Claim): boolean {
  return role === 'symptom' || role === 'impact';
}

function finish({ claim, citations, cited, findings, numbers }: CheckedClaim): VerifiedClaim {
  const times = cited.records.flatMap(({ record }) => record.timestamp ?? []);
  return {
    role: claim.role,
    text: claim.text,
    verdict: verdictOf(findings),
    citations,
    numbers,
    timestamp: times.length > 0 ? Math.min(...times) : undefined,
    ...(claim.refutes !== undefined && { refutes: claim.refutes }),
  };
}

function otherTexts({ sources }: Run) {
  return [...sources.values()].map(({ evidence, text }) => ({ id: evidence.id, text: text.text }));
}

function namesOf(facts: VerifyFacts): ReadonlySet<string> {
  const paths = [
    ...facts.files.map(({ name }) => name),
    ...facts.pack.evidence.map(({ file }) => file),
  ];
  const services = facts.pack.evidence.flatMap(({ service }) => service ?? []);
  return new Set(
    [...paths, ...paths.map((path) => path.split('/').at(-1) ?? path), ...services].map((name) =>
      name.toLowerCase(),
    ),
  );
}
