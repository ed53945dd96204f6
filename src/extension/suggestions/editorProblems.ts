import * as vscode from 'vscode';
import type { SuggestionInput } from '../../core/audit.ts';
import type { EditorProblem } from '../../core/model/audit.ts';
import { presentText } from './workspaceTexts.ts';

/**
 * What the editor's language services say of the files that a suggestion changes, where the editor holds
 * the text that is audited. Of a text that is only proposed they can't be asked: the editor gives no way to
 * check a text that stands in no document.
 */
export async function editorProblems(
  folder: string,
  input: SuggestionInput,
): Promise<readonly EditorProblem[]> {
  const files = input.kind === 'files' ? input.files : [];
  const root = vscode.Uri.parse(folder, true);
  const problems = await Promise.all(
    files.map(async ({ path, after }) => {
      const uri = vscode.Uri.joinPath(root, path);
      const isShown = after !== undefined && (await presentText(uri)) === after;
      return isShown ? vscode.languages.getDiagnostics(uri).flatMap(problemOf(path)) : [];
    }),
  );
  return problems.flat();
}

function problemOf(file: string): (diagnostic: vscode.Diagnostic) => readonly EditorProblem[] {
  return ({ source, code, message, range, severity }) => {
    const name = typeof code === 'object' ? code.value : code;
    const isOurs = source === undefined || source === 'Whytrace';
    if (isOurs || name === undefined || severity !== vscode.DiagnosticSeverity.Error) return [];
    return [{ file, line: range.start.line + 1, message, source, code: String(name) }];
  };
}
