import type { Find, Found } from './ask/model/lookUp.ts';
import type { Audit, AuditWorkspace } from './model/audit.ts';
import type { Evidence } from './model/evidence.ts';
import type { EvidenceRequest } from './model/evidenceRequest.ts';

/** Lines that one request gives, and around a line that holds what was looked for. */
const MOST_LINES = 80;
const AROUND = 2;
const MOST_HITS = 6;
const LONGEST_LINE = 2_000;

/**
 * Answers a model's requests from the files that the audit itself names: what it changes, and what it
 * cites. No other file is opened for a model, and none that is kept from models.
 */
export function findInAudit(audit: Omit<Audit, 'explanation'>, workspace: AuditWorkspace): Find {
  const files = textsOf(audit, workspace);
  return async (request): Promise<Found> => {
    switch (request.kind) {
      case 'lines':
        return linesOf(request, await files);
      case 'search':
        return searched(request, await files);
      case 'neighbours':
        return nothing(neighboursOf(request.text, audit));
      case 'unclear':
        return nothing(request.reason);
      default:
        return nothing('an audit has no logs: ask for lines, a search or neighbours');
    }
  };
}

type Texts = ReadonlyMap<string, readonly string[]>;

/** A file that is changed as it would be, as the evidence shows it. */
async function textsOf(
  {
    suggestion,
    findings,
    motives,
    blastRadius,
    omissions,
    assumptions,
  }: Omit<Audit, 'explanation'>,
  workspace: AuditWorkspace,
): Promise<Texts> {
  const sources = [...findings, ...omissions, ...assumptions].flatMap(({ source }) =>
    source?.line === undefined ? [] : [source.file],
  );
  const places = [...motives, ...blastRadius].flatMap(({ evidence }) =>
    evidence.map(({ file }) => file),
  );
  const changed = new Map(
    suggestion.files
      .filter(({ isExcerpt }) => !isExcerpt)
      .map(({ path, after }) => [path, after] as const),
  );
  const names = new Set([...suggestion.files.map(({ path }) => path), ...sources, ...places]);
  const texts = new Map<string, readonly string[]>();
  for (const name of names) {
    if (await workspace.isKept?.(name)) continue;
    const text = changed.has(name) ? changed.get(name) : await workspace.read(name);
    if (text !== undefined) texts.set(name, text.split(/\r\n|\r|\n/));
  }
  return texts;
}

function linesOf(
  { file: wanted, fromLine, toLine }: Extract<EvidenceRequest, { kind: 'lines' }>,
  files: Texts,
): Found {
  const [name, lines] = fileCalled(wanted, files) ?? [];
  if (name === undefined || lines === undefined) return nothing(noFile(files));
  if (fromLine > lines.length) return nothing(`${name} has ${lines.length} lines`);
  const end = Math.min(toLine, fromLine + MOST_LINES - 1, lines.length);
  return { places: [{ excerpt: excerptOf(name, lines, fromLine, end) }], answer: '' };
}

function searched(
  { text, file }: Extract<EvidenceRequest, { kind: 'search' }>,
  files: Texts,
): Found {
  const only = file === undefined ? undefined : fileCalled(file, files);
  if (file !== undefined && !only) return nothing(noFile(files));
  const wanted = text.toLowerCase();
  const hits = [...(only ? [only] : files)].flatMap(([name, lines]) =>
    lines.flatMap((line, index) =>
      line.toLowerCase().includes(wanted) ? [{ name, lines, line: index + 1 }] : [],
    ),
  );
  const places = hits.slice(0, MOST_HITS).map(({ name, lines, line }) => ({
    excerpt: excerptOf(
      name,
      lines,
      Math.max(1, line - AROUND),
      Math.min(lines.length, line + AROUND),
    ),
  }));
  const [count, hold] = hits.length === 1 ? ['1 line', 'holds'] : [`${hits.length} lines`, 'hold'];
  return { places, answer: `${count} ${hold} it` };
}

function excerptOf(
  file: string,
  lines: readonly string[],
  startLine: number,
  endLine: number,
): Omit<Evidence, 'id'> {
  const text = lines
    .slice(startLine - 1, endLine)
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)} …` : line))
    .join('\n');
  return {
    ...{ kind: 'code', uri: `audit:${file}`, file, startLine, endLine, text, focus: [] },
    ...{ reason: 'asked for', rank: 0.5, severityNumber: 0 },
    ...{ timestamp: undefined, service: undefined, template: undefined },
  };
}

/** By its whole path, or by the end of it where that is clear. */
function fileCalled(
  wanted: string,
  files: Texts,
): readonly [string, readonly string[]] | undefined {
  const all = [...files];
  const ends = all.filter(([name]) => name.endsWith(`/${wanted}`) || wanted.endsWith(`/${name}`));
  return all.find(([name]) => name === wanted) ?? (ends.length === 1 ? ends[0] : undefined);
}

function noFile(files: Texts): string {
  const names = [...files.keys()];
  const more = names.length > 12 ? ', …' : '';
  return `the audit names no such file; there are ${names.slice(0, 12).join(', ')}${more}`;
}

/** As far as the blast radius goes: others are not touched by the change. */
function neighboursOf(service: string, { blastRadius }: Omit<Audit, 'explanation'>): string {
  const wanted = service.toLowerCase();
  const paths = blastRadius.map(({ path }) => path);
  const named = (names: readonly (string | undefined)[]): string =>
    [...new Set(names.filter((name) => name !== undefined))].join(', ') || 'nothing that is known';
  const at = paths.map((path) => path.findIndex((name) => name.toLowerCase() === wanted));
  if (at.every((index) => index < 0)) {
    return `no such service near the change; there are ${named(paths.flat())}`;
  }
  const below = paths.map((path, index) => path[(at[index] ?? -1) + 1]);
  const above = paths.map((path, index) => path[(at[index] ?? 0) - 1]);
  const known = at.map((index) => index >= 0);
  return `${service} depends on ${named(below.filter((_, index) => known[index]))}; on it depends ${named(above.filter((_, index) => known[index]))}`;
}

function nothing(answer: string): Found {
  return { places: [], answer };
}
