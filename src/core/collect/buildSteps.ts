import { ciStep } from './formats/ci.ts';

/** The steps of a build, by the lines in which they begin and end. */
export interface BuildSteps {
  /** Tells of a line that opens or ends a step, and its message. */
  note(line: number, message: string): void;
  /** What there is now, for another thread. */
  data(): StepsData;
  /** The way back to what `data` gave. */
  restore(data: StepsData): void;
  /** The step in which a line stands. */
  at(line: number): string | undefined;
}

export interface StepsData {
  /** Lines at which something begins, ascending: a step, or what is in none. */
  readonly from: readonly number[];
  readonly names: readonly (string | undefined)[];
  /** The step that is open. */
  readonly current: string | undefined;
}

export function createBuildSteps(): BuildSteps {
  const from: number[] = [];
  const names: (string | undefined)[] = [];
  let current: string | undefined;
  const begin = (line: number, name: string | undefined): void => {
    from.push(line);
    names.push(name);
  };
  return {
    data: () => ({ from: [...from], names: [...names], current }),
    restore(data) {
      from.length = names.length = data.from.length;
      current = data.current;
    },
    at: (line) => stepAt({ from, names, current }, line),
    note(line, message) {
      const before = current;
      current = ciStep(message) || undefined;
      // The line that ends a step still belongs to it.
      begin(line, current ?? before);
      begin(line + 1, current);
    },
  };
}

export function stepAt({ from, names }: StepsData, line: number): string | undefined {
  let low = 0;
  let high = from.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((from[middle] as number) <= line) low = middle + 1;
    else high = middle;
  }
  return names[low - 1];
}
