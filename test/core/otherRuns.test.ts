import assert from 'node:assert/strict';
import { otherRuns } from '../../src/core/otherRuns.ts';

/** Name, log, names beside it, the other runs in their order. */
const cases: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  [
    'run numbers, the one before it first, those after it last',
    'build-42.log',
    ['build-39.log', 'build-40.log', 'build-41.log', 'build-42.log', 'build-43.log', 'lint-41.log'],
    ['build-41.log', 'build-40.log', 'build-39.log', 'build-43.log'],
  ],
  [
    'dates',
    'nightly.2026-11-20.txt',
    ['nightly.2026-11-18.txt', 'nightly.2026-11-19.txt', 'weekly.2026-11-19.txt'],
    ['nightly.2026-11-19.txt', 'nightly.2026-11-18.txt'],
  ],
  [
    'words for how it went',
    'test-failed.log',
    ['test-passed.log', 'testing.log', 'good.log'],
    ['test-passed.log'],
  ],
  ['good and bad alone', 'bad.log', ['good.log', 'other.log'], ['good.log']],
  [
    'attempts of one job before other jobs',
    'job-7-attempt-2.log',
    ['job-6-attempt-2.log', 'job-7-attempt-1.log'],
    ['job-7-attempt-1.log', 'job-6-attempt-2.log'],
  ],
  [
    'commits and ids of requests',
    'deploy-3f9a1c2b.log',
    ['deploy-a81be022.log', 'deploy-notes.log'],
    ['deploy-a81be022.log'],
  ],
  [
    'the newest rotation of a log that is written on',
    'app.log',
    ['app.log.1', 'app.log.2', 'app.log.3.gz', 'web.log'],
    ['app.log.1', 'app.log.2'],
  ],
  ['no steps of one run', '3_Run tests.txt', ['1_Set up job.txt', '2_Checkout.txt'], []],
  ['nothing that is packed', 'build-42.log', ['build-41.log.gz'], []],
  ['nothing beside it', 'build-42.log', [], []],
  [
    'at most six',
    'run9.log',
    [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `run${n}.log`),
    [8, 7, 6, 5, 4, 3].map((n) => `run${n}.log`),
  ],
];

suite('otherRuns', () => {
  for (const [name, log, names, expected] of cases) {
    test(name, () => assert.deepEqual(otherRuns(log, names), expected));
  }
});
