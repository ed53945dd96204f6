import assert from 'node:assert/strict';
import fc from 'fast-check';
import { collectLog } from '../../../src/core/collect/collect.ts';
import { encodingOf } from '../../../src/core/collect/decode.ts';
import { stripControls } from '../../../src/core/collect/lines.ts';
import { bytesSource } from '../../../src/core/model/byteSource.ts';
import type { LogFile } from '../../../src/core/model/logFile.ts';
import { anyBytes, anyText } from '../../inputs/anyBytes.ts';
import { recordsOf } from '../recordTable.ts';
import { noPace } from './collecting.ts';

const collect = (bytes: Uint8Array): Promise<LogFile> =>
  collectLog({ uri: 'file:///a.log', name: 'a.log' }, bytesSource(bytes), noPace);

/** The lines of a text as the editor has them, without what gives a terminal orders. */
function editorLines(text: string): readonly string[] {
  const withoutMark = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return withoutMark.split(/\r\n|\r|\n/).map(stripControls);
}

function linesOf(log: LogFile): readonly string[] {
  return Array.from({ length: log.lineCount }, (_, i) => log.lineAt(i + 1));
}

/** Every line that is not blank is in one record, and they are in order. */
function assertCovered(log: LogFile, lines: readonly string[]): void {
  const owners = lines.map(() => 0);
  let end = 0;
  for (const { startLine, endLine } of recordsOf(log)) {
    assert.ok(startLine > end && endLine >= startLine && endLine <= log.lineCount);
    owners.fill(1, startLine - 1, endLine);
    end = endLine;
  }
  for (const [i, line] of lines.entries()) {
    if (line.trim() !== '') assert.equal(owners[i], 1, `line ${i + 1} is in no record`);
    assert.equal(log.recordAt(i + 1) >= 0, owners[i] === 1, `line ${i + 1}`);
  }
}

function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint8Array(isLittle ? bytes : bytes.swap16());
}

suite('any bytes', () => {
  test('have the lines that the editor shows, read in any order', async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, fc.infiniteStream(fc.nat()), async (bytes, places) => {
        const encoded = await encodingOf(bytesSource(bytes), noPace);
        const decoder = new TextDecoder(encoded.encoding, { ignoreBOM: true });
        const lines = editorLines(decoder.decode(encoded.bytes.read(0, encoded.bytes.size)));
        const log = await collect(bytes);
        assert.deepEqual(linesOf(log), lines);
        for (const [, place] of [...places.take(20)].entries()) {
          const line = (place % lines.length) + 1;
          assert.equal(log.lineAt(line), lines[line - 1]);
        }
        assertCovered(log, lines);
      }),
      { numRuns: 300 },
    );
  });

  const wide: readonly (readonly [string, boolean])[] = [
    ['UTF-16 LE', true],
    ['UTF-16 BE', false],
  ];
  for (const [what, isLittle] of wide) {
    test(`of ${what} have the lines of its text, lone surrogates as \ufffd`, async () => {
      await fc.assert(
        fc.asyncProperty(anyText, async (text) => {
          const log = await collect(utf16(`\ufeff${text}`, isLittle));
          const lines = editorLines(text.toWellFormed());
          assert.deepEqual(linesOf(log), lines);
          assertCovered(log, lines);
        }),
        { numRuns: 200 },
      );
    });

    test(`of ${what} without a mark are known where most of it is ASCII`, async () => {
      const sign = fc.oneof(
        { weight: 9, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }) },
        fc.constantFrom('\n', '\r\n', '\r', 'ü', '日'),
      );
      const ascii = fc
        .tuple(fc.constant('INFO '), fc.string({ unit: sign, maxLength: 200 }))
        .map((parts) => parts.join(''));
      await fc.assert(
        fc.asyncProperty(ascii, async (text) => {
          const log = await collect(utf16(text, isLittle));
          assert.deepEqual(linesOf(log), editorLines(text));
        }),
        { numRuns: 200 },
      );
    });
  }
});
