import { levelTable } from './app.ts';
import type { RecordWriter } from './kinds.ts';
import { drawn } from './messages.ts';
import { type Pattern, parsePattern } from './pattern.ts';
import { asBytes, type Pen, Random } from './pen.ts';
import { stamps } from './times.ts';
import type { LevelName } from './truth.ts';

const WORDS = 6000;
const TEMPLATES = 4000;
/** Records of one format before the next takes over. */
const BLOCK = 2000;

const SYLLABLES =
  'ba con der el fi gra hon in ja ker lo mar net or pre qui ren sta tor un ver wis xen yar zo the ing ment'.split(
    ' ',
  );
const VALUES = [
  '{n:9000}',
  '{d:6}',
  '0x{x:8}',
  '{ip}:{d:4}',
  '/var/lib/v{n:90}/{x:6}.dat',
  'id={d:9}',
  '{f:900}ms',
  '{uuid}',
  'node-{n:400}',
  '({n:64} KB)',
];
const LEVEL_WEIGHTS: readonly (readonly [number, LevelName])[] = [
  [70, 'info'],
  [15, 'debug'],
  [10, 'warn'],
  [4, 'error'],
  [1, 'fatal'],
];

interface Template {
  readonly level: LevelName;
  readonly source: Uint8Array;
  readonly text: Pattern;
}

type Header = (pen: Pen, now: number, template: Template) => void;

/**
 * Lines of which few are alike: the worst case for whoever reads only the first line of each kind
 * closely. The words are made up, and the same in every log; how often each kind occurs falls slowly.
 */
export function diverseRecord(): RecordWriter {
  const templates = makeTemplates(new Random(20260315));
  const draw = drawn(
    templates,
    templates.map((_, i) => (i + 20) ** -0.6),
  );
  let left = 0;
  let header = headers[0] as Header;
  return (pen, now) => {
    if (left-- === 0) {
      left = BLOCK;
      header = pen.random.pick(headers);
    }
    const template = draw(pen);
    header(pen, now, template);
    template.text(pen);
    pen.endLine();
    pen.endRecord(template.level);
  };
}

const headers: readonly Header[] = [
  (pen, now, { level, source }) => {
    stamps.log4j(pen, now);
    pen.raw(LOG4J[level]);
    pen.raw(source);
    pen.raw(COLON);
  },
  (pen, now, { level, source }) => {
    stamps.iso(pen, now);
    pen.raw(ZAP[level]);
    pen.raw(source);
    pen.raw(TAB);
  },
  (pen, now, { level, source }) => {
    stamps.spark(pen, now);
    pen.raw(SPARK[level]);
    pen.raw(source);
    pen.raw(COLON);
  },
];

function makeTemplates(random: Random): readonly Template[] {
  const words = [...new Set(Array.from({ length: WORDS }, () => makeWord(random)))];
  const sources = Array.from({ length: 300 }, () => {
    const [first = '', ...rest] = random.pick(words);
    return asBytes(`${first.toUpperCase()}${rest.join('')}Service`);
  });
  const level = drawn(
    LEVEL_WEIGHTS.map(([, name]) => name),
    LEVEL_WEIGHTS.map(([weight]) => weight),
  );
  return Array.from({ length: TEMPLATES }, () => ({
    level: level({ random }),
    source: random.pick(sources),
    text: parsePattern(makeText(random, words)),
  }));
}

function makeWord(random: Random): string {
  return Array.from({ length: 2 + random.below(3) }, () => random.pick(SYLLABLES)).join('');
}

/** Starts with a word, since a message hardly ever starts with a value. */
function makeText(random: Random, words: readonly string[]): string {
  const parts = Array.from({ length: 4 + random.below(11) }, (_, i) =>
    i > 0 && random.isOneIn(3) ? random.pick(VALUES) : random.pick(words),
  );
  return parts.join(' ');
}

const LOG4J = levelTable((name) => ` ${name.toUpperCase().padEnd(5)} [main] `);
const ZAP = levelTable((name) => `\t${name.toUpperCase()}\t`);
const SPARK = levelTable((name) => ` ${name.toUpperCase()} `);
const COLON = asBytes(': ');
const TAB = asBytes('\t');
