import type { CaseSummary, Conclusion } from '../model/case.ts';
import type { Diagnosis } from '../model/diagnosis.ts';

/**
 * The case that a run of these logs goes on with: the open one that is shown, if it asked about the same
 * logs, about these and more, or about some of them; else the newest open one that asked about just
 * these. What exactly is asked of them may differ, as it does from question to question.
 */
export function homeOf(
  uris: readonly string[],
  shown: CaseSummary | undefined,
  known: readonly CaseSummary[],
): CaseSummary | undefined {
  const isOpen = ({ status }: CaseSummary): boolean => status === 'open';
  const holds = (a: readonly string[], b: readonly string[]): boolean =>
    a.length > 0 && b.length > 0 && b.every((uri) => a.includes(uri));
  if (shown && isOpen(shown) && (holds(shown.uris, uris) || holds(uris, shown.uris))) return shown;
  return known.find((one) => isOpen(one) && holds(one.uris, uris) && holds(uris, one.uris));
}

/**
 * Whether what is diagnosed now began only after all that was read before: the same logs, grown
 * meanwhile, tell of another incident.
 */
export function isLaterIncident({ outcome, readUntil }: Conclusion, next: Diagnosis): boolean {
  const [leading] = next.hypotheses;
  if (outcome !== 'diagnosed' || next.outcome !== 'diagnosed' || !leading) return false;
  const told = leading.claims.flatMap(({ timestamp }) => timestamp ?? []);
  return readUntil !== undefined && told.length > 0 && Math.min(...told) > readUntil;
}
