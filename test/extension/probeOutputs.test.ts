import assert from 'node:assert/strict';
import type { ProbeOutput } from '../../src/core/model/probeOutput.ts';
import { probeHandlers, textsOfOutputs } from '../../src/extension/probeOutputs.ts';
import type { RunRequest, Runs } from '../../src/extension/runs.ts';
import { diagnosed } from '../webview/fixture.ts';

const request: RunRequest = { sources: [{ uri: 'file:///a.log', name: 'a.log' }] };

/** A window that shows a diagnosis; what is begun from it is noted. */
function setUp(given: RunRequest | undefined = request) {
  const begun: RunRequest[] = [];
  let present = given;
  const runs: Runs = {
    state: { kind: 'done', runId: 'run-1', diagnosis: diagnosed, notice: '' },
    get request() {
      return present;
    },
    async start(next) {
      begun.push(next);
      present = next;
    },
    cancel() {},
    report() {},
    reportStreamed() {},
    reportPreview() {},
    restore() {},
    replay() {},
  };
  const tried: string[] = [];
  const handlers = probeHandlers(runs, async (action, target) => {
    tried.push(`${action} | ${target}`);
  });
  return { begun, tried, handlers };
}

const give = { runId: 'run-1', hypothesis: 0, probe: 0, text: 'used_memory:1' };
const outputsOf = (begun: readonly RunRequest[]): readonly ProbeOutput[] =>
  begun.at(-1)?.probeOutputs ?? [];

suite('outputs of checks in the editor', () => {
  test('an output begins a run of the same logs with it, named after its check', async () => {
    const { begun, handlers } = setUp();
    await handlers['probe/output'](give);
    const [leading] = diagnosed.hypotheses;
    assert.deepEqual(begun[0]?.sources, request.sources);
    assert.deepEqual(outputsOf(begun), [
      {
        uri: 'whytrace-change:/output-1.txt',
        name: 'output of “See how much memory the keys take and what the limit is”',
        text: 'used_memory:1',
        of: { probe: leading?.probes[0], hypothesis: leading?.title },
      },
    ]);
    assert.deepEqual(textsOfOutputs(outputsOf(begun)), {
      'whytrace-change:/output-1.txt': 'used_memory:1',
    });
  });

  test('a check is marked as tried by its title and the service that it is about', async () => {
    const { tried, handlers } = setUp();
    await handlers['probe/tried']({ runId: 'run-1', hypothesis: 0, probe: 0 });
    const [leading] = diagnosed.hypotheses;
    assert.deepEqual(tried, [`${leading?.probes[0]?.title} | ${leading?.service ?? ''}`]);
    await assert.rejects(handlers['probe/tried']({ runId: 'run-1', hypothesis: 0, probe: 99 }));
    await assert.rejects(handlers['probe/tried']({ runId: 'old', hypothesis: 0, probe: 0 }));
  });

  test('the same check made again replaces what it printed; another stands beside it', async () => {
    const { begun, handlers } = setUp();
    await handlers['probe/output'](give);
    await handlers['probe/output']({ ...give, probe: 1, text: '-1' });
    await handlers['probe/output']({ ...give, text: 'used_memory:2' });
    assert.deepEqual(
      outputsOf(begun).map(({ text }) => text),
      ['-1', 'used_memory:2'],
    );
    const uris = outputsOf(begun).map(({ uri }) => uri);
    assert.equal(new Set(uris).size, 2);
  });

  test('an output that is removed is gone from the next run', async () => {
    const { begun, handlers } = setUp();
    await handlers['probe/output'](give);
    await handlers['probe/remove']({ runId: 'run-1', uri: 'whytrace-change:/output-1.txt' });
    assert.deepEqual(outputsOf(begun), []);
  });

  const refused: readonly (readonly [string, typeof give, RegExp])[] = [
    ['of a diagnosis that is no longer shown', { ...give, runId: 'run-0' }, /no longer shown/],
    ['of a check that is not there', { ...give, probe: 99 }, /no such check/],
    ['of an explanation that is not there', { ...give, hypothesis: 99 }, /no such check/],
    ['that is empty', { ...give, text: ' \n' }, /empty/],
  ];
  for (const [name, params, message] of refused) {
    test(`an output ${name} begins nothing`, async () => {
      const { begun, handlers } = setUp();
      await assert.rejects(handlers['probe/output'](params), message);
      assert.deepEqual(begun, []);
    });
  }
});
