/** Why a model gave no usable answer. Each has one message that says what to do (`ask/model/failureText`). */
export type ModelFailure =
  | { readonly kind: 'noKey' }
  | { readonly kind: 'noModel'; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'unauthorised'; readonly detail: string }
  | { readonly kind: 'quota'; readonly detail: string }
  | { readonly kind: 'rateLimit'; readonly retryAfterSeconds?: number }
  | { readonly kind: 'timeout'; readonly seconds: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'notJson'; readonly detail: string }
  | { readonly kind: 'schema'; readonly detail: string }
  | { readonly kind: 'contextTooLong'; readonly detail: string }
  /** A limit that the user set forbids it; counts are tokens, by estimate. */
  | {
      readonly kind: 'overBudget';
      readonly setting: 'tokensPerRequest' | 'tokensPerDay';
      readonly limit: number;
      readonly used: number;
      readonly needed: number;
    }
  | {
      readonly kind: 'server';
      readonly status: number;
      readonly detail: string;
      /** The answer looks like one of another server, or of another path. */
      readonly isAddressDoubtful?: boolean;
    };
