import assert from 'node:assert/strict';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { createRedactor } from '../../../src/core/redact/redact.ts';
import { createRandom, lookAlikes, secretCases } from './corpus.ts';

const redact = (text: string): string => createRedactor().redact(text).text;

suite('redaction', () => {
  const rows: readonly [string, string, string][] = [
    ['postgres://app:hunter2@db:5432/shop', 'postgres://app:⟦PASSWORD_1⟧@db:5432/shop', 'URLs'],
    ['postgres://app:p@ss!@db/shop', 'postgres://app:⟦PASSWORD_1⟧@db/shop', 'an @ in a password'],
    ['{"password":"a b","x":1}', '{"password":"⟦PASSWORD_1⟧","x":1}', 'JSON'],
    ['Authorization: Bearer abcDEF123456789', 'Authorization: Bearer ⟦TOKEN_1⟧', 'schemes stay'],
    [
      'password=first1 password=first1',
      'password=⟦PASSWORD_1⟧ password=⟦PASSWORD_1⟧',
      'same, same',
    ],
    ['password=first1 password=other2', 'password=⟦PASSWORD_1⟧ password=⟦PASSWORD_2⟧', 'others'],
    ['password=s3cret-Xy9 ... s3cret-Xy9!', 'password=⟦PASSWORD_1⟧ ... ⟦PASSWORD_1⟧!', 'repeats'],
    [
      'password=postgres up: postgres',
      'password=⟦PASSWORD_1⟧ up: postgres',
      'words are no repeats',
    ],
    ['from 10.2.3.4 to [::1]:443', 'from 10.2.3.4 to [::1]:443', 'addresses of machines stay'],
    ['⟦PASSWORD_1⟧ and ⟦ x ⟧', '[[PASSWORD_1]] and ⟦ x ⟧', 'forged placeholders are escaped'],
    ['\x1b[31mpass\u200bword\x1b[0m=hunter2x', 'password=⟦PASSWORD_1⟧', 'cleaning comes first'],
    ['a\r\nb\rc\u2028d', 'a\nb\nc\nd', 'all line breaks become one kind'],
    [
      'L7|-----BEGIN PRIVATE KEY-----\nL8|AAAABBBBCCCCDDDDEEEE\nL9|end',
      'L7|⟦PRIVATE_KEY_1⟧\nL9|end',
      'cut keys behind a gutter',
    ],
    ['SECRET_KEY=abc123!x', 'SECRET_KEY=⟦KEY_1⟧', 'names of two words'],
    ['pass=Tr0ub4dor&3', 'pass=⟦PASSWORD_1⟧', 'an & in a password'],
    ['?password=a1b2c3&x=1', '?password=⟦PASSWORD_1⟧&x=1', 'parameters of a query'],
    ["PGPASSWORD='hunter two secret' psql", "PGPASSWORD='⟦PASSWORD_1⟧' psql", 'quoted blanks'],
    ["deploy --password 'x y z' -v", "deploy --password '⟦PASSWORD_1⟧' -v", 'a flag with blanks'],
    ['password: "a b c"', 'password: "⟦PASSWORD_1⟧"', 'blanks in YAML'],
    ['{"password": "one two three"}', '{"password": "⟦PASSWORD_1⟧"}', 'blanks in JSON'],
    [
      '{"password": "must be at least 8 characters"}',
      '{"password": "must be at least 8 characters"}',
      'remarks about passwords',
    ],
    ['authorization=Bearer abcdef', 'authorization=Bearer ⟦TOKEN_1⟧', 'short tokens'],
    ['{"authorization":"Bearer abcdef"}', '{"authorization":"Bearer ⟦TOKEN_1⟧"}', 'JSON headers'],
    ['Authorization:[Bearer abcdef]', 'Authorization:[Bearer ⟦TOKEN_1⟧]', "Go's headers"],
    ['AUTHORIZATION: BASIC dXNlcjpw', 'AUTHORIZATION: BASIC ⟦TOKEN_1⟧', 'headers in capitals'],
    ['Proxy-authorization: basic YTpi', 'Proxy-authorization: basic ⟦TOKEN_1⟧', 'of proxies'],
    ['authorization: Bearer token missing', 'authorization: Bearer token missing', 'no token'],
    ['passwordHash: $2b$12$abc', 'passwordHash: ⟦PASSWORD_1⟧', 'hashes'],
    ['', '', 'nothing'],
  ];
  for (const [input, expected, name] of rows) {
    test(`${name}: ${JSON.stringify(input).slice(0, 60)}`, () => {
      assert.equal(redact(input), expected);
    });
  }

  test('numbers hold over several texts of a session, and counts tell kinds', () => {
    const redactor = createRedactor();
    redactor.redact('password=hunter2x mail a@example.org');
    const { text, redactions } = redactor.redact('hunter2x; password=hunter2x; b@example.org');
    assert.equal(text, '⟦PASSWORD_1⟧; password=⟦PASSWORD_1⟧; ⟦EMAIL_2⟧');
    assert.deepEqual(redactions, [
      { kind: 'PASSWORD', count: 2 },
      { kind: 'EMAIL', count: 1 },
    ]);
  });

  test('restore gives the line back, and leaves placeholders alone that it never made', () => {
    const redactor = createRedactor();
    const line = 'login of jane@example.org with password=hunter2x failed';
    assert.equal(redactor.restore(redactor.redact(line).text), line);
    assert.equal(redactor.restore('⟦SECRET_9⟧'), '⟦SECRET_9⟧');
    assert.equal(redactor.restore('$& $1 ⟦EMAIL_1⟧'), '$& $1 jane@example.org');
  });
});

suite('redaction, measured on a generated corpus', () => {
  const seeds = [1, 2, 3, 4, 5];

  test('hides at least 98 of 100 secrets, whole', () => {
    const cases = seeds.flatMap((seed) => secretCases(createRandom(seed)));
    const leaks = cases.filter(({ line, secret }) => leaksPart(redact(line), secret));
    assert.ok(new Set(cases.map(({ kind }) => kind)).size >= 60);
    assert.ok(
      leaks.length <= cases.length * 0.02,
      leaks.map(({ kind, line }) => `${kind}: ${line} -> ${redact(line)}`).join('\n'),
    );
  });

  test('changes at most one in a hundred lines that only look like secrets', () => {
    const lines = seeds.flatMap((seed) => lookAlikes(createRandom(seed)));
    const changed = lines.filter((line) => redact(line) !== line);
    assert.ok(
      changed.length <= lines.length * 0.01,
      changed.map((line) => `${line} -> ${redact(line)}`).join('\n'),
    );
  });

  test('leaves nothing that secretlint would find', async () => {
    const content = redact(
      secretCases(createRandom(7))
        .map(({ line }) => line)
        .join('\n\n'),
    );
    const { messages } = await lintSource({
      source: { content, filePath: 'a.log', ext: '.log', contentType: 'text' },
      options: { config: { rules: [{ id: 'preset', rule: creator }] }, noPhysicFilePath: true },
    });
    // It reports a URL with any password, also with our placeholder in the password's place.
    const found = messages.map(({ message }) => message).filter((text) => !text.includes('⟦'));
    assert.deepEqual(found, []);
  });
});

suite('redaction is linear', () => {
  const hostile: Readonly<Record<string, string>> = {
    'prefixes that never end': '-eyJ'.repeat(250_000),
    'tokens in tokens': 'glpat-'.repeat(160_000),
    'keys that begin and never end': '-----BEGIN PRIVATE KEY-----\n'.repeat(36_000),
    'quotes that never close': 'password="'.repeat(100_000),
    'names of names': 'secret_'.repeat(140_000),
    'cookies of cookies': 'cookie='.repeat(140_000),
    'many @': 'a@'.repeat(500_000),
    'one long word': 'a'.repeat(1_000_000),
    'blanks before nothing': `password${' '.repeat(1_000_000)}`,
    'escape sequences': '\x1b]'.repeat(500_000),
    'secrets in secrets': 'kind: Secret\ndata:\n  a: bbbbb\n'.repeat(30_000),
  };
  for (const [name, text] of Object.entries(hostile)) {
    test(`in a megabyte of ${name}`, () => {
      const start = performance.now();
      redact(text);
      const milliseconds = performance.now() - start;
      // A tenth of a second on an idle machine; a quadratic one would take minutes.
      assert.ok(milliseconds < 8000, `${milliseconds} ms`);
    });
  }

  test('an ordinary log goes through at megabytes a second', () => {
    const lines = Array.from(
      { length: 45_000 },
      (_, index) =>
        `2026-11-20T10:${String(index % 60).padStart(2, '0')}:07.${index % 1000}Z INFO [worker-${index % 8}] c.e.shop.Cart - cart ${index} of user ${index * 7} took ${index % 90} ms from 10.0.0.${index % 250}`,
    );
    const text = lines.join('\n');
    const start = performance.now();
    redact(text);
    const rate = text.length / (performance.now() - start) / 1000;
    assert.ok(rate > 1, `${rate} MB/s`);
  });
});

/** True when a stretch of the secret longer than 7 characters can still be read. */
function leaksPart(text: string, secret: string): boolean {
  const readable = text.replace(/⟦[^⟧]*⟧/g, '\n');
  const length = Math.min(8, secret.length);
  for (let start = 0; start + length <= secret.length; start += 1) {
    if (readable.includes(secret.slice(start, start + length))) {
      return true;
    }
  }
  return false;
}
