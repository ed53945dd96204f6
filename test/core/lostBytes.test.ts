import assert from 'node:assert/strict';
import { diagnose } from '../../src/core/diagnose.ts';
import { type ByteSource, bytesSource, type Loss } from '../../src/core/model/byteSource.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import { selectOnly } from '../../src/core/selectOnly.ts';

const line = '2026-11-20 10:00:00 INFO [main] shop.Orders - order taken\n';
const whole = new TextEncoder().encode(line.repeat(200_000));
/** Bytes that are read at once: what is lost in the first of them is lost at once. */
const PIECE = 4 << 20;

interface Trouble {
  /** Bytes that can be read, once so many pieces were; a whole reading is five. */
  readonly end: number;
  readonly pieces?: number;
  /** The system's error; where there is none, the log became shorter. */
  readonly code?: string;
  readonly bytes?: Uint8Array;
}

/** A log whose end is lost while it is read. */
function losing({ end, pieces = 1, code, bytes = whole }: Trouble): ByteSource {
  const before = bytesSource(bytes);
  const after = bytesSource(bytes.subarray(0, end));
  let reads = 0;
  let loss: Loss | undefined;
  const current = (): ByteSource => (reads >= pieces ? after : before);
  const noted = (to: number): void => {
    if (reads < pieces || to <= end) return;
    loss = code === undefined ? { kind: 'shorter' } : { kind: 'failed', code };
  };
  return {
    size: bytes.length,
    read(from, to) {
      noted(Math.min(to, bytes.length));
      const read = current().read(from, to);
      // The last look of the first reading is at whether the log ends in a break.
      if (from === bytes.length - 1) reads++;
      return read;
    },
    readInto(start, target) {
      noted(start + target.length);
      const read = current().readInto(start, target);
      reads++;
      assert.ok(reads < 1000, 'it reads for ever');
      return read;
    },
    loss: () => loss,
  };
}

function runOf(bytes: ByteSource) {
  const file = { kind: 'opened', bytes, compressed: false, modified: 0, close: () => {} } as const;
  const ports = {
    files: { open: async () => file },
    clock: { now: () => 0, pause: async () => {} },
    boundary: () => '',
  };
  const sources = [{ uri: 'file:///app.log', name: 'app.log' }];
  return { ports, input: { sources, context: { items: [], topology: undefined }, budget: 24_000 } };
}

async function diagnoseBytes(bytes: ByteSource) {
  const { ports, input } = runOf(bytes);
  const run = await diagnose(ports, input, () => {}, neverCancelled);
  assert.ok(run.kind === 'diagnosis');
  return run.diagnosis;
}

const utf16 = Buffer.from(`\ufeff${line.repeat(200_000)}`, 'utf16le');

const shorter = /^app\.log became shorter while it was read: run again to read what it is now\.$/;
const rest = (lines: string, code: string): RegExp =>
  new RegExp(
    `^app\\.log was read up to line ${lines}; the rest could not be read \\(${code}\\)\\.$`,
  );

const losses: readonly (readonly [string, Trouble, string, RegExp])[] = [
  ['is cut before what was read', { end: 1000 }, 'shorter', shorter],
  ['is cut in the middle of a line', { end: PIECE + 1_000_010 }, 'shorter', shorter],
  ['is cut after a line', { end: line.length * 100_000 }, 'shorter', shorter],
  ['is cut right after the first piece', { end: PIECE }, 'shorter', shorter],
  ['is emptied', { end: 0 }, 'shorter', shorter],
  ['is cut, in UTF-16', { end: 1_000_000, bytes: utf16, pieces: 0 }, 'shorter', shorter],
  ['fails in its middle', { end: 6_000_000, code: 'EIO' }, 'readFailed', rest('103449', 'EIO')],
  [
    'is gone from a network share',
    { end: PIECE, code: 'ESTALE' },
    'readFailed',
    rest('72316', 'ESTALE'),
  ],
  [
    'is read whole, and can’t be read again for its lines',
    { end: 0, pieces: 5, code: 'EIO' },
    'readFailed',
    /^app\.log could not be read again \(EIO\), so lines of it are missing here\.$/,
  ],
  [
    'is read whole, and cut before its lines are read again',
    { end: 9, pieces: 5 },
    'shorter',
    shorter,
  ],
];

suite('a log that loses its end while it is read', () => {
  for (const [what, trouble, code, message] of losses) {
    test(`is told, and what is left of it is no all-clear: it ${what}`, async () => {
      const { outcome, reason, problems } = await diagnoseBytes(losing(trouble));
      assert.deepEqual(
        problems.map((problem) => problem.code),
        [code],
      );
      assert.match(problems[0]?.message ?? '', message);
      assert.equal(outcome, 'notEnoughEvidence');
      assert.match(reason, /app\.log/);
    });
  }

  test('is told and not said to be empty where it is emptied before it is read', async () => {
    const { ports, input } = runOf(losing({ end: 0, pieces: 0 }));
    const run = await diagnose(ports, input, () => {}, neverCancelled);
    assert.ok(run.kind === 'unreadable');
    assert.match(run.messages.join(), shorter);
  });

  test('is told with the evidence alone as well', async () => {
    const { ports, input } = runOf(losing({ end: 6_000_000, code: 'EIO' }));
    const result = await selectOnly(ports, input);
    assert.deepEqual(result.kind === 'pack' && result.problems.map(({ code }) => code), [
      'readFailed',
    ]);
  });

  test('is an all-clear where it does not', async () => {
    const { outcome, problems } = await diagnoseBytes(bytesSource(whole));
    assert.deepEqual([outcome, problems], ['noIncident', []]);
  });
});
