import * as vscode from 'vscode';
import type { AuditState } from '../../protocol/audit.ts';
import type { CapturedSuggestion } from '../audits.ts';
import { cardContext } from '../commandIds.ts';
import { cardCommands, cardText } from './cardText.ts';

/** The audit beside the code that it is about. */
export interface AuditCard {
  draw(state: AuditState, subject: CapturedSuggestion | undefined): void;
  /** Until another suggestion is audited. */
  dismiss(): void;
}

/**
 * A comment thread of the editor, which takes no focus: a suggestion that is shown stays, and the
 * editor's own keys for comments lead to it. A hover would go with the next move of the mouse.
 */
export function registerCard(context: vscode.ExtensionContext): AuditCard {
  // With the first one the editor shows a list of comments, so it is made for the first card.
  let controller: vscode.CommentController | undefined;
  let thread: vscode.CommentThread | undefined;
  let shown: CapturedSuggestion | undefined;
  let dismissed: CapturedSuggestion | undefined;
  const clear = (): void => {
    if (!thread) return;
    thread.dispose();
    thread = undefined;
    void vscode.commands.executeCommand('setContext', cardContext, false);
  };
  context.subscriptions.push(
    { dispose: () => controller?.dispose() },
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (thread?.uri.toString() === uri.toString()) clear();
    }),
  );
  return {
    draw(state, subject) {
      const text = cardText(state);
      const place = subject?.place;
      shown = subject;
      if (text === undefined || !place || subject === dismissed) {
        clear();
        return;
      }
      const [uri, line] = [vscode.Uri.parse(place.uri, true), place.line];
      if (thread?.uri.toString() !== place.uri || thread.range?.start.line !== line) {
        clear();
        controller ??= vscode.comments.createCommentController('whytrace.audit', 'Whytrace');
        thread = begun(controller, uri, line);
        void vscode.commands.executeCommand('setContext', cardContext, true);
      }
      thread.label = subject.about;
      thread.comments = [commentOf(text)];
    },
    dismiss() {
      dismissed = shown;
      clear();
    },
  };
}

function begun(
  controller: vscode.CommentController,
  uri: vscode.Uri,
  line: number,
): vscode.CommentThread {
  // Below all rows of a line that is wrapped.
  const end = new vscode.Position(line, Number.MAX_SAFE_INTEGER);
  const thread = controller.createCommentThread(uri, new vscode.Range(end, end), []);
  thread.contextValue = 'whytrace';
  thread.canReply = false;
  // Nobody has to answer: so the editor does not open its list of comments for it.
  thread.state = vscode.CommentThreadState.Resolved;
  thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
  return thread;
}

function commentOf(text: string): vscode.Comment {
  const body = new vscode.MarkdownString(text, true);
  body.isTrusted = { enabledCommands: cardCommands };
  return { body, mode: vscode.CommentMode.Preview, author: { name: 'Whytrace' } };
}
