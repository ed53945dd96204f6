import assert from 'node:assert/strict';
import { placesOf, toLineText } from '../../../src/core/verify/lineText.ts';

suite('placesOf', () => {
  test('takes a long quote that was cut within a number', () => {
    const line = `${'word '.repeat(20)}id 123456`;
    assert.equal(placesOf(line.slice(0, -3), toLineText(1, [line])).length, 1);
  });

  const within = toLineText(10, ['Started', '', 'wait 30 s', 'wait 300 s', 'Started again']);
  const table: readonly [name: string, quote: string, places: readonly string[]][] = [
    ['gives every place, in lines of the file', 'started', ['10-10', '14-14']],
    ['follows a quote over a line break', 'wait 30 s wait 300', ['12-13']],
    ['steps over blank lines', 'started wait', []],
    ['does not find a number inside a longer one', 'wait 30', ['12-12']],
    ['finds nothing for an empty quote', '', []],
  ];
  for (const [name, quote, expected] of table) {
    test(name, () => {
      const places = placesOf(quote, within);
      assert.deepEqual(
        places.map(({ startLine, endLine }) => `${startLine}-${endLine}`),
        expected,
      );
    });
  }
});
