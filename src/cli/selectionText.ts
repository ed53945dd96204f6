import type { EvidencePack } from '../core/model/evidence.ts';
import { allTerminalSafe, lines } from './words.ts';

/** The evidence for reading on a terminal, most decisive first, and what was left out. */
export function selectionText(pack: EvidencePack): string {
  const { evidence, characters, budget, leftOut } = allTerminalSafe(pack);
  const blocks = evidence.flatMap(({ id, file, startLine, endLine, reason, text }) => [
    `${id}  ${file}:${lines(startLine, endLine)}  ${reason}`,
    ...text.split('\n').map((line, index) => `${String(startLine + index).padStart(7)} │ ${line}`),
    '',
  ]);
  const groups = leftOut.groups
    .slice(0, 10)
    .map(({ count, file, template, reason }) => `  ${count} × ${template} (${file}, ${reason})`);
  return [
    ...blocks,
    `${characters} of ${budget} characters; ${leftOut.shownLines} of ${leftOut.totalLines} lines.`,
    ...(groups.length > 0 ? ['Left out:', ...groups] : []),
    '',
  ].join('\n');
}
