import type * as vscode from 'vscode';
import type { ContextItem } from '../../core/model/context.ts';
import { changedFile, recentChanges } from './changes.ts';
import { type ResourceIgnores, withoutKept } from './keptItems.ts';
import { nearbyFiles } from './nearbyFiles.ts';
import { workspaceProblems } from './problems.ts';
import { visibleCode } from './visibleCode.ts';

/** Milliseconds that a run waits for the slower sources. */
const PATIENCE = 4000;

/** What the editor knows beside the logs. Of a slow source goes along what came in time. */
export async function collectContext(
  logs: readonly vscode.Uri[],
  ignores: ResourceIgnores,
  log: vscode.LogOutputChannel,
  cancelled: AbortSignal,
): Promise<readonly ContextItem[]> {
  const patience = AbortSignal.any([cancelled, AbortSignal.timeout(PATIENCE)]);
  const [files, changes] = await Promise.all([
    whileWorthwhile('Files beside the logs', nearbyFiles(logs, ignores), log, patience),
    whileWorthwhile('Recent changes', recentChanges(), log, patience),
  ]);
  // A file that goes along whole need not go along a second time as the part on the screen.
  const whole = new Set(files.map(({ uri }) => uri));
  const visible = visibleCode().filter(({ uri }) => !whole.has(uri));
  const found = [...visible, ...workspaceProblems(), ...changes, ...files];
  const { items, keepers } = await withoutKept(found, ignores, changedFile);
  if (keepers.size > 0) {
    const kept = found.length - items.length;
    log.info(`Context: ${kept} items were kept from models by ${[...keepers].join(', ')}`);
  }
  const characters = items.reduce((sum, { text }) => sum + text.length, 0);
  log.info(`Context: ${items.length} items, ${characters} characters`);
  return items;
}

/** What a source gives until patience ends; one that fails gives what it had till then. */
async function whileWorthwhile(
  what: string,
  source: AsyncGenerator<ContextItem>,
  log: vscode.LogOutputChannel,
  patience: AbortSignal,
): Promise<readonly ContextItem[]> {
  const items: ContextItem[] = [];
  const ended = new Promise<void>((resolve) => {
    patience.addEventListener('abort', () => resolve(), { once: true });
  });
  const drained = (async () => {
    for await (const item of source) {
      if (patience.aborted) {
        return;
      }
      items.push(item);
    }
  })();
  try {
    await Promise.race([drained, ended]);
  } catch (error) {
    log.warn(`Context: ${what} failed`, String(error));
  }
  if (patience.aborted) {
    log.warn(`Context: ${what} took long; ${items.length} went along`);
  }
  return [...items];
}
