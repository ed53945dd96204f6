import type {
  FromWebview,
  HostEvent,
  Method,
  PanelState,
  Params,
  RequestMessage,
  Result,
  ToWebview,
} from '../protocol/webview.ts';

interface Pending {
  readonly resolve: (result: Result<Method>) => void;
  readonly reject: (error: Error) => void;
}

/** Sends requests to the host, matches the replies and hands on the events. */
export class WebviewClient {
  readonly #post: (message: FromWebview) => void;
  readonly #onEvent: (event: HostEvent) => void;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  constructor(post: (message: FromWebview) => void, onEvent: (event: HostEvent) => void) {
    this.#post = post;
    this.#onEvent = onEvent;
  }

  /** Rejects with the host's message where the host could not do it. */
  request<M extends Method>(method: M, params: Params<M>): Promise<Result<M>> {
    const id = ++this.#lastId;
    return new Promise<Result<Method>>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#post({ kind: 'request', id, method, params } as RequestMessage);
    }) as Promise<Result<M>>;
  }

  /** Takes whatever the window received; what is not a message of the protocol is ignored. */
  receive(message: unknown): void {
    if (!isToWebview(message)) {
      return;
    }
    if (message.kind === 'event') {
      this.#onEvent(message);
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.kind === 'result') {
      pending?.resolve(message.result);
    } else {
      pending?.reject(new Error(message.message));
    }
  }
}

function isToWebview(message: unknown): message is ToWebview {
  if (!isObject(message)) {
    return false;
  }
  switch (message['kind']) {
    case 'result':
      return typeof message['id'] === 'number' && 'result' in message;
    case 'failure':
      return typeof message['id'] === 'number' && typeof message['message'] === 'string';
    case 'event':
      return message['name'] === 'panel/state' && isPanelState(message['data']);
    default:
      return false;
  }
}

/** Whether it has the shape the views rely on; the host, which sends it, is checked by types. */
export function isPanelState(state: unknown): state is PanelState {
  if (!isObject(state)) {
    return false;
  }
  switch (state['kind']) {
    case 'empty':
      return true;
    case 'running':
      return typeof state['runId'] === 'string' && Array.isArray(state['stages']);
    case 'done':
      return typeof state['runId'] === 'string' && isDiagnosis(state['diagnosis']);
    case 'cancelled':
      return Array.isArray(state['stages']);
    case 'failed':
      return typeof state['message'] === 'string';
    default:
      return false;
  }
}

function isDiagnosis(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value['outcome'] === 'string' &&
    ['hypotheses', 'evidence', 'sources', 'stages', 'problems'].every((name) =>
      Array.isArray(value[name]),
    )
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
