import type { ProposedHypothesis } from '../../model/hypothesis.ts';
import type { Material } from '../reasoner.ts';
import type { Incident } from './incidents.ts';
import { fileStem, partyIn, serviceName } from './words/names.ts';

/** Milliseconds after a caller gave up within which its callee's first slow answer is written. */
const LATE = 30_000;

/**
 * A caller that gives up names whom it waited for. Where that one's own log shows that it got slow at
 * that time, without a word of failure, its slowness explains the loud caller.
 */
export function slowCallee(
  { cause }: Incident,
  trend: ProposedHypothesis,
  caller: ProposedHypothesis | undefined,
  material: Material,
): ProposedHypothesis | undefined {
  const { service } = trend;
  const host = partyIn(cause.text)?.host.split('.')[0]?.toLowerCase();
  const isWaiting = cause.tell.kind === 'network' || cause.tell.kind === 'slow';
  if (service === undefined || host !== service.toLowerCase() || !isWaiting || !caller) {
    return undefined;
  }
  const begun = material.mined.templates[cause.template]?.firstSeen ?? Number.NEGATIVE_INFINITY;
  const slowed = (material.mined.numbers ?? []).some(({ measure, onset }) => {
    const file = material.files[onset.file];
    const record = file?.records.at(onset.record);
    const writer = record?.service ?? (file && fileStem(file.name)) ?? '';
    const isOfCallee = serviceName(writer).toLowerCase() === host;
    return measure === 'time' && isOfCallee && (record?.timestamp ?? Number.NaN) <= begun + LATE;
  });
  const hit = caller.claims.find(({ role }) => role === 'cause');
  return slowed
    ? {
        ...trend,
        title: `${trend.title}; its callers give up`,
        claims: [
          ...trend.claims.map((claim) =>
            claim.role === 'symptom' ? { ...claim, role: 'cause' as const } : claim,
          ),
          ...(hit ? [{ ...hit, role: 'impact' as const }] : []),
        ],
        structure: 0.8,
      }
    : undefined;
}
