import type { Check } from '../../model/audit.ts';
import type { Systems } from '../dependency/systems.ts';
import type { OpenDiagnosis } from './openDiagnosis.ts';

/** Whether a suggestion addresses what the open diagnosis found, or only its symptom. */
export function checkFit(_systems: Systems, _diagnosis: OpenDiagnosis | undefined): Check {
  return () => Promise.resolve({ findings: [], assumptions: [] });
}
