import type { Before, HoverCard, Sighting } from './hover.ts';
import { statedTime } from './model/missingDate.ts';
import { number } from './model/numberText.ts';
import type { SeverityName } from './model/severity.ts';

/** The lines of code that a card leads to, as they stand in the workspace. */
export interface HoverSources {
  /** What a stack frame of the record names. */
  readonly frame?: HoverSource | undefined;
  /** The statement that prints the record. */
  readonly statement?: HoverSource | undefined;
}

/** A line of code. */
export interface HoverSource {
  /** e.g. `cart.ts:48` */
  readonly name: string;
  readonly address: string;
  readonly text: string;
  /** What stands before the name, if not `at`. */
  readonly how?: 'at' | 'printed at' | 'raised at';
  /** What stands behind the name, e.g. ` and 2 more`. */
  readonly more?: string;
}

/** How the card writes what the reader can click. */
export interface HoverLinks {
  /** The address that shows a line of the log. */
  line(line: number): string;
}

/**
 * The card as Markdown, at most 12 lines on the screen, the meaning first. Text of the log stands in
 * code only, and links are made of numbers: nothing in a log becomes a link, a picture or markup.
 */
export function hoverMarkdown(
  card: HoverCard,
  links: HoverLinks,
  { frame, statement }: HoverSources = {},
): string {
  const facts = [
    often(card),
    card.numbers && escapeMarkdown(card.numbers),
    places(card, links),
    card.before && cameBefore(card.before, links),
    frame && sourceLine(frame),
    statement && sourceLine(statement),
  ];
  const shown = facts.filter((fact) => fact !== undefined).join('  \n');
  return `${headline(card)}\n\n---\n\n${shown}`;
}

function headline({ known, template }: HoverCard): string {
  if (!known) {
    return fenced(shorten(template));
  }
  const { title, meaning, documentation } = known;
  const more = /^https:\/\/[\w./#?=&%~+-]+$/.test(documentation)
    ? ` [Documentation](${documentation})`
    : '';
  return `**${escapeMarkdown(title)}**\n\n${escapeMarkdown(meaning)}${more}`;
}

/** Icons and colours of the editor; the words stand beside them. */
const icons: Readonly<Record<SeverityName, string>> = {
  fatal: icon('error', 'editorError-foreground'),
  error: icon('error', 'editorError-foreground'),
  warn: icon('warning', 'editorWarning-foreground'),
  info: icon('info', 'editorInfo-foreground'),
  debug: '',
  trace: '',
  unspecified: '',
};

function icon(name: string, color: string): string {
  return `<span style="color:var(--vscode-${color});">$(${name})</span> `;
}

const words: Readonly<Record<SeverityName, string>> = {
  fatal: 'fatal',
  error: 'error',
  warn: 'warning',
  info: 'info',
  debug: 'debug',
  trace: 'trace',
  unspecified: 'no level',
};

/** `error (E) · 412× · 38/min from 10:31:07, 0.2/min before` */
function often({ level, written, count, rate }: HoverCard): string {
  const other = isSameWord(written, level) ? '' : ` (${plain(written)})`;
  const levelText = `${icons[level]}${words[level]}${other}`;
  const countText = count === 1 ? 'only once' : `**${number(count)}×**`;
  return [levelText, countText, escapeMarkdown(rate)].filter((part) => part !== '').join(' · ');
}

const isSameWord = (written: string, level: SeverityName): boolean =>
  ['', level, words[level]].includes(written.toLowerCase());

function places({ count, first, last }: HoverCard, links: HoverLinks): string | undefined {
  return count === 1
    ? undefined
    : `first ${place(first, links)}${clock(first)} · last ${place(last, links)}${clock(last)}`;
}

function place({ line }: { readonly line: number }, links: HoverLinks): string {
  return `[line ${number(line)}](${links.line(line)})`;
}

/** The day is told by the lines themselves. A time without a date has no zone that could be named. */
function clock({ timestamp, missingDate }: Sighting): string {
  if (timestamp === undefined) return '';
  return missingDate === undefined
    ? ` ${statedTime(timestamp, 'day')} UTC`
    : ` ${statedTime(timestamp, missingDate === 'start' ? 'start' : 'day')}`;
}

function cameBefore(before: Before, links: HoverLinks): string {
  const { within } = before;
  const where =
    within === '' ? '' : within === 'trace' ? ' in this trace' : ` in ${inline(within, 30)}`;
  return `just before${where} ${place(before, links)} ${inline(before.text, 72)}`;
}

function sourceLine({ how = 'at', name, address, text, more = '' }: HoverSource): string {
  // A frame often names the end of a statement: a brace alone tells nothing.
  const code = /\w/.test(text) ? ` ${inline(text, 90)}` : '';
  return `${how} [${escapeMarkdown(name)}](${address})${more}${code}`;
}

/** Characters of a template that a hover has room for. */
const TEMPLATE_ROOM = 400;
const TEMPLATE_LINES = 3;

/** Backslashes before all that Markdown, or VS Code's `$(icon)`, gives a meaning. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()<>#+\-.!|~$&:@/]/g, '\\$&');
}

/** A fenced block whose fence is longer than any run of backticks in the text. */
function fenced(text: string): string {
  const fence = '`'.repeat(longestRun(text, 2) + 1);
  return `${fence}log\n${text}\n${fence}`;
}

/** A code span of the text's first line, cut where there is no more room. */
function inline(text: string, room: number): string {
  const line = printable(text.trimStart().split('\n', 1)[0] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '') {
    return '';
  }
  const cut = line.length > room ? `${line.slice(0, room).trimEnd()}…` : line;
  // VS Code draws `$(bug)` as an icon even in code; a word joiner, which has no width, prevents it.
  const shown = cut.replaceAll('$(', '$\u2060(');
  const fence = '`'.repeat(longestRun(shown, 0) + 1);
  // A blank parts the fence from a backtick of the text, and Markdown takes it away again.
  return fence.length === 1 ? `${fence}${shown}${fence}` : `${fence} ${shown} ${fence}`;
}

function longestRun(text: string, least: number): number {
  const runs = text.match(/`+/g) ?? [];
  return runs.reduce((longest, run) => Math.max(longest, run.length), least);
}

/** A level is a word or a number; anything else in it is dropped. */
function plain(text: string): string {
  return escapeMarkdown(text.replace(/[^\w .-]/g, '').slice(0, 30));
}

function shorten(template: string): string {
  const lines = printable(template).split('\n');
  const head = lines.slice(0, TEMPLATE_LINES).join('\n').slice(0, TEMPLATE_ROOM);
  return head.length < template.length ? `${head.trimEnd()} …` : head;
}

/** Without control characters and without those that reorder text on the screen. */
function printable(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, ' ');
}
