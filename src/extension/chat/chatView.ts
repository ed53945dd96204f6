import * as vscode from 'vscode';
import type {
  ChatEvents,
  ChatHandlers,
  ChatRequests,
  ChatState,
  ShownTurn,
} from '../../protocol/chat.ts';
import { dressWebview } from '../dressWebview.ts';
import { createWebviewServer } from '../webviewServer.ts';
import { parseChatMessage } from './chatMessage.ts';

const CHAT_VIEW = 'whytrace.chat';

/** The view in the side bar. It is drawn when it is opened, and again after it was hidden. */
export interface ChatView {
  readonly isVisible: boolean;
  draw(state: ChatState): void;
  drawTurn(turn: ShownTurn): void;
  drawAround(around: Omit<ChatState, 'turns'>): void;
  /** Opens it and puts the cursor where a question is written. */
  focus(text?: string): Promise<void>;
  /** The view has asked for its state: what waits for it can be told now. */
  ready(): void;
}

export function registerChatView(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  handlers: () => ChatHandlers,
  onShown: () => void,
): ChatView {
  let view: vscode.WebviewView | undefined;
  let host: ReturnType<typeof createWebviewServer<ChatRequests, ChatEvents>> | undefined;
  let waiting: string | undefined;

  const focusNow = (text: string): void => {
    waiting = undefined;
    host?.send({ kind: 'event', name: 'chat/focus', data: { text } });
  };
  const provider: vscode.WebviewViewProvider = {
    resolveWebviewView(resolved) {
      view = resolved;
      host = createWebviewServer<ChatRequests, ChatEvents>({
        handlers: handlers(),
        parse: parseChatMessage,
        post: (message) => void resolved.webview.postMessage(message),
        onError: (error) => log.warn('A request of the chat failed', String(error)),
      });
      const { receive } = host;
      resolved.webview.onDidReceiveMessage((message: unknown) => void receive(message));
      resolved.onDidChangeVisibility(() => {
        if (resolved.visible) onShown();
      });
      resolved.onDidDispose(() => {
        view = undefined;
        host = undefined;
      });
      dressWebview(resolved.webview, context.extensionUri, vscode.l10n.t('Chat'), 'chat', [
        'panel',
        'chat',
      ]);
    },
  };
  context.subscriptions.push(vscode.window.registerWebviewViewProvider(CHAT_VIEW, provider));
  return {
    get isVisible() {
      return view?.visible === true;
    },
    draw: (state) => host?.send({ kind: 'event', name: 'chat/state', data: state }),
    drawTurn: (turn) => host?.send({ kind: 'event', name: 'chat/turn', data: turn }),
    drawAround: (around) => host?.send({ kind: 'event', name: 'chat/around', data: around }),
    async focus(text = '') {
      const isThere = view?.visible === true;
      waiting = text;
      await vscode.commands.executeCommand(`${CHAT_VIEW}.focus`);
      if (isThere) focusNow(text);
    },
    ready() {
      if (waiting !== undefined) focusNow(waiting);
    },
  };
}
