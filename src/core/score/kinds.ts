import type { Evidence } from '../model/evidence.ts';
import type { VerifiedHypothesis } from '../model/hypothesis.ts';
import type { ScoreFacts } from './facts.ts';

/** Kinds that come from one source count once: the compiler's diagnostics are about the code. */
const sources: Readonly<Record<Evidence['kind'], string>> = {
  log: 'log',
  code: 'code',
  diagnostic: 'code',
  config: 'configuration',
  version: 'configuration',
  change: 'change',
  probe: 'check',
  count: 'log',
};

/** The independent kinds of evidence on which the claims that hold rest, in order of first use. */
export function evidenceKinds(
  { claims }: VerifiedHypothesis,
  { pack }: ScoreFacts,
): readonly string[] {
  const kinds = new Map(pack.evidence.map(({ id, kind }) => [id, sources[kind]]));
  const used = claims
    .filter(({ verdict }) => verdict.kind === 'supported' || verdict.kind === 'partly')
    .flatMap(({ citations }) => citations.flatMap(({ evidence }) => kinds.get(evidence) ?? []));
  return [...new Set(used)];
}

/** Whether any line was found for it; a rival that is only thought of is no measure for another. */
export const isFounded = ({ claims }: VerifiedHypothesis): boolean =>
  claims.some(({ citations }) => citations.length > 0);
