import assert from 'node:assert/strict';
import { createCapabilityStore } from '../../src/extension/capabilityStore.ts';
import { mayAskOverHttp } from '../../src/extension/plainHttp.ts';

/** Stands for what the editor keeps with the user. */
function createState() {
  const values = new Map<string, unknown>();
  return {
    get: <T>(key: string, otherwise?: T): T => (values.get(key) ?? otherwise) as T,
    async update(key: string, value: unknown): Promise<void> {
      values.set(key, JSON.parse(JSON.stringify(value)));
    },
  };
}

suite('plain http', () => {
  const addresses: readonly (readonly [string, boolean])[] = [
    ['https://api.openai.com/v1', false],
    ['http://localhost:11434/v1', false],
    ['http://models.localhost/v1', false],
    ['http://127.3.2.1:8080', false],
    ['http://[::1]:8080/v1', false],
    ['http://192.168.1.20/v1', true],
    ['http://ollama:11434/v1', true],
    ['http://api.openai.com/v1', true],
    ['http://localhost.example.org/v1', true],
    ['http://127.0.0.1.example.org/v1', true],
    ['http://[fe80::1]/v1', true],
    ['no address', false],
  ];
  for (const [address, isAsked] of addresses) {
    test(`${isAsked ? 'asks' : 'asks nothing'} for ${address}`, async () => {
      const asked: string[] = [];
      const may = await mayAskOverHttp(createState(), address, async (host) => {
        asked.push(host);
        return false;
      });
      assert.equal(may, !isAsked);
      assert.equal(asked.length, isAsked ? 1 : 0);
    });
  }

  test('asks once for a server that was consented to, and again after a refusal', async () => {
    const state = createState();
    const answers = [false, true];
    const ask = (address: string): Promise<boolean> =>
      mayAskOverHttp(state, address, async () => answers.shift() ?? assert.fail('asked again'));
    assert.equal(await ask('http://gpu.lan/v1'), false);
    assert.equal(await ask('http://gpu.lan/v1'), true);
    assert.equal(await ask('http://gpu.lan/v1'), true);
    await assert.rejects(ask('http://gpu.lan:8080/v1'), /asked again/);
  });
});

suite('what model servers can', () => {
  test('is kept by key, forgotten on demand, and never more than fifty', () => {
    const store = createCapabilityStore(createState(), () => 7);
    store.write('a', { x: 1 });
    store.write('b', { x: 2 });
    store.write('a', undefined);
    assert.deepEqual([store.read('a'), store.read('b'), store.now()], [undefined, { x: 2 }, 7]);
    for (let index = 0; index < 60; index++) store.write(`k${index}`, index);
    assert.deepEqual(
      [store.read('b'), store.read('k9'), store.read('k10')],
      [undefined, undefined, 10],
    );
  });
});
