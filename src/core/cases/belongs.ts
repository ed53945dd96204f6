import type { Diagnosis } from '../model/diagnosis.ts';
import type { RunRequest, SourceRef } from '../model/runRequest.ts';

/**
 * Whether a run goes on with an investigation: it asks about the same logs, or about these and more, or
 * about some of them. What exactly is asked of them may differ, as it does from question to question.
 */
export function isSameInvestigation(
  earlier: RunRequest | undefined,
  next: RunRequest | undefined,
): boolean {
  const [a, b] = [uris(earlier?.sources), uris(next?.sources)];
  if (a.size === 0 || b.size === 0) return false;
  return [...a].every((uri) => b.has(uri)) || [...b].every((uri) => a.has(uri));
}

/**
 * Whether what is diagnosed now began only after all that the earlier diagnosis had read: the same logs,
 * grown meanwhile, tell of another incident.
 */
export function isLaterIncident(earlier: Diagnosis, next: Diagnosis): boolean {
  const [leading] = next.hypotheses;
  if (earlier.outcome !== 'diagnosed' || next.outcome !== 'diagnosed' || !leading) return false;
  const read = earlier.sources.flatMap(({ lastTimestamp: time }) => time ?? []);
  const told = leading.claims.flatMap(({ timestamp }) => timestamp ?? []);
  return read.length > 0 && told.length > 0 && Math.min(...told) > Math.max(...read);
}

function uris(sources: readonly SourceRef[] = []): ReadonlySet<string> {
  return new Set(sources.map(({ uri }) => uri));
}
