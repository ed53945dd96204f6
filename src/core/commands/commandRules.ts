import { clusterRules } from './clusters.ts';
import type { CommandRule } from './commandRule.ts';
import { deletedDataRules } from './deletedData.ts';
import { deletedFilesRules } from './deletedFiles.ts';
import { foreignCodeRules } from './foreignCode.ts';
import { machineRules } from './machines.ts';

const all = [
  ...foreignCodeRules,
  ...deletedFilesRules,
  ...deletedDataRules,
  ...clusterRules,
  ...machineRules,
];

/**
 * What commands do, the worst first, and narrow rules before wide ones: who shows one risk alone takes
 * the first that matches, and an audit takes the first of each `what` that has advice.
 */
export const commandRules: readonly CommandRule[] = [
  ...all.filter(({ level }) => level === 'high'),
  ...all.filter(({ level }) => level === 'medium'),
];

/** Longer commands are cut: nobody reads them, and each rule must stay quick. */
const LONGEST = 4_000;

/** The rules that hold of a command, in the table's order. */
export function matchingCommandRules(command: string): readonly CommandRule[] {
  const text = command.slice(0, LONGEST);
  return commandRules.filter((rule) => matchesCommand(rule, text));
}

function matchesCommand({ pattern, unless }: CommandRule, text: string): boolean {
  return pattern.test(text) && !unless?.test(text);
}
