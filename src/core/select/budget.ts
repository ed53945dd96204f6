import type { LogFile } from '../model/logFile.ts';
import { type Block, mergeBlocks } from './blocks.ts';
import { shownLine } from './shownLine.ts';

/** Fills a budget of characters with lines, each counted once however many blocks hold it. */
export class Shelf {
  readonly #files: readonly LogFile[];
  readonly #budget: number;
  readonly #taken: readonly Set<number>[];
  #blocks: Block[] = [];
  #characters = 0;

  constructor(files: readonly LogFile[], budget: number) {
    this.#files = files;
    this.#budget = budget;
    this.#taken = files.map(() => new Set());
  }

  get characters(): number {
    return this.#characters;
  }

  get shownLines(): number {
    return this.#taken.reduce((sum, lines) => sum + lines.size, 0);
  }

  /** Adds a block if all of it fits below `share` of the budget. */
  add(block: Block, share = 1): boolean {
    const cost = this.#cost(block.file, block.startLine, block.endLine);
    if (this.#characters + cost > this.#budget * share) {
      return false;
    }
    this.#take(block.file, block.startLine, block.endLine);
    this.#blocks.push(block);
    this.#characters += cost;
    return true;
  }

  /** Spends characters on something that is not a log line. */
  spend(characters: number, share = 1): boolean {
    if (this.#characters + characters > this.#budget * share) {
      return false;
    }
    this.#characters += characters;
    return true;
  }

  /** Widens every block by up to so many lines on each side while the budget lasts, best first. */
  widen(before: number, after: number): void {
    const blocks = [...mergeBlocks(this.#blocks)].sort((a, b) => b.score - a.score);
    this.#blocks = blocks.map((block) => {
      const endLine = this.#reach(block.file, block.endLine, 1, after);
      const startLine = this.#reach(block.file, block.startLine, -1, before);
      return { ...block, startLine, endLine };
    });
  }

  blocks(): readonly Block[] {
    return [...mergeBlocks(this.#blocks)].sort(
      (a, b) => b.score - a.score || a.file - b.file || a.startLine - b.startLine,
    );
  }

  isShown(file: number, line: number): boolean {
    return this.#taken[file]?.has(line) === true;
  }

  /** The lines of a file that are shown, in no order. */
  linesOf(file: number): Iterable<number> {
    return this.#taken[file] ?? [];
  }

  #reach(file: number, from: number, step: 1 | -1, lines: number): number {
    let line = from;
    for (let moved = 0; moved < lines; moved++) {
      const next = line + step;
      const cost = this.#cost(file, next, next);
      const isOutside = next < 1 || next > (this.#files[file]?.lineCount ?? 0);
      if (isOutside || cost > longestContext || this.#characters + cost > this.#budget) {
        break;
      }
      this.#take(file, next, next);
      this.#characters += cost;
      line = next;
    }
    return line;
  }

  #cost(file: number, startLine: number, endLine: number): number {
    let characters = 0;
    for (let line = startLine; line <= endLine; line++) {
      if (!this.isShown(file, line)) {
        characters += shownLine(this.#files[file], line).length + 1;
      }
    }
    return characters;
  }

  #take(file: number, startLine: number, endLine: number): void {
    for (let line = startLine; line <= endLine; line++) {
      this.#taken[file]?.add(line);
    }
  }
}

/** A longer line is not worth showing only because it stands beside one that matters. */
const longestContext = 600;
