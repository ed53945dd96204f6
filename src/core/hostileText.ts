import type { EvidencePack } from './model/evidence.ts';
import type { LogFile } from './model/logFile.ts';
import type { Problem } from './model/problem.ts';
import type { MinedLogs } from './model/template.ts';
import { findAddressed } from './tells/addressed.ts';

/**
 * Tells of text in the logs and beside them that was written to steer an AI. What a reasoner could
 * see is looked through whole; of the rest, some lines of each kind of message.
 */
export function addressedProblems(
  files: readonly LogFile[],
  mined: MinedLogs,
  pack: EvidencePack,
): readonly Problem[] {
  const found = new Map<string, Map<number, string>>();
  const look = (name: string, startLine: number, text: string): void => {
    for (const { line, words } of findAddressed(text)) {
      const lines = found.get(name) ?? new Map<number, string>();
      found.set(name, lines.set(startLine + line, words));
    }
  };
  for (const { file, startLine, text } of pack.evidence) look(file, startLine, text);
  let room = MOST_CHARACTERS;
  for (const ref of mined.templates.flatMap(({ exemplars }) => exemplars)) {
    const file = files[ref.file];
    const line = file?.records.at(ref.record)?.startLine;
    if (!file || line === undefined || room <= 0) continue;
    const text = file.lineAt(line).slice(0, LONGEST_LINE);
    room -= text.length;
    look(file.name, line, text);
  }
  return [...found].map(([file, lines]) => toProblem(file, lines));
}

/** Characters looked through beside the evidence, so that this takes no time that anybody notices. */
const MOST_CHARACTERS = 1_000_000;
const LONGEST_LINE = 20_000;

function toProblem(file: string, lines: ReadonlyMap<number, string>): Problem {
  const [[line, words] = [1, '']] = [...lines].sort(([a], [b]) => a - b);
  const more = lines.size - 1;
  const others = more === 0 ? '' : ` and in ${more} more ${more === 1 ? 'line' : 'lines'}`;
  return {
    code: 'addressesAi',
    message: `This text addresses an AI: "${words}"${others}. Somebody may want to mislead a diagnosis; it is taken for data, and no claim may rest on it.`,
    file,
    line,
  };
}

/** Whether a quotation holds nothing but text that addresses an AI, so that it proves nothing. */
export function isSteering(quotation: string): boolean {
  const found = findAddressed(quotation);
  const steering = new Set(found.map(({ line }) => line));
  return (
    found.length > 0 &&
    quotation.split('\n').every((text, line) => steering.has(line) || text.trim() === '')
  );
}
