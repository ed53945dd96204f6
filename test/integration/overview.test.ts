import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource, type Hover } from 'vscode-languageserver-protocol/node';
import {
  LinesRequest,
  OverviewRequest,
  type ReadingProgress,
  ReadingProgressNotification,
} from '../../src/protocol/languageServer.ts';
import { windowAround, windowLine, windowUri } from '../../src/protocol/logWindow.ts';
import { type ServerProcess, startServer } from './languageServerProcess.ts';

const start = Date.UTC(2026, 2, 14, 10);

/** Orders once a second; every thousandth is refused. */
function orders(count: number): string {
  return Array.from({ length: count }, (_, i) => {
    const time = new Date(start + i * 1000).toISOString();
    return i % 1000 === 999
      ? `${time} ERROR [shop] order ${i} refused: stock service unreachable`
      : `${time} INFO [shop] order ${i} took ${i % 7} ms`;
  }).join('\n');
}

suite('logs that no editor has opened', () => {
  let server: ServerProcess;
  let folder: string;

  suiteSetup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whytrace-overview-'));
    server = startServer();
    await server.initialize();
  });
  suiteTeardown(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  async function write(name: string, text: string): Promise<string> {
    await writeFile(join(folder, name), text);
    return pathToFileURL(join(folder, name)).href;
  }

  test('have an overview', async () => {
    const uri = await write('orders.log', orders(10_000));
    const result = await server.connection.sendRequest(OverviewRequest, { uri });
    assert.ok(result.kind === 'overview');
    const { lines, levels, templates } = result.overview;
    assert.equal(lines, 10_000);
    assert.deepEqual(levels, [
      { level: 'error', count: 10 },
      { level: 'info', count: 9990 },
    ]);
    const refused = templates.find(({ text }) => text.includes('refused'));
    assert.deepEqual([refused?.firstLine, refused?.lastLine], [1000, 10_000]);
  });

  test('are read by lines, as far as there are any', async () => {
    const uri = await write('lines.log', orders(3000));
    const result = await server.connection.sendRequest(LinesRequest, {
      uri,
      startLine: 2999,
      count: 2000,
    });
    assert.ok(result.kind === 'lines');
    assert.deepEqual([result.lines.length, result.lineCount], [2, 3000]);
    assert.match(result.lines[1] ?? '', /ERROR .* order 2999 refused/);
  });

  test('have hovers in windows on them, but for the line that says what is shown', async () => {
    const uri = await write('window.log', orders(8000));
    const window = windowAround(uri, 5000);
    const hoverAt = async (line: number): Promise<string> => {
      const hover: Hover | null = await server.connection.sendRequest('textDocument/hover', {
        textDocument: { uri: windowUri(window) },
        position: { line: line - 1, character: 0 },
      });
      return JSON.stringify(hover?.contents ?? '');
    };
    assert.match(await hoverAt(windowLine(window, 5000)), /\*\*8×\*\*/);
    assert.match(await hoverAt(windowLine(window, 5001)), /\*\*7,992×\*\*/);
    assert.equal(await hoverAt(1), '""');
  });

  test('say how far they were read, and stop when nobody waits any more', async () => {
    const uri = await write('large.log', `${orders(200_000)}\n`.repeat(2));
    const source = new CancellationTokenSource();
    const seen = new Promise<ReadingProgress>((resolve) => {
      server.connection.onNotification(ReadingProgressNotification, (told) => {
        if (told.share !== undefined) resolve(told);
      });
    });
    const running = server.connection.sendRequest(OverviewRequest, { uri }, source.token);
    const progress = await seen;
    assert.equal(progress.uri, uri);
    assert.ok(progress.bytes > 20_000_000);
    assert.ok((progress.share ?? -1) >= 0 && (progress.share ?? 2) <= 1, `${progress.share}`);
    assert.match(JSON.stringify(progress.firstLook?.templates), /order <\*>/);
    source.cancel();
    assert.deepEqual(await running, { kind: 'cancelled' });
  });

  const unreadable: readonly (readonly [string, () => Promise<string>, RegExp])[] = [
    [
      'a file that is not there',
      async () => pathToFileURL(join(folder, 'gone.log')).href,
      /gone\.log/,
    ],
    ['a folder', async () => pathToFileURL(folder).href, /folder/],
    ['what is no file', async () => 'untitled:Untitled-1', /save it as a file/],
  ];
  for (const [name, make, message] of unreadable) {
    test(`say why they can't be read: ${name}`, async () => {
      const uri = await make();
      const result = await server.connection.sendRequest(OverviewRequest, { uri });
      assert.ok(result.kind === 'unreadable');
      assert.match(result.message, message);
    });
  }
});
