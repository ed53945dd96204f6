import * as vscode from 'vscode';
import type { AuditState, ShownAudit } from '../../protocol/audit.ts';

type Finding = ShownAudit['findings'][number];

const severities: Readonly<Record<Finding['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

export interface FindingMarks {
  /** Marks the lines that the audit found something in; an audit that ended otherwise leaves none. */
  draw(state: AuditState, folder: string | undefined): void;
}

/** Findings at their lines, where the user turned that on. */
export function registerFindingMarks(context: vscode.ExtensionContext): FindingMarks {
  const marks = vscode.languages.createDiagnosticCollection('whytrace audit');
  context.subscriptions.push(marks);
  return {
    draw(state, folder) {
      marks.clear();
      const isOn = vscode.workspace.getConfiguration('whytrace.audit').get('showFindings', false);
      if (!isOn || state.kind !== 'done' || folder === undefined) return;
      const root = vscode.Uri.parse(folder, true);
      for (const file of state.places) {
        const findings = state.audit.findings.filter((finding) => finding.file === file);
        if (findings.length === 0) continue;
        const uri = vscode.Uri.joinPath(root, file);
        marks.set(
          uri,
          findings.map((finding) => diagnosticOf(finding, root)),
        );
      }
    },
  };
}

function diagnosticOf(
  { severity, message, line = 1, kind, verdict, source, file }: Finding,
  root: vscode.Uri,
): vscode.Diagnostic {
  const range = new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
  const diagnostic = new vscode.Diagnostic(range, message, severities[severity]);
  diagnostic.source = 'Whytrace';
  diagnostic.code = `${kind}/${verdict}`;
  if (source.line !== undefined && (source.file !== file || source.line !== line)) {
    const place = new vscode.Position(source.line - 1, 0);
    const decided = new vscode.Location(vscode.Uri.joinPath(root, source.file), place);
    diagnostic.relatedInformation = [
      new vscode.DiagnosticRelatedInformation(decided, 'This line decided it.'),
    ];
  }
  return diagnostic;
}
