import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { TriedList } from '../../core/model/tried.ts';
import type { Keeper } from '../cases/deleteAllData.ts';
import { repositories } from '../context/gitApi.ts';
import { replaceFile } from '../replaceFile.ts';
import { openOrBegin } from './teamFiles.ts';
import { type TriedIdea, triedFile, withTried } from './triedEntry.ts';

/** What was tried: the team's list, which lies with the code, and the user's own one, which stays here. */
export interface TriedLists {
  /** The user's own list, as people and findings call it. */
  readonly ownName: string;
  readonly ownFile: vscode.Uri;
  /** What is known beside the team's lists: the user's own one, and commits that were reverted. */
  all(): Promise<readonly TriedList[]>;
  /** Opens the user's own list. */
  open(): Promise<void>;
  /** Asks what came of it and where to keep it, and writes it down; nothing where the user ends it. */
  mark(idea: ProposedIdea, folder: vscode.Uri | undefined): Promise<void>;
  /** Deletes the user's own list. */
  erase: Keeper['erase'];
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
    async all() {
      const [text, commits] = await Promise.all([ownText(), revertedCommits()]);
      return [
        ...(text === undefined ? [] : [{ name: ownName, kind: 'entries', text } as const]),
        ...(commits === '' ? [] : [{ name: 'git log', kind: 'commits', text: commits } as const]),
      ];
    },
    async open() {
      if ((await ownText()) === undefined) {
        throw new Error(
          vscode.l10n.t('Your own list is empty: mark something as tried, only for you.'),
        );
      }
      await vscode.window.showTextDocument(ownFile);
    },
    async erase() {
      if ((await ownText()) === undefined) return undefined;
      await rm(ownFile.fsPath, { force: true });
      return vscode.l10n.t('your own list of what was tried');
    },
    async mark(proposed, folder) {
      const idea = await askIdea(proposed);
      const place = idea && (await askPlace(folder));
      if (!(idea && place)) return;
      if (place === 'team' && folder) {
        await addToTeam(folder, idea);
        return;
      }
      const text = withTried((await ownText()) ?? '', idea);
      await replaceFile(dirname(ownFile.fsPath), ownFile.fsPath, text);
      void tellKept(ownFile);
    },
  };
}

async function askIdea({ action, target }: ProposedIdea): Promise<TriedIdea | undefined> {
  const done = await ask(vscode.l10n.t('What was tried?'), action);
  const on = done && (await ask(vscode.l10n.t('On what?'), target));
  const result = on && (await ask(vscode.l10n.t('What came of it?'), ''));
  if (!(done && on && result)) return undefined;
  const when = new Date().toISOString().slice(0, 10);
  return { action: done, target: on, result, when };
}

/** Commits that are looked at for some that were taken back. */
const MOST_COMMITS = 300;

/** As `git log` prints them. */
async function revertedCommits(): Promise<string> {
  const all = await Promise.all(
    (await repositories()).map((each) => each.log({ maxEntries: MOST_COMMITS }).catch(() => [])),
  );
  const told = all.flat().map(({ hash, message, authorDate }) => {
    const day = authorDate ? [`Date: ${authorDate.toISOString().slice(0, 10)}`] : [];
    return { head: [`commit ${hash}`, ...day], subject: message.split('\n', 1)[0] ?? '' };
  });
  return told
    .filter(({ subject }) => /^(?:Revert|Reapply) "/.test(subject))
    .flatMap(({ head, subject }) => [...head, `    ${subject}`])
    .join('\n');
}

const title = (): string => vscode.l10n.t('Mark as Tried');

function ask(prompt: string, value: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({ title: title(), prompt, value, ignoreFocusOut: true });
}

/** Without a folder there is no team's list. */
async function askPlace(folder: vscode.Uri | undefined): Promise<'team' | 'own' | undefined> {
  if (!folder) return 'own';
  const items = [
    {
      label: vscode.l10n.t('For the team'),
      description: triedFile,
      detail: vscode.l10n.t('Opens the file with one more entry, for you to save and commit.'),
      place: 'team' as const,
    },
    {
      label: vscode.l10n.t('Only for me'),
      description: vscode.l10n.t('your own list'),
      detail: vscode.l10n.t('Kept on this machine, for this workspace.'),
      place: 'own' as const,
    },
  ];
  const placeHolder = vscode.l10n.t('Who should know?');
  return (await vscode.window.showQuickPick(items, { title: title(), placeHolder }))?.place;
}

/** The team's file with one more entry, for the user to save. */
async function addToTeam(folder: vscode.Uri, idea: TriedIdea): Promise<void> {
  const tried = await openOrBegin(folder, triedFile);
  const whole = new vscode.Range(0, 0, tried.document.lineCount, 0);
  const text = withTried(tried.document.getText(), idea);
  await tried.edit((edit) => edit.replace(whole, text));
}

async function tellKept(file: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open the List');
  const message = vscode.l10n.t('Kept in your own list. Suggestions that repeat it are told.');
  if ((await vscode.window.showInformationMessage(message, open)) === open) {
    await vscode.window.showTextDocument(file);
  }
}
