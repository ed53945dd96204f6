import type { ProposedHypothesis } from '../../model/hypothesis.ts';
import { streamsOf } from '../../model/series.ts';
import type { Material } from '../reasoner.ts';
import { againstOf } from './against.ts';
import { besideOf, claimsOf } from './claims.ts';
import type { Clue } from './clues.ts';
import type { Incident } from './incidents.ts';
import { podAt } from './pods.ts';
import { subjectOf } from './subject.ts';
import { serviceNode } from './topology.ts';
import { summaryOf } from './words/account.ts';
import { probesFor } from './words/checks.ts';
import { headlineOf } from './words/headline.ts';
import { missingFor } from './words/missing.ts';
import { commonNames, fileStem, serviceName } from './words/names.ts';

/** Puts an incident into words: what happened, where, why, what it hit, each with its lines. */
export function hypothesisOf(
  incident: Incident,
  all: readonly Incident[],
  material: Material,
  structure: number,
): ProposedHypothesis {
  const { cause } = incident;
  const subject = subjectOf(cause);
  const service = serviceOf(cause, material);
  const signature = cause.signature?.signature;
  const isLeading = incident === all[0];
  const others = all
    .filter((other) => other !== incident)
    .map((other) => ({ incident: other, service: serviceOf(other.cause, material) }));
  return {
    title: headlineOf(cause, subject, service, besideOf(incident)?.text),
    summary: summaryOf(incident, others, subject, service, material),
    service,
    claims: claimsOf(incident, subject, service, others, material),
    against: againstOf(incident, all, material),
    missing: missingFor(cause, material, service),
    probes: probesFor(cause, service),
    structure,
    ...(signature && { signature: signature.id }),
    // How often a signature was right elsewhere does not vouch for a rival that fits worse here, and
    // one of a symptom does not speak against what was found by other means.
    ...(signature?.role === 'cause' && isLeading && { signaturePrecision: signature.precision }),
  };
}

function serviceOf(clue: Clue, { context, files }: Material): string | undefined {
  const node = context.topology && serviceNode(context.topology, clue);
  const written = clue.record.service ?? podAt(clue) ?? clue.record.host;
  const stem = fileStem(clue.file.name);
  const isTelling = new Set(streamsOf(files)).size > 1 || !commonNames.test(stem);
  return (
    node ??
    (written === undefined ? undefined : serviceName(written)) ??
    (isTelling ? stem : clue.record.attributes['service.instance.id'])
  );
}
