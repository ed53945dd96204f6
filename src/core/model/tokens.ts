/** Tokens of a language model: of what it was sent, and of what it wrote. */
export interface Tokens {
  readonly inputTokens: number;
  readonly outputTokens: number;
}
