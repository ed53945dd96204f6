import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditJson } from '../../src/protocol/commandLine.ts';
import type { Behaviour } from '../modelServer/behaviours.ts';
import { type ModelServer, startModelServer } from '../modelServer/modelServer.ts';
import { whytrace } from './whytrace.ts';

const claims = {
  summary: 'It moves api to another port.',
  claims: [
    {
      section: 'does',
      text: 'It sets PORT to 9090.',
      cites: [{ evidence: 'E1', quote: 'PORT: "9090"', line: null }],
      rule: null,
      ruling: null,
    },
    {
      section: 'misses',
      text: 'The mobile app still calls the old port.',
      cites: [{ evidence: 'E1', quote: 'mobile: 8080', line: null }],
      rule: null,
      ruling: null,
    },
  ],
};

const explains: Behaviour = ({ response }) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const message = { role: 'assistant', content: JSON.stringify(claims) };
  response.end(JSON.stringify({ choices: [{ index: 0, message, finish_reason: 'stop' }] }));
};

suite('whytrace audit --reasoner openai', () => {
  let folder: string;
  let server: ModelServer;
  suiteSetup(async () => {
    folder = mkdtempSync(join(tmpdir(), 'whytrace-audit-model-'));
    mkdirSync(join(folder, 'shop'));
    writeFileSync(
      join(folder, 'shop/compose.yaml'),
      'services:\n  web:\n    image: web\n    environment: { API_URL: "http://api:8080" }\n  api:\n    image: api\n    environment: { PORT: "8080", DB_PASSWORD: hunter2-Kq81zz }\n',
    );
    writeFileSync(
      join(folder, 'port.diff'),
      '--- a/compose.yaml\n+++ b/compose.yaml\n@@ -6,2 +6,2 @@\n     image: api\n-    environment: { PORT: "8080", DB_PASSWORD: hunter2-Kq81zz }\n+    environment: { PORT: "9090", DB_PASSWORD: hunter2-Kq81zz }\n',
    );
    server = await startModelServer(explains);
  });
  suiteTeardown(async () => {
    rmSync(folder, { recursive: true });
    await server.close();
  });

  const words = (url: string): readonly string[] => [
    ...['audit', '--workspace', 'shop', '--diff', 'port.diff'],
    ...['--reasoner', 'openai', '--model', 'm', '--base-url', url],
  ];

  test('gives what a model claims in JSON, each with its verdict, and what was sent', async () => {
    const { stdout, code } = await whytrace([...words(server.url), '--json'], { cwd: folder });
    const { explanation, findings } = JSON.parse(stdout) as AuditJson;
    assert.equal(code, 1);
    assert.ok(findings.some(({ kind }) => kind === 'dependency'));
    assert.equal(explanation?.reasoner, 'openai');
    assert.deepEqual(
      explanation.claims.map(({ section, verdict }) => [section, verdict]),
      [
        ['does', 'supported'],
        ['misses', 'unsupported'],
      ],
    );
    assert.match(explanation.receipt ?? '', /PORT: "9090"/);
    assert.doesNotMatch(explanation.receipt ?? '', /hunter2-Kq81zz/);
    // What did not hold went back once.
    assert.equal(server.requests.length, 2);
    assert.match(explanation.rounds[0] ?? '', /^Repair: 1 claim did not hold/);
  });

  test('says in words what a model claims, what did not hold, and where it was sent', async () => {
    const formats = [[], ['--markdown']];
    const told = await Promise.all(
      formats.map((format) => whytrace([...words(server.url), ...format], { cwd: folder })),
    );
    for (const { stdout } of told) {
      assert.match(stdout, /each claim checked/);
      assert.match(stdout, /It sets PORT to 9090\..*✓ supported/);
      assert.match(stdout, /The mobile app still calls the old port\..*✗ unsupported/);
      assert.match(stdout, /2 redacted requests went to http/);
    }
  });

  test('stands as it is without a model where that cannot be reached', async () => {
    const [offline, { stdout, code }] = await Promise.all([
      whytrace(words('').slice(0, 5), { cwd: folder }),
      whytrace(words('http://127.0.0.1:9/v1'), { cwd: folder }),
    ]);
    assert.equal(code, 1);
    assert.match(stdout, /The model server could not be reached\./);
    const findings = (text: string): string =>
      text.slice(text.indexOf('Findings'), text.indexOf('Who depends'));
    assert.equal(
      findings(stdout).replace(/The model server could not be reached[^\n]*\n\n/, ''),
      findings(offline.stdout),
    );
  });

  test('needs the name of a model', async () => {
    const { stderr, code } = await whytrace(words('http://127.0.0.1:9').slice(0, 7), {
      cwd: folder,
      env: { WHYTRACE_MODEL: '' },
    });
    assert.deepEqual([code, /Name the model with --model/.test(stderr)], [2, true]);
  });

  test('is one of two', async () => {
    const more = ['--command', 'ls', '--reasoner', 'oracle'];
    const { stderr, code } = await whytrace(['audit', '--workspace', 'shop', ...more], {
      cwd: folder,
    });
    assert.deepEqual(
      [code, /--reasoner is embedded or openai, not 'oracle'/.test(stderr)],
      [2, true],
    );
  });
});
