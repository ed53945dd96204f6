import {
  type CancellationToken,
  type Connection,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import type { Pace } from '../core/model/pace.ts';
import { createPace } from '../core/pace.ts';
import { clock } from '../node/clock.ts';
import { SimilarLineRequest } from '../protocol/languageServer.ts';
import { logLine, parseWindowUri } from '../protocol/logWindow.ts';
import { foldingRanges } from './features/folding.ts';
import { hover } from './features/hover.ts';
import { incidentProblems } from './features/incidents.ts';
import { elapsedHints } from './features/inlays.ts';
import { codeLenses } from './features/lenses.ts';
import { documentLinks, resolvedLink } from './features/links.ts';
import { linesLikeThis, nextLikeThis } from './features/similar.ts';
import { documentSymbols } from './features/symbols.ts';
import { rangeTokens, tokenLegend } from './features/tokens.ts';
import type { LogView, LogViews } from './logViews.ts';
import type { Printed } from './printedAt.ts';
import type { TeamKnowledge } from './teamKnowledge.ts';
import { windowView } from './windowView.ts';
import type { WorkspaceFiles } from './workspaceFiles.ts';

/** What an editor feature needs besides the log it is asked about. */
export interface FeaturePorts {
  readonly views: LogViews;
  readonly files: WorkspaceFiles;
  readonly printed: Printed;
  readonly team: Pick<TeamKnowledge, 'of'>;
  /** A log so long that what it said a moment ago is answered while it grows. */
  isLong(uri: string): boolean;
}

/**
 * Answers a request about a log: `null` for one that can't be read, and at once when the editor has
 * lost interest. `line` is the 1-based line that is asked about, where it is about one.
 */
type Ask = <T>(
  about: { readonly textDocument: { readonly uri: string } },
  token: CancellationToken,
  work: (view: LogView, pace: Pace, line: number) => T | Promise<T>,
  line?: number,
  /** Of a window on a log: the `log` with its own lines, the `window` alone, or no answer. */
  ofWindow?: 'log' | 'window',
) => Promise<T | null>;

interface Feature {
  readonly capabilities: ServerCapabilities;
  listen(connection: Connection, ask: Ask, ports: FeaturePorts): void;
}

/** What the editor shows of a log, each feature with what the server announces for it. */
const features: readonly Feature[] = [
  {
    capabilities: { hoverProvider: true },
    listen: (connection, ask, ports) =>
      connection.onHover((params, token) => {
        const line = params.position.line + 1;
        return ask(params, token, (view, _pace, at) => hover(view, at, ports), line, 'log');
      }),
  },
  {
    capabilities: { documentSymbolProvider: { label: 'Whytrace' } },
    listen: (connection, ask) =>
      connection.onDocumentSymbol((params, token) => ask(params, token, documentSymbols)),
  },
  {
    capabilities: { foldingRangeProvider: true },
    listen: (connection, ask) =>
      connection.onFoldingRanges((params, token) =>
        ask(params, token, foldingRanges, undefined, 'window'),
      ),
  },
  {
    capabilities: { documentLinkProvider: { resolveProvider: true } },
    listen(connection, ask, { files }) {
      connection.onDocumentLinks((params, token) =>
        ask(params, token, (view, pace) => documentLinks(view, files, pace), undefined, 'window'),
      );
      connection.onDocumentLinkResolve((link) => resolvedLink(link, files));
    },
  },
  {
    capabilities: { codeLensProvider: {} },
    listen: (connection, ask) =>
      connection.onCodeLens((params, token) => ask(params, token, codeLenses)),
  },
  {
    capabilities: { referencesProvider: true },
    listen(connection, ask) {
      connection.onReferences((params, token) => {
        const line = params.position.line + 1;
        return ask(params, token, (view, pace, at) => linesLikeThis(view, at, pace), line, 'log');
      });
      connection.onRequest(SimilarLineRequest, ({ uri, line, direction }, token) =>
        ask(
          { textDocument: { uri } },
          token,
          (view, pace) => nextLikeThis(view, line, direction, pace),
          line,
        ),
      );
    },
  },
  {
    capabilities: {
      // By what is on the screen alone: an answer for the whole of a log, even none, takes away the
      // colours of the ranges.
      semanticTokensProvider: { legend: tokenLegend, range: true, full: false },
    },
    listen(connection, ask) {
      connection.languages.semanticTokens.onRange(async (params, token) => {
        const { range } = params;
        const first = range.start.line + 1;
        const tokens = (view: LogView) => rangeTokens(view, range);
        return (await ask(params, token, tokens, first, 'window')) ?? noTokens;
      });
    },
  },
  {
    capabilities: { inlayHintProvider: true },
    listen: ({ languages }, ask) =>
      languages.inlayHint.on((params, token) =>
        ask(
          params,
          token,
          (view) => elapsedHints(view, params.range),
          params.range.start.line + 1,
          'window',
        ),
      ),
  },
  {
    capabilities: {
      diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
    },
    listen: ({ languages }, ask) =>
      languages.diagnostics.on(async (params, token) => ({
        kind: DocumentDiagnosticReportKind.Full,
        items: (await ask(params, token, incidentProblems)) ?? [],
      })),
  },
];

const noTokens = { data: [] };

/** What the server can do for a log in the editor. */
export const featureCapabilities: ServerCapabilities = Object.assign(
  {},
  ...features.map(({ capabilities }) => capabilities),
);

export function listenForFeatures(connection: Connection, ports: FeaturePorts): void {
  const ask = createAsk(ports);
  for (const { listen } of features) {
    listen(connection, ask, ports);
  }
}

function createAsk(ports: FeaturePorts): Ask {
  return async (about, token, work, line, ofWindow) => {
    const abort = new AbortController();
    const cancelled = new Promise<never>((_, reject) => {
      const stop = (): void => {
        abort.abort();
        reject(new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.'));
      };
      if (token.isCancellationRequested) stop();
      token.onCancellationRequested(stop);
    });
    const answer = async () => {
      const shown = await shownView(ports, about.textDocument.uri, line, ofWindow);
      return shown && !abort.signal.aborted
        ? await work(shown.view, createPace(clock, abort.signal), shown.line)
        : null;
    };
    return Promise.race([answer(), cancelled]);
  };
}

/** The log that a document shows, as a feature wants to see it, and the line that is meant there. */
async function shownView(
  { views, team, isLong }: FeaturePorts,
  uri: string,
  line: number | undefined,
  ofWindow: 'log' | 'window' | undefined,
): Promise<{ readonly view: LogView; readonly line: number } | undefined> {
  const window = parseWindowUri(uri);
  // The line of a window that says what it shows belongs to no log.
  const at = logLine(uri, line ?? (window ? 2 : 1));
  if (!at || (window && !ofWindow)) {
    return undefined;
  }
  const asksLine = line !== undefined || isLong(at.uri);
  const found = await views.of(at.uri, asksLine ? at.line : undefined);
  const view = found && { ...found, knowledge: await team.of(at.uri) };
  const isOwn = window !== undefined && ofWindow === 'window';
  return view && { view: isOwn ? windowView(view, window) : view, line: at.line };
}
