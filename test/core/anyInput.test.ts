import assert from 'node:assert/strict';
import fc from 'fast-check';
import { collectLog } from '../../src/core/collect/collect.ts';
import { type DiagnosePorts, diagnose } from '../../src/core/diagnose.ts';
import { mineLogs } from '../../src/core/mine/mine.ts';
import { bytesSource } from '../../src/core/model/byteSource.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import { noContext } from '../../src/core/model/context.ts';
import { overviewOf } from '../../src/core/overview.ts';
import { selectOnly } from '../../src/core/selectOnly.ts';
import { anyBytes } from '../inputs/anyBytes.ts';
import { noPace } from './collect/collecting.ts';

const NAMES = ['a.log', 'b.log'];

function portsOf(files: readonly Uint8Array[]): DiagnosePorts {
  return {
    files: {
      open: async (uri) => ({
        kind: 'opened',
        bytes: bytesSource(files[NAMES.indexOf(uri.slice('file:///'.length))] ?? new Uint8Array(0)),
        compressed: false,
        modified: Date.UTC(2026, 10, 21),
        close: () => {},
      }),
    },
    clock: { now: () => 0, pause: async () => {} },
    boundary: () => '0'.repeat(32),
  };
}

const input = {
  sources: NAMES.map((name) => ({ uri: `file:///${name}`, name })),
  context: noContext,
  budget: 4000,
};

suite('any two files of any bytes', () => {
  test('are diagnosed, and each citation is a line that is there', async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, anyBytes, async (one, two) => {
        const run = await diagnose(portsOf([one, two]), input, () => {}, neverCancelled);
        if (run.kind === 'unreadable') {
          assert.ok(run.messages.every((message) => /is empty/.test(message)));
          return;
        }
        const { hypotheses, sources, noneOfThese } = run.diagnosis;
        const sum = hypotheses.reduce((all, { confidence }) => all + confidence.value, 0);
        assert.ok(Math.abs(sum + noneOfThese - 1) < 1e-9 || hypotheses.length === 0);
        for (const { claims, against } of hypotheses) {
          for (const { uri, startLine, endLine } of [...claims, ...against].flatMap(
            ({ citations }) => citations,
          )) {
            const { lines = 0 } = sources.find((source) => source.uri === uri) ?? {};
            assert.ok(1 <= startLine && startLine <= endLine && endLine <= lines);
          }
        }
        assert.deepEqual(
          JSON.parse(JSON.stringify(run.diagnosis.hypotheses)).length,
          hypotheses.length,
        );
      }),
      { numRuns: 150 },
    );
  });

  test('give evidence within the budget', async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, anyBytes, async (one, two) => {
        const result = await selectOnly(portsOf([one, two]), input);
        if (result.kind === 'pack') assert.ok(result.pack.characters <= input.budget);
      }),
      { numRuns: 100 },
    );
  });

  test('have a template for each record, and an overview that counts them all', async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, anyBytes, async (one, two) => {
        const files = await Promise.all(
          [one, two].map((bytes, i) =>
            collectLog(
              { uri: `file:///${NAMES[i]}`, name: NAMES[i] ?? '' },
              bytesSource(bytes),
              noPace,
            ),
          ),
        );
        const mined = await mineLogs(files, noPace);
        const records = files.reduce((sum, file) => sum + file.records.length, 0);
        assert.equal(
          mined.templates.reduce((sum, { count }) => sum + count, 0),
          records,
        );
        const [file] = files;
        assert.ok(file);
        const alone = await mineLogs([file], noPace);
        const overview = await overviewOf(file, alone, noPace);
        assert.equal(
          overview.levels.reduce((sum, { count }) => sum + count, 0),
          file.records.length,
        );
      }),
      { numRuns: 100 },
    );
  });
});
