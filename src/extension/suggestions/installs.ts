import * as vscode from 'vscode';
import type { Finding } from '../../core/model/audit.ts';
import type { AuditOutcome, AuditParams } from '../../protocol/languageServer.ts';
import { installsPackages } from './installCommand.ts';
import { folderOf } from './workspaceTexts.ts';

type AuditOf = (params: AuditParams, cancelled: AbortSignal) => Promise<AuditOutcome>;

/**
 * Puts a text on the clipboard; a command that would install something that nobody knows only once the
 * user has said so.
 */
export async function copyCarefully(text: string, audit: AuditOf): Promise<void> {
  const [unknown] = installsPackages(text) ? await unknownPackages(text, audit) : [];
  if (unknown) {
    const copy = vscode.l10n.t('Copy All the Same');
    const asked = vscode.l10n.t(
      '{0} was not found. Copy the command that installs it?',
      unknown.subject,
    );
    const options = { modal: true, detail: unknown.message };
    if ((await vscode.window.showWarningMessage(asked, options, copy)) !== copy) {
      throw new Error(
        vscode.l10n.t('The command was not copied: {0} was not found.', unknown.subject),
      );
    }
  }
  await vscode.env.clipboard.writeText(text);
}

async function unknownPackages(text: string, audit: AuditOf): Promise<readonly Finding[]> {
  const folder = folderOf(vscode.window.activeTextEditor?.document.uri)?.uri.toString();
  if (folder === undefined) return [];
  const params: AuditParams = { uri: folder, input: { kind: 'command', text }, unsaved: {} };
  const outcome = await audit(params, new AbortController().signal);
  return outcome.kind === 'audited' ? outcome.audit.findings.filter(isUnknown) : [];
}

/** Of what exists but is easily taken for another, one is told and not asked. */
function isUnknown({ kind, verdict, severity }: Finding): boolean {
  return (
    kind === 'existence' &&
    (verdict === 'notFound' || (verdict === 'couldNotCheck' && severity === 'warning'))
  );
}
