import assert from 'node:assert/strict';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import type { PersonalKind } from '../../../src/core/model/redactedText.ts';
import { createRedactor } from '../../../src/core/redact/redact.ts';
import { corpusCases, leakedPart } from './corpus/build.ts';
import { measureFalseAlarms, measureLeaks } from './corpus/measure.ts';
import { createRandom, lookAlikes, secretCases } from './corpus.ts';
import { hostileTexts } from './hostile.ts';

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
    [
      'mongo -u app -p Xy12abc9 db',
      'mongo -u app -p ⟦PASSWORD_1⟧ db',
      'programs with a short name',
    ],
    ['mysql mysql -P 3306 -pXy12abc', 'mysql mysql -P 3306 -p⟦PASSWORD_1⟧', 'the second of two'],
    ['+ mysql -h db\n+ ls -plain9x', '+ mysql -h db\n+ ls -plain9x', 'options of the next line'],
    ['auth user jdoe password Xy12abc9', 'auth user jdoe password ⟦PASSWORD_1⟧', 'a blank between'],
    ['reset the password immediately', 'reset the password immediately', 'prose with a blank'],
    ['authorization: SSWS 00aBc1dEf2gHi3', 'authorization: SSWS ⟦TOKEN_1⟧', 'any scheme'],
    [
      'secret_id: arn:aws:iam::1:role/a1b2c3',
      'secret_id: arn:aws:iam::1:role/a1b2c3',
      'names in clouds',
    ],
    ['authorization=Bearer abcdef', 'authorization=Bearer ⟦TOKEN_1⟧', 'short tokens'],
    ['{"authorization":"Bearer abcdef"}', '{"authorization":"Bearer ⟦TOKEN_1⟧"}', 'JSON headers'],
    ['Authorization:[Bearer abcdef]', 'Authorization:[Bearer ⟦TOKEN_1⟧]', "Go's headers"],
    ['AUTHORIZATION: BASIC dXNlcjpw', 'AUTHORIZATION: BASIC ⟦TOKEN_1⟧', 'headers in capitals'],
    ['Proxy-authorization: basic YTpi', 'Proxy-authorization: basic ⟦TOKEN_1⟧', 'of proxies'],
    ['authorization: Bearer token missing', 'authorization: Bearer token missing', 'no token'],
    ['passwordHash: $2b$12$abc', 'passwordHash: ⟦PASSWORD_1⟧', 'hashes'],
    ['x password%3Dabc1234x%26a%3Db', 'x password%3D⟦PASSWORD_1⟧%26a%3Db', 'percent codes'],
    [
      '{"m":"x password\\u003dabc1234x\\u0026a\\u003d1"}',
      '{"m":"x password\\u003d⟦PASSWORD_1⟧\\u0026a\\u003d1"}',
      'escaped codes',
    ],
    ['&lt;password&gt;abc1234x&lt;/', '&lt;password&gt;⟦PASSWORD_1⟧&lt;/', 'entities'],
    [
      `payload ${Buffer.from('{"user":"app","password":"abc1234x"}').toString('base64')} sent`,
      'payload ⟦PASSWORD_1⟧ sent',
      'a secret in base64 hides all of it',
    ],
    [
      `payload ${Buffer.from('{"user":"app","state":"ready"}').toString('base64')} sent`,
      `payload ${Buffer.from('{"user":"app","state":"ready"}').toString('base64')} sent`,
      'base64 without a secret stays',
    ],
    [
      `L1|${'x'.repeat(64)} password=abc123\nL2|4def56 rest\nL3|2026-11-20 INFO`,
      `L1|${'x'.repeat(64)} password=⟦PASSWORD_1⟧\nL2|⟦PASSWORD_2⟧ rest\nL3|2026-11-20 INFO`,
      'wrapped lines stay lines',
    ],
    [
      '- name: DB_PASSWORD\n  value: "a b c1"',
      '- name: DB_PASSWORD\n  value: "⟦PASSWORD_1⟧"',
      'pairs',
    ],
    ['<db.password>a1b2c3</db.password>', '<db.password>⟦PASSWORD_1⟧</db.password>', 'elements'],
    [
      'token: >-\n    abcdefgh12345678\n    abcdefgh87654321\nx: y',
      'token: >-\n    ⟦TOKEN_1⟧\n    ⟦TOKEN_2⟧\nx: y',
      'blocks of YAML',
    ],
    ['sessionid: 0x182d87b0f900007\nclosed', 'sessionid: 0x182d87b0f900007\nclosed', 'ids'],
    [`key: go-mod-${'ab1'.repeat(12)}`, `key: go-mod-${'ab1'.repeat(12)}`, 'keys of caches'],
    ['password= host=db', 'password= host=db', 'an empty password'],
    ['password = getPassword(user)', 'password = getPassword(user)', 'code'],
    ["define('DB_PASSWORD', 'Xy12ab34')", "define('DB_PASSWORD', '⟦PASSWORD_1⟧')", 'arguments'],
    ['⟦IP_3 private⟧', '[[IP_3 private]]', 'forged placeholders with a hint'],
    ['continue token: eyJ2IjoibWV0YSJ9abc1', 'continue token: eyJ2IjoibWV0YSJ9abc1', 'of pages'],
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

  test('the owner may be shown addresses, hosts and the like again, never a secret or a card', () => {
    const redactor = createRedactor(['email', 'host', 'ip', 'user', 'card']);
    const line =
      'user=jane.roe mail jane@example.org password=hunter2-Kq81zz on db-1.corp at 10.0.0.7, card 4111 1111 1111 1111';
    const { text } = redactor.redact(line);
    const shown = redactor.showable(`${text} ⟦HOST_9⟧`);
    const kinds = Object.keys(shown).map((name) => name.replace(/_.*/, '⟧'));
    assert.deepEqual(kinds.toSorted(), ['⟦EMAIL⟧', '⟦HOST⟧', '⟦IP⟧', '⟦USER⟧']);
    assert.equal(Object.values(shown).includes('jane@example.org'), true);
    assert.deepEqual(redactor.showable('nothing hidden'), {});
  });
});

suite('redaction of personal data', () => {
  const rows: readonly [PersonalKind[], string, string, string][] = [
    [[], 'mail to a@example.org', 'mail to a@example.org', 'nothing that was not asked for'],
    [
      ['ip'],
      'from 10.2.3.4:80 and 10.2.3.4 to 8.8.8.8, 127.0.0.1',
      'from ⟦IP_1 private⟧:80 and ⟦IP_1 private⟧ to ⟦IP_2 public⟧, ⟦IP_3 loopback⟧',
      'addresses tell their network',
    ],
    [
      ['ip'],
      'at 10:31:07 v1.2.3.4.5 [::1]:443',
      'at 10:31:07 v1.2.3.4.5 [⟦IP_1 loopback⟧]:443',
      'times',
    ],
    [
      ['host'],
      'https://shop.example.org/a via cache-1.prod.internal in com.acme.Main',
      'https://⟦HOST_1 .org⟧/a via ⟦HOST_2 .internal⟧ in com.acme.Main',
      'hosts tell their ending',
    ],
    [
      ['user'],
      'user=jdoe /home/jdoe/x, user=root, for user "jdoe"',
      'user=⟦USER_1⟧ /home/⟦USER_1⟧/x, user=root, for user "⟦USER_1⟧"',
      'people, not accounts of machines',
    ],
    [['phone'], 'call +49 30 1234567 or id 493012345', 'call ⟦PHONE_1⟧ or id 493012345', 'phones'],
    [
      ['card'],
      'card 4111 1111 1111 1111, order 4111111111111112',
      'card ⟦CARD_1⟧, order 4111111111111112',
      'cards, by their check digit',
    ],
  ];
  for (const [kinds, input, expected, name] of rows) {
    test(name, () => {
      const redactor = createRedactor(kinds);
      const { text } = redactor.redact(input);
      assert.equal(text, expected);
      assert.equal(redactor.restore(text), input);
    });
  }
});

suite('redaction, measured on a generated corpus', () => {
  const seeds = [1, 2, 3, 4, 5];

  test('hides at least 98 of 100 secrets, whole, in each half of the kinds', () => {
    for (const half of ['first', 'second', 'later', 'fresh']) {
      const { tried, missed } = measureLeaks([31], (one) => one.half === half);
      const told = missed.map(({ one, redacted }) => `${one.kind}, ${one.carrier}: ${redacted}`);
      assert.ok(tried > 1000 && missed.length <= tried * 0.02, told.join('\n'));
    }
    assert.ok(new Set(corpusCases(31).map(({ kind }) => kind)).size >= 300);
  });

  test('changes at most one in a hundred look-alikes of a hundred kinds', () => {
    const { tried, missed } = measureFalseAlarms(seeds);
    const told = missed.map(({ one, redacted }) => `${one.kind}: ${redacted}`);
    assert.ok(tried >= 500 && missed.length <= tried * 0.01, told.join('\n'));
  });

  test('hides at least 98 of 100 secrets in their usual company', () => {
    const cases = seeds.flatMap((seed) => secretCases(createRandom(seed)));
    const leaks = cases.filter(({ line, secret }) =>
      leakedPart(redact(line), { text: line, secrets: [secret] }),
    );
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

/** Of the processor: what else a machine does meanwhile says nothing. */
function cpuMilliseconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

suite('lines of hundreds of kilobytes', () => {
  const flood = Array.from({ length: 10_000 }, (_, index) => `password=Xy${index}abc12z9 `).join(
    '',
  );
  const people = Array.from(
    { length: 2000 },
    (_, index) => `{"id":${index},"name":"${'n'.repeat(80)}","password":"Xy${index}abc12z9"}`,
  ).join();
  const rows: readonly [string, string, RegExp][] = [
    [
      'that might hold a secret every few characters are hidden whole',
      `before password=first1\n${flood}\nafter password=last1`,
      /^before password=⟦PASSWORD_1⟧\n⟦CROWDED_LINE_1⟧\nafter password=⟦PASSWORD_2⟧$/,
    ],
    [
      'that are the same have the same placeholder',
      `${flood}\n${flood}\n${flood}a`,
      /^⟦CROWDED_LINE_1⟧\n⟦CROWDED_LINE_1⟧\n⟦CROWDED_LINE_2⟧$/,
    ],
    [
      'that end with a key are hidden together with the rest of the key',
      `${flood}-----BEGIN PRIVATE KEY-----\nAAAABBBBCCCCDDDDEEEE\n-----END PRIVATE KEY-----\nafter`,
      /^⟦[A-Z_]+_1⟧\nafter$/,
    ],
    [
      'that pretend to hold placeholders are hidden whole',
      `${'⟦PASSWORD_1⟧'.repeat(20_000)}\nafter`,
      /^⟦CROWDED_LINE_1⟧\nafter$/,
    ],
    [
      'that a program wrote are read, and each secret has its own placeholder',
      people,
      /^\{"id":0,"name":"n+","password":"⟦PASSWORD_1⟧"\},.*"password":"⟦PASSWORD_2000⟧"\}$/,
    ],
  ];
  for (const [name, text, expected] of rows) {
    test(name, () => {
      const redacted = redact(text);
      assert.ok(expected.test(redacted), redacted.slice(0, 400));
    });
  }
});

suite('redaction is linear', () => {
  for (const [name, text] of Object.entries(hostileTexts())) {
    test(`in a megabyte of ${name}`, () => {
      const milliseconds = cpuMilliseconds(() => redact(text));
      // A twentieth of a second or two; a quadratic one would take minutes.
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
    const rate = text.length / cpuMilliseconds(() => redact(text)) / 1000;
    assert.ok(rate > 1, `${rate} MB/s`);
  });
});
