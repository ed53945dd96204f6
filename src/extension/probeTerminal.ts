import * as vscode from 'vscode';
import { isInsertable } from '../protocol/terminalText.ts';
import type { RequestHandlers } from '../protocol/webview.ts';
import type { Runs } from './runs.ts';
import { shownRun } from './verdictHandlers.ts';

/** Puts a check's command where the user can run it; the last step is always theirs. */
export function terminalHandlers(runs: Runs): Pick<RequestHandlers, 'probe/insert'> {
  return {
    'probe/insert': async ({ runId, hypothesis, probe }) => {
      const { probes } = shownRun(runs, runId).diagnosis.hypotheses[hypothesis] ?? {};
      const command = probes?.[probe]?.command;
      if (command === undefined) throw new Error('There is no such check.');
      if (!vscode.workspace.isTrusted) {
        throw new Error(
          'This workspace is not trusted, so nothing is written into a terminal. Copy the command instead.',
        );
      }
      if (!isInsertable(command)) {
        throw new Error('A terminal would run a part of this command at once. Copy it instead.');
      }
      const terminal = vscode.window.activeTerminal ?? vscode.window.createTerminal('Whytrace');
      terminal.show();
      terminal.sendText(command, false);
      return null;
    },
  };
}
