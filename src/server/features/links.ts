import { pathToFileURL } from 'node:url';
import type { DocumentLink } from 'vscode-languageserver/node';
import { traceId } from '../../core/collect/detectFormats.ts';
import type { Pace } from '../../core/model/pace.ts';
import type { SourcePlace } from '../../core/model/source.ts';
import { sourcePlaces } from '../../core/source/sourcePlaces.ts';
import type { LogView } from '../logViews.ts';
import type { WorkspaceFiles } from '../workspaceFiles.ts';

/** Links and lines of one document; the editor asks for the whole of it at once. */
const MOST_LINKS = 5000;
const MOST_LINES = 50_000;
const SLICE = 256;

/** What a link keeps until somebody clicks it. */
interface LinkData {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Places in code whose file the workspace has, by name; which file it is, is found out on the click.
 * A trace id leads to the next line that has it. Plain URLs are the editor's own.
 */
export async function documentLinks(
  { file }: LogView,
  files: WorkspaceFiles,
  pace: Pace,
): Promise<DocumentLink[]> {
  const knows = await files.names();
  const links: DocumentLink[] = [];
  const lastWith = new Map<string, number>();
  for (let line = 1; line <= Math.min(file.lineCount, MOST_LINES); line++) {
    const wait = line % SLICE === 0 ? pace.step() : undefined;
    if (wait !== undefined) await wait;
    if (links.length >= MOST_LINKS) break;
    const text = file.lineAt(line);
    for (const place of sourcePlaces(text)) {
      if (knows(nameOf(place))) links.push(sourceLink(line, place));
    }
    linkTrace(file.uri, line, text, lastWith, links);
  }
  return links.filter(({ target, data }) => target !== undefined || data !== undefined);
}

const nameOf = ({ path }: SourcePlace): string => path.split('/').at(-1) ?? '';

function sourceLink(line: number, place: SourcePlace): DocumentLink {
  const { path, column } = place;
  const data: LinkData = { path, line: place.line, column };
  return {
    range: {
      start: { line: line - 1, character: place.start },
      end: { line: line - 1, character: place.end },
    },
    tooltip: `Open line ${place.line}`,
    data,
  };
}

/** The id of a line leads to the next line with it, so a link is made when that one is met. */
function linkTrace(
  uri: string,
  line: number,
  text: string,
  lastWith: Map<string, number>,
  links: DocumentLink[],
): void {
  const id = traceOf(text);
  if (id === undefined) {
    return;
  }
  const before = lastWith.get(id.text);
  if (before !== undefined) {
    const link = links[before];
    if (link) links[before] = { ...link, target: `${uri}#L${line}` };
  }
  lastWith.set(id.text, links.length);
  const range = {
    start: { line: line - 1, character: id.start },
    end: { line: line - 1, character: id.start + id.text.length },
  };
  links.push({ range, tooltip: 'Next line of this trace' });
}

function traceOf(text: string): { readonly text: string; readonly start: number } | undefined {
  const match = traceId.exec(text.slice(0, 2000));
  const id = match?.[1] ?? match?.[2];
  return match && id !== undefined
    ? { text: id, start: match.index + match[0].indexOf(id) }
    : undefined;
}

/** The link with its target, as far as the file is still there. */
export async function resolvedLink(
  link: DocumentLink,
  files: WorkspaceFiles,
): Promise<DocumentLink> {
  const data: unknown = link.data;
  if (!isLinkData(data)) {
    return link;
  }
  const path = await files.find(data.path);
  return path === undefined ? link : { ...link, target: sourceTarget(path, data) };
}

/** `file:///work/cart.ts#L48,11`, as the editor writes a place in a file. */
export function sourceTarget(path: string, { line, column }: Omit<LinkData, 'path'>): string {
  // Brackets are allowed in a URI, and would end a link in Markdown.
  const href = pathToFileURL(path).href.replace(/[()]/g, (bracket) =>
    bracket === '(' ? '%28' : '%29',
  );
  return `${href}#L${line}${column > 0 ? `,${column}` : ''}`;
}

function isLinkData(data: unknown): data is LinkData {
  return (
    typeof data === 'object' &&
    data !== null &&
    'path' in data &&
    typeof data.path === 'string' &&
    'line' in data &&
    typeof data.line === 'number' &&
    'column' in data &&
    typeof data.column === 'number'
  );
}
