import assert from 'node:assert/strict';
import { mayBeLogText } from '../../src/extension/logLikeText.ts';

suite('mayBeLogText', () => {
  const cases: readonly (readonly [string, boolean, string])[] = [
    [
      'a log',
      true,
      '2026-11-20 10:00:00 start\n2026-11-20 10:00:01 work\n2026-11-20 10:00:02 stop\n',
    ],
    ['levels without times', true, 'INFO: a\nERROR: b\nINFO: c\n'],
    ['JSON lines', true, '{"level":"info"}\n{"level":"warn"}\n{"level":"info"}\n'],
    ['the output of a build', true, '##[group]Run npm ci\nadded 3\n##[endgroup]\n'],
    ['a kernel console', true, '[    0.000000] Linux\n[    0.100000] Memory\n[    0.2] x\n'],
    ['a stack trace', true, 'Error: x\n    at a (b.js:1:1)\n    at c (d.js:1:1)\n'],
    ['prose', false, 'Dear reader,\nthis is about errors.\nIt says so.\nYours\n'],
    ['a table', false, 'id,name\n1,tea\n2,coffee\n'],
    ['one line', false, '2026-11-20 10:00:00 start\n'],
    ['nothing', false, ''],
  ];
  for (const [name, expected, text] of cases) {
    test(`says ${expected ? 'maybe' : 'no'} to ${name}`, () => {
      assert.equal(mayBeLogText(text), expected);
    });
  }
});
