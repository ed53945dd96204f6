import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Diagnostic,
  type Hover,
  PublishDiagnosticsNotification,
} from 'vscode-languageserver-protocol/node';
import {
  DiagnoseRequest,
  WorkspaceTrustedNotification,
} from '../../src/protocol/languageServer.ts';
import { whytrace } from '../cli/whytrace.ts';
import { eventually } from '../eventually.ts';
import { type ServerProcess, startServer } from './languageServerProcess.ts';

const shop = `technology: shop
signatures:
  - id: shop.quota
    title: The region's cart quota is used up
    patterns: ['quota bucket=(?<bucket>\\S+) exhausted']
    meaning: The cart service counts requests by region and refuses more.
    role: cause
    documentation: https://wiki.example.org/quota
    precision: 0.9
    examples: ['cart quota bucket=eu exhausted']
`;

/** All but one line are ordinary, and that one has no word of failure that anybody else knows. */
const log = Array.from({ length: 120 }, (_, i) => {
  const time = new Date(Date.UTC(2026, 10, 20, 10) + i * 5000).toISOString();
  return i === 80
    ? `${time} INFO [cart] quota bucket=eu exhausted until 11:00`
    : `${time} INFO [cart] handled POST /cart in ${10 + (i % 7)} ms`;
}).join('\n');

const lineOfQuota = 80;

suite("a team's signatures", () => {
  let root: string;
  let server: ServerProcess | undefined;
  let shown: Map<string, readonly Diagnostic[]>;
  setup(async () => {
    root = await mkdtemp(join(tmpdir(), 'whytrace-team-'));
    await mkdir(join(root, '.whytrace/signatures'), { recursive: true });
    await writeFile(join(root, '.whytrace/signatures/shop.yaml'), shop);
    await writeFile(join(root, 'cart.log'), log);
  });
  teardown(async () => {
    await server?.stop();
    server = undefined;
    await rm(root, { recursive: true });
  });

  const uriOf = (name: string): string => pathToFileURL(join(root, name)).href;
  const yaml = (): string => uriOf('.whytrace/signatures/shop.yaml');

  async function start(trustsWorkspace = true) {
    const started = startServer();
    server = started;
    shown = new Map();
    started.connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      shown.set(params.uri, params.diagnostics);
    });
    await started.initialize([pathToFileURL(root).href], { trustsWorkspace });
    return started.connection;
  }

  async function hoverOf(connection: ServerProcess['connection']): Promise<string> {
    const hover = await connection.sendRequest<Hover | null>('textDocument/hover', {
      textDocument: { uri: uriOf('cart.log') },
      position: { line: lineOfQuota, character: 0 },
    });
    return JSON.stringify(hover?.contents ?? null);
  }

  async function diagnose(connection: ServerProcess['connection']) {
    const result = await connection.sendRequest(DiagnoseRequest, {
      runId: 'run',
      sources: [{ uri: uriOf('cart.log'), name: 'cart.log' }],
      context: { items: [] },
      budget: 12_000,
    });
    return result.kind === 'diagnosis' ? result.diagnosis : assert.fail();
  }

  test('are used in hovers and diagnoses', async () => {
    const connection = await start();
    assert.match(await hoverOf(connection), /The region's cart quota is used up/);
    const { outcome, hypotheses, problems } = await diagnose(connection);
    assert.deepEqual(
      [outcome, hypotheses[0]?.signature, problems],
      ['diagnosed', 'shop.quota', []],
    );
  });

  test('are not read before the workspace is trusted', async () => {
    const connection = await start(false);
    assert.doesNotMatch(await hoverOf(connection), /cart quota/);
    assert.equal((await diagnose(connection)).outcome, 'noIncident');
    await connection.sendNotification(WorkspaceTrustedNotification);
    assert.match(await hoverOf(connection), /The region's cart quota is used up/);
  });

  test('show their mistakes in the file, and no more once they are mended', async () => {
    await writeFile(join(root, '.whytrace/signatures/shop.yaml'), shop.replace('0.9', '9'));
    const connection = await start();
    await eventually(() => assert.ok(shown.has(yaml())));
    assert.deepEqual(
      shown.get(yaml())?.map(({ range, message }) => [range.start.line, message]),
      [[8, 'shop.quota: "precision" must be a number from 0 to 1.']],
    );
    assert.deepEqual(
      (await diagnose(connection)).problems.map(({ message }) => message),
      ['.whytrace/signatures/shop.yaml:9, shop.quota: "precision" must be a number from 0 to 1.'],
    );

    await writeFile(join(root, '.whytrace/signatures/shop.yaml'), shop);
    const changes = [{ uri: yaml(), type: 2 }];
    await connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    await eventually(() => assert.deepEqual(shown.get(yaml()), []));
    assert.match(await hoverOf(connection), /The region's cart quota is used up/);
  });

  test('are used on the command line, from the folder above the log', async () => {
    const { stdout, code } = await whytrace(['diagnose', '--json', join(root, 'cart.log')]);
    assert.equal(code, 0);
    assert.match(JSON.parse(stdout).hypotheses[0].title, /quota bucket=eu exhausted/);
    const selected = await whytrace(['select', join(root, 'cart.log')]);
    assert.match(selected.stdout, /The region's cart quota is used up/);
  });

  test('tell of mistakes on the command line by file and line', async () => {
    await writeFile(join(root, '.whytrace/signatures/shop.yaml'), shop.replace('cause', 'reason'));
    const { stderr, code } = await whytrace(['diagnose', 'cart.log'], { cwd: root });
    assert.equal(code, 1);
    assert.equal(
      stderr,
      '.whytrace/signatures/shop.yaml:7, shop.quota: "role" must be one of cause, mechanism, symptom, trailer.\n',
    );
  });
});
