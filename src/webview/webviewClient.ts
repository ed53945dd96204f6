import type { CancelMessage, RequestMap, RequestOf } from '../protocol/messages.ts';

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Sends requests to the host, matches the replies and hands on the events. */
export class WebviewClient<R extends RequestMap<R>, Event> {
  readonly #post: (message: RequestOf<R> | CancelMessage) => void;
  readonly #isEvent: (event: unknown) => event is Event;
  readonly #onEvent: (event: Event) => void;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  /** @param isEvent tells the host's events from whatever else a window may receive. */
  constructor(
    post: (message: RequestOf<R> | CancelMessage) => void,
    isEvent: (event: unknown) => event is Event,
    onEvent: (event: Event) => void,
  ) {
    this.#post = post;
    this.#isEvent = isEvent;
    this.#onEvent = onEvent;
  }

  /** Rejects with the host's message where the host could not do it. */
  request<M extends keyof R>(method: M, params: R[M]['params']): Promise<R[M]['result']> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#post({ kind: 'request', id, method, params } as RequestOf<R>);
    });
  }

  /** Takes whatever the window received; what is not a message of the protocol is ignored. */
  receive(message: unknown): void {
    if (this.#isEvent(message)) {
      this.#onEvent(message);
    } else if (isReply(message)) {
      const pending = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (message.kind === 'result') {
        pending?.resolve(message.result);
      } else {
        pending?.reject(new Error(message.message));
      }
    }
  }
}

type Reply =
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };

function isReply(message: unknown): message is Reply {
  if (!isObject(message) || typeof message['id'] !== 'number') {
    return false;
  }
  return message['kind'] === 'result'
    ? 'result' in message
    : message['kind'] === 'failure' && typeof message['message'] === 'string';
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
