import * as vscode from 'vscode';
import type { ReadingProgress } from '../protocol/languageServer.ts';
import type { OverviewEvents, OverviewHandlers, OverviewRequests } from '../protocol/overview.ts';
import { registerCommand } from './commands.ts';
import { dressWebview } from './dressWebview.ts';
import type { LanguageServer } from './languageServer.ts';
import { isLogDocument, mayBeLog, outputName } from './logNames.ts';
import { activeDocument, findOpenLogs, isOpen } from './openLogs.ts';
import { parseOverviewMessage } from './overviewMessage.ts';
import { createOverviews, type OverviewSubject, type Overviews } from './overviews.ts';
import { pickLog } from './pickLogs.ts';
import type { Revealer } from './reveal.ts';
import { createWebviewServer } from './webviewServer.ts';

const VIEW_ID = 'whytrace.overview';

export interface OverviewParts {
  readonly log: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly revealer: Revealer;
}

/** Milliseconds between two drawings while a log is read. */
const TURN = 50;

/** The view on the log that the user looks at. It does nothing while it is hidden. */
export function registerOverview(
  context: vscode.ExtensionContext,
  { log, server, revealer }: OverviewParts,
): {
  report(progress: ReadingProgress): void;
  /** URI of the log that it shows. */
  readonly log: string | undefined;
} {
  let view: vscode.WebviewView | undefined;
  let send = (): void => {};
  const overviews = createOverviews({
    read: server.overview,
    onDidChange: () => send(),
    now: () => performance.now(),
    later(task, milliseconds) {
      const timer = setTimeout(task, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  const follow = (): void => {
    if (view?.visible) {
      overviews.follow(subjectNow(overviews.subject));
    } else {
      overviews.rest();
    }
  };
  const provider: vscode.WebviewViewProvider = {
    resolveWebviewView(resolved) {
      view = resolved;
      const host = createWebviewServer<OverviewRequests, OverviewEvents>({
        handlers: handlersFor(overviews, revealer),
        parse: parseOverviewMessage,
        post: (message) => void resolved.webview.postMessage(message),
        onError: (error) => log.warn('A request of the overview failed', String(error)),
      });
      send = () => host.send({ kind: 'event', name: 'overview/state', data: overviews.state });
      resolved.webview.onDidReceiveMessage((message: unknown) => void host.receive(message));
      resolved.onDidChangeVisibility(follow);
      resolved.onDidDispose(() => {
        view = undefined;
        send = () => {};
        overviews.rest();
      });
      dressWebview(
        resolved.webview,
        context.extensionUri,
        vscode.l10n.t('Log Overview'),
        'overview',
      );
      follow();
    },
  };
  context.subscriptions.push(
    vscode.window.registerWebviewViewProvider(VIEW_ID, provider),
    followEditors(follow),
    watchFiles(overviews),
  );
  registerCommand(context, log, 'whytrace.showOverview', async () => {
    await vscode.commands.executeCommand(`${VIEW_ID}.focus`);
  });
  registerCommand(context, log, 'whytrace.refreshOverview', async () => overviews.read());
  return {
    report: overviews.report,
    get log() {
      return overviews.subject?.uri;
    },
  };
}

/** Calls back when the user may look at another log; many events of one action are one. */
function followEditors(follow: () => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      follow();
    }, TURN);
  };
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(soon),
    vscode.window.tabGroups.onDidChangeTabs(soon),
    vscode.window.tabGroups.onDidChangeTabGroups(soon),
    { dispose: () => clearTimeout(timer) },
  );
}

/** Logs grow: in the editor, or on the disk where the editor doesn't share them. */
function watchFiles(overviews: Overviews): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher('**/*', true, false, true);
  const changed = ({ uri }: { readonly uri: vscode.Uri }): void =>
    overviews.changed(uri.toString());
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange((uri) => changed({ uri })),
    vscode.workspace.onDidChangeTextDocument(({ document }) => changed(document)),
  );
}

/** The log that the user looks at; else the one that is shown while it is open; else any open log. */
function subjectNow(present: OverviewSubject | undefined): OverviewSubject | undefined {
  const active = activeDocument();
  if (active && isLogDocument(active.facts)) {
    return subjectOf(active.uri, true);
  }
  if (present?.isLog && isOpen(present.uri)) {
    return present;
  }
  const [other] = active?.facts.scheme === 'output' ? [] : findOpenLogs();
  if (other) {
    const isActive = other.uri.toString() === active?.uri.toString();
    return subjectOf(other.uri, !isActive);
  }
  return active && mayBeLog(active.facts) ? subjectOf(active.uri, false) : undefined;
}

function subjectOf(uri: vscode.Uri, isLog: boolean): OverviewSubject {
  const name = uri.scheme === 'output' ? outputName(uri.path) : (uri.path.split('/').at(-1) ?? '');
  return { uri: uri.toString(), name, path: vscode.workspace.asRelativePath(uri), isLog };
}

/** Begins a command that may go on for long; the user learns of it where it is shown. */
function run(command: string, ...args: readonly unknown[]): void {
  vscode.commands.executeCommand(command, ...args).then(undefined, (error: unknown) => {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  });
}

function handlersFor(overviews: Overviews, revealer: Revealer): OverviewHandlers {
  return {
    'overview/ready': async () => overviews.state,
    'overview/open': async ({ line }) => {
      const { state } = overviews;
      if (state.kind === 'shown') {
        await revealer.reveal({ uri: state.uri, startLine: line, endLine: line }, undefined);
      }
      return null;
    },
    'overview/cancel': async () => {
      overviews.cancel();
      return null;
    },
    'overview/read': async () => {
      overviews.read();
      return null;
    },
    'overview/choose': async () => {
      const uri = await pickLog();
      if (uri) run('vscode.open', uri);
      return null;
    },
    'overview/diagnose': async () => {
      const { subject } = overviews;
      if (subject) run('whytrace.diagnoseFile', vscode.Uri.parse(subject.uri, true));
      return null;
    },
    'editor/focus': async () => {
      await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
      return null;
    },
  };
}
