import assert from 'node:assert/strict';
import { parseShownEdit, withEdit } from '../../../src/extension/suggestions/ghostText.ts';

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

  const snippets: readonly (readonly [string, string])[] = [
    [`f(\${1:name})$0`, 'f(name)'],
    [`a \${2|one,two|} $1b \${3}`, 'a one b '],
    ['cost: \\$5 \\}', 'cost: $5 }'],
  ];
  for (const [snippet, text] of snippets) {
    test(`is a snippet's text: ${snippet}`, () => {
      const shown = parseShownEdit(repro({ inlineCompletion: { insertText: { snippet }, range } }));
      assert.equal(shown?.insertText, text);
    });
  }

  test('may be one of another file', () => {
    const uri = { $mid: 1, path: '/shop/b.ts', scheme: 'file' };
    const shown = parseShownEdit(repro({ inlineCompletion: { insertText: 'x', range, uri } }));
    assert.equal(shown?.path, '/shop/b.ts');
  });

  const edits: readonly (readonly [string, readonly [number, number, number, number], string])[] = [
    ['ab\ncd', [2, 2, 2, 2], 'ab\ncXd'],
    ['ab\r\ncd', [1, 2, 2, 2], 'aXd'],
    ['ab', [1, 9, 1, 9], 'abX'],
    ['ab\ncd', [1, 9, 1, 9], 'abX\ncd'],
    ['ab', [7, 1, 7, 1], 'abX'],
    ['', [1, 1, 1, 1], 'X'],
  ];
  for (const [text, [startLineNumber, startColumn, endLineNumber, endColumn], expected] of edits) {
    test(`is made in ${JSON.stringify(text)} at ${startLineNumber}:${startColumn}`, () => {
      const place = { startLineNumber, startColumn, endLineNumber, endColumn };
      assert.equal(withEdit(text, { insertText: 'X', range: place }), expected);
    });
  }

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
