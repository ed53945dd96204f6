import assert from 'node:assert/strict';
import { createEmbeddedAnalyst } from '../../../../src/core/ask/embedded/analyst.ts';
import { neverCancelled } from '../../../../src/core/model/cancellation.ts';
import { noContext, type RunContext } from '../../../../src/core/model/context.ts';
import type { Proposal } from '../../../../src/core/model/hypothesis.ts';
import type { LogFile } from '../../../../src/core/model/logFile.ts';
import { selectEvidence } from '../../../../src/core/select/select.ts';
import { fixtureLog, fixtureMined } from '../../fixtureLog.ts';
import { recordsOf, tableOf } from '../../recordTable.ts';

async function propose(
  files: readonly LogFile[],
  context: RunContext = noContext,
): Promise<Proposal> {
  const mined = fixtureMined(files);
  const input = { files, mined, signatures: [], context, budget: 20_000, ranges: [] };
  const pack = await selectEvidence(input, { step: () => undefined });
  const answer = await createEmbeddedAnalyst().propose(
    { files, mined, signatures: [], pack, context, question: undefined },
    () => {},
    neverCancelled,
  );
  assert.equal(answer.kind, 'proposal');
  return answer.kind === 'proposal'
    ? answer.proposal
    : { outcome: 'noIncident', reason: '', hypotheses: [] };
}

const log = (...lines: string[]) => fixtureLog('run.log', lines);

suite('embedded analyst', () => {
  const causes: readonly [string, LogFile, RegExp][] = [
    [
      'names the deepest cause, not the exception around it',
      log(
        '10:00:00 INFO ready',
        '10:00:01 ERROR segment 12 failed',
        ' c.a.IndexException: no',
        ' Caused by: java.io.IOException: No space left on device',
        ' at c.a.SegmentWriter.flush(SegmentWriter.java:77)',
      ),
      /No space left on device/,
    ],
    [
      'names the first failing test, not the summary',
      log(
        '--- FAIL: TestGrind (0.00s)',
        '    grind_test.go:57: got 11, want 12',
        'FAIL',
        'exit status 1',
      ),
      /TestGrind|got 11/,
    ],
    [
      'names the compiler error, not what make says of it',
      log(
        'cc -c lumen.c',
        'lumen.c:88:17: error: too few arguments',
        'make: *** [lumen.o] Error 1',
      ),
      /too few arguments/,
    ],
    [
      'names the first crash and its function',
      log(
        'boot',
        'BUG: KASAN: use-after-free in midi_read+0x3c/0x60',
        'Call Trace:',
        'Kernel panic - not syncing: panic_on_warn set ...',
      ),
      /midi_read/,
    ],
  ];
  for (const [name, file, title] of causes) {
    test(name, async () => {
      const { outcome, hypotheses } = await propose([file]);
      assert.equal(outcome, 'diagnosed');
      assert.match(hypotheses[0]?.title ?? '', title);
    });
  }

  test('every claim cites lines of the evidence by words that stand there', async () => {
    const file = log(
      '10:00:01 ERROR disk: No space left on device',
      '10:00:02 ERROR cannot store order 7',
    );
    const { hypotheses } = await propose([file]);
    const cites = hypotheses.flatMap(({ claims }) => claims).flatMap((claim) => claim.cites);
    assert.ok(cites.length > 0);
    for (const { line, quote } of cites) {
      assert.ok(line !== undefined && quote !== undefined && file.lineAt(line).includes(quote));
    }
    assert.ok(hypotheses[0]?.claims.some(({ role }) => role === 'cause'));
  });

  test('with a call graph the failing callee explains its caller', async () => {
    const lines = ['10:00:01 ERROR gateway got 502', '10:00:01 ERROR ledger connection refused'];
    const written = log(...lines);
    const file: LogFile = {
      ...written,
      ...tableOf(
        recordsOf(written).map((record, i) => ({
          ...record,
          service: i === 0 ? 'gateway' : 'ledger',
        })),
      ),
    };
    const topology = {
      services: ['gateway', 'ledger'],
      edges: [{ from: 'gateway', to: 'ledger', status: 'observed' as const }],
    };
    const { hypotheses } = await propose([file], { items: [], topology });
    assert.equal(hypotheses[0]?.service, 'ledger');
  });

  const healthy: readonly [string, LogFile][] = [
    ['ordinary work', log('10:00:00 INFO started', '10:00:01 INFO order 1 taken')],
    [
      'a run that says it ended well',
      log('java.lang.Error: thrown on purpose', 'Tests run: 4, Failures: 0', 'Finished: SUCCESS'),
    ],
    [
      'a retry that helped',
      log('10:00:00 WARN connection reset, retrying', '10:00:01 INFO answered'),
    ],
    ['nothing at all', log()],
  ];
  for (const [name, file] of healthy) {
    test(`no incident: ${name}`, async () => {
      const { outcome, reason } = await propose([file]);
      assert.equal(outcome, 'noIncident');
      assert.notEqual(reason, '');
    });
  }

  test('at most four rivals, the same each time', async () => {
    const file = log(
      ...Array.from({ length: 8 }, (_, i) => [
        `10:0${i}:00 ERROR part ${'abcdefgh'[i]} is corrupt`,
        ...Array.from({ length: 40 }, () => `10:0${i}:30 INFO fine`),
      ]).flat(),
    );
    const first = await propose([file]);
    assert.ok(first.hypotheses.length <= 4);
    assert.deepEqual(await propose([file]), first);
  });
});
