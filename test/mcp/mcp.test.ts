import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { agentTools } from '../../src/agent/tools.ts';
import { built } from '../built.ts';

interface Reply {
  readonly id: number;
  readonly result?: Readonly<Record<string, unknown>>;
}

type Tool = Pick<(typeof agentTools)[number], 'name' | 'inputSchema'>;

/** A client of the protocol, as far as these tests need one. */
function connect(folders: readonly string[]) {
  const words = [built('mcp.cjs'), ...folders];
  const server: ChildProcessWithoutNullStreams = spawn(process.execPath, words);
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  let id = 0;
  const send = (message: object): void =>
    void server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const request = async (method: string, params: object): Promise<Reply['result']> => {
    id += 1;
    send({ id, method, params });
    const line = await lines.next();
    const reply = JSON.parse(line.value ?? '{}') as Reply;
    assert.equal(reply.id, id);
    return reply.result;
  };
  return { server, send, request };
}

suite('the server of the Model Context Protocol', () => {
  test('offers the tools, answers, and ends with its client', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'whytrace-mcp-'));
    writeFileSync(join(folder, 'a.log'), '2026-11-03T12:00:00Z ERROR disk /dev/sda1 is full\n');
    const { server, send, request } = connect([folder]);
    const started = await request('initialize', {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'test', version: '1' },
    });
    send({ method: 'notifications/initialized' });
    const listed = await request('tools/list', {});
    const call = { name: 'whytrace_explain_line', arguments: { file: 'a.log', line: 1 } };
    const answer = await request('tools/call', call);
    server.stdin.end();
    const [code] = await once(server, 'exit');
    rmSync(folder, { recursive: true, force: true });

    assert.match(JSON.stringify(started), /"name":"whytrace"/);
    const { tools = [] } = listed as { readonly tools?: readonly Tool[] };
    assert.deepEqual(
      tools.map(({ name, inputSchema }) => ({ name, inputSchema })),
      agentTools.map(({ name, inputSchema }) => ({ name, inputSchema })),
    );
    assert.match(JSON.stringify(answer), /disk \/dev\/sda1 is full/);
    assert.equal(code, 0);
  });

  test('says which folder there is not', async () => {
    const { server } = connect(['/no/such/folder']);
    let told = '';
    server.stderr.on('data', (text) => {
      told += text;
    });
    const [code] = await once(server, 'close');
    assert.deepEqual([code, told], [2, '/no/such/folder: no such folder.\n']);
  });
});
