import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  type Hover,
  LSPErrorCodes,
} from 'vscode-languageserver-protocol/node';
import type { ConsentDecision } from '../../src/core/model/consent.ts';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import type { ModelAnswer } from '../../src/core/ports.ts';
import {
  type AskModelParams,
  AskModelRequest,
  type AuditParams,
  AuditRequest,
  ConsentRequest,
  type DiagnoseParams,
  DiagnoseRequest,
  type StageProgress,
  StageProgressNotification,
} from '../../src/protocol/languageServer.ts';
import { eventually } from '../eventually.ts';
import { serveRegistry } from '../node/registries/registryServer.ts';
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
    await mkdir(join(folder, 'src'));
    await writeFile(join(folder, 'src/cart.ts'), 'one();\n  save(cart)\n');
    server = startServer();
    await server.initialize([pathToFileURL(folder).href]);
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

  test('compares a run with a good one that lies in another file, and goes on without one that is gone', async () => {
    const good = cartLog
      .split('\n')
      .filter((each) => each.includes(' INFO '))
      .join('\n');
    await writeFile(join(folder, 'good.log'), good);
    const baselines = [
      { uri: pathToFileURL(join(folder, 'good.log')).href, name: 'good.log' },
      { uri: pathToFileURL(join(folder, 'gone.log')).href, name: 'gone.log' },
    ];
    const { diagnosis } = await diagnosisOf(params({ baselines }));
    assert.match(
      diagnosis.comparison?.[0] ?? '',
      /^Compared with good\.log: of 2 kinds .* 1 are new/,
    );
    assert.match(
      diagnosis.hypotheses[0]?.claims.map(({ text }) => text).join('\n') ?? '',
      /Not in the good run: “could not save cart/,
    );
    assert.match(diagnosis.problems[0]?.message ?? '', /^gone\.log is not there .* without it\.$/);
  });

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
      const listening = [
        server.connection.onRequest(AskModelRequest, answer),
        server.connection.onRequest(
          ConsentRequest,
          (): ConsentDecision => ({ kind: 'send', by: 'setting' }),
        ),
      ];
      try {
        return await work();
      } finally {
        for (const each of listening) each.dispose();
      }
    }

    test('explains an audit through the extension, and checks what the model claims', async () => {
      const asked: AskModelParams[] = [];
      const claim = {
        section: 'does',
        text: 'It calls save with basket.',
        cites: [{ evidence: 'E1', quote: 'save(basket)', line: null }],
        rule: null,
        ruling: null,
      };
      const answer = (params: AskModelParams): Promise<ModelAnswer> => {
        asked.push(params);
        const text = JSON.stringify({ claims: [claim], summary: 'It saves the basket.' });
        return Promise.resolve({ kind: 'text', text });
      };
      const text =
        '--- a/src/cart.ts\n+++ b/src/cart.ts\n@@ -2 +2 @@\n-  save(cart)\n+  save(basket)\n';
      const outcome = await withModel(answer, () =>
        server.connection.sendRequest(AuditRequest, {
          uri: pathToFileURL(folder).href,
          input: { kind: 'diff', text, name: 'x' },
          unsaved: {},
          tried: [{ name: 'mine', kind: 'entries', text: 'version: 1\ntried: []\n' }],
          explain: {
            runId: 'audit1',
            model: { kind: 'openai', name: 'm at localhost', destination: 'http://localhost/v1' },
          },
        }),
      );
      assert.ok(outcome.kind === 'audited');
      const { explanation } = outcome.audit;
      assert.deepEqual(
        asked.map(({ runId }) => runId),
        ['audit1'],
      );
      assert.deepEqual(
        [explanation?.reasoner.name, explanation?.claims[0]?.verdict.kind],
        ['m at localhost', 'supported'],
      );
      assert.equal(explanation?.receipt?.text, `${asked[0]?.system}\n\n${asked[0]?.user}`);
    });

    test('asks a registry for a package only where the user allows that', async () => {
      const registry = await serveRegistry(() => ({ status: 403 }));
      const audited = async (more: Pick<AuditParams, 'registries'>): Promise<string> => {
        const outcome = await server.connection.sendRequest(AuditRequest, {
          uri: pathToFileURL(folder).href,
          input: { kind: 'command', text: 'cargo add fresh-quartz-tool' },
          unsaved: {},
          ...more,
        });
        assert.ok(outcome.kind === 'audited');
        return outcome.audit.findings.map(({ message }) => message).join('\n');
      };
      try {
        assert.doesNotMatch(await audited({}), /was asked/);
        assert.deepEqual(registry.asked, []);
        assert.match(
          await audited({ registries: { cargo: registry.url } }),
          /wants a login \(403\)/,
        );
        assert.deepEqual(registry.asked, ['/api/v1/crates/fresh-quartz-tool']);
      } finally {
        await registry.close();
      }
    });

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
        async () => ({ kind: 'failure', failure: { kind: 'noKey' }, nothingSent: true }),
        () => diagnosisOf(params({ model })),
      );
      assert.equal(diagnosis.reasoner.kind, 'embedded');
      assert.deepEqual(diagnosis.reasoner.failure, { kind: 'noKey' });
      assert.equal(diagnosis.receipt, undefined);
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

    async function hoverAt(lineNumber: number, at = uri): Promise<string> {
      const hover: Hover | null = await server.connection.sendRequest('textDocument/hover', {
        textDocument: { uri: at },
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
      assert.match(text, /first \[line 601\]\(command:\S+\) 10:10:00 UTC · last \[line 640\]/);
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

    test('shows the line of code which a stack frame names', async () => {
      const withFrame = 'file:///frames.log';
      const text = `${line(0, 'ERROR', 'boom')}\n    at save (/app/src/cart.ts:2:3)\n`;
      await server.connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: withFrame, languageId: 'log', version: 1, text },
      });
      const shown = await eventually(async () => {
        const found = await hoverAt(1, withFrame);
        assert.match(found, /cart/);
        return found;
      });
      const address = pathToFileURL(join(folder, 'src/cart.ts')).href;
      assert.ok(shown.endsWith(`\nat [cart\\.ts\\:2](${address}#L2,3) \`save(cart)\``), shown);
    });

    test('has nothing to say beyond the end', async () => {
      assert.equal(await hoverAt(5000), '');
    });
  });

  suite('what a log gets in the editor', () => {
    const requests: readonly (readonly [string, object, (answer: unknown) => unknown, unknown])[] =
      [
        [
          'textDocument/documentSymbol',
          {},
          (answer) => (answer as readonly { readonly name: string }[])[0]?.name,
          '40 errors',
        ],
        ['textDocument/foldingRange', {}, (answer) => (answer as readonly object[]).length, 2],
        ['textDocument/codeLens', {}, (answer) => (answer as readonly object[]).length, 1],
        ['textDocument/documentLink', {}, (answer) => answer, []],
        [
          'textDocument/references',
          { position: { line: 602, character: 0 }, context: { includeDeclaration: true } },
          (answer) => (answer as readonly object[]).length,
          40,
        ],
        [
          'textDocument/semanticTokens/range',
          { range: lines(0, 1) },
          (answer) => (answer as { readonly data: readonly number[] }).data.slice(0, 3),
          [0, 0, 24],
        ],
        ['textDocument/inlayHint', { range: lines(0, 2) }, (answer) => (answer as []).length, 2],
        [
          'textDocument/diagnostic',
          {},
          (answer) => (answer as { readonly items: readonly object[] }).items.length,
          1,
        ],
      ];

    for (const [method, params, part, expected] of requests) {
      test(`is answered from a file that no editor has opened: ${method}`, async () => {
        const about = { textDocument: { uri: cart }, ...params };
        assert.deepEqual(part(await server.connection.sendRequest(method, about)), expected);
      });

      test(`is nothing for a file that is not there: ${method}`, async () => {
        const uri = pathToFileURL(join(folder, 'gone.log')).href;
        const about = { textDocument: { uri }, ...params };
        const answer = await server.connection.sendRequest(method, about);
        const isEmpty =
          answer === null ||
          /^\{("kind":"full","items"|"data"):\[\]\}$/.test(JSON.stringify(answer));
        assert.ok(isEmpty, JSON.stringify(answer));
      });
    }

    test('ends at once when the editor has lost interest', async () => {
      const uri = 'file:///growing.log';
      const text = Array.from({ length: 200 }, () => cartLog).join('\n');
      await server.connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'log', version: 1, text },
      });
      const source = new CancellationTokenSource();
      const order: string[] = [];
      const asked = { textDocument: { uri } };
      const whole = server.connection
        .sendRequest('textDocument/foldingRange', asked)
        .then(() => order.push('answered'));
      const cancelled = server.connection
        .sendRequest('textDocument/documentSymbol', asked, source.token)
        .catch(({ code }: { readonly code: number }) => order.push(`refused ${code}`));
      source.cancel();
      await Promise.all([whole, cancelled]);
      assert.deepEqual(order, [`refused ${LSPErrorCodes.RequestCancelled}`, 'answered']);
    });
  });
});

function lines(from: number, to: number) {
  return { start: { line: from, character: 0 }, end: { line: to, character: 0 } };
}
