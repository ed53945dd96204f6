/**
 * What a line says about a failure, by the way such lines are written everywhere: compilers, test
 * runners, kernels, run-time systems and services each have their own fixed words for it.
 */
export type TellKind =
  /** A process or a kernel died here, or found itself broken. */
  | 'crash'
  | 'exception'
  | 'compile'
  | 'test'
  /** A package, module, plugin or file that something needs is not there or does not fit. */
  | 'dependency'
  | 'resource'
  | 'network'
  | 'permission'
  /** Input, configuration or stored data is not as it must be. */
  | 'data'
  | 'slow'
  | 'failure'
  /** Restates that something failed before, e.g. `exit code 1`. */
  | 'trailer';

export interface Tell {
  readonly kind: TellKind;
  /** How often such a line is the decisive one, 0..1; for ordering, not a probability. */
  readonly weight: number;
}

/** One row of a table of tells; the first row that matches a line decides. */
export interface TellRule extends Tell {
  readonly pattern: RegExp;
}
