import assert from 'node:assert/strict';
import { diagnose } from '../../src/core/diagnose.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import { noContext } from '../../src/core/model/context.ts';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import { createOpenAiModel } from '../../src/models/openai.ts';
import { clock } from '../../src/node/clock.ts';
import { nodeFiles } from '../../src/node/files.ts';
import { type BehaviourName, behaviours } from '../modelServer/behaviours.ts';
import { startModelServer } from '../modelServer/modelServer.ts';

const key = 'sk-test-4f9aQ7zK21mNbXwE8uTy';
const text = [
  '2026-11-20T10:00:00Z INFO cart: started',
  '2026-11-20T10:00:07Z ERROR cart: connection to redis:6379 refused: ECONNREFUSED',
  '2026-11-20T10:00:08Z ERROR cart: request failed: 503',
].join('\n');

/** A whole run with a model whose server behaves like that. */
async function run(behaviour: BehaviourName | undefined): Promise<Diagnosis> {
  const server = behaviour && (await startModelServer(behaviour));
  const model =
    server &&
    createOpenAiModel({
      baseUrl: server.url,
      model: 'test-model',
      apiKey: () => key,
      timeoutSeconds: 1,
      idleSeconds: 0.3,
      retrySeconds: 0.01,
      maxBytes: 300_000,
    });
  try {
    const result = await diagnose(
      { files: nodeFiles, clock, boundary: () => 'ab'.repeat(16), ...(model && { model }) },
      {
        sources: [{ uri: 'file:///a.log', name: 'a.log', text }],
        context: noContext,
        budget: 24_000,
      },
      () => {},
      neverCancelled,
    );
    assert.equal(result.kind, 'diagnosis');
    return (result as { readonly diagnosis: Diagnosis }).diagnosis;
  } finally {
    await server?.close();
  }
}

suite('whatever a model server does', function () {
  this.timeout(20_000);
  let embedded: Diagnosis;
  suiteSetup(async () => {
    embedded = await run(undefined);
    assert.equal(embedded.outcome, 'diagnosed');
  });

  for (const behaviour of Object.keys(behaviours) as BehaviourName[]) {
    test(`a run ends with an answer, the embedded one where there is no other (${behaviour})`, async () => {
      const diagnosis = await run(behaviour);
      assert.ok(!JSON.stringify(diagnosis).includes(key.slice(8, 20)));
      if (diagnosis.reasoner.kind === 'openai') {
        assert.equal(diagnosis.reasoner.failure, undefined);
      } else {
        assert.ok(diagnosis.reasoner.failure);
        assert.deepEqual(diagnosis.hypotheses, embedded.hypotheses);
        assert.equal(diagnosis.outcome, embedded.outcome);
      }
      const codes = diagnosis.problems.map(({ code }) => code);
      assert.deepEqual(codes, behaviour === 'smallContext' ? ['inputCut'] : []);
      assert.match(diagnosis.receipt?.text ?? '', /connection to redis:6379 refused/);
    });
  }
});
