/** The file of what a team has tried, below the folder. */
export const triedFile = '.whytrace/tried.yaml';

/** Something that was tried, and what came of it. */
export interface TriedIdea {
  readonly action: string;
  readonly target: string;
  readonly result: string;
  /** A day, e.g. `2026-11-02`. */
  readonly when: string;
}

/**
 * The file with one more entry at its end, as a user would write it there. Values are quoted, so that
 * none of them can be read as anything else.
 */
export function withTried(text: string, { action, target, result, when }: TriedIdea): string {
  const base = text.trim() === '' ? 'version: 1\ntried:\n' : text.replace(/\n*$/, '\n');
  const indent = [...base.matchAll(/^([ ]*)- /gm)].at(-1)?.[1] ?? '  ';
  const [a, t, r] = [action, target, result].map((value) => JSON.stringify(value));
  return `${base.replace(/^tried:[ ]*\[[ ]*\][ ]*$/m, 'tried:')}${indent}- { action: ${a}, target: ${t}, result: ${r}, when: ${when} }\n`;
}
