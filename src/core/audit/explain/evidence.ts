import type {
  Audit,
  AuditWorkspace,
  ChangedFile,
  ChangedLine,
  Finding,
} from '../../model/audit.ts';
import type { Evidence, EvidencePack } from '../../model/evidence.ts';
import type { Place } from '../../model/topology.ts';
import type { WordedRule } from '../constraints/wordedRules.ts';

/** What a reasoner may see of an audited suggestion, and what of it stays here. */
export interface AuditEvidence {
  readonly pack: EvidencePack;
  /** Files that are kept from models, though the suggestion changes or cites them. */
  readonly kept: readonly string[];
}

/** Lines that may become evidence, before they are read. */
interface Wish {
  readonly kind: Evidence['kind'];
  readonly file: string;
  /** `audit:` of a file of the workspace, `audit-command:`, or `audit-before:` of what would be gone. */
  readonly uri: string;
  readonly from: number;
  readonly to: number;
  /** For people and for the reasoner, e.g. `lines that it changes`. */
  readonly reason: string;
  readonly rank: number;
  /** Given where it stands in no file of the workspace as it is. */
  readonly lines?: readonly string[];
}

/** Lines around a change, and around a line that something cites. */
const AROUND_CHANGE = 3;
const AROUND_PLACE = 1;
const LONGEST_RULE = 12;
const RANK_OF_RULES = 0.95;
/** A hunk that is longer is cut: its head tells what it is. */
const LONGEST_HUNK = 80;
const LONGEST_LINE = 2_000;
/** Part of the budget that changes may take, so that there is room for what they are held against. */
const SHARE_OF_CHANGES = 0.7;

/**
 * The excerpts that explain a suggestion: its hunks and commands, then the rules, lines that decided a
 * finding, what it seems to follow, and the edges of the system map, within a budget of characters.
 */
export async function auditEvidence(
  audit: Omit<Audit, 'explanation'>,
  rules: readonly WordedRule[],
  workspace: AuditWorkspace,
  budget: number,
): Promise<AuditEvidence> {
  const kept = new Set<string>();
  const isKept = async ({ uri }: Wish): Promise<boolean> => {
    const [, path] = /^audit(?:-before)?:(.*)$/s.exec(uri) ?? [];
    if (path === undefined || kept.has(path)) return path !== undefined;
    const keeps = (await workspace.isKept?.(path)) ?? false;
    if (keeps) kept.add(path);
    return keeps;
  };
  const changes = [...commandsOf(audit), ...audit.suggestion.files.flatMap(hunksOf)];
  const wishes = [...changes, ...rules.map(ofRule), ...placesOf(audit).map(toWish)];
  const taken: Evidence[] = [];
  const spent = { all: 0, changes: 0 };
  let left = 0;
  for (const wish of wishes) {
    if (taken.some((one) => holds(one, wish)) || (await isKept(wish))) continue;
    const evidence = await readWish(wish, workspace, taken.length + 1);
    if (!evidence) continue;
    const size = evidence.text.length;
    const isChange = wish.lines !== undefined;
    const isFull = isChange && spent.changes + size > budget * SHARE_OF_CHANGES;
    if (isFull || spent.all + size > budget) {
      left++;
      continue;
    }
    spent.all += size;
    if (isChange) spent.changes += size;
    taken.push(evidence);
  }
  return { pack: packOf(taken, spent.all, budget, left), kept: [...kept] };
}

function packOf(
  evidence: readonly Evidence[],
  characters: number,
  budget: number,
  left: number,
): EvidencePack {
  const shownLines = evidence.reduce((sum, one) => sum + one.endLine - one.startLine + 1, 0);
  return {
    evidence,
    characters,
    budget,
    leftOut: {
      totalLines: shownLines,
      shownLines,
      groups:
        left === 0
          ? []
          : [{ template: 'parts of the change', count: left, file: '', reason: 'budget' }],
    },
  };
}

function commandsOf({ suggestion: { commands } }: Pick<Audit, 'suggestion'>): readonly Wish[] {
  return commands
    .filter(({ place }) => place === undefined)
    .map(({ text }, index) => {
      const lines = text.split(/\r\n|\r|\n/);
      const file = index === 0 ? 'the command' : `command ${index + 1}`;
      const reason = 'a command that is proposed';
      const uri = `audit-command:${index + 1}`;
      return { kind: 'change', uri, file, from: 1, to: lines.length, reason, rank: 1, lines };
    });
}

/** New lines as the file would hold them, and those that would be gone as it holds them. */
function hunksOf(file: ChangedFile): readonly Wish[] {
  const { path, before, after, added, removed } = file;
  const made = after === undefined ? [] : windows(path, after, added, 'lines that it adds', 1);
  const isReplaced = removed.length <= added.length && added.length > 0;
  const gone =
    before === undefined
      ? []
      : windows(path, before, removed, 'lines that it takes away', isReplaced ? 0.85 : 0.98, true);
  return [...made, ...gone];
}

function windows(
  path: string,
  text: string,
  changed: readonly ChangedLine[],
  reason: string,
  rank: number,
  isGone = false,
): readonly Wish[] {
  const all = text.split(/\r\n|\r|\n/);
  const spans: { from: number; to: number }[] = [];
  for (const { line } of changed) {
    const from = Math.max(1, line - AROUND_CHANGE);
    const to = Math.min(all.length, line + AROUND_CHANGE);
    const last = spans.at(-1);
    if (last && from <= last.to + 1) last.to = to;
    else spans.push({ from, to });
  }
  return spans.map(({ from, to }) => {
    const end = Math.min(to, from + LONGEST_HUNK - 1);
    const lines = all.slice(from - 1, end);
    const uri = `${isGone ? 'audit-before' : 'audit'}:${path}`;
    const file = isGone ? `${path} (before)` : path;
    return { kind: 'change', uri, file, from, to: end, reason, rank, lines };
  });
}

interface NamedPlace extends Place {
  readonly reason: string;
  readonly rank: number;
}

function placesOf({
  findings,
  motives,
  blastRadius,
  omissions,
  assumptions,
}: Omit<Audit, 'explanation'>): readonly NamedPlace[] {
  const sources = (all: readonly { readonly source: Finding['source'] | undefined }[]) =>
    all.flatMap(({ source }) =>
      source?.line === undefined ? [] : [{ file: source.file, line: source.line }],
    );
  const named = (places: readonly Place[], reason: string, rank: number): NamedPlace[] =>
    places.map(({ file, line }) => ({ file, line, reason, rank }));
  return [
    ...named(sources(findings), 'what decided a finding', 0.8),
    ...named(
      motives.flatMap(({ evidence }) => evidence),
      'what it may follow',
      0.6,
    ),
    ...named(
      blastRadius.flatMap(({ evidence }) => evidence),
      'who depends on it',
      0.5,
    ),
    ...named(sources(omissions), 'what it leaves out of account', 0.4),
    ...named(sources(assumptions), 'what it takes for granted', 0.3),
  ];
}

/** A rule is shown whole, with its reason and its owner. */
function ofRule({ place: { file, line }, endLine }: WordedRule): Wish {
  const span = { from: line, to: Math.max(line, Math.min(endLine, line + LONGEST_RULE)) };
  const uri = `audit:${file}`;
  return { kind: 'config', uri, file, ...span, reason: 'a rule of the team', rank: RANK_OF_RULES };
}

function toWish({ file, line, reason, rank }: NamedPlace): Wish {
  const kind = /\.(?:ya?ml|json|toml|md|mdc|conf|ini|tf|properties|xml)$/.test(file)
    ? 'config'
    : 'code';
  const uri = `audit:${file}`;
  return { kind, uri, file, from: line - AROUND_PLACE, to: line + AROUND_PLACE, reason, rank };
}

/** What an excerpt holds already is not shown again. */
function holds({ file, startLine, endLine }: Evidence, { file: name, from, to }: Wish): boolean {
  return file === name && startLine <= Math.max(1, from) && endLine >= to;
}

async function readWish(
  { kind, uri, file, from, to, reason, rank, lines: given }: Wish,
  workspace: AuditWorkspace,
  number: number,
): Promise<Evidence | undefined> {
  const startLine = Math.max(1, from);
  const text = given ? undefined : await workspace.read(file);
  const lines = given ?? text?.split(/\r\n|\r|\n/).slice(startLine - 1, to);
  if (lines === undefined || lines.length === 0) return undefined;
  const cited = rank === RANK_OF_RULES ? from : from + AROUND_PLACE;
  const focus = given ? [] : [{ startLine: cited, endLine: cited }];
  return {
    ...{ id: `E${number}`, kind, uri, file, startLine, focus, reason, rank },
    endLine: startLine + lines.length - 1,
    text: lines.map(cut).join('\n'),
    ...{ timestamp: undefined, severityNumber: 0, service: undefined, template: undefined },
  };
}

function cut(line: string): string {
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)} …` : line;
}
