import { basename } from 'node:path';
import type { Hover } from 'vscode-languageserver/node';
import { hoverCard } from '../../core/hover.ts';
import { type HoverSource, hoverMarkdown } from '../../core/hoverMarkdown.ts';
import { sourcePlaces } from '../../core/source/sourcePlaces.ts';
import { readSourceLine } from '../../node/sourceLine.ts';
import { documentNumber } from '../../protocol/documentNumber.ts';
import type { LogView } from '../logViews.ts';
import type { Printed } from '../printedAt.ts';
import type { WorkspaceFiles } from '../workspaceFiles.ts';
import { sourceTarget } from './links.ts';

/** The card of a 1-based line. Local only: what the log says of the line, and what is known of such a failure. */
export async function hover(
  { file, mined, knowledge }: LogView,
  line: number,
  { files, printed }: HoverPorts,
): Promise<Hover | null> {
  const card = hoverCard(file, mined, line, knowledge);
  if (!card) {
    return null;
  }
  const { startLine, endLine } = card.record;
  const document = documentNumber(file.uri);
  const links = { line: (target: number) => commandLink('whytrace.showLogLine', document, target) };
  const last = Math.min(endLine, startLine + MOST_FRAMES);
  const lines = Array.from({ length: last - startLine + 1 }, (_, i) => startLine + i);
  const [source, statement] = await Promise.all([
    sourceOf(
      [line, ...lines].map((each) => file.lineAt(each)),
      files,
    ),
    statementOf(file.records.at(file.recordAt(line))?.body ?? '', printed),
  ]);
  const value = hoverMarkdown(card, links, { frame: source, statement });
  return { contents: { kind: 'markdown', value } };
}

/** What a card needs besides the log. */
interface HoverPorts {
  readonly files: WorkspaceFiles;
  readonly printed: Printed;
}

/** The statement of the workspace that prints the record's message. */
async function statementOf(body: string, printed: Printed): Promise<HoverSource | undefined> {
  const [message = ''] = body.trimStart().split('\n', 1);
  const found = await printed.at(message);
  if (!found) {
    return undefined;
  }
  const { path, line, text, does, others } = found;
  const more = others === 0 ? '' : ` and ${others} more`;
  const place = { line, column: 0 };
  const how = does === 'raises' ? 'raised at' : 'printed at';
  return { how, name: `${basename(path)}:${line}`, address: sourceTarget(path, place), text, more };
}

/** Lines of a stack trace that are looked at for one of the workspace's own files. */
const MOST_FRAMES = 60;

/** A command with numbers only: nothing that a log can shape. */
function commandLink(command: string, ...numbers: readonly number[]): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify(numbers))}`;
}

/** The first place in code that the workspace has; the hovered line's own before those of its record. */
async function sourceOf(
  lines: readonly string[],
  files: WorkspaceFiles,
): Promise<HoverSource | undefined> {
  for (const place of lines.flatMap(sourcePlaces)) {
    const name = place.path.split('/').at(-1) ?? '';
    const path = files.knows(name) ? await files.find(place.path) : undefined;
    const text = path && (await readSourceLine(path, place.line));
    if (path !== undefined && text !== undefined) {
      return { name: `${name}:${place.line}`, address: sourceTarget(path, place), text };
    }
  }
  return undefined;
}
