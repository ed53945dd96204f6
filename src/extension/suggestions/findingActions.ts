import * as vscode from 'vscode';
import type { CommandId } from '../commandIds.ts';
import { lineFix } from './findingFix.ts';
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
      ? [[`Open ${decided}, which decided it`, 'whytrace.openFinding'] as const]
      : []),
    ['Show in the audit', 'whytrace.showAudit'],
    ['Copy this finding', 'whytrace.copyReview'],
    ['Mark as tried…', 'whytrace.markTried'],
    ['Hide this finding until the next audit', hide],
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
  const text = line < document.lineCount ? document.lineAt(line).text : '';
  const fix = lineFix(text, finding);
  if (!fix) return [];
  const [wrong, { start, end }] = [text.slice(fix.start, fix.end), fix];
  const title = `Replace ${wrong} with ${fix.text}`;
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [mark];
  action.isPreferred = true;
  // What it was about is gone then.
  action.command = { title, command: hide, arguments: [index] };
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, new vscode.Range(line, start, line, end), fix.text);
  return [action];
}
