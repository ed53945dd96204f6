import assert from 'node:assert/strict';
import { looksLikeLog } from '../../../src/core/collect/looksLikeLog.ts';

const samples: readonly (readonly [string, boolean, string])[] = [
  ['a log with times', true, '2026-11-20 10:00:00 start\n2026-11-20 10:00:01 stop\n'],
  ['a log of levels', true, 'INFO:     Started server process [1]\nERROR: boom\n'],
  [
    'JSON lines',
    true,
    '{"level":"info","msg":"a","ts":1795168800}\n{"level":"error","msg":"b","ts":1795168801}\n',
  ],
  ['a kernel console', true, '[    0.000000] Linux version 6.1\n[    0.100000] Memory: 1G\n'],
  [
    'a Travis log',
    true,
    'travis_fold:start:git\ngit clone\ntravis_fold:end:git\n$ make test\nok\n',
  ],
  [
    'a Jenkins log',
    true,
    'Started by timer\nRunning as SYSTEM\nBuilding in workspace /w\n[Pipeline] sh\n+ make\n',
  ],
  ['a stack trace', true, 'java.lang.Error: x\n\tat a.B.c(D.java:1)\n\tat a.B.d(D.java:2)\n'],
  [
    'TypeScript',
    false,
    "import { a } from './a.ts';\n\nexport function f(error: Error): string {\n  return error.message;\n}\n",
  ],
  ['Markdown', false, '# Title\n\nSome text about errors.\n\n- one\n- two\n'],
  ['JSON settings', false, '{\n  "level": "info",\n  "retries": 3\n}\n'],
  ['YAML', false, 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: cart\nlevel: info\n'],
  ['a CSV table', false, 'id,name,price\n1,tea,2.50\n2,coffee,3.10\n'],
  ['nothing', false, ''],
];

suite('looksLikeLog', () => {
  for (const [name, expected, sample] of samples) {
    test(`says ${expected ? 'yes' : 'no'} to ${name}`, () => {
      assert.equal(looksLikeLog(sample), expected);
    });
  }
});
