import * as vscode from 'vscode';
import type { ConversationEntry } from '../../protocol/chat.ts';
import { saveAsChosen } from '../cases/chosenFile.ts';
import { registerCommand } from '../commands.ts';
import { locale } from '../locale.ts';
import type { Chats } from './chats.ts';
import type { ChatView } from './chatView.ts';

/** What the view's title and the palette offer. */
export function registerChatCommands(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  chats: Chats,
  view: ChatView,
): void {
  registerCommand(context, log, 'whytrace.showChat', () => view.focus());
  registerCommand(context, log, 'whytrace.newChat', async () => {
    await chats.begin();
    await view.focus();
  });
  registerCommand(context, log, 'whytrace.showChats', () => pickConversation(chats, view));
  registerCommand(context, log, 'whytrace.renameChat', async () => {
    const { title } = await chats.conversation();
    const named = await vscode.window.showInputBox({
      title: vscode.l10n.t('Rename Conversation'),
      value: title,
    });
    if (named !== undefined) await chats.rename(named);
  });
  registerCommand(context, log, 'whytrace.exportChat', async () => {
    const conversation = await chats.conversation();
    if (conversation.turns.length === 0) {
      throw new Error(vscode.l10n.t('Nothing was asked yet.'));
    }
    const { conversationMarkdown } = await import('./markdown.ts');
    await saveAs(conversation.title, conversationMarkdown(conversation));
  });
}

interface ConversationItem extends vscode.QuickPickItem {
  readonly id: string;
}

const forget = (): vscode.QuickInputButton => ({
  iconPath: new vscode.ThemeIcon('trash'),
  tooltip: vscode.l10n.t('Delete this conversation'),
});

async function pickConversation(chats: Chats, view: ChatView): Promise<void> {
  const { conversations } = await chats.state();
  const pick = vscode.window.createQuickPick<ConversationItem>();
  pick.title = vscode.l10n.t('Conversations');
  pick.placeholder =
    conversations.length === 0
      ? vscode.l10n.t('Nothing was asked yet')
      : vscode.l10n.t('Choose a conversation to go on with');
  pick.matchOnDescription = true;
  pick.items = conversations.map(toItem);
  pick.onDidTriggerItemButton(async ({ item }) => {
    if (await confirmDelete(item.label)) {
      await chats.remove(item.id);
      await pickConversation(chats, view);
    }
  });
  pick.onDidAccept(async () => {
    const [chosen] = pick.selectedItems;
    pick.hide();
    if (chosen) {
      await chats.show(chosen.id);
      await view.focus();
    }
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

function toItem({ id, title, at, turns }: ConversationEntry): ConversationItem {
  const count = turns === 1 ? vscode.l10n.t('1 question') : vscode.l10n.t('{0} questions', turns);
  const description = `${count} · ${new Date(at).toLocaleString(locale())}`;
  return { id, label: title, description, buttons: [forget()] };
}

async function confirmDelete(title: string): Promise<boolean> {
  const remove = vscode.l10n.t('Delete');
  const detail = vscode.l10n.t('Its questions and answers are gone then. Logs and diagnoses stay.');
  const options = { modal: true, detail };
  return (
    (await vscode.window.showWarningMessage(
      vscode.l10n.t('Delete “{0}”?', title),
      options,
      remove,
    )) === remove
  );
}

/** To a file of the user's choice. */
async function saveAs(title: string, text: string): Promise<void> {
  const name =
    title
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60) || 'chat';
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = await saveAsChosen(
    {
      title: vscode.l10n.t('Export Conversation'),
      filters: { Markdown: ['md'] },
      ...(folder && { defaultUri: vscode.Uri.joinPath(folder.uri, `${name}.md`) }),
    },
    async () => text,
  );
  if (uri) {
    await vscode.window.showTextDocument(uri);
  }
}
