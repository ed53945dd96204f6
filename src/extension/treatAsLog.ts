import * as vscode from 'vscode';
import { mayBeLogText } from './logLikeText.ts';
import { isLogPath, isReadableScheme } from './logNames.ts';
import { logPatterns, mayAskAboutText, stopAskingAboutText } from './logSettings.ts';

/** Whether the user takes a document for a log, by URI; kept with the workspace. */
const ANSWERS = 'treatedAsLog';
/** Characters of a document that the language server is shown. */
const HEAD = 16_384;
/** Characters that are pasted, not typed. */
const PASTED = 500;

/**
 * Plain text that is a log gets the editor's language for logs: at once where its name or a setting
 * says so, else after the user was asked, once for each document.
 */
export function registerTreatAsLog(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  looksLikeLog: (text: string) => Promise<boolean>,
): void {
  const asked = new Set<string>();
  const consider = (document: vscode.TextDocument | undefined): void => {
    if (document?.languageId === 'plaintext' && isReadableScheme(document.uri.scheme)) {
      decide(context.workspaceState, document, asked, looksLikeLog).catch((error: unknown) =>
        log.warn('A text was not looked at', String(error)),
      );
    }
  };
  context.subscriptions.push(
    vscode.window.onDidChangeActiveTextEditor((editor) => consider(editor?.document)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const isPasted = contentChanges.some(({ text }) => text.length >= PASTED);
      if (document.isUntitled && isPasted) consider(document);
    }),
  );
  consider(vscode.window.activeTextEditor?.document);
}

async function decide(
  answers: vscode.Memento,
  document: vscode.TextDocument,
  asked: Set<string>,
  looksLikeLog: (text: string) => Promise<boolean>,
): Promise<void> {
  const key = document.uri.toString();
  const answer = answers.get<Readonly<Record<string, boolean>>>(ANSWERS, {})[key];
  const text = headOf(document);
  if (
    answer === true ||
    isNamed(document) ||
    (isLogPath(document.uri.path) && mayBeLogText(text))
  ) {
    await treatAsLog(document);
    return;
  }
  if (answer === false || asked.has(key) || !mayAskAboutText() || !mayBeLogText(text)) {
    return;
  }
  asked.add(key);
  if ((await looksLikeLog(text)) && !document.isClosed) {
    await ask(answers, document);
  }
}

function headOf(document: vscode.TextDocument): string {
  const end = document.positionAt(HEAD);
  return document.getText(new vscode.Range(new vscode.Position(0, 0), end));
}

function isNamed(document: vscode.TextDocument): boolean {
  const patterns = logPatterns(document.uri);
  const { scheme } = document.uri;
  return patterns.some((pattern) => vscode.languages.match({ scheme, pattern }, document) > 0);
}

async function treatAsLog(document: vscode.TextDocument): Promise<void> {
  if (!document.isClosed && document.languageId !== 'log') {
    await vscode.languages.setTextDocumentLanguage(document, 'log');
  }
}

async function ask(answers: vscode.Memento, document: vscode.TextDocument): Promise<void> {
  const name = document.uri.path.split('/').at(-1) ?? '';
  const question = vscode.l10n.t(
    '{0} looks like a log. Treat it as one, with an outline, explanations and links?',
    name,
  );
  const yes = vscode.l10n.t('Treat as Log');
  const no = vscode.l10n.t('No');
  const never = vscode.l10n.t("Don't Ask Again");
  const choice = await vscode.window.showInformationMessage(question, yes, no, never);
  if (choice === never) {
    await stopAskingAboutText();
  }
  if (choice === yes || choice === no) {
    const known = answers.get<Readonly<Record<string, boolean>>>(ANSWERS, {});
    await answers.update(ANSWERS, { ...known, [document.uri.toString()]: choice === yes });
  }
  if (choice === yes) {
    await treatAsLog(document);
  }
}
