import type {
  HostEvent,
  Method,
  RequestHandlers,
  RequestMessage,
  ToWebview,
} from '../protocol/webview.ts';
import { parseMessage } from './webviewMessage.ts';

/** Answers the requests of one webview. */
export interface WebviewServer {
  /** Takes any message; one that is none of ours is dropped, each request gets its reply. */
  receive(message: unknown): Promise<void>;
  send(event: HostEvent): void;
}

export function createWebviewServer(
  handlers: RequestHandlers,
  post: (message: ToWebview) => void,
  onError: (error: unknown) => void,
): WebviewServer {
  async function answer<M extends Method>({
    id,
    method,
    params,
  }: RequestMessage<M>): Promise<void> {
    try {
      const handler: RequestHandlers[M] = handlers[method];
      post({ kind: 'result', id, result: await handler(params) });
    } catch (error) {
      onError(error);
      const message = error instanceof Error ? error.message : String(error);
      post({ kind: 'failure', id, message });
    }
  }
  return {
    async receive(message) {
      const parsed = parseMessage(message);
      if (parsed?.kind === 'request') {
        await answer(parsed);
      }
    },
    send: post,
  };
}
