import assert from 'node:assert/strict';
import { partsOf } from '../../src/protocol/placeholders.ts';

const hidden = {
  '⟦HOST_1⟧': 'redis-0.shop.internal',
  '⟦IP_3 private⟧': '10.0.0.7',
};

/** The value of a placeholder that is shown stands in braces. */
const shown = (text: string): string =>
  partsOf(text, hidden)
    .map((part) => (part.kind === 'text' ? part.text : `{${part.placeholder} ${part.value}}`))
    .join('');

suite('placeholders in a text that is shown', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'a known one is told with its value',
      'It is ⟦HOST_1⟧.',
      'It is {⟦HOST_1⟧ redis-0.shop.internal}.',
    ],
    ['one with a hint too', '⟦IP_3 private⟧ is down', '{⟦IP_3 private⟧ 10.0.0.7} is down'],
    [
      'each of several',
      '⟦HOST_1⟧ at ⟦IP_3 private⟧',
      '{⟦HOST_1⟧ redis-0.shop.internal} at {⟦IP_3 private⟧ 10.0.0.7}',
    ],
    ['with a port', '⟦HOST_1⟧:6379', '{⟦HOST_1⟧ redis-0.shop.internal}:6379'],
    ['one that is not known stays', 'key ⟦PASSWORD_1⟧', 'key ⟦PASSWORD_1⟧'],
    ['a name that every object has stays', '⟦CONSTRUCTOR_1⟧', '⟦CONSTRUCTOR_1⟧'],
    [
      'in an address it stays',
      'see http://evil.example/?h=⟦HOST_1⟧',
      'see http://evil.example/?h=⟦HOST_1⟧',
    ],
    ['as the host of an address too', 'see https://⟦HOST_1⟧/x', 'see https://⟦HOST_1⟧/x'],
    ['in an address of another kind too', 'mailto:x⟦HOST_1⟧', 'mailto:x⟦HOST_1⟧'],
    ['a text without any is itself', '', ''],
  ];
  for (const [name, text, expected] of cases) {
    test(name, () => assert.equal(shown(text), expected));
  }
});
