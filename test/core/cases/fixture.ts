import { newCase, withRun } from '../../../src/core/cases/summary.ts';
import type { Case, CaseRun, KeptVerdict } from '../../../src/core/model/case.ts';
import type { Diagnosis } from '../../../src/core/model/diagnosis.ts';
import { diagnosed } from '../../webview/fixture.ts';

/** Cases of the invented incident of the panel's tests. */

export const verdict: KeptVerdict = {
  ...{ runId: 'run-1', hypothesis: 0, judged: 'right', note: 'the expiry was missing' },
  ...{ time: 4000, reasoner: 'embedded', title: 'Redis is full', signature: 'redis.maxmemory' },
  ...{ logit: 2, confidence: 0.88, incident: '0123456789abcdef' },
};

export function run(id: string, began: number, diagnosis: Diagnosis = diagnosed): CaseRun {
  return {
    ...{ id, began, end: { kind: 'done', diagnosis, notice: '' } },
    request: { sources: diagnosis.sources.map(({ uri, name }) => ({ uri, name })) },
    texts: { 'whytrace-change:/a.diff': '+ await redis.set(key, cart)' },
  };
}

export function caseOf(...runs: readonly CaseRun[]): Case {
  const begun = runs.reduce(withRun, newCase('case-1', 1000));
  return {
    summary: { ...begun, solution: 'set an expiry', note: 'asked *twice* why' },
    runs,
    verdicts: [verdict],
    attachments: [
      { kind: 'chat', key: 'c1', time: 5000, data: { turns: ['why?'] } },
      {
        kind: 'audit',
        key: 'a1',
        time: 6000,
        data: { kind: 'done', about: 'Uncommitted changes' },
      },
    ],
  };
}
