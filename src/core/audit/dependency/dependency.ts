import type { Check } from '../../model/audit.ts';
import type { OpenDiagnosis } from '../fit/openDiagnosis.ts';
import type { Systems } from './systems.ts';

/** What else depends on what a suggestion changes: services, ports, keys, routes, queues, limits. */
export function checkDependency(_systems: Systems, _diagnosis: OpenDiagnosis | undefined): Check {
  return () => Promise.resolve({ findings: [], assumptions: [] });
}
