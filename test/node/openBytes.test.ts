import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type ByteSource, bytesSource, type Loss } from '../../src/core/model/byteSource.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import { openBytes } from '../../src/node/openBytes.ts';

/** Text that packs to about as many bytes. */
const text = Array.from({ length: 9000 }, (_, i) =>
  createHash('sha256').update(`${i}`).digest('base64'),
).join('\n');

/** Bytes that a system can't read from a place on. */
function failingAfter(end: number, bytes: Uint8Array): ByteSource {
  const whole = bytesSource(bytes);
  let loss: Loss | undefined;
  return {
    ...whole,
    read(start, to) {
      if (Math.min(to, whole.size) > end) loss = { kind: 'failed', code: 'EIO' };
      return whole.read(start, Math.min(to, Math.max(start, end)));
    },
    loss: () => loss,
  };
}

const cases: readonly (readonly [string, number, Uint8Array, RegExp, number])[] = [
  ['text that fails at once', 0, Buffer.from(text), /^app\.log can't be read \(EIO\)\.$/, 0],
  ['gzip that fails at once', 9, gzipSync(text), /^app\.log can't be read \(EIO\)\.$/, 0],
  [
    'gzip that fails in its middle',
    200_000,
    gzipSync(text),
    /^app\.log could not be read to its end \(EIO\); what is before that was read\.$/,
    200_000,
  ],
];

suite('bytes that the system can’t read', () => {
  for (const [what, end, bytes, message, least] of cases) {
    test(`are told as such, not as an empty or damaged file: ${what}`, async () => {
      const origin = { name: 'app.log', modified: undefined, close: () => {} };
      const opened = await openBytes(failingAfter(end, bytes), origin, neverCancelled);
      if (opened.kind === 'failure') {
        assert.match(opened.failure.message, message);
        assert.equal(least, 0);
        return;
      }
      assert.match(opened.problem?.message ?? '', message);
      assert.ok(opened.bytes.size > least);
      assert.ok(text.startsWith(Buffer.from(opened.bytes.read(0, least)).toString()));
    });
  }
});
