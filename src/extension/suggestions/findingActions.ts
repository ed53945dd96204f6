import * as vscode from 'vscode';
import type { CommandId } from '../commandIds.ts';
import { type LineFix, lineFix } from './findingFix.ts';
import type { FindingMarks, MarkedFinding } from './findingMarks.ts';

/** What can be done about a finding that is marked at its line. */
export function registerFindingActions(
  context: vscode.ExtensionContext,
  marks: FindingMarks,
): void {
  context.subscriptions.push(
    vscode.languages.registerCodeActionsProvider(
      { scheme: 'file' },
      {
        provideCodeActions: (document, _range, { diagnostics }) =>
          diagnostics.flatMap((mark) => {
            const marked = mark.source === 'Whytrace' ? marks.at(document.uri, mark) : undefined;
            return marked ? actionsFor(document, mark, marked) : [];
          }),
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
}

const hide: CommandId = 'whytrace.hideFinding';

function actionsFor(
  document: vscode.TextDocument,
  mark: vscode.Diagnostic,
  { finding, index }: MarkedFinding,
): readonly vscode.CodeAction[] {
  const isDecidedElsewhere =
    finding.source.line !== undefined && finding.source.file !== finding.file;
  const decided = `${finding.source.file}:${finding.source.line}`;
  const ways: readonly (readonly [string, CommandId])[] = [
    ...(isDecidedElsewhere
      ? [[vscode.l10n.t('Open {0}, which decided it', decided), 'whytrace.openFinding'] as const]
      : []),
    [vscode.l10n.t('Show in the audit'), 'whytrace.showAudit'],
    [vscode.l10n.t('Copy this finding'), 'whytrace.copyReview'],
    [vscode.l10n.t('Mark as tried…'), 'whytrace.markTried'],
    [vscode.l10n.t('Hide this finding until the next audit'), hide],
  ];
  return [
    ...replacement(document, mark, { finding, index }),
    ...ways.map(([title, command]) => {
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.diagnostics = [mark];
      action.command = { title, command, arguments: [index] };
      return action;
    }),
  ];
}

function replacement(
  document: vscode.TextDocument,
  mark: vscode.Diagnostic,
  { finding, index }: MarkedFinding,
): readonly vscode.CodeAction[] {
  const { line } = mark.range.start;
  const fix = fixAt(document, line, finding);
  if (!fix) return [];
  const wrong = document.lineAt(line).text.slice(fix.start, fix.end);
  const title = vscode.l10n.t('Replace {0} with {1}', wrong, fix.text);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [mark];
  action.isPreferred = true;
  const command: CommandId = 'whytrace.replaceName';
  action.command = { title, command, arguments: [index, line] };
  return [action];
}

function fixAt(
  document: vscode.TextDocument,
  line: number,
  finding: MarkedFinding['finding'],
): LineFix | undefined {
  return line < document.lineCount ? lineFix(document.lineAt(line).text, finding) : undefined;
}

/** Writes what was meant in the editor in which the user chose it, as if he had typed it. */
export async function replaceName(
  finding: MarkedFinding['finding'],
  line: number,
): Promise<boolean> {
  const editor = vscode.window.activeTextEditor;
  const fix = editor && fixAt(editor.document, line, finding);
  if (!(editor && fix)) return false;
  const range = new vscode.Range(line, fix.start, line, fix.end);
  return editor.edit((edit) => edit.replace(range, fix.text));
}
