import assert from 'node:assert/strict';
import { parseShownEdit } from '../../../src/extension/suggestions/ghostText.ts';

const range = { startLineNumber: 2, startColumn: 5, endLineNumber: 2, endColumn: 5 };

/** As the editor writes it: the document, and its state as JSON in comments. */
function repro(state: unknown, document = 'const a = 1;\nlet b'): string {
  const json = JSON.stringify(state, undefined, 4);
  return `${document}\n// <json>\n${json.replaceAll(/^/gm, '// ')}\n// </json>\n`;
}

suite('the edit that the editor shows', () => {
  test('is read from what the editor tells of its state', () => {
    const inlineCompletion = { insertText: ' = {\n  c: 2,\n}', range, isInlineEdit: false };
    assert.deepEqual(parseShownEdit(repro({ inlineCompletion, suggestionId: 'x' })), {
      insertText: ' = {\n  c: 2,\n}',
      range,
    });
  });

  test('is the last one where the document itself holds such comments', () => {
    const fake = repro({ inlineCompletion: { insertText: 'fake', range } });
    const real = repro({ inlineCompletion: { insertText: 'real', range } }, fake);
    assert.equal(parseShownEdit(real)?.insertText, 'real');
  });

  const others: readonly (readonly [string, string])[] = [
    ['text without a state', 'const a = 1;'],
    ['a state that is no JSON', '// <json>\n// {"inlineCompletion":\n// </json>'],
    ['a state without an edit', repro({ inlineCompletion: undefined })],
    ['an edit without a place', repro({ inlineCompletion: { insertText: 'x' } })],
    [
      'a place before the first line',
      repro({ inlineCompletion: { insertText: 'x', range: { ...range, startLineNumber: 0 } } }),
    ],
    ['an end before the start', '// </json>\n// <json>'],
  ];
  for (const [name, text] of others) {
    test(`is none in ${name}`, () => assert.equal(parseShownEdit(text), undefined));
  }
});
