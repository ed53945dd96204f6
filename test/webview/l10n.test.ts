import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bundleOf, stringsOf, webviewStrings } from '../l10n/webviewStrings.ts';

const read = (language?: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(bundleOf(language), 'utf8'));

const placeholders = (text: string): readonly string[] => (text.match(/\{\d\}/g) ?? []).sort();

suite('words of the webviews', () => {
  const strings = webviewStrings();

  test('the file of English strings is what the sources say (`npm run webview-words`)', () => {
    assert.deepEqual(
      Object.entries(read()),
      [...strings].map((text) => [text, text]),
    );
  });

  for (const language of ['de', 'zh-cn']) {
    test(`${language} has each string and no other`, () => {
      assert.deepEqual(Object.keys(read(language)), strings);
    });

    test(`${language} names each value that the English string names`, () => {
      const wrong = Object.entries(read(language)).filter(
        ([english, text]) => String(placeholders(english)) !== String(placeholders(text)),
      );
      assert.deepEqual(wrong, []);
    });

    test(`${language} leaves no string empty, and none in English that has words`, () => {
      const same = Object.entries(read(language)).filter(
        ([english, text]) =>
          text.trim() === '' ||
          (english === text && (english.match(/[a-z]{3,}/gi) ?? []).length > 3),
      );
      assert.deepEqual(same, []);
    });
  }

  test('Chinese has one form for one and for many', () => {
    const chinese = read('zh-cn');
    for (const [one, many] of [
      ['{0} line', '{0} lines'],
      ['{0} hypothesis', '{0} hypotheses'],
      ['{0} more excerpt', '{0} more excerpts'],
    ] as const) {
      assert.equal(chinese[one], chinese[many]);
    }
  });
});

/** A source, and the strings in it. */
const sources: readonly (readonly [string, string, readonly string[]])[] = [
  ['a text', "t('One {0}', n)", ['One {0}']],
  ['a text in double quotes', 't("It\'s", n)', ["It's"]],
  ['a text in a text', "t('One {0}', t('Two'))", ['One {0}', 'Two']],
  ['a text among which others are drawn', "parts('One {0}', html`<b>x</b>`)", ['One {0}']],
  ['a count', "formatCount(n, 'line')", ['{0} line', '{0} lines']],
  [
    'a count with an own plural',
    "formatCount(all.map((a, b) => a), 'entry', 'entries')",
    ['{0} entry', '{0} entries'],
  ],
  ['a sentence for one and for many', "plural(n, '{0} is', '{0} are')", ['{0} is', '{0} are']],
  ['other functions', "cut('x'); ui.t('y'); start('z')", []],
];

suite('stringsOf', () => {
  for (const [what, source, expected] of sources) {
    test(what, () => assert.deepEqual(stringsOf(source, 'x.ts'), expected));
  }

  test('a text that is made of pieces is refused, as nobody could translate it', () => {
    assert.throws(() => stringsOf(['t(`One $', '{n}`)'].join(''), 'x.ts'), /no plain strings/);
  });
});
