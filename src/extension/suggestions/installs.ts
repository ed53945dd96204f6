import * as vscode from 'vscode';
import type { Finding } from '../../core/model/audit.ts';
import type { AuditOutcome, AuditParams } from '../../protocol/languageServer.ts';
import { insertIntoTerminal } from '../probeTerminal.ts';
import { installsPackages } from './installCommand.ts';
import { folderOf } from './workspaceTexts.ts';

type AuditOf = (params: AuditParams, cancelled: AbortSignal) => Promise<AuditOutcome>;

/**
 * Puts a text on the clipboard; a command that would install something that nobody knows only once the
 * user has said so.
 */
export async function copyCarefully(text: string, audit: AuditOf): Promise<void> {
  const unknown = await unknownPackage(text, audit);
  if (unknown) {
    const { l10n } = vscode;
    const asked = l10n.t('Copy the command that installs {0}?', unknown.subject);
    if (!(await isWanted(asked, unknown, l10n.t('Copy All the Same')))) {
      throw new Error(l10n.t('The command was not copied. {0}', unknown.message));
    }
  }
  await vscode.env.clipboard.writeText(text);
}

/** Writes a command into the terminal; of one that installs what nobody knows only once the user has said so. */
export async function insertCarefully(command: string, audit: AuditOf): Promise<void> {
  const unknown = await unknownPackage(command, audit);
  if (unknown) {
    const { l10n } = vscode;
    const asked = l10n.t('Write the command that installs {0} into the terminal?', unknown.subject);
    if (!(await isWanted(asked, unknown, l10n.t('Insert All the Same')))) {
      throw new Error(l10n.t('The command was not inserted. {0}', unknown.message));
    }
  }
  await insertIntoTerminal(command);
}

async function isWanted(asked: string, { message }: Finding, answer: string): Promise<boolean> {
  const options = { modal: true, detail: message };
  return (await vscode.window.showWarningMessage(asked, options, answer)) === answer;
}

async function unknownPackage(text: string, audit: AuditOf): Promise<Finding | undefined> {
  return installsPackages(text) ? (await unknownPackages(text, audit))[0] : undefined;
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
    (verdict === 'notFound' ||
      (['couldNotCheck', 'dangerous'].includes(verdict) && severity === 'warning'))
  );
}
