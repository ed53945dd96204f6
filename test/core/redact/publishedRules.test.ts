import assert from 'node:assert/strict';
import published from '../../../src/core/redact/publishedRules.json' with { type: 'json' };
import { publishedRules } from '../../../src/core/redact/publishedRules.ts';
import { convert, readRules } from '../../secretRules/convert.ts';

const NAMED = String.raw`(?i)[\w.-]{0,50}?(?:acme)(?:[ \t\w.-]{0,20})[\s'"]{0,3}(?:=|>|:{1,3}=|\|\||:|=>|\?=|,)[\x60'"\s=]{0,5}([a-z0-9]{32})(?:[\x60'"\s;]|\\[nr]|$)`;

suite('rules of gitleaks, converted', () => {
  const rows: readonly [string, string, string, object | string][] = [
    [
      'a token loses its boundary and its end',
      String.raw`\b(acme_[a-z]{20})(?:[\x60'"\s;]|\\[nr]|$)`,
      'acme_',
      { id: 'x', entropy: 3, words: ['acme_'], pattern: '(?:acme_[a-z]{20})' },
    ],
    [
      'flags within become classes',
      'ACME(?i)[a-z0-9]{20}',
      'acme',
      { id: 'x', entropy: 3, words: ['acme'], pattern: 'ACME[a-zA-Z0-9]{20}' },
    ],
    [
      'quantifiers get a bound',
      'acme-[a-z]{9,}-[0-9]+',
      'acme-',
      { id: 'x', entropy: 3, words: ['acme-'], pattern: 'acme-[a-z]{9,4096}-[0-9]{1,256}' },
    ],
    [
      'a name and a value are told apart',
      NAMED,
      'acme',
      {
        id: 'x',
        entropy: 3,
        words: ['acme'],
        name: 'acme',
        pattern: '[a-z0-9]{32}',
        ignoreCase: true,
      },
    ],
    ['a keyword inside is left to us', '[a-z]{3}acme[a-z]{9}', 'acme', 'its keyword stands inside'],
  ];
  for (const [name, regex, keyword, expected] of rows) {
    test(name, () => {
      const toml = `[allowlist]\n[[rules]]\nid = "x"\nregex = '''${regex}'''\nentropy = 3\nkeywords = [\n  "${keyword}",\n]\n[[rules.allowlists]]\nregexes = ['''y''']\n`;
      const { rules, left } = convert(readRules(toml));
      assert.deepEqual(rules[0] ?? left.get('x'), expected);
    });
  }

  test('are there, with their licence', () => {
    assert.ok(published.rules.length >= 160);
    assert.match(published.licence, /^MIT License, Copyright \(c\) 2019 Zachary Rice/);
    assert.equal(publishedRules.length, published.rules.length);
  });

  for (const { id, pattern, words } of published.rules) {
    test(`${id} repeats nothing without a bound and begins at its words`, () => {
      assert.doesNotMatch(pattern, /\{\d+,\}|(?<!\\)[*+](?![^[]*\])/);
      assert.ok(words.length > 0 && words.every((word) => word === word.toLowerCase()));
    });
  }
});
