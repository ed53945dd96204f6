import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource, type Hover } from 'vscode-languageserver-protocol/node';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import type { ModelAnswer } from '../../src/core/ports.ts';
import {
  type AskModelParams,
  AskModelRequest,
  type DiagnoseParams,
  DiagnoseRequest,
  type StageProgress,
  StageProgressNotification,
} from '../../src/protocol/languageServer.ts';
import { type ServerProcess, startServer } from './languageServerProcess.ts';

const start = Date.UTC(2026, 2, 14, 10);

function line(second: number, level: string, message: string): string {
  const time = new Date(start + second * 1000).toISOString();
  return `${time} ${level} [cart] ${message}`;
}

/** A cart whose Redis runs full after ten minutes of ordinary traffic. */
const cartLog = [
  ...Array.from({ length: 600 }, (_, i) =>
    line(i, 'INFO', `GET /cart/${1000 + i} took ${i % 7} ms`),
  ),
  ...Array.from({ length: 40 }, (_, i) =>
    line(
      600 + i,
      'ERROR',
      `could not save cart ${2000 + i}: OOM command not allowed when used memory > 'maxmemory'.`,
    ),
  ),
].join('\n');

suite('the language server', () => {
  let server: ServerProcess;
  let folder: string;
  let cart: string;
  let runs = 0;

  suiteSetup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whytrace-server-'));
    cart = pathToFileURL(join(folder, 'cart.log')).href;
    await writeFile(join(folder, 'cart.log'), cartLog);
    server = startServer();
    await server.initialize();
  });

  suiteTeardown(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  function params(more: Partial<DiagnoseParams> = {}): DiagnoseParams {
    const sources = [{ uri: cart, name: 'cart.log' }];
    return { runId: `run${++runs}`, sources, context: { items: [] }, budget: 12_000, ...more };
  }

  async function diagnosisOf(request: DiagnoseParams): Promise<{
    readonly diagnosis: Diagnosis;
    readonly notice: string;
  }> {
    const result = await server.connection.sendRequest(DiagnoseRequest, request);
    assert.equal(result.kind, 'diagnosis');
    return result.kind === 'diagnosis' ? result : assert.fail();
  }

  test('diagnoses a file that no editor has opened, and reports each stage', async () => {
    const stages: StageProgress[] = [];
    const listening = server.connection.onNotification(StageProgressNotification, (progress) => {
      stages.push(progress);
    });
    const request = params();
    const { diagnosis, notice } = await diagnosisOf(request);
    listening.dispose();

    assert.equal(diagnosis.outcome, 'diagnosed');
    assert.equal(diagnosis.reasoner.kind, 'embedded');
    assert.equal(notice, '');
    assert.equal(diagnosis.sources[0]?.lines, 640);
    const cited = diagnosis.hypotheses[0]?.claims.flatMap((claim) => claim.citations) ?? [];
    assert.ok(cited.some(({ quote }) => quote.includes('maxmemory')));
    assert.ok(stages.every(({ runId }) => runId === request.runId));
    const done = stages.filter(({ state }) => state === 'done').map(({ stage }) => stage);
    assert.deepEqual(done, ['collect', 'mine', 'select', 'redact', 'ask', 'verify', 'score']);
  });

  test('takes the text it is given where there is no file', async () => {
    const sources = [{ uri: 'untitled:Untitled-1', name: 'Untitled-1', text: cartLog }];
    const { diagnosis } = await diagnosisOf(params({ sources }));
    assert.equal(diagnosis.sources[0]?.uri, 'untitled:Untitled-1');
    assert.equal(diagnosis.outcome, 'diagnosed');
  });

  test('says which file it cannot read', async () => {
    const missing = pathToFileURL(join(folder, 'gone.log')).href;
    const sources = [{ uri: missing, name: 'gone.log' }];
    const result = await server.connection.sendRequest(DiagnoseRequest, params({ sources }));
    assert.equal(result.kind, 'unreadable');
    assert.match(result.kind === 'unreadable' ? (result.messages[0] ?? '') : '', /gone\.log/);
  });

  suite('asking a model', () => {
    const model = { kind: 'openai', name: 'test at host', destination: 'http://host' } as const;

    async function withModel<T>(
      answer: (asked: AskModelParams) => Promise<ModelAnswer>,
      work: () => Promise<T>,
    ): Promise<T> {
      const listening = server.connection.onRequest(AskModelRequest, answer);
      try {
        return await work();
      } finally {
        listening.dispose();
      }
    }

    test('asks the extension, with redacted text, and checks what the model claims', async () => {
      const asked: AskModelParams[] = [];
      const secret = 'ghp_abcdefghijklmnopqrstuvwxyzABCDEF1234';
      const reply = {
        outcome: 'diagnosed',
        reason: '',
        hypotheses: [],
      };
      const request = params({
        model,
        sources: [
          {
            uri: cart,
            name: 'cart.log',
            text: `${cartLog}\n${line(641, 'ERROR', `login failed, token=${secret}`)}`,
          },
        ],
      });
      const { diagnosis } = await withModel(
        async (params) => {
          asked.push(params);
          return { kind: 'text', text: JSON.stringify(reply) };
        },
        () => diagnosisOf(request),
      );
      assert.equal(asked.length, 1);
      assert.equal(asked[0]?.runId, request.runId);
      assert.match(asked[0]?.user ?? '', /maxmemory/);
      assert.doesNotMatch(asked[0]?.user ?? '', new RegExp(secret));
      assert.equal(diagnosis.receipt?.text, `${asked[0]?.system}\n\n${asked[0]?.user}`);
    });

    test('answers by itself when the model fails, and says what to do', async () => {
      const { diagnosis, notice } = await withModel(
        async () => ({ kind: 'failure', failure: { kind: 'noKey' } }),
        () => diagnosisOf(params({ model })),
      );
      assert.equal(diagnosis.reasoner.kind, 'embedded');
      assert.deepEqual(diagnosis.reasoner.failure, { kind: 'noKey' });
      assert.match(notice, /Set API Key/);
      assert.equal(diagnosis.outcome, 'diagnosed');
    });

    test('gives a partial answer at once when it is cancelled while the model thinks', async () => {
      const source = new CancellationTokenSource();
      const asked = Promise.withResolvers<void>();
      const result = await withModel(
        () => {
          asked.resolve();
          return new Promise<ModelAnswer>(() => {});
        },
        async () => {
          const running = server.connection.sendRequest(
            DiagnoseRequest,
            params({ model }),
            source.token,
          );
          await asked.promise;
          const cancelled = performance.now();
          source.cancel();
          const result = await running;
          assert.ok(performance.now() - cancelled < 1000);
          return result;
        },
      );
      assert.equal(result.kind, 'diagnosis');
      assert.equal(result.kind === 'diagnosis' && result.diagnosis.partial, true);
    });
  });

  test('stops at once when it is cancelled while it reads', async () => {
    const text = Array.from({ length: 40 }, () => cartLog).join('\n');
    const sources = [{ uri: 'untitled:long', name: 'long', text }];
    const source = new CancellationTokenSource();
    const running = server.connection.sendRequest(
      DiagnoseRequest,
      params({ sources }),
      source.token,
    );
    const collecting = new Promise<void>((resolve) => {
      server.connection.onNotification(StageProgressNotification, () => resolve());
    });
    await collecting;
    const cancelled = performance.now();
    source.cancel();
    assert.deepEqual(await running, { kind: 'cancelled' });
    assert.ok(performance.now() - cancelled < 500);
  });

  suite('a hover', () => {
    const uri = 'file:///hovered.log';

    async function hoverAt(lineNumber: number): Promise<string> {
      const hover: Hover | null = await server.connection.sendRequest('textDocument/hover', {
        textDocument: { uri },
        position: { line: lineNumber - 1, character: 0 },
      });
      const contents = hover?.contents ?? '';
      return typeof contents === 'object' && 'value' in contents ? contents.value : '';
    }

    suiteSetup(() =>
      server.connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'log', version: 1, text: `${cartLog}\n` },
      }),
    );

    test('says what a known failure means, how often it occurs, and where', async () => {
      const text = await hoverAt(605);
      assert.match(text, /^\*\*.*[Rr]edis/);
      assert.match(text, / error · \*\*40×\*\* · new at 10\\:10\\:00, never before/);
      assert.match(text, /first \[line 601\]\(command:\S+\) 10:10:00 · last \[line 640\]/);
    });

    test('says the same of an ordinary line, without a meaning', async () => {
      assert.match(await hoverAt(3), /^```log\n[\s\S]*\*\*600×\*\* · every 1 s/);
    });

    test('follows what is typed and not yet saved', async () => {
      const added = `${line(640, 'ERROR', 'kernel: Out of memory: Killed process 4121 (redis-server)')}\n`;
      const at = { line: 640, character: 0 };
      await server.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: 2 },
        contentChanges: [{ range: { start: at, end: at }, text: added }],
      });
      assert.match(await hoverAt(641), /only once/);
    });

    test('does not wait for a long diagnosis', async () => {
      const text = Array.from({ length: 60 }, () => cartLog).join('\n');
      const sources = [{ uri: 'untitled:long', name: 'long', text }];
      const source = new CancellationTokenSource();
      const order: string[] = [];
      const running = server.connection
        .sendRequest(DiagnoseRequest, params({ sources }), source.token)
        .then(() => order.push('diagnosis'));
      await hoverAt(3);
      order.push('hover');
      source.cancel();
      await running;
      assert.deepEqual(order, ['hover', 'diagnosis']);
    });

    test('has nothing to say beyond the end', async () => {
      assert.equal(await hoverAt(5000), '');
    });
  });
});
