import type {
  CancelMessage,
  EventOf,
  HandlersOf,
  ReplyOf,
  RequestMap,
  RequestOf,
} from '../protocol/messages.ts';

/** Answers the requests of one webview. */
export interface WebviewServer<Event> {
  /** Takes any message; one that is none of ours is dropped, each request gets its reply. */
  receive(message: unknown): Promise<void>;
  send(event: Event): void;
}

/** One side of a contract between a webview and its host: R its requests, E its events. */
export interface WebviewHost<R extends RequestMap<R>, E> {
  readonly handlers: HandlersOf<R>;
  /** A message of the webview, or nothing when it is not one: webview content is not trusted. */
  parse(message: unknown): RequestOf<R> | CancelMessage | undefined;
  post(message: ReplyOf<R> | EventOf<E>): void;
  onError(error: unknown): void;
}

export function createWebviewServer<R extends RequestMap<R>, E>({
  handlers,
  parse,
  post,
  onError,
}: WebviewHost<R, E>): WebviewServer<EventOf<E>> {
  async function answer<M extends keyof R>({ id, method, params }: RequestOf<R, M>): Promise<void> {
    try {
      const handler = handlers[method];
      post({ kind: 'result', id, result: await handler(params) });
    } catch (error) {
      onError(error);
      const message = error instanceof Error ? error.message : String(error);
      post({ kind: 'failure', id, message });
    }
  }
  return {
    async receive(message) {
      const parsed = parse(message);
      if (parsed?.kind === 'request') {
        await answer(parsed);
      }
    },
    send: post,
  };
}
