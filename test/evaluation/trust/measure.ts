import type { Claim, VerifiedClaim } from '../../../src/core/model/claim.ts';
import { verifyProposal } from '../../../src/core/verify/verify.ts';
import { createDice, type Dice } from '../../samples/writer.ts';
import { type Mutation, mutations } from './mutations.ts';
import { plain } from './quotes.ts';
import { truthForms } from './truthForms.ts';
import { type Truth, truthsOf } from './truths.ts';
import type { World } from './world.ts';

/** What became of the mutations of one kind, or of the true answers in one form. */
export interface Tally {
  readonly name: string;
  tried: number;
  /** No longer supported, or the citation points at the true line again. */
  caught: number;
  repaired: number;
  /** Those that were neither, and true ones that were rejected: for those who mend the verifier. */
  readonly missed: string[];
}

export interface Trust {
  readonly mutations: readonly Tally[];
  readonly truths: readonly Tally[];
}

const tallyOf = ({ name }: { readonly name: string }): Tally => ({
  name,
  tried: 0,
  caught: 0,
  repaired: 0,
  missed: [],
});

/** Mutates each true answer in each way, `rounds` times, and holds the verifier's verdicts against it. */
export function measureTrust(worlds: readonly World[], seed = 1, rounds = 1): Trust {
  const trust = { mutations: mutations.map(tallyOf), truths: truthForms.map(tallyOf) };
  const dice = createDice(seed);
  for (const world of worlds) {
    const strangers = worlds.filter((other) => other !== world && other.keyLines.length > 0);
    const truths = truthsOf(world, dice);
    measureTruths(truths, world, dice, trust.truths);
    for (let round = 0; round < rounds; round++) {
      measureMutations(truths, world, dice, strangers, trust.mutations);
    }
  }
  return trust;
}

function measureTruths(
  truths: readonly Truth[],
  world: World,
  dice: Dice,
  tallies: readonly Tally[],
): void {
  truthForms.forEach((form, index) => {
    const tally = tallies[index];
    const claims = truths.flatMap((truth) => form.of(truth, dice) ?? []);
    const verdicts = verifyEach(
      claims.map((claim) => [claim]),
      world,
    );
    verdicts.forEach((verified, at) => {
      if (!tally) return;
      tally.tried++;
      if (verified?.verdict.kind === 'supported') tally.caught++;
      else tally.missed.push(told(world, claims[at], verified));
    });
  });
}

function measureMutations(
  truths: readonly Truth[],
  world: World,
  dice: Dice,
  strangers: readonly World[],
  tallies: readonly Tally[],
): void {
  mutations.forEach((mutation, index) => {
    const tally = tallies[index];
    const mutants = truths.flatMap((truth) => {
      const claims = mutation.of(truth, world, dice, strangers);
      return claims ? [{ truth, claims }] : [];
    });
    const verdicts = verifyEach(
      mutants.map(({ claims }) => claims),
      world,
    );
    mutants.forEach(({ truth, claims }, at) => {
      const verified = verdicts[at];
      if (!tally || !verified) return;
      tally.tried++;
      if (isCaught(verified, mutation)) tally.caught++;
      else if (isRepaired(verified, truth)) tally.repaired++;
      else tally.missed.push(told(world, claims[0], verified));
    });
  });
}

/** It has lost its full support, and for a reason that has to do with the mutation. */
function isCaught({ verdict }: VerifiedClaim, { codes }: Mutation): boolean {
  return verdict.kind !== 'supported' && verdict.checks.some(({ code }) => codes.includes(code));
}

/** The repair is told, and the citation's lines say what was quoted. */
function isRepaired({ verdict, citations }: VerifiedClaim, { claim }: Truth): boolean {
  const quote = claim.cites[0]?.quote;
  const isTold = verdict.checks.some(({ code }) => code === 'lineRepaired');
  return isTold && quote !== undefined && plain(citations[0]?.quote ?? '').includes(plain(quote));
}

function verifyEach(
  all: readonly (readonly Claim[])[],
  world: World,
): readonly (VerifiedClaim | undefined)[] {
  const hypotheses = all.map((claims) => ({
    title: 't',
    summary: 's',
    service: undefined,
    claims,
    against: [],
    missing: [],
    probes: [],
  }));
  const proposal = { outcome: 'diagnosed' as const, reason: '', hypotheses };
  return verifyProposal(proposal, world.facts).map(({ claims }) => claims[0]);
}

function told(world: World, claim: Claim | undefined, verified: VerifiedClaim | undefined): string {
  const { kind, checks } = verified?.verdict ?? { kind: 'none', checks: [] };
  const cites = claim?.cites.map(({ evidence, quote, line }) => `${evidence}:${line} ${quote}`);
  return `${world.id} ${kind} [${checks.map(({ code, reason }) => `${code}: ${reason}`).join(' | ')}] ${claim?.role} ${claim?.text} <- ${cites?.join(' + ')}`;
}
