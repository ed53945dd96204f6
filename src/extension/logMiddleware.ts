import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';
import { documentNumber } from '../protocol/documentNumber.ts';
import { type LogLine, logLine } from '../protocol/logWindow.ts';
import type { CommandId } from './commandIds.ts';
import { isFeatureOn } from './logSettings.ts';

/** Asks the server only for what is turned on, and adds to a hover what can be done from there. */
export function logMiddleware(hasModel: () => Promise<boolean>): Middleware {
  return {
    async provideHover(document, position, token, next) {
      const hover = isFeatureOn('hover', document.uri)
        ? await next(document, position, token)
        : undefined;
      const at = logLine(document.uri.toString(), position.line + 1);
      return hover && at && withActions(hover, at, await hasModel());
    },
    provideDocumentSymbols: (document, token, next) =>
      isFeatureOn('outline', document.uri) ? next(document, token) : undefined,
    provideFoldingRanges: (document, context, token, next) =>
      isFeatureOn('folding', document.uri) ? next(document, context, token) : undefined,
    provideDocumentLinks: (document, token, next) =>
      isFeatureOn('links', document.uri) ? next(document, token) : undefined,
    provideCodeLenses: (document, token, next) =>
      isFeatureOn('codeLens', document.uri) ? next(document, token) : undefined,
    provideReferences: (document, position, options, token, next) =>
      isFeatureOn('references', document.uri)
        ? next(document, position, options, token)
        : undefined,
    provideDocumentRangeSemanticTokens: (document, range, token, next) =>
      isFeatureOn('highlighting', document.uri) ? next(document, range, token) : undefined,
    provideInlayHints: (document, viewPort, token, next) =>
      isFeatureOn('elapsedTime', document.uri) ? next(document, viewPort, token) : undefined,
    provideDiagnostics: (document, previous, token, next) =>
      isFeatureOn('problems', document instanceof vscode.Uri ? document : document.uri)
        ? next(document, previous, token)
        : { kind: noProblems, items: [] },
  };
}

/** As the protocol writes it; the client's own enumeration is not to be had at run time. */
const noProblems = 'full' as never;

/** What a hover may run: these, with numbers as their arguments, and nothing else. */
const hoverCommands: readonly CommandId[] = [
  'whytrace.showLogLine',
  'whytrace.diagnoseFromLine',
  'whytrace.explainLineWithModel',
];

function withActions(
  { contents, range }: vscode.Hover,
  { uri, line }: LogLine,
  hasModel: boolean,
): vscode.Hover {
  const [first] = contents;
  const card = first instanceof vscode.MarkdownString ? first.value : '';
  const args = encodeURIComponent(JSON.stringify([documentNumber(uri), line]));
  const actions = [
    `[${vscode.l10n.t('Diagnose from here')}](command:whytrace.diagnoseFromLine?${args})`,
    ...(hasModel
      ? [
          `[${vscode.l10n.t('Explain with the model')}](command:whytrace.explainLineWithModel?${args})`,
        ]
      : []),
  ];
  const markdown = new vscode.MarkdownString(`${card}\n\n---\n\n${actions.join(' · ')}`, true);
  markdown.isTrusted = { enabledCommands: hoverCommands };
  markdown.supportHtml = true;
  return new vscode.Hover(markdown, range);
}
