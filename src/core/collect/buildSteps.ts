import { ciStep } from './formats/ci.ts';

/** The steps of a build, by the lines in which they begin and end. */
export interface BuildSteps {
  /** Tells of a line that opens or ends a step, and its message. */
  note(line: number, message: string): void;
  /** The step in which a line stands. */
  at(line: number): string | undefined;
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
    note(line, message) {
      const before = current;
      current = ciStep(message) || undefined;
      // The line that ends a step still belongs to it.
      begin(line, current ?? before);
      begin(line + 1, current);
    },
    at(line) {
      let low = 0;
      let high = from.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((from[middle] as number) <= line) low = middle + 1;
        else high = middle;
      }
      return names[low - 1];
    },
  };
}
