import type { Proposal, ProposedHypothesis } from '../../model/hypothesis.ts';
import { Severity } from '../../model/severity.ts';
import { slowWait } from '../../tells/durations.ts';
import { exceptionChain } from '../../tells/exceptionChain.ts';
import type { TellKind } from '../../tells/tell.ts';
import type { Material, Reasoner } from '../reasoner.ts';
import { besideGood, differencesAlone } from './againstGood.ts';
import { withCircumstances } from './circumstances.ts';
import { type Clue, cluesOf } from './clues.ts';
import { type Contender, discriminatingProbe } from './discrimination.ts';
import { growthHypothesis } from './growth.ts';
import { badEndsOf, endOf, healthReason } from './health.ts';
import { calledClaims, hitClaims } from './hits.ts';
import { type Incident, incidentsOf } from './incidents.ts';
import { isHeldUp } from './lockHolder.ts';
import { hypothesisOf } from './narrate.ts';
import { precedenceAdjustment } from './precedence.ts';
import { questionAdjustment, unansweredText } from './question.ts';
import { blameNamed, withoutEchoes } from './rivals.ts';
import { silenceHypothesis } from './silence.ts';
import { slowCallee } from './slowCallee.ts';
import { storyOf } from './story.ts';
import { topologyAdjustment } from './topology.ts';
import { trendHypothesis } from './trends.ts';
import { usualCauses } from './usualCauses.ts';
import { noCause } from './words/outcomes.ts';

/** The reasoner that needs no model: it explains by what is new, what came first and what it names. */
export function createEmbeddedAnalyst(): Reasoner {
  return {
    kind: 'embedded',
    name: 'Embedded analyst',
    async propose(material, onProgress, cancellation) {
      cancellation.throwIfAborted();
      onProgress('reading the evidence');
      return { kind: 'proposal', proposal: proposalOf(material) };
    },
  };
}

/** The answer, and where a question could not be followed, that it was not. */
function proposalOf(material: Material): Proposal {
  const clues = cluesOf(material);
  const proposal = answerOf(material, clues);
  const unanswered = unansweredText(material, clues);
  const [first, ...rest] = proposal.hypotheses;
  if (unanswered === undefined) {
    return proposal;
  }
  return first
    ? { ...proposal, hypotheses: [{ ...first, missing: [...first.missing, unanswered] }, ...rest] }
    : { ...proposal, reason: `${proposal.reason} ${unanswered}` };
}

function answerOf(material: Material, clues: readonly Clue[]): Proposal {
  const healthy = healthReason(material, clues);
  // What a run with a verdict measures on its way tells nothing of how it ended.
  const ending = endOf(material.files);
  const trend = ending === 'unknown' ? trendHypothesis(material, healthy !== undefined) : undefined;
  if (healthy !== undefined && trend) {
    return { outcome: 'diagnosed', reason: '', hypotheses: [trend] };
  }
  // Who compares two runs says that something is wrong; one that was found says nothing.
  const isCompared = material.mined.baseline?.found === undefined;
  const isOpen = isCompared && healthy !== undefined && ending === 'unknown';
  const differences = isOpen ? differencesAlone(material, healthy) : undefined;
  if (differences) {
    return differences;
  }
  const untold = isOpen ? (growthHypothesis(material) ?? silenceHypothesis(material)) : undefined;
  if (untold) {
    return { outcome: 'diagnosed', reason: '', hypotheses: [untold] };
  }
  const badEnds = ending === 'unknown' ? badEndsOf(clues) : [];
  if (healthy !== undefined && badEnds.length > 0) {
    return { outcome: 'notEnoughEvidence', reason: noCause(badEnds), hypotheses: [] };
  }
  if (healthy !== undefined) {
    return { outcome: 'noIncident', reason: healthy, hypotheses: [] };
  }
  return explained(material, clues, trend);
}

/** What went wrong, as the lines that tell of failures explain it, and measurements beside them. */
function explained(
  material: Material,
  clues: readonly Clue[],
  trend: ProposedHypothesis | undefined,
): Proposal {
  const byTopology = topologyAdjustment(material.context.topology, clues);
  const byOthers = precedenceAdjustment(clues, material);
  const byQuestion = questionAdjustment(material.question);
  const incidents = blameNamed(
    incidentsOf(
      clues,
      (clue) => byTopology(clue) + byOthers(clue) + byQuestion(clue),
      ({ template }) => material.mined.templates[template]?.firstSeen,
    ),
  );
  if (incidents.length === 0) {
    return {
      outcome: 'notEnoughEvidence',
      reason: noCause(clues),
      hypotheses: [],
    };
  }
  const shown = withoutEchoes(incidents);
  const lead = explaining(shown[0] ?? incidents[0], incidents);
  const all = [lead, ...incidents.filter((one) => one !== shown[0])];
  const told = [lead, ...shown.slice(1)].map((incident) => toldOf(incident, all, clues, material));
  const slow = trend && slowCallee(lead, trend, told[0]?.hypothesis, material);
  return {
    outcome: 'diagnosed',
    reason: '',
    hypotheses: slow
      ? [slow, ...withRivals(told, undefined).map(weaker)].slice(0, most)
      : withRivals(told, trend),
  };
}

/** What another explanation explains has little structure of its own. */
const weaker = (hypothesis: ProposedHypothesis): ProposedHypothesis => ({
  ...hypothesis,
  structure: Math.min(hypothesis.structure ?? 0, 0.1),
});

/** Who is blamed for what others tell louder is as well founded as what it explains. */
function explaining(lead: Incident | undefined, incidents: readonly Incident[]): Incident {
  const loudest = Math.max(0, ...incidents.map(({ score }) => score));
  return { ...(lead as Incident), score: loudest };
}

function toldOf(
  incident: Incident,
  incidents: readonly Incident[],
  clues: readonly Clue[],
  material: Material,
): Contender & { readonly incident: Incident } {
  const structure = structureOf(incident, incidents);
  const hypothesis = hypothesisOf(incident, incidents, material, structure);
  if (incident !== incidents[0]) {
    return { incident, hypothesis };
  }
  const whole = withCircumstances(hypothesis, incident, material);
  const hit = hitClaims(incident, clues, whole.claims, material);
  const called = calledClaims(incident, [...whole.claims, ...hit]);
  const told = { ...whole, claims: [...whole.claims, ...hit, ...called] };
  return { incident, hypothesis: besideGood(told, incident, material) };
}

/** Explanations that are worth a reader's time. */
const most = 4;

/** All explanations, best first; the first with the check that would tell it from the second. */
function withRivals(
  told: readonly (Contender & { readonly incident: Incident })[],
  trend: ProposedHypothesis | undefined,
): readonly ProposedHypothesis[] {
  const [lead, ...others] = told;
  if (!lead) {
    return trend ? [trend] : [];
  }
  const probe = discriminatingProbe(lead, others[0]);
  const { hypothesis } = lead;
  const first = probe ? { ...hypothesis, probes: [probe, ...hypothesis.probes] } : hypothesis;
  const shown = [first, ...others.map((one) => one.hypothesis), ...(trend ? [trend] : [])];
  const unseen = shown.length > 1 ? [] : usualCauses(lead.incident, hypothesis);
  return [...shown, ...unseen].slice(0, most);
}

/** A line in whose words some failure is named, but no kind of failure that we know; and it is not what is left of the work. */
const isVague = ({ tell, text, signature, record, count, file }: Clue): boolean =>
  count < file.records.length / 10 &&
  tell.kind === 'failure' &&
  tell.weight < 0.6 &&
  slowWait(text) === 0 &&
  !/[A-Z]\w{2,60}(?:Error|Exception)\b/.test(text) &&
  signature === undefined &&
  record.severityNumber < Severity.error;
const vague = 0.05;

/**
 * How clearly the logs' structure singles an incident out: for the leading one by its weight and
 * its lead, for a rival next to nothing, whatever else there is to say for it.
 */
function structureOf(incident: Incident, all: readonly Incident[]): number {
  if (isVague(incident.cause)) return vague;
  const rival = Math.max(
    0.3,
    ...all.filter((other) => other !== incident).map(({ score }) => score),
  );
  const lead = Math.max(0, Math.min(1, (incident.score - rival) / 0.3));
  const weight = Math.max(0, Math.min(1, (incident.score - 0.5) / 0.5));
  const clear = 0.4 + 0.35 * weight + 0.25 * lead;
  return incident === all[0] ? clear * finalityOf(incident.cause) : 0.1 * weight;
}

/**
 * How often nothing stands behind a line of a kind: a compiler's error is the end of the story, while who
 * gets no answer, waits or runs out of something tells what somebody else did to it.
 */
const finality: Readonly<Record<TellKind, number>> = {
  crash: 1,
  compile: 1,
  test: 1,
  dependency: 1,
  exception: 0.9,
  permission: 0.9,
  data: 0.9,
  resource: 0.85,
  failure: 0.75,
  slow: 0.75,
  network: 0.7,
  trailer: 0.5,
};

/** A line that heads an exception ends the story as well as the exception does; so does who holds what is waited for. */
function finalityOf(cause: Clue): number {
  const hasException = exceptionChain(storyOf(cause)).links.length > 0;
  return Math.max(
    finality[cause.tell.kind],
    hasException || isHeldUp(cause) ? finality.exception : 0,
  );
}
