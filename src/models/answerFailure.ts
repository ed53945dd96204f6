import type { ModelFailure } from '../core/model/modelFailure.ts';

/** Carries a named failure through the client library, which knows exceptions only. */
export class AnswerFailure extends Error {
  readonly failure: ModelFailure;

  constructor(failure: ModelFailure) {
    super(failure.kind);
    this.failure = failure;
  }
}
