import assert from 'node:assert/strict';
import { failureText } from '../../../../src/core/ask/model/failureText.ts';
import type { ModelFailure } from '../../../../src/core/model/modelFailure.ts';

suite('the text of a failure', () => {
  const rows: readonly [ModelFailure, RegExp][] = [
    [{ kind: 'noKey' }, /nothing was sent.*"Whytrace: Set API Key"/],
    [
      { kind: 'noModel', detail: 'No model is chosen' },
      /^No model is chosen\. .*"Whytrace: Choose Model"/,
    ],
    [{ kind: 'unreachable', detail: 'Nothing listens at x' }, /Nothing listens at x\. .*baseUrl/],
    [{ kind: 'unauthorised', detail: '' }, /refused the API key\..*"Whytrace: Set API Key"/],
    [{ kind: 'quota', detail: 'None left.' }, /None left\. Add credit/],
    [{ kind: 'rateLimit' }, /Wait a minute/],
    [{ kind: 'rateLimit', retryAfterSeconds: 0.2 }, /in 1 second\./],
    [{ kind: 'rateLimit', retryAfterSeconds: 20 }, /in 20 seconds\./],
    [{ kind: 'timeout', seconds: 120 }, /within 120 seconds.*timeoutSeconds/],
    [{ kind: 'cancelled' }, /cancelled/],
    [{ kind: 'refused', detail: 'x' }, /declined to answer\. x\./],
    [{ kind: 'truncated' }, /cut off/],
    [{ kind: 'notJson', detail: 'x' }, /JSON\. x\./],
    [{ kind: 'schema', detail: 'x' }, /shape\. x\./],
    [{ kind: 'contextTooLong', detail: '' }, /too long for this model\. Lower/],
    [{ kind: 'server', status: 503, detail: 'Busy!' }, /\(HTTP 503\)\. Busy! Try/],
    [{ kind: 'server', status: 200, detail: 'x' }, /error\. x\./],
    [
      { kind: 'server', status: 404, detail: 'x', isAddressDoubtful: true },
      /x\. Check "whytrace\.model\.baseUrl": it often ends in \/v1\./,
    ],
  ];
  for (const [failure, expected] of rows) {
    test(`says what to do about ${JSON.stringify(failure)}`, () => {
      const text = failureText(failure, 'editor').replace(/ {2,}/g, ' ');
      assert.match(text, expected);
      assert.match(text, /\.$/);
    });
  }

  const limits: readonly ['tokensPerRequest' | 'tokensPerDay', RegExp][] = [
    [
      'tokensPerRequest',
      /about 12,345 tokens, more than the 9,000 that "whytrace\.model\.tokensPerRequest" allows, so it was not sent\. Raise it/,
    ],
    [
      'tokensPerDay',
      /about 12,345 tokens, and 800 of the 9,000 tokens of a day were used, which "whytrace\.model\.tokensPerDay" sets: it was not sent\./,
    ],
  ];
  for (const [setting, expected] of limits) {
    test(`names ${setting} where that forbids it`, () => {
      const counts = { limit: 9000, used: 800, needed: 12_345 };
      assert.match(failureText({ kind: 'overBudget', setting, ...counts }, 'editor'), expected);
    });
  }

  test('on the command line names its options, and nothing of the editor', () => {
    const excess = {
      kind: 'overBudget',
      setting: 'tokensPerRequest',
      limit: 9,
      used: 0,
      needed: 10,
    };
    const failures = [...rows.map(([failure]) => failure), excess as ModelFailure];
    const texts = failures.map((failure) => failureText(failure, 'commandLine'));
    assert.deepEqual(
      texts.filter((text) => /Whytrace:|whytrace\./.test(text)),
      [],
    );
    for (const name of ['OPENAI_API_KEY', '--base-url', '--model', '--budget']) {
      assert.ok(texts.some((text) => text.includes(name)));
    }
  });
});
