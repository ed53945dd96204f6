import * as vscode from 'vscode';
import type { ContextItem } from '../../core/model/context.ts';
import { isReadableScheme } from '../logNames.ts';

const MOST = 50;
const LONGEST = 600;

/** What compilers and linters say of the workspace: errors, then warnings; hints say nothing of a failure. */
export function workspaceProblems(): readonly ContextItem[] {
  return vscode.languages
    .getDiagnostics()
    .filter(([uri]) => isReadableScheme(uri.scheme))
    .flatMap(([uri, diagnostics]) => diagnostics.map((diagnostic) => ({ uri, diagnostic })))
    .filter(({ diagnostic }) => diagnostic.severity <= vscode.DiagnosticSeverity.Warning)
    .sort((a, b) => a.diagnostic.severity - b.diagnostic.severity)
    .slice(0, MOST)
    .map(({ uri, diagnostic }) => toItem(uri, diagnostic));
}

function toItem(
  uri: vscode.Uri,
  { severity, source, message, range }: vscode.Diagnostic,
): ContextItem {
  const level = severity === vscode.DiagnosticSeverity.Error ? 'error' : 'warning';
  const line = range.start.line + 1;
  return {
    kind: 'diagnostic',
    uri: uri.toString(),
    name: vscode.workspace.asRelativePath(uri),
    startLine: line,
    endLine: line,
    text: `${source ? `${source} ` : ''}${level}: ${message.replace(/\s+/g, ' ')}`.slice(
      0,
      LONGEST,
    ),
  };
}
