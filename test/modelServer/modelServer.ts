import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Behaviour, type BehaviourName, behaviours } from './behaviours.ts';

/** A request as it came over the wire. */
interface JournalEntry {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The body's bytes, decoded as UTF-8. */
  readonly body: string;
}

export interface ModelServer {
  /** The base URL to configure, e.g. `http://127.0.0.1:40123/v1`. */
  readonly url: string;
  /** Every request since the start, oldest first. */
  readonly requests: readonly JournalEntry[];
  /** How to answer from now on: one behaviour for all requests, or one each and the last for the rest. */
  setBehaviour(...script: readonly Script[]): void;
  close(): Promise<void>;
}

/** The name of a known behaviour, or one of the test's own. */
export type Script = BehaviourName | Behaviour;

/**
 * Starts an OpenAI-compatible server whose good and bad manners a test chooses. It listens on this
 * machine only, on a free port unless told otherwise.
 */
export async function startModelServer(
  script: Script | readonly Script[] = 'streamed',
  port = 0,
  tls?: { readonly key: string; readonly cert: string },
): Promise<ModelServer> {
  const requests: JournalEntry[] = [];
  let rest = typeof script === 'string' || typeof script === 'function' ? [script] : [...script];
  const next = (): Behaviour => {
    const [first = 'streamed', ...others] = rest;
    rest = others.length > 0 ? others : rest;
    return typeof first === 'function' ? first : behaviours[first];
  };

  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    void answer(request, response);
  };
  const server = tls ? createSecureServer(tls, listener) : createServer(listener);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const { method = '', url = '', headers } = request;
    requests.push({ method, path: url, headers, body });
    if (method === 'GET' && url.endsWith('/models')) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ object: 'list', data: [{ id: 'test-model', object: 'model' }] }),
      );
      return;
    }
    await next()({ request, response, body, headers });
  };

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${actual}/v1`,
    requests,
    setBehaviour(...script_) {
      rest = [...script_];
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
