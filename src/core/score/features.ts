import type { VerifiedClaim } from '../model/claim.ts';
import type { VerifiedHypothesis } from '../model/hypothesis.ts';
import { citationsFeature } from './citations.ts';
import { coverageFeature, type Symptoms } from './coverage.ts';
import { dependencyPathFeature } from './dependencyPath.ts';
import type { ScoreFacts } from './facts.ts';
import { boundedLogit, counted, type Feature, inTenths, sigmoid } from './feature.ts';
import { evidenceKinds } from './kinds.ts';
import { probeFeature } from './probe.ts';
import { secondOpinionFeature } from './secondOpinion.ts';
import { tellingFeature } from './telling.ts';
import { contributionOf } from './weigh.ts';
import weights from './weights.json' with { type: 'json' };
import type { Weights } from './weights.ts';

/** Everything that does not depend on the other hypotheses; what can't be measured is left out. */
export function ownFeatures(
  hypothesis: VerifiedHypothesis,
  symptoms: Symptoms,
  facts: ScoreFacts,
): readonly Feature[] {
  return [
    citationsFeature(hypothesis),
    coverageFeature(hypothesis, symptoms, facts),
    dependencyPathFeature(hypothesis, facts),
    timeOrderFeature(hypothesis),
    numbersFeature(hypothesis),
    kindsFeature(hypothesis, facts),
    refutingFeature(hypothesis),
    signatureFeature(hypothesis),
    structureFeature(hypothesis),
    probeFeature(hypothesis, facts),
    tellingFeature(hypothesis, facts),
    secondOpinionFeature(hypothesis, facts),
    statedFeature(hypothesis),
  ].filter((feature) => feature !== undefined);
}

/** Share of cause and effect pairs in the right order; an unknown order is worth half. */
function timeOrderFeature({ claims }: VerifiedHypothesis): Feature | undefined {
  const isCited = ({ citations }: VerifiedClaim) => citations.length > 0;
  const causes = claims.filter((claim) => claim.role === 'cause' && isCited(claim));
  const effects = claims.filter(
    (claim) => (claim.role === 'symptom' || claim.role === 'impact') && isCited(claim),
  );
  const pairs = causes.length * effects.length;
  if (pairs === 0) return undefined;
  const checks = causes.flatMap(({ verdict }) => verdict.checks);
  const wrong = checks.filter(({ code }) => code === 'orderWrong').length;
  const unknown = checks.filter(({ code }) => code === 'orderUnknown').length;
  return {
    name: 'timeOrder',
    value: Math.max(0, pairs - wrong - unknown / 2) / pairs,
    reason:
      wrong + unknown === 0
        ? 'The cause comes before what it is said to cause.'
        : `Of ${counted(pairs, 'pair')} of cause and effect ${wrong} stand in the wrong order and ${unknown} can't be compared.`,
  };
}

/** Share of the numeric statements that compute to what was said. */
function numbersFeature({ claims }: VerifiedHypothesis): Feature | undefined {
  const checked = claims.reduce((sum, { numbers }) => sum + numbers.checked, 0);
  const right = claims.reduce((sum, { numbers }) => sum + numbers.right, 0);
  return checked === 0
    ? undefined
    : {
        name: 'numbers',
        value: right / checked,
        reason: `${right} of ${counted(checked, 'count or time', 'counts and times')} computed again agree.`,
      };
}

/** Independent kinds of evidence: an explanation that logs and code agree on is worth more. */
function kindsFeature(hypothesis: VerifiedHypothesis, facts: ScoreFacts): Feature {
  const kinds = evidenceKinds(hypothesis, facts);
  return {
    name: 'evidenceKinds',
    value: weights.kinds[Math.min(kinds.length, weights.kinds.length - 1)] ?? 0,
    reason:
      kinds.length === 0
        ? 'No evidence was found for it.'
        : `It rests on ${counted(kinds.length, 'kind')} of evidence: ${kinds.join(', ')}.`,
  };
}

/** Facts against it that hold, and claims of its own that our checks refute. */
function refutingFeature({ claims, against }: VerifiedHypothesis): Feature | undefined {
  const refuted = claims.filter(({ verdict }) => verdict.kind === 'refuted').length;
  const held = against.reduce((sum, claim) => sum + refutingWeight(claim), 0);
  const value = Math.min(weights.mostRefuting, refuted + held);
  return value === 0
    ? undefined
    : {
        name: 'refuting',
        value,
        reason: `${counted(refuted, 'claim')} refuted, ${counted(against.filter(refutingWeight).length, 'fact')} found against it.`,
      };
}

/** A fact counts as far as it holds, and as far as it refutes. */
function refutingWeight({ verdict, refutes = 1 }: VerifiedClaim): number {
  if (verdict.kind === 'supported') return refutes;
  return verdict.kind === 'partly' ? weights.partly * refutes : 0;
}

function signatureFeature({ proposed, claims }: VerifiedHypothesis): Feature | undefined {
  const { signature, signaturePrecision: precision } = proposed;
  const isCited = claims.some(({ citations }) => citations.length > 0);
  if (signature === undefined || precision === undefined || !isCited) return undefined;
  return {
    name: 'signature',
    value: boundedLogit(precision, weights.logitLimits.signature),
    reason: `It is the known failure ${signature}; that such a line tells the cause is an estimate, not a measurement, and counts for little.`,
  };
}

function structureFeature({ proposed: { structure } }: VerifiedHypothesis): Feature | undefined {
  return structure === undefined
    ? undefined
    : {
        name: 'structure',
        value: inTenths(structure),
        reason: `What is new, first and named in these logs points to it with ${structure.toFixed(2)} of 1.`,
      };
}

function statedFeature({ proposed }: VerifiedHypothesis): Feature | undefined {
  const { statedConfidence: stated } = proposed;
  return stated === undefined || Number.isNaN(stated)
    ? undefined
    : {
        name: 'stated',
        value: boundedLogit(stated, weights.logitLimits.stated),
        reason: `The model itself says ${Math.round(100 * stated)}%; that counts for little.`,
      };
}

/** The features of all hypotheses with how each compares to its rivals, of which only the founded count. */
export function withRivals(
  own: readonly (readonly Feature[])[],
  founded: readonly boolean[],
  given: Weights = weights,
): readonly (readonly Feature[])[] {
  const strengths = own.map((list, index) =>
    founded[index] ? evidenceStrength(list, given) : undefined,
  );
  return own.map((list, index) => {
    const rivals = rivalsFeature(evidenceStrength(list, given), strengths.toSpliced(index, 1));
    return rivals ? [...list, rivals] : list;
  });
}

/** What the evidence alone makes of a hypothesis, in log-odds: the ground on which rivals are compared. */
function evidenceStrength(list: readonly Feature[], given: Weights): number {
  return list
    .filter(({ name }) => name !== 'stated')
    .reduce((sum, feature) => sum + contributionOf(feature, given), 0);
}

/** 0..1: above one half if it stands on more than its best rival. */
function rivalsFeature(own: number, others: readonly (number | undefined)[]): Feature | undefined {
  const rivals = others.filter((strength) => strength !== undefined);
  if (rivals.length === 0) return undefined;
  const margin = own - Math.max(...rivals);
  return {
    name: 'rivals',
    value: sigmoid(margin),
    reason:
      margin >= 0
        ? `It stands on more evidence than its best rival of ${rivals.length} (by ${margin.toFixed(2)}).`
        : `A rival stands on more evidence (by ${(-margin).toFixed(2)}).`,
  };
}
