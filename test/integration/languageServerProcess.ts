import { spawn } from 'node:child_process';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import type { ServerOptions } from '../../src/protocol/languageServer.ts';
import { built } from '../built.ts';

export interface ServerProcess {
  readonly connection: ProtocolConnection;
  /** @param folders URIs of the folders that are open. */
  initialize(folders?: readonly string[], initializationOptions?: ServerOptions): Promise<void>;
  stop(): Promise<void>;
}

/** The real server, spoken to as an editor does; no editor is needed. */
export function startServer(): ServerProcess {
  const args = [built('server.cjs'), '--stdio'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  return {
    connection,
    async initialize(folders = [], initializationOptions = { trustsWorkspace: true }) {
      const { pid: processId } = process;
      const workspaceFolders = folders.map((uri) => ({ uri, name: uri }));
      const params = { processId, rootUri: null, capabilities: {}, workspaceFolders };
      await connection.sendRequest('initialize', { ...params, initializationOptions });
      await connection.sendNotification('initialized', {});
    },
    async stop() {
      connection.dispose();
      child.kill();
      await ended;
    },
  };
}
