import assert from 'node:assert/strict';
import { priceOf } from '../../src/extension/modelPrices.ts';

suite('priceOf', () => {
  const price = (input: number) => ({ input, output: 2, currency: 'EUR' });
  const table = {
    'gpt-5*': price(1),
    'gpt-5.4-mini': price(2),
    '*-mini': price(3),
    'q?en*coder*': price(4),
    'no-output': { input: 1 },
    negative: { input: -1, output: 1 },
    words: { input: '1', output: '2' },
    plain: { input: 5, output: 6 },
  };
  const rows: readonly [names: readonly string[], input: number | undefined][] = [
    [['gpt-5.4-mini'], 2],
    [['GPT-5.4-Mini'], 2],
    [['gpt-5'], 1],
    [['gpt-5.2'], 1],
    [['o4-mini'], 3],
    [['qwen3-coder:30b'], 4],
    [['queen3-coder'], undefined],
    [['qwen3'], undefined],
    [['gpt-4'], undefined],
    [['my-gpt-5'], undefined],
    [['no-output'], undefined],
    [['negative'], undefined],
    [['words'], undefined],
    [['copilot-x', 'gpt-5.2'], 1],
    [[], undefined],
  ];
  for (const [names, input] of rows) {
    test(`${names.join(' or ') || 'no name'} costs ${input ?? 'nobody knows what'}`, () => {
      assert.equal(priceOf(table, names)?.input, input);
    });
  }

  test('a price without a currency is in dollars', () => {
    assert.deepEqual(priceOf(table, ['plain']), { input: 5, output: 6, currency: 'USD' });
  });

  for (const table of [undefined, null, 'x', 7, [], { a: null }, { '*': [] }]) {
    test(`${JSON.stringify(table)} is a table without prices`, () => {
      assert.equal(priceOf(table, ['a']), undefined);
    });
  }

  test('a pattern that could be tried in many ways is not', () => {
    const pattern = '*a'.repeat(3000);
    assert.equal(priceOf({ [pattern]: price(1) }, [`${'a'.repeat(2999)}b`]), undefined);
  });
});
