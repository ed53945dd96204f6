import type { Finding } from '../../core/model/audit.ts';

/** What to write instead of a part of a line, 0-based. */
export interface LineFix {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What a finding says was probably meant. */
function meantName({ message }: Pick<Finding, 'message'>): string | undefined {
  return /\bDid you mean ["'`]?(\S.*?)["'`]?\?(?= |$)/.exec(message)?.[1];
}

/**
 * The line with what was meant in place of what does not exist. A subject may say more than the line
 * does (`script biuld`, `node:fs: readFil`), so its last word is looked for too; a name that stands there
 * twice, or not as a whole, is left to the reader.
 */
export function lineFix(
  line: string,
  finding: Pick<Finding, 'message' | 'subject'>,
): LineFix | undefined {
  const meant = meantName(finding);
  if (meant === undefined) return undefined;
  for (const [wrong, text] of spellings(finding.subject, meant)) {
    const places = wrong === text || wrong === '' ? [] : wholePlaces(line, wrong);
    const [start] = places;
    if (start !== undefined && places.length === 1) {
      return { start, end: start + wrong.length, text };
    }
  }
  return undefined;
}

const partsOf = (name: string): readonly string[] => name.split(/[.:\s]+/);

/** Pairs of what may stand on the line and what would stand there then, both told alike. */
function spellings(subject: string, meant: string): readonly (readonly [string, string])[] {
  const [wrong, right] = [partsOf(subject), partsOf(meant)];
  const lastWord = subject.split(/\s+/).at(-1) ?? subject;
  const asLast: readonly (readonly [string, string])[] =
    partsOf(lastWord).length === right.length ? [[lastWord, meant]] : [];
  return [
    ...(wrong.length === right.length ? [[subject, meant] as const] : []),
    ...asLast,
    [wrong.at(-1) ?? '', right.at(-1) ?? ''],
  ];
}

function wholePlaces(line: string, name: string): readonly number[] {
  const places: number[] = [];
  for (let at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + name.length)) {
    const [before = ' ', after = ' '] = [line[at - 1], line[at + name.length]];
    if (!/[\w$@-]/.test(before) && !/[\w$-]/.test(after)) places.push(at);
  }
  return places;
}
