import * as vscode from 'vscode';
import { isInsertable } from '../protocol/terminalText.ts';
import type { RequestHandlers } from '../protocol/webview.ts';
import type { Runs } from './runs.ts';
import { shownRun } from './verdictHandlers.ts';

/** Puts a check's command where the user can run it; the last step is always theirs. */
export function terminalHandlers(
  runs: Runs,
  insert: (command: string) => Promise<void>,
): Pick<RequestHandlers, 'probe/insert'> {
  return {
    'probe/insert': async ({ runId, hypothesis, probe }) => {
      const { probes } = shownRun(runs, runId).diagnosis.hypotheses[hypothesis] ?? {};
      const command = probes?.[probe]?.command;
      if (command === undefined) throw new Error('There is no such check.');
      await insert(command);
      return null;
    },
  };
}

/** Writes a command where the user can run it; throws where that would run a part of it, or may not be. */
export async function insertIntoTerminal(command: string): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    throw new Error(
      'This workspace is not trusted, so nothing is written into a terminal. Copy the command instead.',
    );
  }
  if (!isInsertable(command)) {
    throw new Error('A terminal would run a part of this command at once. Copy it instead.');
  }
  const terminal = vscode.window.activeTerminal ?? (await openTerminal());
  terminal.show();
  terminal.sendText(command, false);
}

/** Milliseconds in which a shell shows its prompt, or does not tell. */
const PROMPT = 1500;

/** With its prompt, as what is written before would be echoed and then written again. */
async function openTerminal(): Promise<vscode.Terminal> {
  const terminal = vscode.window.createTerminal('Whytrace');
  terminal.show();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, PROMPT);
    const listening = vscode.window.onDidChangeTerminalShellIntegration((changed) => {
      if (changed.terminal !== terminal) return;
      clearTimeout(timer);
      resolve();
    });
    setTimeout(() => listening.dispose(), PROMPT + 1);
  });
  return terminal;
}
