/** What a webview may ask its host for: by method, with what it takes and gives. */
export type RequestMap<R> = {
  readonly [M in keyof R]: { readonly params: unknown; readonly result: unknown };
};

/** A request as it is sent; `id` joins it with its reply. */
export type RequestOf<R extends RequestMap<R>, M extends keyof R = keyof R> = {
  [K in M]: {
    readonly kind: 'request';
    readonly id: number;
    readonly method: K;
    readonly params: R[K]['params'];
  };
}[M];

export interface CancelMessage {
  readonly kind: 'cancel';
  readonly id: number;
}

/** An event as the host sends it, by name. */
export type EventOf<E> = {
  [N in keyof E]: { readonly kind: 'event'; readonly name: N; readonly data: E[N] };
}[keyof E];

/** The host asks a view to show its help for screen readers and keyboards. */
export interface HelpMessage {
  readonly kind: 'help';
}

export type ReplyOf<R extends RequestMap<R>> =
  | { readonly kind: 'result'; readonly id: number; readonly result: R[keyof R]['result'] }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };

/** One handler for each request; a missing one does not compile. */
export type HandlersOf<R extends RequestMap<R>> = {
  readonly [M in keyof R]: (params: R[M]['params']) => Promise<R[M]['result']>;
};
