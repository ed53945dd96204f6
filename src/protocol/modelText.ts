import { visibleText } from '../core/model/visibleText.ts';
import { type CommandRisk, riskOf } from './commandRisk.ts';

/**
 * What a text of a model, or one made from a log, may become where it is shown: these nodes and
 * nothing else. There is no markup, picture or link among them that it could shape: an address is
 * told in words, with the host that it really leads to.
 */
export type Inline =
  | { readonly kind: 'text' | 'strong'; readonly text: string }
  | Code
  /** A warning of ours, about a command in the words before it. */
  | { readonly kind: 'risk'; readonly risk: CommandRisk }
  /** `host` is said beside the text where that does not show it; empty where it leads nowhere. */
  | { readonly kind: 'address'; readonly text: string; readonly host: string };

export type Block =
  | { readonly kind: 'paragraph'; readonly parts: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  | Code;

/** Code as it is, and what it would do as a command. */
interface Code {
  readonly kind: 'code';
  readonly text: string;
  readonly risk: CommandRisk | undefined;
}

/** Longer answers are cut: nobody reads them, and a page must stay quick. */
const LONGEST_TEXT = 40_000;
const MOST_BLOCKS = 400;
const LONGEST_LINE = 4_000;

/** A text of several lines as paragraphs, lists and code. */
export function modelBlocks(text: string): readonly Block[] {
  const isCut = text.length > LONGEST_TEXT;
  const lines = visibleText(text.slice(0, LONGEST_TEXT)).split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length && blocks.length < MOST_BLOCKS; ) {
    const { block, next } = blockAt(lines, at);
    if (block) blocks.push(block);
    at = next;
  }
  return isCut ? [...blocks, { kind: 'paragraph', parts: [{ kind: 'text', text: '…' }] }] : blocks;
}

interface Taken {
  readonly block?: Block;
  readonly next: number;
}

const fence = /^\s{0,3}(`{3,12}|~{3,12})/;
const bullet = /^\s{0,12}(?:[-*+•]|\d{1,3}[.)])\s+(?=\S)/;
const heading = /^\s{0,3}#{1,6}\s+/;

function blockAt(lines: readonly string[], at: number): Taken {
  const line = lines[at] ?? '';
  if (line.trim() === '') return { next: at + 1 };
  const opened = fence.exec(line)?.[1];
  if (opened !== undefined) return fencedAt(lines, at, opened);
  return bullet.test(line) ? listAt(lines, at) : paragraphAt(lines, at);
}

function fencedAt(lines: readonly string[], at: number, opened: string): Taken {
  const closes = (line: string): boolean => line.trim().startsWith(opened);
  const found = lines.findIndex((line, index) => index > at && closes(line));
  const end = found < 0 ? lines.length : found;
  const text = lines.slice(at + 1, end).join('\n');
  return { block: codeOf(text), next: end + 1 };
}

function listAt(lines: readonly string[], at: number): Taken {
  const end = endOf(lines, at, (line) => bullet.test(line));
  const items = lines.slice(at, end).map((line) => warned(line.replace(bullet, '')));
  return { block: { kind: 'list', items }, next: end };
}

function paragraphAt(lines: readonly string[], at: number): Taken {
  const end = endOf(
    lines,
    at,
    (line) => line.trim() !== '' && !bullet.test(line) && !fence.test(line),
  );
  const text = lines
    .slice(at, end)
    .map((line) => line.replace(heading, '').trim())
    .join(' ');
  return { block: { kind: 'paragraph', parts: warned(text) }, next: end };
}

/** A command that can't be undone is marked where it stands in plain words too. */
function warned(text: string): readonly Inline[] {
  const parts = modelInlines(text);
  const risk = riskOf(text);
  const isMarked = parts.some((part) => part.kind === 'code' && part.risk?.level === 'high');
  return risk?.level === 'high' && !isMarked ? [...parts, { kind: 'risk', risk }] : parts;
}

function endOf(lines: readonly string[], at: number, goesOn: (line: string) => boolean): number {
  let end = at + 1;
  while (end < lines.length && goesOn(lines[end] ?? '')) end++;
  return end;
}

/** Code, a picture or a link in Markdown, an address, strong words: the first that matches counts. */
const marks =
  /(`{1,4})(?!`)(.{1,600}?)(?<!`)\1(?!`)|!?\[([^[\]\n]{0,300})\]\(\s{0,4}<?([a-z][a-z\d+.-]{0,30}:[^\s()<>]{0,2000}|\/\/[^\s()<>]{0,2000})(?:\([^\s()]{0,200}\)[^\s()]{0,200})?>?(?:\s[^()\n]{0,200})?\)|\b((?:https?|ftp|wss?):\/\/[^\s<>"'`\])}]{1,2000})|\*\*(?=\S)([^*\n]{1,300}?)\*\*/gi;

/** A text on one line as code, strong words, addresses and plain text. */
export function modelInlines(text: string): readonly Inline[] {
  const line = visibleText(text).replace(/\s*\n\s*/g, ' ');
  const parts: Inline[] = [];
  let end = 0;
  for (const match of line.slice(0, LONGEST_LINE).matchAll(marks)) {
    if (match.index > end) parts.push({ kind: 'text', text: line.slice(end, match.index) });
    parts.push(toInline(match));
    end = match.index + match[0].length;
  }
  return end < line.length ? [...parts, { kind: 'text', text: line.slice(end) }] : parts;
}

function toInline(match: RegExpMatchArray): Inline {
  const [whole, , code, label, target, address, strong] = match;
  if (code !== undefined) return codeOf(code);
  if (strong !== undefined) return { kind: 'strong', text: strong };
  if (target !== undefined) {
    const text = whole.startsWith('!') ? `[picture: ${label || 'no name'}]` : label || target;
    return { kind: 'address', text, host: hostOf(target) };
  }
  const host = hostOf(address ?? '');
  const isPlain = new RegExp(`^[a-z]{2,5}://${literal(host)}(?:[/?#]|$)`, 'i').test(whole);
  return isPlain ? { kind: 'text', text: whole } : { kind: 'address', text: whole, host };
}

function codeOf(text: string): Code {
  return { kind: 'code', text, risk: riskOf(text) };
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/**
 * Where an address really leads: behind a user's name that looks like a host, and in the form that
 * the network uses. Empty for what is no address of the web, e.g. `javascript:` or `command:`.
 */
function hostOf(address: string): string {
  const [, authority = ''] = /^(?:https?:|ftp:|wss?:)?[\\/]{2}([^\\/?#]*)/i.exec(address) ?? [];
  const host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  return /[^\x21-\x7e]/.test(host) ? asAscii(host) : host;
}

/** Letters of another alphabet are written as numbers: `аpple.com` is `{430}pple.com`. */
function asAscii(host: string): string {
  return host.replace(/[^\x21-\x7e]/gu, (letter) => `{${letter.codePointAt(0)?.toString(16)}}`);
}

/** What is said beside code that would do harm as a command. */
export function riskRemark({ level, what }: CommandRisk): string {
  return level === 'high' ? `Dangerous: ${what}` : `Careful: ${what}`;
}

/** What is said beside an address. */
export function hostRemark({ host }: Extract<Inline, { kind: 'address' }>): string {
  return host === '' ? 'link left out' : host;
}
