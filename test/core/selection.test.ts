import assert from 'node:assert/strict';
import { collectText } from '../../src/core/collect/collect.ts';
import { selectionReason } from '../../src/core/selection.ts';

const log = [
  '2026-11-03T12:00:01Z INFO orders: ready',
  '2026-11-03T12:00:02Z INFO orders: order 1 accepted',
  '2026-11-03T12:00:03Z ERROR orders: order 2 failed',
  '2026-11-03T12:00:04Z ERROR orders: order 3 failed',
].join('\n');

suite('selectionReason', () => {
  const table = [
    [
      'names the errors beside the selection',
      [1, 2],
      'Nothing in lines 1–2 of app.log tells of a failure. Outside of them 2 errors stand, the first in line 3.',
    ],
    [
      'counts a single error beside it',
      [1, 3],
      'Nothing in lines 1–3 of app.log tells of a failure. Outside of them one error stands, the first in line 4.',
    ],
    [
      'says no more where nothing fails beside it',
      [1, 4],
      'Nothing in lines 1–4 of app.log tells of a failure.',
    ],
  ] as const;
  for (const [name, [startLine, endLine], expected] of table) {
    test(name, async () => {
      const file = await collectText({ uri: 'file:///app.log', name: 'app.log' }, log, {
        step: () => undefined,
      });
      assert.equal(selectionReason([file], [{ startLine, endLine }]), expected);
    });
  }

  test('is silent where nothing was selected', () => {
    assert.equal(selectionReason([], []), undefined);
  });
});
