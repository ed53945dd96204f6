import * as vscode from 'vscode';
import { type TriedIdea, triedFile, withTried } from './triedEntry.ts';
import { openOrBegin } from './teamFiles.ts';

/** What was tried: the team's list, which lies with the code, and the user's own one, which stays here. */
export interface TriedLists {
  /** The user's own list, as people and findings call it. */
  readonly ownName: string;
  readonly ownFile: vscode.Uri;
  /** What stands in the user's own list; nothing where he has none. */
  ownText(): Promise<string | undefined>;
  /** Asks what came of it and where to keep it, and writes it down; nothing where the user ends it. */
  mark(idea: ProposedIdea, folder: vscode.Uri | undefined): Promise<void>;
}

/** What is offered to the user as what he tried. */
export interface ProposedIdea {
  readonly action: string;
  readonly target: string;
}

const ownName = 'your own list';

export function createTriedLists({
  storageUri,
  globalStorageUri,
}: vscode.ExtensionContext): TriedLists {
  const ownFile = vscode.Uri.joinPath(storageUri ?? globalStorageUri, 'tried.yaml');
  const ownText = async (): Promise<string | undefined> => {
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(ownFile));
    } catch {
      return undefined;
    }
  };
  return {
    ownName,
    ownFile,
    ownText,
    async mark(proposed, folder) {
      const idea = await askIdea(proposed);
      const place = idea && (await askPlace(folder));
      if (!(idea && place)) return;
      if (place === 'team' && folder) {
        await addToTeam(folder, idea);
        return;
      }
      await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(ownFile, '..'));
      const text = withTried((await ownText()) ?? '', idea);
      await vscode.workspace.fs.writeFile(ownFile, new TextEncoder().encode(text));
      void tellKept(ownFile);
    },
  };
}

async function askIdea({ action, target }: ProposedIdea): Promise<TriedIdea | undefined> {
  const done = await ask('What was tried?', action);
  const on = done && (await ask('On what?', target));
  const result = on && (await ask('What came of it?', ''));
  if (!(done && on && result)) return undefined;
  const when = new Date().toISOString().slice(0, 10);
  return { action: done, target: on, result, when };
}

const title = 'Mark as Tried';

function ask(prompt: string, value: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({ title, prompt, value, ignoreFocusOut: true });
}

/** Without a folder there is no team's list. */
async function askPlace(folder: vscode.Uri | undefined): Promise<'team' | 'own' | undefined> {
  if (!folder) return 'own';
  const items = [
    {
      label: 'For the team',
      description: triedFile,
      detail: 'Opens the file with one more entry, for you to save and commit.',
      place: 'team' as const,
    },
    {
      label: 'Only for me',
      description: ownName,
      detail: 'Kept on this machine, for this workspace.',
      place: 'own' as const,
    },
  ];
  const placeHolder = 'Who should know?';
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.place;
}

/** The team's file with one more entry, for the user to save. */
async function addToTeam(folder: vscode.Uri, idea: TriedIdea): Promise<void> {
  const tried = await openOrBegin(folder, triedFile);
  const whole = new vscode.Range(0, 0, tried.document.lineCount, 0);
  const text = withTried(tried.document.getText(), idea);
  await tried.edit((edit) => edit.replace(whole, text));
}

async function tellKept(file: vscode.Uri): Promise<void> {
  const open = 'Open the List';
  const message = 'Kept in your own list. Suggestions that repeat it are told.';
  if ((await vscode.window.showInformationMessage(message, open)) === open) {
    await vscode.window.showTextDocument(file);
  }
}
