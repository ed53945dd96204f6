import * as vscode from 'vscode';
import type {
  SystemMapEvents,
  SystemMapHandlers,
  SystemMapRequests,
} from '../protocol/systemMap.ts';
import type { PanelState } from '../protocol/webview.ts';
import { type Explained, helpOf } from './accessibleHelp.ts';
import { registerCommand } from './commands.ts';
import { dressWebview } from './dressWebview.ts';
import type { LanguageServer } from './languageServer.ts';
import type { Revealer } from './reveal.ts';
import { parseSystemMapMessage } from './systemMapMessage.ts';
import { createSystemMaps, type SystemFolderRef, type SystemMaps } from './systemMaps.ts';
import { createWebviewServer } from './webviewServer.ts';

const VIEW_TYPE = 'whytrace.systemMap';

export interface SystemMapParts {
  readonly log: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly revealer: Revealer;
}

/** Registers *Show System Map*: an editor tab with the services of a folder and who depends on whom. */
export function registerSystemMap(
  context: vscode.ExtensionContext,
  { log, server, revealer }: SystemMapParts,
): Pick<SystemMaps, 'diagnosed'> & Explained {
  let panel: vscode.WebviewPanel | undefined;
  let send = (): void => {};
  const maps = createSystemMaps({ read: server.systemMap, onDidChange: () => send() });
  const attach = (to: vscode.WebviewPanel): void => {
    panel = to;
    const host = createWebviewServer<SystemMapRequests, SystemMapEvents>({
      handlers: handlersFor(maps, revealer, () => to.viewColumn),
      parse: parseSystemMapMessage,
      post: (message) => void to.webview.postMessage(message),
      onError: (error) => log.warn('A request of the System Map failed', String(error)),
    });
    send = () => host.send({ kind: 'event', name: 'map/state', data: maps.state });
    to.webview.onDidReceiveMessage((message: unknown) => void host.receive(message));
    to.onDidDispose(() => {
      panel = undefined;
      send = () => {};
      maps.rest();
    });
    to.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media', 'icon.svg');
    dressWebview(to.webview, context.extensionUri, 'System Map', 'map');
  };
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(restored) {
        attach(restored);
        void maps.read(firstFolder());
      },
    }),
  );
  registerCommand(context, log, 'whytrace.showSystemMap', async () => {
    if (panel) {
      panel.reveal();
      return;
    }
    attach(vscode.window.createWebviewPanel(VIEW_TYPE, 'System Map', vscode.ViewColumn.Active));
    void maps.read(maps.folder ?? (await chosenFolder()));
  });
  return {
    diagnosed: (state: PanelState) => maps.diagnosed(state),
    help: () => helpOf(panel),
  };
}

function handlersFor(
  maps: SystemMaps,
  revealer: Revealer,
  column: () => vscode.ViewColumn | undefined,
): SystemMapHandlers {
  return {
    'map/ready': async () => maps.state,
    'map/open': async ({ file, line }) => {
      if (!(maps.folder && maps.names(file))) {
        throw new Error('This file is not part of the map.');
      }
      const uri = vscode.Uri.joinPath(vscode.Uri.parse(maps.folder.uri, true), file).toString();
      await revealer.reveal({ uri, startLine: line, endLine: line }, column());
      return null;
    },
    'map/read': async () => {
      void maps.read(maps.folder ?? firstFolder());
      return null;
    },
    'map/choose': async () => {
      if (vscode.workspace.workspaceFolders?.length) {
        const folder = await chosenFolder();
        if (folder) void maps.read(folder);
      } else {
        await vscode.commands.executeCommand('workbench.action.files.openFolder');
      }
      return null;
    },
    'editor/focus': async () => {
      await vscode.commands.executeCommand('workbench.action.focusPreviousGroup');
      return null;
    },
  };
}

function firstFolder(): SystemFolderRef | undefined {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder && refOf(folder);
}

/** The folder of the workspace, or the one that the user picks of several. */
async function chosenFolder(): Promise<SystemFolderRef | undefined> {
  if ((vscode.workspace.workspaceFolders?.length ?? 0) < 2) {
    return firstFolder();
  }
  const placeHolder = 'Whose services do you want to see?';
  const picked = await vscode.window.showWorkspaceFolderPick({ placeHolder });
  return picked && refOf(picked);
}

function refOf({ uri, name }: vscode.WorkspaceFolder): SystemFolderRef {
  return { uri: uri.toString(), name };
}
