import type { Run } from '../run.ts';
import { checkInstall } from './installs.ts';
import { checkOptions } from './options.ts';
import { commandsOf } from './places.ts';
import { checkScriptPath } from './scriptPaths.ts';
import { checkTargets } from './targets.ts';

/** Commands wherever a suggestion has them: packages, options, and what of the workspace they name. */
export async function checkCommands(run: Run): Promise<void> {
  for (const command of commandsOf(run.suggestion)) {
    await checkInstall(run, command);
    checkOptions(run, command);
    await checkTargets(run, command);
    if (command.folder === undefined) await checkScriptPath(run, command);
  }
}
