import { matchingCommandRules } from '../core/commands/commandRules.ts';

/**
 * What a command that a model or a log proposes would do to the system if somebody ran it, in a few
 * words; nothing for one that only looks. Whoever shows a command shows this beside it. The table
 * can't know all there is, so it is a warning and no permission.
 */
export function riskOf(command: string): CommandRisk | undefined {
  const rule = matchingCommandRules(command)[0];
  return rule && { level: rule.level, what: rule.what };
}

export interface CommandRisk {
  /** `high` where it loses or gives away what can't be got back. */
  readonly level: 'high' | 'medium';
  /** e.g. `deletes or overwrites data`. */
  readonly what: string;
}
