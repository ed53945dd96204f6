import * as vscode from 'vscode';
import type { CommandId } from './commandIds.ts';

/**
 * Registers a command whose failures are logged and thrown on: the editor shows what a command
 * throws, and a message of our own beside it would be the second about one thing. Arguments come
 * from menus, keys and other extensions, so they are `unknown` and the task narrows them.
 */
export function registerCommand(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  id: CommandId,
  task: (...args: readonly unknown[]) => Promise<void>,
): void {
  const run = async (...args: readonly unknown[]): Promise<void> => {
    log.info(`${id} began`);
    try {
      await task(...args);
    } catch (error) {
      log.error(`${id} failed`, error instanceof Error ? error : String(error));
      throw error;
    }
  };
  context.subscriptions.push(vscode.commands.registerCommand(id, run));
}
