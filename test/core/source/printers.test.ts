import assert from 'node:assert/strict';
import { logStatementsIn } from '../../../src/core/source/logStatements.ts';
import { createPrinters, printerOf } from '../../../src/core/source/printers.ts';

const files: Readonly<Record<string, string>> = {
  'src/store.go': [
    'log.Printf("cannot open segment %s: %v", path, err)',
    'log.Printf("segment %s is open", path)',
    'return fmt.Errorf("lease of %s is gone after %d s", name, s)',
  ].join('\n'),
  'src/cart.ts': [
    "logger.error({ err }, 'request failed');",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source of another program
    'logger.warn(`cart ${id} of customer ${name} was abandoned`);',
    "logger.info('done');",
    "logger.error('upstream is slow, trying another one');",
  ].join('\n'),
  'src/pay.ts': "logger.error('upstream is slow, trying another one');",
  'src/Catch.java':
    'log.error("Refund of {} was refused", id);\nthrow new RefundException("Refund of " + id + " was refused");',
  'test/cart.test.ts': "expect(log).toBe('cart 12 of customer Ann was abandoned');",
  'src/flood.py': [1, 2, 3, 4, 5].map(() => 'log.error("worker is not responding")').join('\n'),
};

const printers = createPrinters(
  Object.entries(files).flatMap(([path, text]) =>
    logStatementsIn(path, text).map((statement) => ({ ...statement, path })),
  ),
);

/** Name, message, and the place that printed it with those that fit as well. */
const messages: readonly (readonly [string, string, string])[] = [
  ['a message with its values', 'cannot open segment /data/7: no space left', 'src/store.go:1'],
  [
    'behind the header of a format that is not known',
    'I0716 14 store.go] cannot open segment /data/7: eof',
    'src/store.go:1',
  ],
  [
    'an error that another message tells',
    'sync failed: lease of shard-7 is gone after 30 s',
    'src/store.go:3',
  ],
  ['short words at the beginning', 'request failed', 'src/cart.ts:1'],
  ['no short words in the middle of another message', 'the last request failed of three', ''],
  ['the program before its tests', 'cart 12 of customer Ann was abandoned', 'src/cart.ts:2'],
  ['what prints before what raises', 'Refund of A-17 was refused', 'src/Catch.java:1'],
  [
    'two places that say the same',
    'upstream is slow, trying another one',
    'src/cart.ts:4, src/pay.ts:1',
  ],
  ['nothing where too many say the same', 'worker is not responding', ''],
  ['nothing for a word alone', 'done', ''],
  ['nothing where a part is missing', 'cart 12 of customer Ann was saved', ''],
  [
    'nothing where the parts stand in another order',
    'was abandoned by customer Ann: cart 7 of ',
    '',
  ],
  ['nothing for an empty message', '', ''],
];

suite('printerOf', () => {
  for (const [name, message, expected] of messages) {
    test(name, () => {
      const found = printerOf(message, printers);
      const places = found ? [found.best, ...found.others] : [];
      assert.equal(places.map(({ path, line }) => `${path}:${line}`).join(', '), expected);
    });
  }

  test('knows statements by whole words only, since a value may join one', () => {
    const joined = createPrinters([
      { path: 'a.c', line: 1, endLine: 1, does: 'prints', parts: ['device eth', 'is down now'] },
    ]);
    assert.equal(printerOf('device eth0 is down now', joined)?.best.line, 1);
  });
});
