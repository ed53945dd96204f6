import assert from 'node:assert/strict';
import { changedValue } from '../../../src/core/mine/changedValue.ts';

suite('changedValue', () => {
  const cases: readonly {
    name: string;
    before: string;
    now: string;
    change: string | undefined;
  }[] = [
    {
      name: 'another version',
      before: 'using node (v20.18.0)',
      now: 'using node (v22.11.0)',
      change: 'v20.18.0 -> v22.11.0',
    },
    {
      name: 'another tag of an image',
      before: 'image runner-base:2026.10 pulled',
      now: 'image runner-base:2026.11 pulled',
      change: 'runner-base:2026.10 -> runner-base:2026.11',
    },
    {
      name: 'a package with its version',
      before: 'added lodash@4.17.20',
      now: 'added lodash@4.17.21',
      change: 'lodash@4.17.20 -> lodash@4.17.21',
    },
    {
      name: 'none where there were some',
      before: 'loaded 40 rows.',
      now: 'loaded 0 rows.',
      change: '40 -> 0',
    },
    {
      name: 'some where there was none',
      before: 'finished with 0 problems',
      now: 'finished with 3 problems',
      change: '0 -> 3',
    },
    { name: 'no other count', before: 'loaded 40 rows', now: 'loaded 41 rows', change: undefined },
    { name: 'no duration', before: 'took 1.5 s', now: 'took 2.5 s', change: undefined },
    { name: 'no measurement', before: 'took=1.5', now: 'took=2.5', change: undefined },
    { name: 'no time of day', before: 'began 12:30:01', now: 'began 12:31:07', change: undefined },
    {
      name: 'no id',
      before: 'build 4711 of ab12cd',
      now: 'build 4712 of ff00aa',
      change: undefined,
    },
    { name: 'no other package', before: 'added a@1.0.0', now: 'added b@1.0.1', change: undefined },
    { name: 'no longer list', before: 'ids 1 0', now: 'ids 1 0 7', change: undefined },
  ];
  for (const { name, before, now, change } of cases) {
    test(`${change === undefined ? 'sees' : 'finds'} ${name}`, () => {
      const found = changedValue(before, now);
      assert.equal(found && `${found.was} -> ${found.is}`, change);
    });
  }
});
