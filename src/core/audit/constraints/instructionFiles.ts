/** Files in which people tell an assistant, or each other, what to do. */
export const instructionFile =
  /^(?:\.github\/copilot-instructions\.md|\.github\/instructions\/[^/]+\.md|(?:.*\/)?(?:AGENTS|CLAUDE|GEMINI)\.md|\.cursorrules|\.windsurfrules|\.clinerules|\.cursor\/rules\/[^/]+\.mdc?)$/;

/** A nested file speaks of its own folder. */
export function isBelow(path: string, instructions: string): boolean {
  if (!/\/(?:AGENTS|CLAUDE|GEMINI)\.md$/.test(instructions)) return true;
  return path.startsWith(instructions.slice(0, instructions.lastIndexOf('/') + 1));
}

/** A sentence of such a file. */
export interface Sentence {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
}

/** Sentences outside of fenced code; a heading is none. */
export function sentencesIn(text: string): readonly Sentence[] {
  let isFenced = false;
  return text.split(/\r\n|\r|\n/, 3_000).flatMap((written, index) => {
    if (/^\s*```/.test(written)) isFenced = !isFenced;
    if (isFenced || /^\s*(?:#|---|$)/.test(written)) return [];
    return written
      .split(/(?<=[.!?])\s+(?=[A-Z*_-])/)
      .filter((part) => part.length <= 300)
      .map((part) => ({ text: part.replace(/^[\s*>-]+/, '').trim(), line: index + 1 }));
  });
}
