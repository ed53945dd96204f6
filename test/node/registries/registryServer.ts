import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RegistryServer {
  readonly url: string;
  /** Paths that were asked for, in their order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** What a server says to a path: a status with a body, a redirect, or a rope that is cut. */
export type Said =
  | { readonly status: number; readonly body?: string; readonly type?: string }
  | { readonly to: string }
  | 'silence'
  | 'hangUp';

/** A registry on this machine that answers from a table; what it does not hold is not found. */
export async function serveRegistry(
  answers: Readonly<Record<string, Said>> | ((path: string) => Said | undefined),
): Promise<RegistryServer> {
  const asked: string[] = [];
  const answerOf = typeof answers === 'function' ? answers : (path: string) => answers[path];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '';
    asked.push(path);
    say(response, answerOf(path) ?? { status: 404, body: '{"error":"Not found"}' });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function say(response: ServerResponse, said: Said): void {
  if (said === 'silence') return;
  if (said === 'hangUp') {
    response.destroy();
    return;
  }
  if ('to' in said) {
    response.writeHead(302, { location: said.to }).end();
    return;
  }
  response
    .writeHead(said.status, { 'content-type': said.type ?? 'application/json' })
    .end(said.body ?? '');
}

/** As npm tells of a package. */
export function npmAnswer(
  name: string,
  { created = '2015-01-01T00:00:00Z', versions = ['1.0.0', '1.1.0'], maintainers = 2 } = {},
): Said {
  return {
    status: 200,
    body: JSON.stringify({
      name,
      time: { created },
      versions: Object.fromEntries(versions.map((version) => [version, {}])),
      maintainers: Array.from({ length: maintainers }, (_, index) => ({ name: `${index}` })),
    }),
  };
}
