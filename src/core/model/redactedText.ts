declare const redacted: unique symbol;

/** Text from which secrets and personal data were removed. Only `core/redact` makes it. */
export type RedactedText = string & { readonly [redacted]: true };

/** Data of people that is hidden beside secrets, if it is asked for. */
export type PersonalKind = 'email' | 'ip' | 'host' | 'user' | 'phone' | 'card';

/** How many values of one kind were replaced, e.g. `{ kind: 'JWT', count: 2 }`. */
export interface Redaction {
  readonly kind: string;
  readonly count: number;
}

/** One session's redactor: the same value gets the same placeholder every time. */
export interface Redactor {
  redact(text: string): { readonly text: RedactedText; readonly redactions: readonly Redaction[] };
  /**
   * Puts the original values back, for comparing a model's quote with the file on this machine.
   * The result never leaves it and is never shown in place of the placeholder.
   */
  restore(text: string): string;
  /**
   * The placeholders of a text with the values behind them, for showing these on this machine: only of
   * addresses, hosts, users and the like, never of secrets.
   */
  showable(text: string): Readonly<Record<string, string>>;
}
