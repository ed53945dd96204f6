import type { Check, Citation, Cite, Claim, VerifiedClaim } from '../model/claim.ts';
import type { Proposal, ProposedHypothesis, VerifiedHypothesis } from '../model/hypothesis.ts';
import { checkValues, type KnownNames, unknownName } from './checkValues.ts';
import { type Cited, type FoundCitation, gatherCited } from './cited.ts';
import { contradictionOf } from './contradiction.ts';
import { findQuote } from './findQuote.ts';
import { placesOf } from './lineText.ts';
import { found, inWords, type Match } from './match.ts';
import { createVocabulary, type Vocabulary } from './names.ts';
import { normalise } from './normalise.ts';
import { recompute } from './numbers.ts';
import { orderOf, presentBefore } from './order.ts';
import { isUntrusted } from './provenance.ts';
import { maskDigits } from './similar.ts';
import { createSources, type Source, type Sources, type VerifyFacts } from './sources.ts';
import { parseStatements } from './statements.ts';
import { missingPath } from './structure.ts';
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
  const run = openRun(facts);
  return proposal.hypotheses.map((proposed) => verifyHypothesis(proposed, run));
}

interface Run {
  readonly facts: VerifyFacts;
  readonly sources: Sources;
  readonly known: KnownNames;
}

function openRun(facts: VerifyFacts): Run {
  const sources = createSources(facts);
  let vocabulary: Vocabulary | undefined;
  const known: KnownNames = {
    services: servicesOf(facts),
    vocabulary() {
      vocabulary ??= createVocabulary(facts);
      return vocabulary;
    },
    others: [...sources.values()].map(({ evidence: { id }, text: { text } }) => ({ id, text })),
  };
  return { facts, sources, known };
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
  const blamed = blamedService(proposed, run);
  return {
    proposed,
    claims: checked.map((claim) => finish(withBlame(withOrder(claim, checked, run), blamed))),
    against: proposed.against.map((claim) => finish(checkClaim(claim, run))),
  };
}

/** The service at fault has to exist, like any name of a claim. */
function blamedService({ service }: ProposedHypothesis, { known, facts }: Run): Check | undefined {
  const name = service === undefined ? '' : facts.restore(service);
  return name === '' ||
    known.services.has(name.toLowerCase()) ||
    known.vocabulary().recognises(name)
    ? undefined
    : unknownName(name, known.vocabulary());
}

/** It is the cause that blames. */
function withBlame(claim: CheckedClaim, blamed: Check | undefined): CheckedClaim {
  if (!blamed || claim.claim.role !== 'cause' || claim.citations.length === 0) return claim;
  const { findings } = claim;
  return { ...claim, findings: { ...findings, values: [...findings.values, blamed] } };
}

function checkClaim(claim: Claim, run: Run): CheckedClaim {
  const results = claim.cites.flatMap((cite) => resolveCite(cite, run));
  const foundCitations = results.flatMap(({ found }) => found ?? []);
  const citations = foundCitations.map(({ citation }) => citation);
  const cited = gatherCited(foundCitations, run.facts);
  const { quotations, rest } = takeQuotations(run.facts.restore(claim.text));
  const numbers = checkNumbers(rest, cited, run);
  const stated = [...quotations, ...valuesOf(numbers.rest)];
  const isCited = citations.length > 0;
  const values = isCited ? checkValues(stated, cited, run.known) : undefined;
  const contradiction = isCited ? contradictionOf(claim, rest, cited) : undefined;
  return {
    claim,
    citations,
    cited,
    numbers: { checked: numbers.checked, right: numbers.right },
    findings: {
      citations: results.map(({ check }) => check),
      strengths: results.map(({ found }) => found?.citation.strength ?? 0),
      numbers: isCited ? numbers.checks : [],
      values: values?.checks ?? [],
      valuesMissing: values?.missing ?? 0,
      contradiction: contradiction?.check,
      provenance: provenanceOf(results),
      order: [],
      isRefuted: contradiction?.isOutright ?? false,
    },
  };
}

/** What strangers wrote into a log can't be all that a claim rests on. */
function provenanceOf(results: readonly ResolvedCite[]): Check | undefined {
  const found = results.filter(({ found: citation }) => citation !== undefined);
  if (found.length === 0 || found.some(({ isUntrusted: isForeign }) => !isForeign))
    return undefined;
  const reason =
    'All that is cited was chosen by whoever sent a request, and proves nothing by itself.';
  return { code: 'untrustedField', reason };
}

interface ResolvedCite {
  readonly check: Check;
  readonly found: FoundCitation | undefined;
  /** A stranger may have written what is cited. */
  readonly isUntrusted: boolean;
}

function resolveCite(cite: Cite, run: Run): readonly ResolvedCite[] {
  const source = run.sources.get(cite.evidence);
  if (!source) {
    const reason = `There is no evidence ${cite.evidence} in this run.`;
    return [{ check: { code: 'unknownEvidence', reason }, found: undefined, isUntrusted: false }];
  }
  return matchesOf(cite, source, run).map(({ match, source: where }) => {
    const check = { code: match.code, reason: match.reason };
    if (match.kind === 'missing') return { check, found: undefined, isUntrusted: false };
    const citation = toCitation(match, where);
    if (run.facts.isSteering?.(citation.quote)) {
      return { check: steering(citation), found: undefined, isUntrusted: true };
    }
    const quote = hasQuote(cite) ? run.facts.restore(cite.quote) : citation.quote;
    return {
      check,
      found: { source: where, citation, isWhole: !hasQuote(cite) },
      isUntrusted: isUntrusted(quote, citation.quote),
    };
  });
}

function steering(citation: Citation): Check {
  const place = `${inWords(citation)} of ${citation.file}`;
  const reason = `What is cited, ${place}, addresses an AI; such text proves nothing.`;
  return { code: 'addressesAi', reason };
}

interface Place {
  readonly match: Match;
  readonly source: Source;
}

function matchesOf(cite: Cite, source: Source, { facts, sources }: Run): readonly Place[] {
  if (!hasQuote(cite)) return focusOf(cite, source).map((match) => ({ match, source }));
  const line = Number.isInteger(cite.line) ? cite.line : undefined;
  const quote = { text: facts.restore(cite.quote), line };
  const match = findQuote(quote, source, facts.templateOf ?? maskDigits);
  const other = match.code === 'notFound' ? findElsewhere(quote.text, source, sources) : undefined;
  return [other ?? { match, source }];
}

/** The quote stands in other evidence than the claim says: told, shown, and not worth much. */
function findElsewhere(text: string, source: Source, sources: Sources): Place | undefined {
  const words = normalise(text);
  for (const other of sources.values()) {
    const place = placesOf(words, other.text)[0];
    if (other === source || !place) continue;
    const { id, file } = other.evidence;
    const reason = `The quote does not stand in ${source.evidence.id} but in ${id}, ${inWords(place)} of ${file}.`;
    return { match: found('otherEvidence', 0.5, place, reason), source: other };
  }
  return undefined;
}

function hasQuote(cite: Cite): cite is Cite & { readonly quote: string } {
  return cite.quote !== undefined && cite.quote.trim() !== '';
}

/** At most so many stretches of lines are cited by naming evidence alone. */
const MOST_STRETCHES = 3;

/** Without a quote the named line is meant, or the lines for which the excerpt was chosen. */
function focusOf({ line }: Cite, { evidence }: Source): readonly Match[] {
  const { id, file, startLine: first, endLine: last } = evidence;
  const focus = evidence.focus.filter(
    ({ startLine, endLine }) => line === undefined || (line >= startLine && line <= endLine),
  );
  if (focus.length === 0 && line !== undefined && line >= first && line <= last) {
    const span = { startLine: line, endLine: line };
    return [found('exact', 1, span, `${id} holds ${inWords(span)} of ${file}.`)];
  }
  const isElsewhere = line !== undefined && focus.length === 0;
  const meant = focus.length > 0 ? focus : evidence.focus;
  const lines = meant.length > 0 ? meant.slice(0, MOST_STRETCHES) : [evidence];
  return lines.map(({ startLine, endLine }) => {
    const span = { startLine, endLine };
    return isElsewhere
      ? found(
          'lineRepaired',
          0.7,
          span,
          `${id} is ${inWords(span)} of ${file}, not line ${line}; repaired.`,
        )
      : found('exact', 1, span, `${id} is ${inWords(span)} of ${file}.`);
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
  // `27 timeouts between 14:00 and 14:10` are those of that time, and not of the whole log.
  const window = statements.find((statement) => statement.kind === 'between');
  const results = statements.map((statement) => recompute(statement, cited, run.facts, window));
  const isBare = cited.text.trim() === '';
  const known = results.filter(({ kind }) => isBare || kind !== 'unknown');
  return {
    rest,
    checks: results.flatMap((result) => (result.kind === 'wrong' ? result.check : [])),
    checked: known.length,
    right: known.filter(({ kind }) => kind === 'right').length,
  };
}

/**
 * Adds to a cause how it stands in time to each symptom and impact of its hypothesis, and whether
 * the failure can have come from there to here.
 */
function withOrder(cause: CheckedClaim, all: readonly CheckedClaim[], run: Run): CheckedClaim {
  if (cause.claim.role !== 'cause' || cause.citations.length === 0) return cause;
  const effects = all.filter(({ claim, citations }) => isEffect(claim) && citations.length > 0);
  const orders = effects.map((effect) => orderOf(cause, effect, run.facts));
  const paths = effects.flatMap(
    ({ citations }) => missingPath(cause.citations, citations, run.facts) ?? [],
  );
  const early = orders.every(({ kind }) => kind !== 'wrong')
    ? effects.flatMap((effect) => presentBefore(cause, effect, run.facts) ?? [])
    : [];
  const { findings } = cause;
  return {
    ...cause,
    findings: {
      ...findings,
      order: [
        ...orders.flatMap((order) => (order.kind === 'right' ? [] : order.check)),
        ...early.slice(0, 1),
        ...paths,
      ],
      isRefuted:
        findings.isRefuted || orders.some((order) => order.kind === 'wrong' && order.byClock),
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

function servicesOf({ pack, topology }: VerifyFacts): ReadonlySet<string> {
  const services = pack.evidence.flatMap(({ service }) => service ?? []);
  return new Set([...services, ...(topology?.services ?? [])].map((name) => name.toLowerCase()));
}
