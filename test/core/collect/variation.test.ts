import assert from 'node:assert/strict';
import { emptyHeader } from '../../../src/core/collect/header.ts';
import { type Variation, variationOf } from '../../../src/core/collect/variation.ts';

const utf8 = new TextEncoder();

interface Said {
  readonly level?: string;
  readonly pod?: string;
}

/** Learns the lines one by one and gives what is then known of the last. */
function learnAll(
  lines: readonly (readonly [text: string, said: Said])[],
  asked: string,
): string | undefined {
  let variation: Variation<string> | undefined;
  for (const [text, { level, pod }] of lines) {
    const header = emptyHeader();
    header.severityText = level;
    header.attributes = pod === undefined ? undefined : { 'k8s.pod.name': pod };
    variation ??= variationOf(text, header);
    const bytes = utf8.encode(text);
    variation?.learn({ bytes, start: 0, end: bytes.length }, level, level ?? pod ?? '');
  }
  const bytes = utf8.encode(`before\n${asked}\n`);
  return variation?.find(bytes, 7, bytes.length - 1);
}

/** Lines that were read, one that comes then, and the shape it gets. */
const cases: readonly (readonly [
  string,
  readonly (readonly [string, Said])[],
  string,
  string | undefined,
])[] = [
  [
    'a level in JSON is known wherever the numbers before it end',
    [
      ['{"pid":7,"level":30,"msg":"a 30"}', { level: '30' }],
      ['{"pid":7,"level":50,"msg":"a 30"}', { level: '50' }],
    ],
    '{"pid":47110,"level":50,"msg":"a 1"}',
    '50',
  ],
  [
    'a level that was not met yet is not known',
    [['{"level":30,"msg":"a"}', { level: '30' }]],
    '{"level":50,"msg":"a"}',
    undefined,
  ],
  [
    "a request's status is told from its size",
    [['GET /a HTTP/1.1" 200 200', { level: '200' }]],
    'GET /a HTTP/1.1" 200 77',
    '200',
  ],
  [
    'a number like the level is no part of it once a line says otherwise',
    [
      ['GET /a 200 0 200', { level: '200' }],
      ['GET /a 500 0 31', { level: '500' }],
    ],
    'GET /a 500 4 7',
    '500',
  ],
  ['a priority at the start', [['<34>su: a', { level: '34' }]], '<34>su: a', '34'],
  [
    'a token in base 64 may hold the sign before the level',
    [['id Zk9q2LmN8pRt4vWx/7yAb level=3', { level: '3' }]],
    'id Zk9q2LmN8pRt4vWx7yAb= level=3',
    '3',
  ],
  [
    'a pod is the whole word in which its name stands',
    [
      ['10 [pod/web-7c9d8f6b5-x2x9q/a] up', { pod: 'web-7c9d8f6b5-x2x9q' }],
      ['10 [pod/web-7c9d8f6b5-k4m7z/a] up', { pod: 'web-7c9d8f6b5-k4m7z' }],
    ],
    '7 [pod/web-7c9d8f6b5-k4m7z/a] up',
    'web-7c9d8f6b5-k4m7z',
  ],
  [
    'nothing varies where no level is a number',
    [['INFO a', { level: 'INFO' }]],
    'INFO a',
    undefined,
  ],
];

suite('what varies between lines of one hash', () => {
  for (const [name, lines, asked, expected] of cases) {
    test(name, () => {
      assert.equal(learnAll(lines, asked), expected);
    });
  }
});
