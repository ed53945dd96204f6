import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnswerJson } from '../../src/protocol/commandLine.ts';
import { shop } from '../core/chat/asking.ts';
import { startModelServer } from '../modelServer/modelServer.ts';
import { whytrace } from './whytrace.ts';

suite('whytrace ask', function () {
  this.timeout(60_000);
  let folder: string;
  const log = (): string => join(folder, 'checkout.log');

  suiteSetup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whytrace-ask-'));
    await writeFile(log(), shop['checkout.log'] ?? '');
  });
  suiteTeardown(() => rm(folder, { recursive: true }));

  test('prints the answer with the lines it rests on', async () => {
    const { code, stdout } = await whytrace([
      'ask',
      '--file',
      log(),
      'how many timeouts between 14:00 and 14:10?',
    ]);
    assert.match(
      stdout,
      /^There are 27 records .* \[.*checkout\.log:162-164, .*checkout\.log:318-320\]/,
    );
    assert.equal(code, 0);
  });

  test('prints one JSON object', async () => {
    const { stdout } = await whytrace([
      'ask',
      '--file',
      log(),
      '--json',
      '--after',
      'how many timeouts?',
      'and after 14:15?',
    ]);
    const { schema, blocks, answeredBy } = JSON.parse(stdout) as AnswerJson;
    const [first] = blocks;
    assert.deepEqual([schema, answeredBy], ['whytrace.answer/1', 'Embedded engine']);
    assert.equal(
      first?.kind === 'statement' && first.text,
      'There are 20 records that hold “timeouts” from 14:15:00 on.',
    );
  });

  test('reads standard input once, also where it makes a diagnosis', async () => {
    const { stdout, code } = await whytrace(['ask', '--file', '-', 'why did it fail?'], {
      input: shop['checkout.log'] ?? '',
    });
    assert.match(stdout, /HikariPool-1 - Connection is not available/);
    assert.equal(code, 0);
  });

  test('says what it did not understand, with an exit code', async () => {
    const { code, stdout } = await whytrace(['ask', '--file', log(), 'banana']);
    assert.match(stdout, /I did not understand that question/);
    assert.equal(code, 0);
  });

  test('asks a model where one is named, and marks what does not hold', async () => {
    const server = await startModelServer('streamed');
    try {
      const words = [
        'ask',
        '--file',
        log(),
        '--reasoner',
        'openai',
        '--model',
        'test-model',
        '--base-url',
        server.url,
        'why did it fail?',
      ];
      const { stdout } = await whytrace(words, {
        env: { OPENAI_API_KEY: 'sk-test-4f9aQ7zK21mNbXwE8uTy' },
      });
      assert.match(stdout, /The log says it itself\. \[/);
      assert.match(stdout, /Somebody was on holiday\.\n {2}✗ unsupported/);
    } finally {
      await server.close();
    }
  });

  const bad: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /Ask a question/],
    [['/dance'], /There is no command \/dance/],
    [['--reasoner', 'oracle', 'why?'], /--reasoner is embedded or openai/],
    [['--workspace', '/does/not/exist', '/map'], /is not a folder/],
  ];
  for (const [words, message] of bad) {
    test(`refuses ${words.join(' ') || 'nothing'}`, async () => {
      const { code, stderr } = await whytrace(['ask', ...words]);
      assert.match(stderr, message);
      assert.equal(code, 2);
    });
  }
});
