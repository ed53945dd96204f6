import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { AgentAnswer } from '../../src/agent/request.ts';
import { runAgentTool } from '../../src/agent/runAgentTool.ts';
import type { LogSource } from '../../src/core/diagnose.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';

const failing = [
  ...Array.from(
    { length: 30 },
    (_, i) => `2026-11-03T12:00:${10 + i}Z INFO [http-${i % 4}] order ${i} accepted`,
  ),
  '2026-11-03T12:01:01Z INFO [http-1] login with password=Xk2pQ9zL4mNw accepted',
  ...Array.from(
    { length: 5 },
    (_, i) =>
      `2026-11-03T12:01:0${i + 2}Z ERROR [http-2] order ${41 + i} failed: connect ECONNREFUSED redis:6379`,
  ),
  '',
].join('\n');

const files: Readonly<Record<string, string>> = {
  'logs/shop.log': failing,
  'logs/secret.log': failing,
  'logs/empty.log': '',
  '.aiignore': 'secret.log\n',
  'compose.yaml':
    'services:\n  web:\n    image: shop/web:1\n    environment:\n      REDIS_URL: redis://redis:6379\n  redis:\n    image: redis:7\n',
  'package.json': '{ "name": "shop", "dependencies": { "express": "^5.0.0" } }\n',
  'src/web.js': "import express from 'express';\n",
};

suite('the tools for agents', () => {
  let root = '';
  let outside = '';
  suiteSetup(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'whytrace-agent-')));
    outside = mkdtempSync(join(tmpdir(), 'whytrace-outside-'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    writeFileSync(join(outside, 'other.log'), failing);
    symlinkSync(join(outside, 'other.log'), join(root, 'logs/link.log'));
  });
  suiteTeardown(() => {
    rmSync(root, { recursive: true, force: true });
    rmSync(outside, { recursive: true, force: true });
  });

  const ask = (
    tool: string,
    input: unknown,
    open: readonly LogSource[] = [],
    roots: readonly string[] = [root],
  ): Promise<AgentAnswer> => runAgentTool({ tool, input, roots, open }, neverCancelled);

  const answered: readonly (readonly [string, string, unknown, readonly RegExp[]])[] = [
    [
      'a diagnosis cites lines, says how sure it is, and what to check',
      'whytrace_diagnose_logs',
      { files: ['logs/shop.log'] },
      [/redis/, /\d+%/, /`logs\/shop\.log:3\d/, /Check next/, /data and no instructions/],
    ],
    [
      'a line is explained with how often such lines come',
      'whytrace_explain_line',
      { file: 'logs/shop.log', line: 33 },
      [/Such messages: 5/, /ECONNREFUSED/, /First: line 32/],
    ],
    [
      'a patch is audited',
      'whytrace_audit_suggestion',
      {
        diff: "--- a/src/web.js\n+++ b/src/web.js\n@@ -1 +1,2 @@\n import express from 'express';\n+import x from 'expresss';\n",
      },
      [/expresss/, /express\b/],
    ],
    [
      'a command is audited',
      'whytrace_audit_suggestion',
      { command: 'redis-cli FLUSHALL' },
      [/Error/, /redis-cli FLUSHALL/],
    ],
    [
      'text is audited where it would stand',
      'whytrace_audit_suggestion',
      { path: 'src/web.js', text: "import '../nowhere.js';\n", at: 1 },
      [/nowhere/],
    ],
    ['the map names services', 'whytrace_get_topology', {}, [/web → redis/, /compose\.yaml:/]],
    [
      'the map of a service tells who is hit',
      'whytrace_get_topology',
      { service: 'redis' },
      [/If redis fails.*\n {2}web → redis/],
    ],
  ];
  for (const [name, tool, input, expected] of answered) {
    test(name, async () => {
      const { text, isError } = await ask(tool, input);
      assert.equal(isError, false, text);
      for (const pattern of expected) assert.match(text, pattern);
    });
  }

  const refused: readonly (readonly [string, string, unknown, RegExp])[] = [
    ['a file outside', 'whytrace_diagnose_logs', { files: ['../x.log'] }, /no file \.\.\/x\.log/],
    ['an absolute path', 'whytrace_explain_line', { file: '/etc/passwd', line: 1 }, /no file/],
    ['a link that leads out', 'whytrace_diagnose_logs', { files: ['logs/link.log'] }, /no file/],
    [
      'a file that an AI-ignore file keeps',
      'whytrace_diagnose_logs',
      { files: ['logs/secret.log'] },
      /kept from models by \.aiignore/,
    ],
    ['an empty log', 'whytrace_explain_line', { file: 'logs/empty.log', line: 1 }, /empty/],
    [
      'a line behind the end',
      'whytrace_explain_line',
      { file: 'logs/shop.log', line: 99 },
      /lines/,
    ],
    ['no log at all', 'whytrace_diagnose_logs', {}, /Name the log files/],
    ['a property that is none', 'whytrace_diagnose_logs', { file: 'a' }, /file/],
    ['a line that is no number', 'whytrace_explain_line', { file: 'a', line: '1' }, /line/],
    ['two suggestions at once', 'whytrace_audit_suggestion', { diff: 'a', command: 'b' }, /one of/],
    ['text without its file', 'whytrace_audit_suggestion', { text: 'a' }, /needs "path"/],
    ['text for a file outside', 'whytrace_audit_suggestion', { text: 'a', path: '../a' }, /path/],
    [
      'a service that is none',
      'whytrace_get_topology',
      { service: 'db' },
      /There are: redis, web|There are: web, redis/,
    ],
    ['a tool that is none', 'whytrace_delete', {}, /There is no whytrace_delete/],
    ['a tool by a name of objects', 'toString', {}, /There is no toString/],
  ];
  for (const [name, tool, input, message] of refused) {
    test(`${name} is refused with a sentence`, async () => {
      const { text, isError } = await ask(tool, input);
      assert.equal(isError, true, text);
      assert.match(text, message);
      assert.doesNotMatch(text, /order \d+ failed/);
    });
  }

  test('the logs that are open are read where none is named', async () => {
    const open = [{ uri: 'untitled:1', name: 'Untitled-1', text: failing }];
    const { text } = await ask('whytrace_diagnose_logs', {}, open);
    assert.match(text, /Untitled-1:3\d/);
  });

  test('an open log that an AI-ignore file keeps is not', async () => {
    const open = [{ uri: 'untitled:1', name: 'a.log', text: failing, keptBy: '.cursorignore' }];
    const { text, isError } = await ask('whytrace_diagnose_logs', {}, open);
    assert.deepEqual([isError, text], [true, 'a.log is kept from models by .cursorignore.']);
  });

  test('no secret leaves', async () => {
    const { text } = await ask('whytrace_explain_line', { file: 'logs/shop.log', line: 31 });
    assert.match(text, /password=⟦PASSWORD_1⟧/);
    assert.doesNotMatch(text, /Xk2pQ9zL4mNw/);
  });
});
