import type { Proposal } from '../../model/hypothesis.ts';
import type { Material, Reasoner } from '../reasoner.ts';
import { withCircumstances } from './circumstances.ts';
import { cluesOf } from './clues.ts';
import { badEndsOf, endOf, healthReason } from './health.ts';
import { type Incident, incidentsOf } from './incidents.ts';
import { hypothesisOf } from './narrate.ts';
import { precedenceAdjustment } from './precedence.ts';
import { blameNamed, withoutEchoes } from './rivals.ts';
import { topologyAdjustment } from './topology.ts';
import { trendHypothesis } from './trends.ts';
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

function proposalOf(material: Material): Proposal {
  const clues = cluesOf(material);
  const healthy = healthReason(material, clues);
  // What a run with a verdict measures on its way tells nothing of how it ended.
  const ending = endOf(material.files);
  const trend = ending === 'unknown' ? trendHypothesis(material, healthy !== undefined) : undefined;
  if (healthy !== undefined && trend) {
    return { outcome: 'diagnosed', reason: '', hypotheses: [trend] };
  }
  const badEnds = ending === 'unknown' ? badEndsOf(clues) : [];
  if (healthy !== undefined && badEnds.length > 0) {
    return { outcome: 'notEnoughEvidence', reason: noCause(badEnds), hypotheses: [] };
  }
  if (healthy !== undefined) {
    return { outcome: 'noIncident', reason: healthy, hypotheses: [] };
  }
  const byTopology = topologyAdjustment(material.context.topology, clues);
  const byOthers = precedenceAdjustment(clues, material);
  const incidents = blameNamed(incidentsOf(clues, (clue) => byTopology(clue) + byOthers(clue)));
  if (incidents.length === 0) {
    return {
      outcome: 'notEnoughEvidence',
      reason: noCause(clues),
      hypotheses: [],
    };
  }
  return {
    outcome: 'diagnosed',
    reason: '',
    hypotheses: [
      ...withoutEchoes(incidents).map((incident) => {
        const structure = structureOf(incident, incidents);
        const hypothesis = hypothesisOf(incident, incidents, material, structure);
        return incident === incidents[0]
          ? withCircumstances(hypothesis, incident, material)
          : hypothesis;
      }),
      ...(trend ? [trend] : []),
    ],
  };
}

/**
 * How clearly the logs' structure singles an incident out: for the leading one by its weight and
 * its lead, for a rival next to nothing, whatever else there is to say for it.
 */
function structureOf(incident: Incident, all: readonly Incident[]): number {
  const rival = Math.max(
    0.3,
    ...all.filter((other) => other !== incident).map(({ score }) => score),
  );
  const lead = Math.max(0, Math.min(1, (incident.score - rival) / 0.3));
  const weight = Math.max(0, Math.min(1, (incident.score - 0.5) / 0.5));
  return incident === all[0] ? 0.4 + 0.35 * weight + 0.25 * lead : 0.1 * weight;
}
