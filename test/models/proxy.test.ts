import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { built } from '../built.ts';
import { startModelServer } from '../modelServer/modelServer.ts';

const log = '2026-11-20T10:00:07Z ERROR cart: connection to redis refused\n';

/** Asks a model that only the proxy can reach, as somebody does whose network demands one. */
async function askThrough(
  proxy: Server,
): Promise<{ modelFailure: string | null; reasoner: string }> {
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const words = ['diagnose', '--json', '--reasoner', 'openai', '--model', 'm'];
  const child = spawn(
    process.execPath,
    [built('cli.cjs'), ...words, '--base-url', 'http://models.example.invalid/v1', '-'],
    {
      env: {
        ...process.env,
        NODE_USE_ENV_PROXY: '1',
        HTTP_PROXY: url,
        http_proxy: url,
        NO_PROXY: '',
        no_proxy: '',
        OPENAI_API_KEY: 'sk-test-0123456789',
      },
    },
  );
  child.stdin.end(log);
  const [stdout] = await Promise.all([text(child.stdout), text(child.stderr)]);
  proxy.closeAllConnections();
  proxy.close();
  return JSON.parse(stdout);
}

suite('a proxy in between', function () {
  this.timeout(30_000);

  test('carries the request to the model', async () => {
    const server = await startModelServer('streamed');
    const { port } = new URL(server.url);
    const proxy = createServer().on('connect', (_request, socket) => {
      const onward = connect(Number(port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      for (const one of [socket, onward]) one.on('error', () => onward.destroy());
    });
    const { reasoner, modelFailure } = await askThrough(proxy);
    await server.close();
    assert.deepEqual([reasoner, modelFailure], ['openai', null]);
    // The claims of its answer do not hold for this log, so that it is asked to mend them.
    assert.equal(server.requests.length, 2);
  });

  for (const [status, told] of [
    [407, 'The proxy wants a name and a password for itself'],
    [502, 'The proxy refused to connect to models.example.invalid (HTTP 502)'],
  ] as const) {
    test(`that answers ${status} is named, and the embedded analyst stands in`, async () => {
      const proxy = createServer().on('connect', (_request, socket) => {
        socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      });
      const { reasoner, modelFailure } = await askThrough(proxy);
      assert.equal(reasoner, 'embedded');
      assert.ok(modelFailure?.includes(told), String(modelFailure));
      assert.ok(!modelFailure?.includes('sk-test'));
    });
  }
});
