import assert from 'node:assert/strict';
import { confirmationOf } from '../../src/extension/toolConfirmation.ts';

suite('what the user is told before an agent runs a tool', () => {
  const rows: readonly (readonly [unknown, string])[] = [
    [{ files: ['a.log', 'logs/b.log'] }, 'Whytrace: Diagnose logs (files: a.log, logs/b.log)'],
    [{}, 'Whytrace: Diagnose logs (the logs that are open)'],
    [undefined, 'Whytrace: Diagnose logs (the logs that are open)'],
    [
      { question: '[click](command:x) **now**\n`rm`' },
      'Whytrace: Diagnose logs (question: click command:x now rm)',
    ],
    [{ question: 'x'.repeat(500) }, `Whytrace: Diagnose logs (question: ${'x'.repeat(120)}…)`],
  ];
  for (const [input, expected] of rows) {
    test(`of ${JSON.stringify(input)?.slice(0, 60)}`, () => {
      const told = confirmationOf('whytrace_diagnose_logs', 'Diagnose logs', input);
      assert.equal(told.invocationMessage, expected);
    });
  }
});
