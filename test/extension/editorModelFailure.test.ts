import assert from 'node:assert/strict';
import type { ModelFailure } from '../../src/core/model/modelFailure.ts';
import { editorModelFailure } from '../../src/extension/editorModelFailure.ts';

function failure(code: string, message: string, cause?: Error): Error {
  return Object.assign(new Error(message, { cause }), { code });
}

suite('editorModelFailure', () => {
  const cases: readonly (readonly [string, unknown, ModelFailure['kind']])[] = [
    ['the user said no', failure('NoPermissions', 'not allowed'), 'noModel'],
    ['the model is gone', failure('NotFound', 'unknown model'), 'noModel'],
    ['the quota is used up', failure('Blocked', 'You have exhausted your quota'), 'quota'],
    ['a quota is named in the cause', failure('x', 'failed', new Error('quota_exceeded')), 'quota'],
    ['there were too many requests', failure('x', 'Too many requests'), 'rateLimit'],
    ['the provider blocked it', failure('Blocked', 'blocked'), 'refused'],
    ['a filter refused it', failure('x', 'Response got filtered by Responsible AI'), 'refused'],
    [
      'the prompt is too long',
      failure('x', 'prompt token count exceeds the limit'),
      'contextTooLong',
    ],
    ['anything else happened', new Error('socket hang up'), 'server'],
    ['something that is no error was thrown', 'oops', 'server'],
  ];
  for (const [name, error, kind] of cases) {
    test(`is ${kind} when ${name}`, () => assert.equal(editorModelFailure(error).kind, kind));
  }

  test('keeps what the provider said', () => {
    const said = editorModelFailure(failure('', 'request failed', new Error('502')));
    assert.deepEqual(said, { kind: 'server', status: 0, detail: 'request failed: 502' });
  });
});
