import assert from 'node:assert/strict';
import { diagnose } from '../../src/core/diagnose.ts';
import { type ByteSource, bytesSource } from '../../src/core/model/byteSource.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';

const line = '2026-11-20 10:00:00 INFO [main] shop.Orders - order taken\n';
const whole = new TextEncoder().encode(line.repeat(200_000));

/** A log that is cut after so many bytes as soon as its first piece was read. */
function shrinking(to: number): ByteSource {
  const before = bytesSource(whole);
  const after = bytesSource(whole.subarray(0, to));
  let pieces = 0;
  const current = (): ByteSource => (pieces > 0 ? after : before);
  return {
    size: whole.length,
    read: (start, end) => current().read(start, end),
    readInto(start, target) {
      const read = current().readInto(start, target);
      pieces++;
      return read;
    },
  };
}

async function diagnoseBytes(bytes: ByteSource) {
  const file = { kind: 'opened', bytes, compressed: false, modified: 0, close: () => {} } as const;
  const ports = {
    files: { open: async () => file },
    clock: { now: () => 0, pause: async () => {} },
    boundary: () => '',
  };
  const sources = [{ uri: 'file:///app.log', name: 'app.log' }];
  const input = { sources, context: { items: [], topology: undefined }, budget: 24_000 };
  const run = await diagnose(ports, input, () => {}, neverCancelled);
  assert.ok(run.kind === 'diagnosis');
  return run.diagnosis;
}

suite('a log that becomes shorter while it is read', () => {
  test('is told, and what is left of it is no all-clear', async () => {
    const { outcome, reason, problems } = await diagnoseBytes(shrinking(1000));
    assert.equal(outcome, 'notEnoughEvidence');
    assert.match(reason, /app\.log became shorter while it was read/);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['shorter'],
    );
  });

  test('is an all-clear where it does not', async () => {
    const { outcome, problems } = await diagnoseBytes(bytesSource(whole));
    assert.deepEqual([outcome, problems], ['noIncident', []]);
  });
});
