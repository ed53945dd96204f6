import type { Diagnosis } from '../core/model/diagnosis.ts';
import type { Move } from '../core/model/probeOutput.ts';

/** What the outputs of checks moved and why, a sentence each; nothing where none was given. */
export function probedSentences({ probed = [] }: Diagnosis): readonly string[] {
  return probed.flatMap(({ name, moves, notes }) => [
    ...moves.map((move) => `${name}: ${moved(move)}`),
    ...notes.map((note) => `${name}: ${note}`),
  ]);
}

/** `Redis refuses writes .61 → .83: the output says “maxmemory:67108864”.` */
function moved({ hypothesis, from, to, why }: Move): string {
  return `${hypothesis} ${share(from)} → ${share(to)}: ${why}.`;
}

const share = (value: number): string => value.toFixed(2).replace(/^0/, '');
