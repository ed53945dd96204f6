import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { startModelServer } from '../modelServer/modelServer.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the sources as the bundle would run. */
async function whytrace(
  words: readonly string[],
  options: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Result> {
  const args = ['--import', join(root, 'test/yamlModules.mjs'), join(root, 'src/cli/cli.ts')];
  const child = spawn(process.execPath, [...args, ...words], {
    env: { ...process.env, ...options.env },
  });
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const code = child.exitCode ?? (await new Promise<number | null>((r) => child.once('close', r)));
  return { code, stdout, stderr };
}

const failing = [
  '2026-11-03 12:00:01,120 INFO  [main] shop.Orders - started version 4.1.0',
  ...Array.from(
    { length: 40 },
    (_, i) =>
      `2026-11-03 12:00:${10 + i},004 INFO  [http-${i % 4}] shop.Orders - order ${i} accepted`,
  ),
  '2026-11-03 12:01:02,310 ERROR [http-2] shop.Orders - order 41 failed',
  'java.lang.OutOfMemoryError: Java heap space',
  '\tat shop.Cart.copy(Cart.java:31)',
  '2026-11-03 12:01:03,002 ERROR [http-3] shop.Orders - order 42 failed',
  'java.lang.OutOfMemoryError: Java heap space',
  '\tat shop.Cart.copy(Cart.java:31)',
  '',
].join('\n');

const healthy = Array.from(
  { length: 60 },
  (_, i) =>
    `2026-11-03T12:00:${String(i).padStart(2, '0')}Z INFO orders: order ${i} accepted in ${i % 9} ms`,
).join('\n');

suite('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whytrace-cli-'));
  const file = (name: string): string => join(folder, name);

  suiteSetup(() => {
    writeFileSync(file('failing.log'), failing);
    writeFileSync(file('failing.log.gz'), gzipSync(failing));
    writeFileSync(file('healthy.log'), healthy);
    writeFileSync(file('empty.log'), '');
    writeFileSync(file('broken.gz'), Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]));
    mkdirSync(file('folder'));
  });
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  test('diagnose --json prints the object that the README describes, and exits with 0', async () => {
    const { code, stdout } = await whytrace(['diagnose', '--json', file('failing.log')]);
    assert.equal(code, 0);
    const diagnosis = JSON.parse(stdout);
    assert.deepEqual(Object.keys(diagnosis), [
      'schema',
      'outcome',
      'reason',
      'hypotheses',
      'evidence',
      'leftOut',
      'reasoner',
      'modelFailure',
      'stages',
    ]);
    assert.equal(diagnosis.schema, 'whytrace.diagnosis/1');
    assert.equal(diagnosis.outcome, 'diagnosed');
    assert.equal(diagnosis.reasoner, 'embedded');
    const [hypothesis] = diagnosis.hypotheses;
    assert.deepEqual(Object.keys(hypothesis), [
      'title',
      'summary',
      'service',
      'confidence',
      'band',
      'claims',
      'against',
      'missing',
      'probes',
      'factors',
    ]);
    assert.match(`${hypothesis.title} ${hypothesis.summary}`, /heap|memory/i);
    assert.ok(hypothesis.confidence > 0 && hypothesis.confidence <= 1);
    const cited = hypothesis.claims.flatMap((claim: { citations: object[] }) => claim.citations);
    assert.deepEqual(Object.keys(cited[0]), ['evidence', 'file', 'startLine', 'endLine', 'quote']);
    const ids = diagnosis.evidence.map((evidence: { id: string }) => evidence.id);
    assert.ok(cited.every((citation: { evidence: string }) => ids.includes(citation.evidence)));
    assert.ok(
      cited.some(
        ({ startLine, endLine }: { startLine: number; endLine: number }) =>
          startLine <= 43 && 43 <= endLine,
      ),
      'the line of the exception is cited',
    );
  });

  const answers: readonly (readonly [string, () => string[], number, RegExp])[] = [
    [
      'a gzip file is read like a plain one',
      () => ['diagnose', file('failing.log.gz')],
      0,
      /heap|memory/i,
    ],
    ['a healthy log is no incident', () => ['diagnose', file('healthy.log')], 1, /No incident/],
    [
      'markdown is a note with a headline',
      () => ['diagnose', '--markdown', file('failing.log')],
      0,
      /^# .*/,
    ],
    [
      'select shows lines with their numbers',
      () => ['select', file('failing.log')],
      0,
      /43 │ java\.lang\.OutOfMemoryError/,
    ],
    [
      'templates counts kinds of messages',
      () => ['templates', file('failing.log')],
      0,
      /40 {2}info {3}order <\*> accepted/,
    ],
    ['help is at hand after a command', () => ['diagnose', '--help'], 0, /--context DIR/],
    ['the help names every command', () => ['--help'], 0, /diagnose.*select.*templates.*redact/s],
  ];
  for (const [name, words, expected, output] of answers) {
    test(name, async () => {
      const { code, stdout, stderr } = await whytrace(words());
      assert.equal(code, expected, stderr);
      assert.match(stdout, output);
      assert.equal(stderr, '');
    });
  }

  const refusals: readonly (readonly [string, () => string[], RegExp])[] = [
    ['an unknown command', () => ['diagnoze', 'x'], /no command 'diagnoze'/],
    ['an unknown option', () => ['diagnose', '--jason', 'x'], /^Unknown option '--jason'\. See/],
    ['no file', () => ['diagnose', '--json'], /at least one log file/],
    [
      'a budget that is no number',
      () => ['select', '--budget', 'many', 'x'],
      /number of characters/,
    ],
    [
      'a file that is not there',
      () => ['diagnose', '--json', file('missing.log')],
      /missing\.log is not there/,
    ],
    ['a log without a word in it', () => ['diagnose', file('empty.log')], /empty\.log is empty/],
    ['a folder', () => ['diagnose', file('folder')], /folder is a folder/],
    ['a gzip file that is cut', () => ['diagnose', file('broken.gz')], /can't be decompressed/],
    [
      'a model without a name',
      () => ['diagnose', '--reasoner', 'openai', file('failing.log')],
      /--model/,
    ],
    [
      'a context that is no folder',
      () => ['diagnose', '--context', 'nowhere', file('failing.log')],
      /nowhere is not a folder/,
    ],
  ];
  for (const [name, words, message] of refusals) {
    test(`${name} is told on standard error, with exit code 2 and no output`, async () => {
      const { code, stdout, stderr } = await whytrace(words(), { env: { WHYTRACE_MODEL: '' } });
      assert.equal(code, 2);
      assert.match(stderr, message);
      assert.equal(stdout, '');
    });
  }

  test('one unreadable file among others is reported, and the others are diagnosed', async () => {
    const { code, stdout } = await whytrace(['diagnose', file('failing.log'), file('missing.log')]);
    assert.equal(code, 0);
    assert.match(stdout, /missing\.log is not there/);
  });

  test('standard input is read for -', async () => {
    const { code, stdout } = await whytrace(['diagnose', '-'], { input: failing });
    assert.equal(code, 0);
    assert.match(stdout, /standard input:\d+/);
  });

  test('select --json stays within its budget and gives the lines as they are', async () => {
    const { stdout } = await whytrace(['select', '--json', '--budget', '600', file('failing.log')]);
    const { excerpts, characters, leftOut } = JSON.parse(stdout);
    assert.ok(characters <= 600);
    const lines = failing.split('\n');
    for (const { startLine, endLine, text: quoted } of excerpts) {
      assert.equal(quoted, lines.slice(startLine - 1, endLine).join('\n'));
    }
    assert.equal(leftOut.totalLines, lines.length);
  });

  test('templates --csv has one row a line, quoted where a comma stands', async () => {
    const { stdout } = await whytrace(['templates', '--csv', file('failing.log')]);
    const [head, first, ...rest] = stdout.trimEnd().split('\n');
    assert.equal(head, 'LineId,EventTemplate,ClusterId');
    assert.match(first ?? '', /^1,started version <\*>,\d+$/);
    assert.equal(rest.length + 1, failing.split('\n').length);
  });

  test('redact hides a password and keeps the rest', async () => {
    const { stdout } = await whytrace(['redact'], {
      input: 'connect to postgres://app:hunter2secret@db:5432/shop failed\n',
    });
    assert.doesNotMatch(stdout, /hunter2secret/);
    assert.match(stdout, /postgres:\/\/app:⟦\w+⟧@db:5432\/shop failed/);
  });

  test('a model that fails is told, and the embedded analyst answers', async () => {
    const server = await startModelServer('unauthorised');
    try {
      const { code, stdout } = await whytrace(
        [
          'diagnose',
          '--json',
          '--reasoner',
          'openai',
          '--model',
          'test-model',
          file('failing.log'),
        ],
        { env: { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'sk-test-0123456789' } },
      );
      const diagnosis = JSON.parse(stdout);
      assert.equal(code, 0);
      assert.equal(diagnosis.reasoner, 'embedded');
      assert.match(diagnosis.modelFailure, /refused the API key/);
      assert.doesNotMatch(stdout, /sk-test-0123456789/);
    } finally {
      await server.close();
    }
  });
});
