import assert from 'node:assert/strict';
import {
  type Decoder,
  undoBase64,
  undoEntities,
  undoEscapes,
  undoPercent,
} from '../../../src/core/redact/decode.ts';
import { createViewBuilder } from '../../../src/core/redact/view.ts';
import { joinWrapped } from '../../../src/core/redact/wrappedLines.ts';

const encoded = (text: string): string => Buffer.from(text).toString('base64');
const wide = 'w'.repeat(76);

suite('readings of a text behind its encodings', () => {
  /** The source, the reading, a word in the reading, and what of the source it stands for. */
  const rows: readonly [string, Decoder, string, string, string, string[]][] = [
    ['escapes', undoEscapes, 'x\na\\"b\\u003dc\\\\d\ny', 'a"b=c\\d\n\n', '=c', ['\\u003dc']],
    ['line breaks in escapes', undoEscapes, 'a\\nb\\tc', 'a\nb\tc\n\n', 'b\tc', ['b\\tc']],
    ['no escape', undoEscapes, 'C:\\data', '', '', []],
    ['percent codes, by the word', undoPercent, 'x a%3Db%20c y', 'a=b c\n\n', '=b', ['%3Db']],
    ['entities', undoEntities, 'a&quot;b&#61;c&#x3c;', 'a"b=c<\n\n', 'b=c', ['b&#61;c']],
    [
      'base64, as a whole',
      undoBase64,
      `a ${encoded('password=abc123; ok')}, b`,
      'password=abc123; ok\n\n',
      'abc123',
      [encoded('password=abc123; ok')],
    ],
    ['no text in base64', undoBase64, 'org_apache_hadoop_mapreduce_app', '', '', []],
    [
      'wrapped lines, without their gutter',
      joinWrapped,
      `L7|${wide}pass\nL8|word=abc`,
      `${wide}password=abc\n\n`,
      'password=abc',
      ['pass', 'word=abc'],
    ],
    [
      'a short rest below lines of one unusual width',
      joinWrapped,
      `a${wide}7\nb${wide}7\nrest`,
      `a${wide}7b${wide}7rest\n\n`,
      '7rest',
      ['7', 'rest'],
    ],
    ['a short line below one of no known width', joinWrapped, `${wide}12345\nother`, '', '', []],
    ['records of a log', joinWrapped, `${wide}\n2026-11-20 10:31:07 INFO x`, '', '', []],
    ['lines that begin alike', joinWrapped, `host-12 ${wide}\nhost-12 x`, '', '', []],
  ];
  for (const [name, read, source, reading, word, places] of rows) {
    test(name, () => {
      const builder = createViewBuilder(source);
      read(source, builder);
      const view = builder.build();
      assert.equal(view.text, reading);
      const at = view.text.indexOf(word);
      const found = word === '' ? [] : view.sourceOf(at, at + word.length);
      assert.deepEqual(
        found.map(({ start, end }) => source.slice(start, end)),
        places,
      );
    });
  }

  test('nothing stands for a stretch over two places', () => {
    const source = 'a%3Db c%3Dd';
    const builder = createViewBuilder(source);
    undoPercent(source, builder);
    const view = builder.build();
    assert.equal(view.text, 'a=b\n\nc=d\n\n');
    assert.deepEqual(view.sourceOf(2, 6), []);
  });
});
