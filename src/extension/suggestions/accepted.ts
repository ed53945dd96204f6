import * as vscode from 'vscode';
import type { CapturedSuggestion } from '../audits.ts';
import { registerCommand } from '../commands.ts';
import type { Captured } from './capture.ts';
import { changedSpan } from './changedSpan.ts';
import { folderOf, pathBelow, unsavedTexts } from './workspaceTexts.ts';

/** The suggestion that was accepted last, as it was then. */
interface Accepted {
  readonly uri: string;
  readonly path: string;
  readonly folder: vscode.WorkspaceFolder;
  readonly before: string;
  readonly after: string;
  /** The first line that it changed, 0-based; it moves with edits above it. */
  line: number;
  /** How many lines below it the last one is. */
  readonly height: number;
}

/**
 * *Why?* above the suggestion that was accepted last, where the user has that tracked: then Tab comes
 * here first, as the editor tells nobody else what is accepted.
 */
export function registerAccepted(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  audit: (about: string, captured: Captured) => Promise<void>,
): void {
  let last: Accepted | undefined;
  const changed = new vscode.EventEmitter<void>();
  const forget = (): void => {
    last = undefined;
    changed.fire();
  };
  context.subscriptions.push(
    changed,
    vscode.languages.registerCodeLensProvider(
      { scheme: 'file' },
      {
        onDidChangeCodeLenses: changed.event,
        provideCodeLenses: ({ uri }) => (last?.uri === uri.toString() ? lensesAt(last.line) : []),
      },
    ),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (last?.uri !== document.uri.toString()) return;
      for (const { range, text } of contentChanges) {
        if (range.start.line < last.line)
          last.line += linesIn(text) - (range.end.line - range.start.line);
      }
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (last?.uri === uri.toString()) forget();
    }),
  );
  registerCommand(context, log, 'whytrace.acceptSuggestion', async () => {
    const editor = vscode.window.activeTextEditor;
    const before = editor?.document.getText();
    await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
    const accepted = editor && before !== undefined && acceptedIn(editor.document, before);
    if (accepted) {
      last = accepted;
      changed.fire();
    }
  });
  registerCommand(context, log, 'whytrace.explainAccepted', async () => {
    await audit(vscode.l10n.t('The accepted suggestion'), captured(last));
  });
  registerCommand(context, log, 'whytrace.dismissAccepted', async () => forget());
}

const linesIn = (text: string): number => text.split('\n').length - 1;

function acceptedIn(document: vscode.TextDocument, before: string): Accepted | undefined {
  const folder = folderOf(document.uri);
  const path = folder && pathBelow(folder, document.uri);
  const after = document.getText();
  if (!folder || path === undefined || after === before) {
    return undefined;
  }
  const { start, endAfter } = changedSpan(before, after);
  const { line } = document.positionAt(start);
  const height = document.positionAt(endAfter).line - line;
  return { uri: document.uri.toString(), path, folder, before, after, line, height };
}

function lensesAt(line: number): vscode.CodeLens[] {
  const range = new vscode.Range(line, 0, line, 0);
  return [
    new vscode.CodeLens(range, {
      title: vscode.l10n.t('Why?'),
      tooltip: vscode.l10n.t('Audit the suggestion that was accepted here'),
      command: 'whytrace.explainAccepted',
    }),
    new vscode.CodeLens(range, {
      title: vscode.l10n.t('Dismiss'),
      command: 'whytrace.dismissAccepted',
    }),
  ];
}

function captured(accepted: Accepted | undefined): Captured {
  if (!accepted) {
    return {
      message: vscode.l10n.t(
        'No accepted suggestion is known. Turn on whytrace.suggestions.trackAccepted, and accept one with Tab.',
      ),
    };
  }
  const { uri, path, folder, before, after, line, height } = accepted;
  const about = vscode.l10n.t(
    'The suggestion accepted at {0}:{1}',
    path.split('/').at(-1) ?? path,
    line + 1,
  );
  const input: CapturedSuggestion['input'] = { kind: 'files', files: [{ path, before, after }] };
  const place = { uri, line: line + height };
  return { about, folder: folder.uri.toString(), input, unsaved: unsavedTexts(folder), place };
}
