import type { Check, Claim, VerdictCode } from '../model/claim.ts';
import { Severity } from '../model/severity.ts';
import type { Cited } from './cited.ts';
import { deniesPresence, type Polarity, polarityOf, withoutLimited } from './polarity.ts';

export interface Contradiction {
  readonly check: Check;
  /** The cited lines say the opposite in the same words; otherwise only in tendency. */
  readonly isOutright: boolean;
}

/**
 * Whether a claim, in its own words (without quotations), says the opposite of the lines it cites:
 * it denies a failure that they state, states one that they deny, or denies that they are there.
 */
export function contradictionOf(
  { role }: Claim,
  words: string,
  cited: Cited,
): Contradiction | undefined {
  if (cited.text.trim() === '' || role === 'ruledOut') return undefined;
  const prose = withoutLimited(words);
  const [said, seen] = [polarityOf(prose), polarityOf(cited.text)];
  return (
    opposite(said.deniesFailing, seen.fails, seen.deniesFailing, 'denies') ??
    opposite(said.fails, seen.deniesFailing, seen.fails, 'states') ??
    opposite(said.deniesWorking, seen.works, seen.deniesWorking, 'denies') ??
    opposite(said.works, seen.deniesWorking, seen.works, 'states') ??
    absence(prose) ??
    newness(prose, cited) ??
    tendency(said, seen, cited)
  );
}

/** The same word on both sides, denied on one of them, and nothing there that agrees. */
function opposite(
  said: ReadonlySet<string>,
  seen: ReadonlySet<string>,
  agreeing: ReadonlySet<string>,
  how: 'denies' | 'states',
): Contradiction | undefined {
  const stem = [...said].find((word) => seen.has(word));
  if (stem === undefined || (how === 'denies' ? agreeing.has(stem) : agreeing.size > 0)) {
    return undefined;
  }
  const [claims, lines] = how === 'denies' ? ['denies', 'say it'] : ['says', 'deny it'];
  const reason = `The claim ${claims} “${stem}…”, and the lines it cites ${lines}.`;
  return { isOutright: true, check: { code: 'contradicted', reason } };
}

function absence(prose: string): Contradiction | undefined {
  if (!deniesPresence(prose)) return undefined;
  const reason =
    'The claim says that something is not there; lines that are there can’t show that.';
  return { isOutright: false, check: { code: 'absence', reason } };
}

/** What is cited is the first of its kind, and the claim says that there were others before. */
function newness(prose: string, { records, templates }: Cited): Contradiction | undefined {
  const isFirst = records.some(({ file, index, template }) =>
    templates.some(
      ({ id, first }) => id === template && first.file === file && first.record === index,
    ),
  );
  if (!isFirst || !/\b(?:not|n['’]t|nothing|never) (?:\w+ )?new\b/i.test(prose)) return undefined;
  const reason =
    'The claim says that this is not new, and the cited line is the first of its kind.';
  return { isOutright: true, check: { code: 'contradicted', reason } };
}

/** The claim speaks of nothing but well-being, of which the lines say nothing, or the contrary. */
function tendency(said: Polarity, seen: Polarity, cited: Cited): Contradiction | undefined {
  const isWell = said.deniesFailing.size + said.works.size > 0;
  if (!isWell || said.fails.size + said.deniesWorking.size > 0) return undefined;
  const isSweeping = holdsAny(said.deniesFailing, sweeping);
  if (isSweeping && seen.fails.size > 0 && !holdsAny(seen.deniesFailing, sweeping)) {
    return inTendency('contradicted', 'nothing failed, and the lines it cites tell of a failure');
  }
  if (seen.deniesFailing.size > 0 || (seen.works.size > 0 && !isSweeping)) return undefined;
  if (isSeenIll(seen, cited)) {
    return inTendency('contradicted', 'all is well, and the lines it cites tell of a failure');
  }
  return said.deniesFailing.size > 0 || holdsAny(said.works, strong)
    ? inTendency('absence', 'all is well, and the lines it cites do not say so')
    : undefined;
}

function inTendency(code: VerdictCode, what: string): Contradiction {
  return { isOutright: false, check: { code, reason: `The claim says that ${what}.` } };
}

function holdsAny(words: ReadonlySet<string>, stems: readonly string[]): boolean {
  return stems.some((stem) => words.has(stem));
}

/** `Nothing failed` denies whatever failed. */
const sweeping = ['fail', 'error', 'problem', 'exception'];
/** Words that say more than that a step was done. */
const strong = ['accept', 'work', 'healthy', 'succe', 'recover'];

function isSeenIll(seen: Polarity, { records }: Cited): boolean {
  return (
    seen.fails.size + seen.deniesWorking.size > 0 ||
    records.some(({ record }) => record.severityNumber >= Severity.error)
  );
}
