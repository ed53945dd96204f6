import { type Format, type Header, resetHeader } from './header.ts';

/** Fills `header` with what the headers of `line` say, and gives the message that follows them. */
export type HeaderReader = (line: string, header: Header) => string;

/** Headers nest: a CI runner's time, a container runtime's, a syslog's, the program's own. */
const maximalDepth = 4;

/** Longer lines are cut for patterns; only JSON is read in full. */
const headLength = 4_000;

/** A reader that tries `formats` in their order. */
export function createHeaderReader(formats: readonly Format[]): HeaderReader {
  const byCode = formatsByFirstCharacter(formats);
  const candidates = (code: number): readonly Format[] => byCode[code < 128 ? code : 0] ?? [];
  return (line, header) => {
    resetHeader(header);
    const isCut = line.length > headLength && !line.endsWith('}');
    const head = isCut ? line.slice(0, headLength) : line;
    const read = readNested(head, header, candidates);
    return isCut && read.text === head ? line.slice(read.at) : read.text.slice(read.at);
  };
}

interface Position {
  text: string;
  at: number;
}

const position: Position = { text: '', at: 0 };

function readNested(
  head: string,
  header: Header,
  candidates: (code: number) => readonly Format[],
): Position {
  position.text = head;
  position.at = leadingDots(head);
  let format: Format | undefined;
  for (let depth = 0; depth < maximalDepth && position.at < position.text.length; depth++) {
    format = readOne(position, header, candidates(position.text.charCodeAt(position.at)), format);
    if (!format) {
      break;
    }
    if (format.role !== 'transport') {
      header.transportOnly = false;
      if (header.severityText !== undefined || header.message !== undefined) break;
    }
  }
  if (header.format === '') {
    resetHeader(header);
    position.at = 0;
  }
  return position;
}

function readOne(
  { text, at }: Position,
  header: Header,
  formats: readonly Format[],
  outer: Format | undefined,
): Format | undefined {
  for (const format of formats) {
    // Below a program's own header only a level or structured fields may follow, no second header.
    if (outer && outer.role !== 'transport' && !mayFollow.has(format.name)) {
      continue;
    }
    const before = header.message;
    const end = format.read(text, at, header);
    if (end >= 0) {
      header.transportOnly = header.format === '' || header.transportOnly;
      header.format ||= format.name;
      header.isField ||= format.role === 'field';
      position.at = end;
      if (header.message !== undefined && header.message !== before) {
        position.text = header.message;
        position.at = 0;
      }
      return format;
    }
  }
  return undefined;
}

const mayFollow = new Set(['json', 'logfmt', 'level', 'level-first', 'klog', 'dotnet']);

/** JUnit's text runner prints a dot for each test, in front of whatever is logged next. */
function leadingDots(line: string): number {
  let at = 0;
  while (at < 80 && line.charCodeAt(at) === 46) at++;
  const code = line.charCodeAt(at);
  return at > 0 && code >= 48 && code <= 57 ? at : 0;
}

function formatsByFirstCharacter(formats: readonly Format[]): readonly (readonly Format[])[] {
  return Array.from({ length: 128 }, (_, code) =>
    formats.filter((format) => mayStart(format.first, String.fromCharCode(code))),
  );
}

function mayStart(first: string, character: string): boolean {
  return (
    first.includes(character) ||
    (first.includes('0') && character >= '0' && character <= '9') ||
    (first.includes('a') && /[A-Za-z]/.test(character))
  );
}
