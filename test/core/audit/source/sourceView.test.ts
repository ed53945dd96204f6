import assert from 'node:assert/strict';
import { sourceView } from '../../../../src/core/audit/source/sourceView.ts';

/** Name, file, text, without comments, without comments and strings; `~` stands for a blank. */
const views: readonly (readonly [string, string, string, string, string])[] = [
  ['a comment at the end of a line', 'a.ts', 'x(); // y', 'x(); ~~~~', 'x(); ~~~~'],
  ['slashes within a string', 'a.ts', "f('http://a')", "f('http://a')", "f('~~~~~~~~')"],
  ['a comment over two lines', 'a.go', 'a /* b\nc */ d', 'a ~~~~\n~~~~ d', 'a ~~~~\n~~~~ d'],
  [
    'a quote within a pattern',
    'a.js',
    'x = /["\']/; y("z")',
    'x = /["\']/; y("z")',
    'x = /~~~~/; y("~")',
  ],
  [
    'a quotient is no pattern',
    'a.js',
    'a = b / c; d("/")',
    'a = b / c; d("/")',
    'a = b / c; d("~")',
  ],
  ['a template', 'a.ts', 'f(`a\nb`)', 'f(`a\nb`)', 'f(`~\n~`)'],
  [
    'a docstring is a comment',
    'a.py',
    '"""a\nb"""\nx = """c"""',
    '~~~~\n~~~~\nx = """c"""',
    '~~~~\n~~~~\nx = "~~~~~"',
  ],
  ['a hash in a string', 'a.py', 'x = "#a" # b', 'x = "#a" ~~~', 'x = "~~" ~~~'],
  ['a hash within a word of a shell', 'a.sh', 'echo $# # b', 'echo $# ~~~', 'echo $# ~~~'],
  [
    'a lifetime of Rust',
    'a.rs',
    "fn f<'a>(x: &'a str) { g('c') }",
    "fn f<'a>(x: &'a str) { g('c') }",
    "fn f<'a>(x: &'a str) { g('~') }",
  ],
  ['an apostrophe in YAML', 'a.yaml', "a: don't # b", "a: don't ~~~", "a: don't ~~~"],
  ['SQL', 'a.sql', "select 'a--b' -- c", "select 'a--b' ~~~~", "select '~~~~' ~~~~"],
  ['a comment in HTML', 'a.html', '<!-- a -->b', '~~~~~~~~~~b', '~~~~~~~~~~b'],
  [
    'an open quote ends with its line',
    'a.rb',
    "x = don't\ny('z')",
    "x = don't\ny('z')",
    "x = don't\ny('~')",
  ],
];

suite('a view of a source', () => {
  for (const [name, path, text, code, bare] of views) {
    test(`leaves out what does not run: ${name}`, () => {
      const view = sourceView(path, text);
      const shown = (lines: readonly string[]): string => lines.join('\n');
      assert.equal(shown(view.code), code.replaceAll('~', ' '));
      assert.equal(shown(view.bare), bare.replaceAll('~', ' '));
    });
  }

  test('keeps lines and columns of any text', () => {
    const text = '"/*\n\'`//#<!--\n--"""\r\n\'\'\' */ -->\r`';
    for (const path of [
      'a.ts',
      'a.py',
      'a.go',
      'a.cs',
      'a.rb',
      'a.sh',
      'a.yaml',
      'a.sql',
      'a.html',
    ]) {
      const view = sourceView(path, text);
      const lengths = (lines: readonly string[]): readonly number[] =>
        lines.map(({ length }) => length);
      assert.deepEqual(lengths(view.code), lengths(view.raw), path);
      assert.deepEqual(lengths(view.bare), lengths(view.raw), path);
    }
  });
});
