import assert from 'node:assert/strict';
import { LLMock } from '@copilotkit/aimock';
import { replySchema } from '../../src/core/ask/model/schema.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import { createRedactor } from '../../src/core/redact/redact.ts';
import { createOpenAiModel } from '../../src/models/openai.ts';

suite('asking a server that others wrote', () => {
  const mock = new LLMock({ port: 0 });
  suiteSetup(() => mock.start());
  suiteTeardown(() => mock.stop());

  test('a streamed answer of aimock is joined, with the request in its journal', async () => {
    mock.onMessage(/Why/, { content: '{"outcome":"noIncident","reason":"ok","hypotheses":[]}' });
    const model = createOpenAiModel({
      baseUrl: `${mock.url}/v1`,
      model: 'test-model',
      apiKey: () => undefined,
      timeoutSeconds: 5,
    });
    const { redact } = createRedactor();
    const request = {
      system: redact('Answer in JSON.').text,
      user: redact('Why?').text,
      schema: replySchema,
      boundary: 'b'.repeat(32),
    };
    const answer = await model.ask(request, () => {}, neverCancelled);
    assert.equal(answer.kind === 'text' && JSON.parse(answer.text).outcome, 'noIncident');
    assert.equal(mock.getRequests().length, 1);
  });
});
