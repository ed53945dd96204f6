import assert from 'node:assert/strict';
import { hungTasksFrom, hungText } from '../../../../src/core/ask/embedded/hungTasks.ts';
import { fixtureLog } from '../../fixtureLog.ts';

const hung = (name: string): string => `INFO: task ${name} blocked for more than 120 seconds.`;
const lock = ' __mutex_lock.constprop.0+0x3b4/0x700';

suite('tasks that hang', () => {
  const rows: readonly [string, readonly string[], readonly string[]][] = [
    [
      'those first that wait for no lock',
      [hung('pack:412'), lock, ' mill_lookup+0x2a/0x90', hung('flush:97'), ' mill_flush+0x8/0x9'],
      ['flush:97 in mill_flush', 'pack:412 in mill_lookup, for a lock'],
    ],
    [
      'each once, however often it is reported',
      [hung('pack:412'), ' mill_lookup+0x2a/0x90', hung('pack:412'), ' mill_lookup+0x2a/0x90'],
      ['pack:412 in mill_lookup'],
    ],
    ['none from another line on', ['watchdog: BUG: soft lockup', hung('pack:412')], []],
  ];
  for (const [name, lines, expected] of rows) {
    test(name, () => {
      const file = { ...fixtureLog('console.log', []), lineCount: lines.length };
      const found = hungTasksFrom({ ...file, lineAt: (at) => lines[at - 1] ?? '' }, 1);
      assert.deepEqual(found.map(hungText), expected);
    });
  }
});
