import { isLibraryFrame } from './libraryFrames.ts';

/** What the lines of a stack trace name. */
export interface ExceptionChain {
  /** Outermost first; the last one is the deepest cause. */
  readonly links: readonly ExceptionLink[];
  /** The first frame of the deepest link that is not a library's, as `Class.method` or `file:line`. */
  readonly frame: string | undefined;
  readonly frameOffset: number | undefined;
}

export interface ExceptionLink {
  /** Without its package: `NullPointerException`. */
  readonly type: string;
  readonly message: string;
  /** Index into the lines that were read. */
  readonly offset: number;
}

export function exceptionChain(lines: readonly string[]): ExceptionChain {
  const at = lines.findIndex((line) => wrapper.test(line));
  if (at < 0) {
    return oneChain(lines);
  }
  // Python tells the deepest cause first, and what was made of it below.
  const deep = oneChain(lines.slice(0, at));
  const outer = exceptionChain(lines.slice(at + 1));
  const shifted = outer.links.map((link) => ({ ...link, offset: link.offset + at + 1 }));
  return { ...deep, links: [...shifted, ...deep.links] };
}

const wrapper =
  /^\s*(?:The above exception was the direct cause of the following|During handling of the above exception, another)/;

interface Frame {
  readonly name: string;
  readonly offset: number;
  readonly hasSource?: boolean;
}

function oneChain(lines: readonly string[]): ExceptionChain {
  const links: ExceptionLink[] = [];
  let frame: Frame | undefined;
  let above: Frame | undefined;
  let isPython = false;
  for (const [offset, text] of withoutOuter(lines).entries()) {
    const link = linkIn(text, offset) ?? (isPython ? raised(text, offset) : undefined);
    if (link) {
      links.push({ ...link, message: readOn(link.message, lines.slice(offset + 1, offset + 4)) });
      frame = named(ruby.exec(text.slice(0, 900))?.groups?.['frame'], offset) ?? above;
      above = undefined;
      isPython = false;
    } else if (pythonLine.test(text)) {
      isPython = true;
      above = named(pythonFrame(text), offset) ?? above;
    } else {
      frame = nearer(frame, named(frameIn(text), offset), text);
    }
  }
  const found = links.length === 0 ? (frame ?? above) : frame;
  return { links, frame: found?.name, frameOffset: found?.offset };
}

/** .NET tells the deepest cause first as well; the frames behind this mark are of those who wrapped it. */
function withoutOuter(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line) => innerEnd.test(line));
  return end < 0 ? lines : lines.slice(0, end);
}
const innerEnd = /^\s*--- End of inner exception stack trace ---/;

/** The first frame; of .NET's the first one with a source file, as libraries come without theirs. */
function nearer(
  frame: Frame | undefined,
  next: Frame | undefined,
  text: string,
): Frame | undefined {
  const isOwn = next !== undefined && hasSource.test(text) && frame?.hasSource !== true;
  return isOwn ? { ...next, hasSource: true } : (frame ?? next);
}
const hasSource = /\) in \S.{0,300}:line \d{1,6}\s*$/;

const named = (name: string | undefined, offset: number): Frame | undefined =>
  name === undefined ? undefined : { name, offset };

/**
 * A message that ends in an opening bracket or a colon is a head: what it announces stands in the
 * next lines, up to the first frame or the closing bracket.
 */
export function readOn(message: string, next: readonly string[]): string {
  if (!/[[({:]\s*$/.test(message)) {
    return message;
  }
  const end = next.findIndex((line) => !/\w{2}/.test(line) || frameLine.test(line));
  const told = (end < 0 ? next : next.slice(0, end)).map((line) => line.trim());
  return told.length === 0 ? message : `${message.replace(/\s*[[({]\s*$/, '')} ${told.join('; ')}`;
}

const frameLine = /^\s*(?:at \S|File "|\.{3} \d|Caused by: )/;

const head =
  /^\s*(?:Caused by: |-{3}> |Exception in thread .{1,120}? |Unhandled exception\.? |Uncaught |E {2,8})?(?<name>(?:[A-Za-z_$][\w$]{0,80}(?:\.|::)){0,14}[A-Z][\w$]{0,80}(?:Exception|Error|Failure|Fault|Interrupt|Exit|Throwable|Violation)|(?:[a-z][\w$]{0,60}\.){1,8}(?:Exception|Error|Throwable)|Exception(?=:))(?::\s{0,4}(?<message>.{0,400}))?\s*$/;

/** Ruby tells place, message and class in one line: `cart.rb:12:in 'Cart#total': no price (KeyError)`. */
const ruby =
  /\.rb:\d{1,6}:in [`'‘](?<frame>[^'’]{1,120})['’]: (?<message>.{1,400}) \((?<name>(?:[A-Z]\w{0,60}::){0,4}[A-Z]\w{2,60})\)\s*$/;

/** `** (FunctionClauseError) no function clause matching in Decimal.compare/2` */
const elixir =
  /^\s*\*\* \((?<name>(?:[A-Z]\w{0,60}\.){0,6}[A-Z]\w{2,80})\) (?<message>.{1,400}?)\s*$/;

function linkIn(text: string, offset: number): ExceptionLink | undefined {
  const line = text.slice(0, 900);
  const groups = (head.exec(line) ?? ruby.exec(line) ?? elixir.exec(line))?.groups;
  const name = groups?.['name'];
  return name === undefined
    ? undefined
    : { type: name.replace(/^.*(?:\.|::)/, ''), message: groups?.['message'] ?? '', offset };
}

const pythonLine = /^\s*File "[^"]{1,200}", line \d+/;

/** What Python names at the end of a traceback need not be called an error: `errors.DiskFull: no space`. */
function raised(text: string, offset: number): ExceptionLink | undefined {
  const match = /^(?:[A-Za-z_]\w{0,60}\.){0,8}([A-Z]\w{2,80})(?:: (.{0,400}))?$/.exec(
    text.slice(0, 900),
  );
  return match?.[1] === undefined ? undefined : { type: match[1], message: match[2] ?? '', offset };
}

function frameIn(text: string): string | undefined {
  const java =
    /^\s*at (?:[\w.@-]{1,80}\/{1,2})?((?:[\w$]{1,80}\.{1,2}){1,16}[\w$<>]{1,80})\(([^)]{0,120})\)/.exec(
      text,
    );
  if (java?.[1]) {
    return isLibraryFrame(java[1]) ? undefined : java[1].split(/\.+/).slice(-2).join('.');
  }
  const node = /^\s*at (?:async )?(\S{1,120}) \((?!node:|internal\/)([^)]{1,200}):(\d+):\d+\)/.exec(
    text,
  );
  return node?.[1];
}

/** Python lists the innermost call last, right above what was raised; a package's own is skipped. */
function pythonFrame(text: string): string | undefined {
  const python = /^\s*File "([^"]{1,200})", line (\d+)(?:, in (\S{1,80}))?/.exec(text);
  const path = python?.[1];
  if (
    path === undefined ||
    /[\\/](?:site|dist)-packages[\\/]|[\\/]lib[\\/]python\d|^<frozen/.test(path)
  ) {
    return undefined;
  }
  const file = path.slice(path.lastIndexOf('/') + 1);
  return `${python?.[3] ?? file} (${file}:${python?.[2]})`;
}
