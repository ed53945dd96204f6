import type { Finding, Suggestion } from '../../model/audit.ts';
import { checkCapacity } from './capacity.ts';
import { checkPatience } from './patience.ts';
import type { Systems } from './systems.ts';

/** Numbers that fit together in a system: how long somebody waits, how often, how much there is. */
export function checkQuantities(systems: Systems, suggestion: Suggestion): readonly Finding[] {
  return [...checkPatience(systems, suggestion), ...checkCapacity(systems, suggestion)];
}
