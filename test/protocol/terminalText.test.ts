import assert from 'node:assert/strict';
import { isInsertable } from '../../src/protocol/terminalText.ts';

const cases: readonly (readonly [string, string, boolean])[] = [
  ['a command on one line', 'kubectl get pods -n shop | grep -v Running', true],
  ['a command in another script', 'echo größer 漢字', true],
  ['nothing', '  ', false],
  ['two lines, the first of which would run', 'uptime\nreboot', false],
  ['a return, which is Enter', 'uptime\r', false],
  ['Ctrl+C', 'uptime\u0003reboot', false],
  ['an escape sequence', 'echo \u001b[200~', false],
  ['a tab, which completes', 'cat \t', false],
  ['a line end of Unicode', 'uptime\u2028reboot', false],
];

suite('isInsertable', () => {
  for (const [name, command, expected] of cases) {
    test(`${expected ? 'allows' : 'refuses'} ${name}`, () => {
      assert.equal(isInsertable(command), expected);
    });
  }
});
