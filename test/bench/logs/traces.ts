import { type Pattern, parsePattern } from './pattern.ts';
import { asBytes, type Pen, Random } from './pen.ts';

/** A stack trace: what is thrown, with fresh values, and lines that are the same each time. */
export interface Trace {
  readonly exception: Pattern;
  readonly frames: readonly Uint8Array[];
  /** The frames as they stand in a JSON string. */
  readonly escaped: Uint8Array;
}

const EXCEPTIONS = [
  'java.net.SocketTimeoutException: Read timed out after {d:5} ms',
  'java.lang.NullPointerException: Cannot invoke Visitor.locale() because visitor is null',
  'org.hearth.sql.DuplicateKeyException: seat {d:8} is taken',
  'java.util.concurrent.TimeoutException: no answer within {d:4} ms',
  'java.lang.IllegalStateException: booking {d:9} is closed',
  'java.io.UncheckedIOException: object {x:32} is truncated',
];

const PACKAGES = [
  'com.lantern.booking',
  'com.lantern.payment',
  'com.lantern.gateway',
  'org.hearth.tx',
  'org.copperline.http',
  'java.util.concurrent',
];
const CLASSES = 'Invoker Handler Pipeline Worker Template Proxy Context Dispatcher'.split(' ');
const METHODS = 'call run handle proceed apply doInvoke lambda$submit$0 around'.split(' ');
/** Ways through the code on which something fails: traces repeat as they do in a real system. */
const PATHS = 14;

const traces: readonly Trace[] = makeTraces(new Random(20260314));

/** What the incident of the app log throws: a trace that names its own cause and no other. */
export const poolTrace: Trace = {
  exception: parsePattern(
    'org.hearth.pool.PoolExhaustedException: no connection within 30000 ms (total 5, active 5, waiting {n:90})',
  ),
  ...framesAs(calls(new Random(20260316), 18)),
};

/** Common ways come first, as square roots of evenly drawn numbers are uneven. */
export function drawTrace(pen: Pen): Trace {
  const place = pen.random.below(PATHS * PATHS);
  return traces[PATHS - 1 - Math.floor(Math.sqrt(place))] as Trace;
}

function makeTraces(random: Random): readonly Trace[] {
  return Array.from({ length: PATHS }, (_, i) => {
    const exception = parsePattern(EXCEPTIONS[i % EXCEPTIONS.length] ?? '');
    return { exception, ...framesAs(framesOf(random)) };
  });
}

function framesAs(frames: readonly string[]): Pick<Trace, 'frames' | 'escaped'> {
  const escaped = frames.map((frame) => `\\n${frame.replace('\t', '\\t')}`).join('');
  return { frames: frames.map(asBytes), escaped: asBytes(escaped) };
}

function framesOf(random: Random): readonly string[] {
  const frames = calls(random, 6 + random.below(20));
  for (let causes = random.below(3); causes > 0; causes--) {
    const cause = random
      .pick(EXCEPTIONS)
      .replace(/\{d:(\d)\}/g, (_, width) => '7'.repeat(Number(width)));
    frames.push(`Caused by: ${cause.replace(/\{x:\d+\}/g, 'c0ffee11')}`);
    frames.push(...calls(random, 3 + random.below(8)), `\t... ${5 + random.below(50)} more`);
  }
  return frames;
}

function calls(random: Random, count: number): string[] {
  return Array.from({ length: count }, () => {
    const name = random.pick(CLASSES);
    const line = 20 + random.below(900);
    return `\tat ${random.pick(PACKAGES)}.${name}.${random.pick(METHODS)}(${name}.java:${line})`;
  });
}
