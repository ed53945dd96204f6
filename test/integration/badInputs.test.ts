import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Hover } from 'vscode-languageserver-protocol/node';
import {
  DiagnoseRequest,
  type DiagnoseResult,
  LinesRequest,
  OverviewRequest,
} from '../../src/protocol/languageServer.ts';
import { badInputs, EXPLAINED, pipe, writeInput } from '../inputs/badInputs.ts';
import { type ServerProcess, startServer } from './languageServerProcess.ts';

suite('the language server on bad inputs', function () {
  // The largest of them are read four times.
  this.timeout(90_000);
  let server: ServerProcess;
  let folder: string;
  let runs = 0;

  suiteSetup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whytrace-bad-'));
    for (const input of [...badInputs, pipe]) writeInput(folder, input);
    server = startServer();
    await server.initialize([pathToFileURL(folder).href, 'file://host/share', 'file:///a%2Fb']);
  });
  suiteTeardown(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;

  function diagnose(uri: string): Promise<DiagnoseResult> {
    const sources = [{ uri, name: 'app.log' }];
    const params = { runId: `run${++runs}`, sources, context: { items: [] }, budget: 12_000 };
    return server.connection.sendRequest(DiagnoseRequest, params);
  }

  async function hoverAt(uri: string, line: number): Promise<string> {
    const hover: Hover | null = await server.connection.sendRequest('textDocument/hover', {
      textDocument: { uri },
      position: { line: line - 1, character: 0 },
    });
    return hover === null ? 'none' : JSON.stringify(hover.contents);
  }

  for (const { what, name, told } of [...badInputs, pipe]) {
    if (told.kind === 'refused') {
      test(`says why it can't read ${what}, in a run and in its overview, and shows no card`, async () => {
        const uri = uriOf(name);
        const run = await diagnose(uri);
        assert.ok(run.kind === 'unreadable');
        assert.equal(run.messages.length, 1);
        const overview = await server.connection.sendRequest(OverviewRequest, { uri });
        // A log without a word in it is one all the same: its overview has no rows.
        const isEmpty = overview.kind === 'overview' && overview.overview.records === 0;
        const message = overview.kind === 'unreadable' ? overview.message : '';
        assert.match(run.messages[0] ?? '', isEmpty ? /^app\.log is empty/ : told.message);
        if (!isEmpty) assert.match(message, told.message);
        assert.equal(await hoverAt(uri, 1), 'none');
      });
      continue;
    }
    test(`reads ${what}: a run, its overview, lines and cards`, async () => {
      const uri = uriOf(name);
      const run = await diagnose(uri);
      assert.ok(run.kind === 'diagnosis');
      const { hypotheses, problems, sources } = run.diagnosis;
      assert.match(hypotheses[0]?.title ?? '', EXPLAINED);
      const messages = problems.map(({ message }) => message);
      assert.equal(messages.length, told.problems.length, messages.join('\n'));
      const lineCount = told.lines ?? sources[0]?.lines ?? 0;

      const result = await server.connection.sendRequest(OverviewRequest, { uri });
      assert.ok(result.kind === 'overview');
      assert.deepEqual([result.overview.lines, sources[0]?.lines], [lineCount, lineCount]);
      assert.deepEqual(result.overview.problems, messages);
      for (const [i, problem] of told.problems.entries()) {
        assert.match(messages[i]?.replace('app.log', name) ?? '', problem);
      }

      const asked = { uri, startLine: Math.max(1, lineCount - 1), count: 10 };
      const lines = await server.connection.sendRequest(LinesRequest, asked);
      assert.ok(lines.kind === 'lines');
      assert.equal(lines.lines.length, Math.min(2, lineCount));
      const line = (hypotheses[0]?.claims[0]?.citations[0]?.startLine ?? 0) || 1;
      assert.match(await hoverAt(uri, line), /The Java heap is full/);
      assert.equal(await hoverAt(uri, lineCount + 1), 'none');
    });
  }

  const addresses: readonly (readonly [string, string, RegExp])[] = [
    ['on another machine', 'file://host/share/app.log', /^file:\/\/host\/share\/app\.log is not a/],
    ['that is not UTF-8', 'file:///tmp/caf%E9.log', /caf%E9\.log is not a file on this machine/],
    ['with an escaped slash', 'file:///tmp/a%2Fb.log', /is not a file on this machine/],
    ['with NUL', 'file:///tmp/a%00b.log', /can't be read/],
    ['of no file', 'https://x.test/app.log', /is not a file on this machine|save it as a file/],
  ];
  for (const [what, uri, message] of addresses) {
    test(`says that it can't read an address ${what}`, async () => {
      const run = await diagnose(uri);
      assert.match(run.kind === 'unreadable' ? (run.messages[0] ?? '') : run.kind, message);
      const overview = await server.connection.sendRequest(OverviewRequest, { uri });
      assert.match(overview.kind === 'unreadable' ? overview.message : overview.kind, message);
      assert.equal(await hoverAt(uri, 1), 'none');
    });
  }

  const first = '2026-11-03T12:00:00Z ERROR [orders] stock said no\n';
  const other = '2026-11-04T09:30:00Z ERROR [carts] cart was lost\n';
  /** What happens to a log that the server knows, and the card of its first line then. */
  const changes: readonly (readonly [string, (path: string) => void, RegExp])[] = [
    ['was deleted', (path) => rmSync(path), /^none$/],
    ['was emptied', (path) => truncateSync(path), /^none$/],
    ['was cut in a line', (path) => truncateSync(path, first.length + 9), /stock said no/],
    ['was written anew', (path) => writeFileSync(path, other.repeat(9)), /cart was lost/],
    [
      'was replaced by another of its name',
      (path) => {
        rmSync(path);
        writeFileSync(path, other.repeat(8));
      },
      /cart was lost/,
    ],
    [
      'became a pipe',
      (path) => {
        rmSync(path);
        pipe.make(path);
      },
      /^none$/,
    ],
    ['grew', (path) => appendFileSync(path, other), /stock said no/],
    [
      'may not be read any more, but was open',
      (path) => chmodSync(path, 0),
      /stock said no|^none$/,
    ],
  ];
  for (const [what, change, card] of changes) {
    test(`shows no line of before in the card of a log that ${what}`, async () => {
      const path = join(folder, 'changed.log');
      rmSync(path, { force: true });
      writeFileSync(path, first.repeat(8));
      const uri = uriOf('changed.log');
      assert.match(await hoverAt(uri, 1), /stock said no/);
      change(path);
      assert.match(await hoverAt(uri, 1), card);
      const { kind } = await server.connection.sendRequest(OverviewRequest, { uri });
      assert.ok(kind === 'overview' || card.test('none'), kind);
    });
  }
});
