import * as vscode from 'vscode';
import type { Audit, Finding } from '../../core/model/audit.ts';
import { presentText } from './workspaceTexts.ts';

const severities: Readonly<Record<Finding['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** A finding that is marked, and its number in the audit. */
export interface MarkedFinding {
  readonly finding: Finding;
  readonly index: number;
}

export interface FindingMarks {
  /** Marks the lines that the audit found something in; without an audit there are none. */
  draw(audit: Audit | undefined, folder: string | undefined): void;
  /** The finding behind one of our marks. */
  at(uri: vscode.Uri, mark: vscode.Diagnostic): MarkedFinding | undefined;
  /** Takes one mark away, until the next audit. */
  hide(index: number): void;
}

interface MarkedFile {
  readonly uri: vscode.Uri;
  readonly root: vscode.Uri;
  /** The text whose lines the findings name. */
  readonly after: string;
  readonly found: readonly MarkedFinding[];
}

/**
 * Findings at their lines, where the user turned that on. Those of a text that is only proposed wait until
 * it stands in the file, as their lines do not exist before.
 */
export function registerFindingMarks(context: vscode.ExtensionContext): FindingMarks {
  const marks = vscode.languages.createDiagnosticCollection('whytrace-audit');
  let files: readonly MarkedFile[] = [];
  let hidden = new Set<number>();
  const mark = ({ uri, root, found }: MarkedFile): void => {
    const shown = found.filter(({ index }) => !hidden.has(index));
    marks.set(
      uri,
      shown.map(({ finding }) => diagnosticOf(finding, root)),
    );
  };
  const isOn = (): boolean =>
    vscode.workspace.getConfiguration('whytrace.audit').get('showFindings', false);
  const fileOf = (uri: vscode.Uri): MarkedFile | undefined =>
    files.find((file) => file.uri.toString() === uri.toString());
  context.subscriptions.push(
    marks,
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const file = contentChanges.length > 0 ? fileOf(document.uri) : undefined;
      if (file && !marks.has(file.uri) && document.getText() === file.after) mark(file);
    }),
  );
  return {
    draw(audit, folder) {
      marks.clear();
      hidden = new Set();
      files = audit && folder !== undefined && isOn() ? filesOf(audit, folder) : [];
      const drawn = files;
      for (const file of drawn) {
        void presentText(file.uri).then((text) => {
          if (files === drawn && text === file.after) mark(file);
        });
      }
    },
    at(uri, { message, code, range }) {
      return fileOf(uri)?.found.find(
        ({ finding }) =>
          finding.message === message &&
          codeOf(finding) === code &&
          (finding.line ?? 1) - 1 === range.start.line,
      );
    },
    hide(index) {
      hidden.add(index);
      const file = files.find(({ found }) => found.some((one) => one.index === index));
      if (file && marks.has(file.uri)) mark(file);
    },
  };
}

function filesOf({ suggestion, findings }: Audit, folder: string): readonly MarkedFile[] {
  const root = vscode.Uri.parse(folder, true);
  const numbered = findings.map((finding, index) => ({ finding, index }));
  return suggestion.files.flatMap(({ path, after }) => {
    const found = numbered.filter(({ finding }) => finding.file === path);
    const uri = vscode.Uri.joinPath(root, path);
    return after === undefined || found.length === 0 ? [] : [{ uri, root, after, found }];
  });
}

const codeOf = ({ kind, verdict }: Finding): string => `${kind}/${verdict}`;

function diagnosticOf(finding: Finding, root: vscode.Uri): vscode.Diagnostic {
  const { severity, message, line = 1, source, file } = finding;
  const range = new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
  const diagnostic = new vscode.Diagnostic(range, message, severities[severity]);
  diagnostic.source = 'Whytrace';
  diagnostic.code = codeOf(finding);
  if (source.line !== undefined && (source.file !== file || source.line !== line)) {
    const place = new vscode.Position(source.line - 1, 0);
    const decided = new vscode.Location(vscode.Uri.joinPath(root, source.file), place);
    diagnostic.relatedInformation = [
      new vscode.DiagnosticRelatedInformation(decided, vscode.l10n.t('This line decided it.')),
    ];
  }
  return diagnostic;
}
