import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalogue } from '../../../src/core/collect/catalogue.ts';
import { collectLog, collectText } from '../../../src/core/collect/collect.ts';
import { bytesSource } from '../../../src/core/model/byteSource.ts';
import type { LogFile } from '../../../src/core/model/logFile.ts';
import { recordsOf } from '../recordTable.ts';
import { noPace } from './collecting.ts';

const source = { uri: 'file:///a.log', name: 'a.log' };

/** Pieces that make headers, traces and breaks likely. */
const piece = fc.oneof(
  fc.constantFrom(...catalogue.map(({ example }) => example)),
  fc.constantFrom('\n', '\r', '\r\n', '\t', ' ', '[', '{', '"', '\u001b[', '\u001b]', '\0', '='),
  fc.constantFrom(
    '\tat a.B.c(D.java:1)\n',
    'Traceback (most recent call last):\n',
    '}\n',
    'panic: x\n\n',
  ),
  fc.string(),
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

/** Records are in order, do not overlap, and leave out only blank lines. */
function assertCovers(log: LogFile): void {
  let next = 1;
  for (const [index, { startLine, endLine }] of recordsOf(log).entries()) {
    for (; next < startLine; next++) assert.equal(log.lineAt(next).trim(), '');
    assert.ok(startLine === next && endLine >= startLine && endLine <= log.lineCount);
    assert.equal(log.recordAt(startLine), index);
    assert.equal(log.recordAt(endLine), index);
    next = endLine + 1;
  }
  for (; next <= log.lineCount; next++) assert.equal(log.lineAt(next).trim(), '');
}

suite('any input', () => {
  test('of bytes is read, and its records cover every line that is not blank', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        assertCovers(await collectLog(source, bytesSource(bytes), noPace));
      }),
      { numRuns: 200 },
    );
  });

  test('of log-like text has as many lines as the editor counts', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (sample) => {
        const log = await collectText(source, sample, noPace);
        assert.equal(log.lineCount, sample.split(/\r\n|\r|\n/).length);
        assertCovers(log);
      }),
      { numRuns: 200 },
    );
  });

  test('gives the same records twice', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (sample) => {
        const [one, two] = [
          await collectText(source, sample, noPace),
          await collectText(source, sample, noPace),
        ];
        assert.deepEqual(recordsOf(one), recordsOf(two));
      }),
      { numRuns: 50 },
    );
  });
});

suite('hostile lines', () => {
  const fills = [
    'a',
    '0',
    ' ',
    '.',
    '[',
    '"',
    '\\',
    '=',
    'a=',
    'a.',
    '[a] ',
    'a:',
    '::',
    '1:',
    '\u001b]',
    '\u001b[1',
    '{"a":',
    'Error',
    'x/',
    '- ',
    'a-1 | ',
  ];
  const starts = [
    '',
    '2026-11-20 10:00:00 ',
    '2026-11-20 10:00:00 INFO ',
    '10.0.0.1 - - [',
    '{"msg":"',
    'msg="',
    '<34>1 2026-11-20T10:00:00Z h a p i [',
    'Dec 10 06:55:48 h ',
    '2026-11-20T10:00:00Z x-',
    '[2026-11-20 10:00:00',
  ];

  for (const start of starts) {
    test(`that begin with ${JSON.stringify(start)} take linear time`, async () => {
      const began = performance.now();
      for (const fill of fills) {
        await collectText(source, start + fill.repeat(20_000), noPace);
      }
      assert.ok(performance.now() - began < 2_000, `${performance.now() - began} ms`);
    });
  }
});
