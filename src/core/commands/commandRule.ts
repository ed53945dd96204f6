/** What a command that somebody proposes would do, as a rule of the table that all who show or audit commands share. */
export interface CommandRule {
  readonly id: string;
  /** `high` where it loses or gives away what can't be got back. */
  readonly level: 'high' | 'medium';
  /** In a few words for a mark beside the command, e.g. `deletes or overwrites data`. */
  readonly what: string;
  readonly pattern: RegExp;
  /** The rule does not hold of a command that this matches. */
  readonly unless?: RegExp;
  /** What an audit says; a rule without it only marks that a command does more than look. */
  readonly advice?: Advice;
}

export interface Advice {
  readonly severity: 'error' | 'warning' | 'info';
  /** A sentence for people: what happens, and why that hurts. */
  readonly message: string;
  /** What to do instead. */
  readonly safer: string;
  /** It is as bad in a script that is kept, not only as a command to be run now. */
  readonly inScripts?: true;
}
