import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { ExportOptions } from '../../core/caseFile.ts';
import type { Case, CaseSummary } from '../../core/model/case.ts';
import { registerCommand } from '../commands.ts';
import { hiddenPersonalData } from '../settings.ts';
import { fileNameOf, verdictsOf } from './caseWords.ts';
import { caseFor } from './chooseCase.ts';
import { saveAsChosen } from './chosenFile.ts';
import { type CaseParts, openCase } from './openCase.ts';

/** A file larger than this is no case of ours. */
const LARGEST = 100 * 1024 * 1024;

/** Cases as files: for a colleague, a ticket, another machine. */
export function registerCaseFiles(context: vscode.ExtensionContext, parts: CaseParts): void {
  const { log, cases } = parts;
  registerCommand(context, log, 'whytrace.exportCase', async (argument) => {
    const summary = await caseFor(cases, argument);
    const redaction = summary && (await askRedaction(vscode.l10n.t('Export Case')));
    if (!summary || !redaction) return;
    const dialog = dialogFor(summary, 'whytrace.json', {
      [vscode.l10n.t('Whytrace case')]: ['json'],
    });
    const uri = await saveAsChosen(dialog, async () => {
      // Redaction is a bundle of its own, loaded here for the first time.
      const { exportCase } = await import('../../core/caseFile.ts');
      return exportCase(await wholeCase(parts, summary), redaction);
    });
    if (uri) {
      vscode.window.setStatusBarMessage(
        vscode.l10n.t('Exported {0}', vscode.workspace.asRelativePath(uri)),
        5000,
      );
    }
  });
  registerCommand(context, log, 'whytrace.exportNote', async (argument) => {
    const summary = await caseFor(cases, argument);
    const redaction = summary && (await askRedaction(vscode.l10n.t('Export Incident Note')));
    if (!summary || !redaction) return;
    const uri = await saveAsChosen(dialogFor(summary, 'md', { Markdown: ['md'] }), async () => {
      const { exportNote } = await import('../../core/caseFile.ts');
      return exportNote(await wholeCase(parts, summary), redaction);
    });
    if (uri) await vscode.window.showTextDocument(uri);
  });
  registerCommand(context, log, 'whytrace.importCase', async (argument) => {
    const uri = argument instanceof vscode.Uri ? argument : await chooseFile();
    if (uri) await importFile(parts, uri);
  });
}

async function importFile(parts: CaseParts, uri: vscode.Uri): Promise<void> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > LARGEST)
    throw new Error(vscode.l10n.t('The file is too large to be a case of Whytrace.'));
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  const { importCase } = await import('../../core/caseFile.ts');
  const parsed = importCase(text, { folder: workspaceFolder() });
  if (parsed.kind !== 'value') throw new Error(parsed.message);
  const { summary, runs, verdicts, attachments } = parsed.value;
  await parts.cases.refresh();
  const caseId = await parts.cases.adopt(summary, runs, attachments);
  await parts.verdicts.adopt(verdicts);
  await openCase(parts, caseId, undefined, 'takeFocus');
}

async function wholeCase({ cases, verdicts }: CaseParts, summary: CaseSummary): Promise<Case> {
  await verdicts.all();
  const [runs, attachments] = await Promise.all([
    cases.runs(summary.id),
    cases.attachments(summary.id),
  ]);
  return { summary, runs, attachments, verdicts: verdictsOf(summary, verdicts.known) };
}

/** Nothing means that the user left. */
async function askRedaction(title: string): Promise<ExportOptions | undefined> {
  const redacted = {
    label: `$(shield) ${vscode.l10n.t('Without secrets and personal data')}`,
    detail: vscode.l10n.t('What Whytrace would hide from a model becomes placeholders.'),
  };
  const whole = {
    label: `$(warning) ${vscode.l10n.t('With everything as it is')}`,
    detail: vscode.l10n.t(
      'Log lines with passwords, tokens and names, if there are any. For eyes that may see the logs.',
    ),
  };
  const chosen = await vscode.window.showQuickPick([redacted, whole], {
    title,
    placeHolder: vscode.l10n.t('What may the file hold?'),
  });
  if (!chosen) return undefined;
  const places = { folder: workspaceFolder(), home: homedir() };
  return { ...places, redact: chosen === redacted ? hiddenPersonalData() : undefined };
}

function workspaceFolder(): string | undefined {
  return vscode.workspace.workspaceFolders?.[0]?.uri.toString();
}

function dialogFor(
  summary: CaseSummary,
  extension: string,
  filters: Record<string, string[]>,
): vscode.SaveDialogOptions {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const defaultUri = vscode.Uri.joinPath(folder, `${fileNameOf(summary)}.${extension}`);
  return { defaultUri, filters, saveLabel: vscode.l10n.t('Export') };
}

async function chooseFile(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import Case'),
    openLabel: vscode.l10n.t('Import'),
    filters: { [vscode.l10n.t('Whytrace case')]: ['json'] },
  });
  return chosen?.[0];
}
