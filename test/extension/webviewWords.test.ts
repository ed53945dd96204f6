import assert from 'node:assert/strict';
import { readWebviewWords } from '../../src/extension/webviewWords.ts';

/** The editor's language, and the one that the webviews speak then; nothing is English. */
const cases: readonly (readonly [string, string | undefined])[] = [
  ['de', 'de'],
  ['DE', 'de'],
  ['de-at', 'de'],
  ['zh-cn', 'zh-CN'],
  ['zh-tw', undefined],
  ['en', undefined],
  ['fr', undefined],
  ['../../package', undefined],
  ['', undefined],
];

suite('readWebviewWords', () => {
  for (const [editor, expected] of cases) {
    test(`an editor in “${editor}” has webviews in ${expected ?? 'English'}`, () => {
      assert.equal(readWebviewWords('l10n', editor)?.language, expected);
    });
  }

  test('finds the words by what they are in English', () => {
    assert.equal(readWebviewWords('l10n', 'de')?.messages['Diagnose'], 'Diagnostizieren');
    assert.equal(readWebviewWords('l10n', 'zh-cn')?.messages['Diagnose'], '诊断');
  });

  test('a folder that is not there leaves English', () => {
    assert.equal(readWebviewWords('nowhere', 'de'), undefined);
  });
});
