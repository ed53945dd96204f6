/** What was read last, by number: when there is no more room, what was read longest ago is dropped. */
export interface LastRead<T> {
  get(number: number): T | undefined;
  set(number: number, value: T): void;
}

/** Numbers wait in a ring: a map finds its oldest key ever more slowly as those before it are deleted. */
export function createLastRead<T>(most: number): LastRead<T> {
  const kept = new Map<number, T>();
  const turns = new Float64Array(most);
  let turn = 0;
  return {
    get: (number) => kept.get(number),
    set(number, value) {
      if (!kept.has(number)) {
        if (kept.size >= most) kept.delete(turns[turn] ?? 0);
        turns[turn] = number;
        turn = (turn + 1) % most;
      }
      kept.set(number, value);
    },
  };
}
