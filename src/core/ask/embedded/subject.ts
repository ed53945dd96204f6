import { crashReportAt, type Poison } from '../../tells/crashReport.ts';
import { exceptionChain, readOn } from '../../tells/exceptionChain.ts';
import { largestHolder } from '../../tells/oomReport.ts';
import { linesOf } from '../../tells/signs.ts';
import type { Clue } from './clues.ts';
import { continuation, goesOnApart } from './continuation.ts';
import { expectationOf } from './expectation.ts';
import { blockedIn, blockedText, runningTest } from './goDump.ts';
import { hungTasksFrom, hungText } from './hungTasks.ts';
import {
  commandAt,
  isOfRunner,
  type Landmark,
  patchAt,
  patchText,
  sourceIn,
  testAt,
} from './locate.ts';
import { storyOf } from './story.ts';
import { failedInside } from './suiteReport.ts';
import { plain, shorten, shortPaths } from './text.ts';
import { stuckIn } from './threadDump.ts';
import { grouped } from './words/since.ts';

/** What a failure is about, in words, with the lines that say so. */
export interface Subject {
  /** What failed and why, at most about 110 characters. */
  readonly title: string;
  /** Where: a function, a test, a source file, a command. */
  readonly where: string | undefined;
  /** Sentences for the summary beside the decisive line itself. */
  readonly details: readonly string[];
  /** Lines that name the place or the deeper cause, 1-based, most telling first. */
  readonly lines: readonly number[];
}

const titleLength = 120;

/** A line that ends in a colon says what it announces in the next one; after a bracket, in several. */
export function textOf({ file, line, text }: Clue): string {
  const height = text.trimEnd().endsWith(':') ? 1 : 3;
  const last = Math.min(file.lineCount, line + height + mostBlank);
  const below = Array.from({ length: last - line }, (_, at) => file.lineAt(line + 1 + at));
  const first = below.findIndex((next) => /\w{2}/.test(next));
  const next = below.slice(Math.max(0, first), Math.max(0, first) + height);
  return innermost(messageBelow(file, line, text) ?? readOn(text, next));
}

/** Blank lines between what announces something and what it announces. */
const mostBlank = 2;

/** Ansible prints a task's result over many lines, in JSON or under headings, and the reason last of all. */
function messageBelow(file: Clue['file'], line: number, text: string): string | undefined {
  if (!/=> \{\s*$/.test(text)) return undefined;
  const last = Math.min(file.lineCount, line + resultReach);
  for (let at = line + 1; at < last; at++) {
    const said = file.lineAt(at);
    if (/\b(?:FAILED! =>|TASK \[|PLAY )/.test(said)) return undefined;
    const message = /^\s*"msg": "(.{2,2000}?)",?\s*$/.exec(said)?.[1] ?? headed(file, at, last);
    if (message !== undefined) return text.replace(/\{\s*$/, () => message);
  }
  return undefined;
}
const resultReach = 40;

function headed(file: Clue['file'], line: number, last: number): string | undefined {
  if (!/^MSG:\s*$/.test(file.lineAt(line))) return undefined;
  for (let at = line + 1; at <= last; at++) {
    if (/\w{2}/.test(file.lineAt(at))) return file.lineAt(at);
  }
  return undefined;
}

/**
 * `Error creating bean 'a': ...; nested exception is X: not found` -> `X: not found`. Frameworks
 * wrap an exception in the message of the next one: the last of them is what happened.
 */
function innermost(text: string): string {
  if (text.length < wrapped) {
    return text;
  }
  const nested = text.split(/;? ?\bnested exception is |; nested: /);
  const last = nested.at(-1) ?? text;
  const inner = last.split(/: Unsatisfied dependency expressed through [^:]{1,200}: /).at(-1);
  return inner !== undefined && inner.length >= shortestInner ? inner : last;
}

/** Characters of a message below which all of it can be said, and of the least that says something. */
const wrapped = 160;
const shortestInner = 12;
/** Of what an exception says of itself: the name of what it lacks. */
const shortestSaid = 4;

export function subjectOf(clue: Clue): Subject {
  if (clue.tell.kind !== 'crash' && hasFrames(clue)) {
    return exceptionSubject(clue);
  }
  switch (clue.tell.kind) {
    case 'crash':
      return crashSubject(clue);
    case 'test':
      return testSubject(clue);
    case 'compile':
      return compileSubject(clue);
    default:
      return isException(clue) ? exceptionSubject(clue) : plainSubject(clue);
  }
}

function crashSubject(clue: Clue): Subject {
  const { culprit, culpritLines, path, poison } = crashReportAt(clue.file, clue.line);
  const said = saidBelow(clue);
  const headline = [plain(clue.text, 100), ...said].join(': ');
  const isNamed = culprit === undefined || headline.includes(culprit);
  const test = runningTest(clue.file, clue.line) ?? testAt(clue.file, clue.line, 12);
  const blocked = blockedIn(clue.file, clue.line).slice(0, mostBlocked);
  const [hung] = blocked;
  const kernel = kernelNotes(clue, poison);
  const details = [
    hung ? `Nobody goes on: ${blocked.map(blockedText).join('; ')}.` : undefined,
    ...kernel.details,
    said.length > 0 ? `It goes on: ${said.map((text) => `“${text}”`).join(', ')}.` : undefined,
    path.length > 1 && !hung ? `The call path, nearest first: ${path.join(', ')}.` : undefined,
    test ? `It happened in ${test.name}.` : undefined,
  ];
  return {
    title: hung ? `Hung: ${blockedText(hung)}` : isNamed ? headline : `${headline} in ${culprit}`,
    where: hung?.place ?? culprit ?? test?.name,
    details: details.filter((text) => text !== undefined),
    lines: [
      ...new Set([
        ...blocked.flatMap(({ lines }) => lines),
        ...culpritLines,
        ...kernel.lines,
        ...(test ? [test.line] : []),
      ]),
    ],
  };
}

/** What a kernel's report says beside its headline and its stack. */
function kernelNotes(
  { file, line }: Clue,
  poison: Poison | undefined,
): Pick<Subject, 'details' | 'lines'> {
  const tasks = hungTasksFrom(file, line);
  const isShared = tasks.length > 1;
  return {
    details: [
      ...(isShared ? [`All that hang: ${tasks.map(hungText).join('; ')}.`] : []),
      ...(poison ? [`${poison.value} marks ${poison.meaning}.`] : []),
    ],
    lines: [
      ...(isShared ? tasks.slice(0, mostHung).flatMap(({ lines }) => lines) : []),
      ...(poison ? [poison.line] : []),
    ],
  };
}

/** Groups of waiting goroutines that are told, and hung tasks of which lines are cited. */
const mostBlocked = 3;
const mostHung = 2;

/** Some headlines say only that something broke; the next lines of the record say what. */
function saidBelow({ file, recordIndex, record, line, text }: Clue): readonly string[] {
  if (!breaks.test(plain(text, 100))) {
    return [];
  }
  return linesOf(file, recordIndex)
    .slice(line - record.startLine + 1, line - record.startLine + 12)
    .map((next) => plain(shortPaths(next), 110))
    .filter((next) => /\w{3}/.test(next))
    .slice(0, 2);
}

const breaks =
  /^(?:\w+ )?(?:KERNEL PANIC|kernel panic|panic|fatal error|ASSERT FAILED|terminate called after throwing.{0,80})[:.!]?$/i;

/** Whether a stack trace of a run-time system follows: then its exceptions say more than its words. */
const hasFrames = ({ file, recordIndex }: Clue): boolean =>
  linesOf(file, recordIndex)
    .slice(0, 60)
    .some((line) => /^\s*at [\w$.@/]{3,200}[(:]/.test(line));

const isException = (clue: Clue): boolean =>
  clue.tell.kind === 'exception' ||
  /(?:Exception|Error)\b/.test(clue.text) ||
  exceptionChain(storyOf(clue).slice(0, 40)).links.length > 0;

function exceptionSubject(clue: Clue): Subject {
  const { record } = clue;
  const lines = storyOf(clue);
  const { links, frame, frameOffset } = exceptionChain(lines);
  const deepest = links.at(-1);
  if (!deepest) {
    return plainSubject(clue);
  }
  const message = deepest.message === '' ? '' : `: ${plain(shortPaths(deepest.message), 90)}`;
  const place = frame ? ` in ${frame}` : '';
  const outer = links.slice(0, -1).map((link) => link.type);
  const opening = plain(lines[0] ?? '', 160);
  const details = [
    deepest.offset > 0 && opening !== '' ? `It was reported as “${opening}”.` : undefined,
    outer.length > 0
      ? `It surfaced as ${[...new Set(outer)].reverse().join(', then ')}.`
      : undefined,
    deepest.message.length > 90
      ? `Its message: “${plain(deepest.message, 300)}”.`
      : deepest.offset > 0 && deepest.message.length >= shortestSaid
        ? `Behind it: “${deepest.type}: ${plain(deepest.message, 90)}”.`
        : undefined,
  ];
  const offsets = [deepest.offset, ...(frameOffset === undefined ? [] : [frameOffset]), 0];
  return {
    title: shorten(`${deepest.type}${place}${message}`, titleLength),
    where: frame,
    details: details.filter((text) => text !== undefined),
    lines: [...new Set(offsets)].map((offset) => record.startLine + offset),
  };
}

function testSubject(clue: Clue): Subject {
  const test = testAt(clue.file, clue.line);
  const message = plain(shortPaths(textOf(clue)), 110);
  const isNamed = test === undefined || message.includes(test.name);
  const inside = failedInside(clue.file, clue.line);
  const command = commandAt(clue.file, clue.line);
  const told = goingOn(clue);
  const expected = expectationOf(clue).filter(
    (text) => !message.includes(text) && !told.some((one) => one.includes(text)),
  );
  return {
    title: isNamed
      ? `Test failed: ${message}`
      : `Test ${shorten(test.name, 60)} failed: ${message}`,
    where: test?.name,
    details: [
      ...(inside ? [`What failed in it: “${plain(inside.name, 100)}”.`] : []),
      ...told,
      ...(expected.length > 1
        ? [`It compares ${expected.map((text) => `“${text}”`).join(', ')}.`]
        : []),
      ...commandText(command),
    ],
    lines: [inside, test].flatMap((one) => (one && one.line !== clue.line ? [one.line] : [])),
  };
}

function compileSubject(clue: Clue): Subject {
  const patch = patchAt(clue.file, clue.line);
  if (patch) {
    const { target, lines } = patch;
    return { title: patchText(patch), where: target, details: goingOn(clue), lines };
  }
  const source = sourceIn(clue.text) ?? sourceNear(clue) ?? sourceAbove(clue);
  const message = plain(shortPaths(textOf(clue)), 110);
  return {
    title: source && !message.includes(source) ? `${source} does not build: ${message}` : message,
    where: source,
    details: [...goingOn(clue), ...commandText(commandAt(clue.file, clue.line))],
    lines: [],
  };
}

const commandText = (command: Landmark | undefined): readonly string[] =>
  command ? [`The command was ${plain(command.name, 120)}.`] : [];

function goingOn(clue: Clue): readonly string[] {
  const told = continuation(clue);
  return told.length === 0 ? [] : [`It goes on: ${told.map((text) => `“${text}”`).join(', ')}.`];
}

function sourceNear({ file, line }: Clue): string | undefined {
  for (const at of [line - 1, line + 1, line - 2, line + 2]) {
    const source = at >= 1 && at <= file.lineCount ? sourceIn(file.lineAt(at)) : undefined;
    if (source) return source;
  }
  return placeAbove(file, line);
}

/** OCaml shows the source between the place and what is wrong there: `File "unify.ml", line 214, ...`. */
function placeAbove(file: Clue['file'], line: number): string | undefined {
  for (let at = line - 3; at >= Math.max(1, line - 6); at--) {
    const text = file.lineAt(at);
    if (/^\s*File "[^"]{1,200}", lines? \d/.test(text)) return sourceIn(text);
  }
  return undefined;
}

/** Linters name a file once, alone on its line, and list below it what they found there. */
function sourceAbove({ file, line, text }: Clue): string | undefined {
  for (let at = line - 1; listed.test(text) && at >= Math.max(1, line - mostListed); at--) {
    const above = file.lineAt(at).trim();
    const path = heading.exec(above)?.[1];
    if (path !== undefined) return path.slice(path.lastIndexOf('/') + 1);
    if (above === '') return undefined;
  }
  return undefined;
}
const listed = /^\s*(?:\d{1,6}:\d{1,5}\s|\d{1,6}\s{2,8}\S|Line \d{1,6} Column \d)/;
const heading = /(?:^|\s)((?:[\w.@+-]*\/)+[\w.@+-]+\.\w{1,6})$/;
const mostListed = 60;

/** Rust lists the reasons of an error below a lone `Caused by:`, the deepest last. */
function reasonBelow({
  file,
  recordIndex,
  record,
  line,
}: Clue): { readonly text: string; readonly line: number } | undefined {
  const lines = linesOf(file, recordIndex).slice(0, 60);
  const at = lines.findIndex((text) => /^\s*Caused by:\s*$/.test(text));
  if (at < 0 || record.startLine + at < line) {
    return undefined;
  }
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((text) => !/^\s+\S/.test(text));
  const listed = end < 0 ? rest : rest.slice(0, end);
  const text = listed
    .at(-1)
    ?.trim()
    .replace(/^\d{1,2}: /, '');
  return text === undefined
    ? undefined
    : { text: plain(text, 160), line: record.startLine + at + listed.length };
}

function plainSubject(clue: Clue): Subject {
  const reason = reasonBelow(clue);
  const frame = stuckIn(clue.file, clue.line);
  const holder = largestHolder(clue.file, clue.line);
  const isBuild = isOfRunner(clue.file);
  const command =
    isBuild || clue.record.severityNumber === 0 ? commandAt(clue.file, clue.line) : undefined;
  return {
    title: plain(shortPaths(textOf(clue)), titleLength),
    where: frame?.name,
    details: [
      ...(isBuild || clue.record.timestamp === undefined || goesOnApart(clue) ? goingOn(clue) : []),
      ...(reason ? [`Behind it: “${reason.text}”.`] : []),
      ...(holder
        ? [`Most memory was held by ${holder.name}: ${grouped(holder.kilobytes)} KB.`]
        : []),
      ...commandText(command),
    ],
    lines: [reason?.line, frame?.line, holder?.line].filter((at) => at !== undefined),
  };
}
