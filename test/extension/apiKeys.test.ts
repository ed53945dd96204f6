import assert from 'node:assert/strict';
import { createApiKeys, hostOf } from '../../src/extension/apiKeys.ts';

/** The part of the editor's secret storage that is used, in memory. */
function setUp() {
  const stored = new Map<string, string>();
  const keys = createApiKeys({
    get: async (name) => stored.get(name),
    store: async (name, value) => void stored.set(name, value),
    delete: async (name) => void stored.delete(name),
    onDidChange: () => ({ dispose() {} }),
  });
  return { keys, stored };
}

suite('createApiKeys', () => {
  test('gives a key to the server it was meant for, whatever the path, and to no other', async () => {
    const { keys } = setUp();
    await keys.set('https://api.openai.com/v1', 'sk-1');
    assert.equal(await keys.get('https://api.openai.com/v1/'), 'sk-1');
    assert.equal(await keys.get('https://api.openai.com.evil.example/v1'), undefined);
    assert.equal(await keys.get('http://api.openai.com/v1'), undefined);
    assert.equal(await keys.get('not an address'), undefined);
  });

  test('removes a key that is set to nothing', async () => {
    const { keys, stored } = setUp();
    await keys.set('http://localhost:11434', 'x');
    await keys.set('http://localhost:11434', '');
    assert.equal(stored.size, 0);
  });

  test('stores nothing for what is no address', async () => {
    const { keys, stored } = setUp();
    await assert.rejects(keys.set('file:///etc/passwd', 'x'), /no http\(s\) address/);
    assert.equal(stored.size, 0);
  });
});

suite('hostOf', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['https://api.openai.com/v1', 'https://api.openai.com'],
    ['http://localhost:11434/v1', 'http://localhost:11434'],
    ['https://user:pass@host/x', 'https://host'],
    ['ftp://host', undefined],
    ['', undefined],
  ];
  for (const [url, host] of cases) {
    test(`of ${JSON.stringify(url)} is ${host}`, () => assert.equal(hostOf(url), host));
  }
});
