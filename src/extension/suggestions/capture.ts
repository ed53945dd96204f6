import * as vscode from 'vscode';
import type { SuggestionInput } from '../../core/audit.ts';
import type { CapturedSuggestion, CodePlace } from '../audits.ts';
import { type ChangeSet, changesOf } from './changeSets.ts';
import { parseShownEdit, type ShownEdit, withEdit } from './ghostText.ts';
import { isLineChange, withoutChange } from './hunk.ts';
import { inputOfText } from './textInput.ts';
import { folderOf, pathBelow, presentText, unsavedTexts } from './workspaceTexts.ts';

/** A captured suggestion, or a sentence that says why there is none and what to do. */
export type Captured = CapturedSuggestion | { readonly message: string };

const noFolder = {
  message: 'Open the folder of your project first: a suggestion is audited against it.',
};

const noFile = { message: 'This file is in no folder of the workspace.' };

export async function captureChanges({ about, folder, read }: ChangeSet): Promise<Captured> {
  const { files, leftOut } = await read();
  const named = files.length === 1 ? (files[0]?.path ?? '') : `${files.length} files`;
  return captured(`${about} (${named})`, folder, {
    ...({ kind: 'files', files } as const),
    ...(leftOut > 0 && { leftOut }),
  });
}

const notChanged = { message: 'Git sees no change of this file since the last commit.' };

/** One file that git sees changed, as its menus give it. */
export async function captureResource(resource: unknown): Promise<Captured> {
  const uri =
    typeof resource === 'object' && resource !== null && 'resourceUri' in resource
      ? resource.resourceUri
      : resource;
  const set = uri instanceof vscode.Uri ? await changesOf(uri) : undefined;
  return set ? captureChanges(set) : notChanged;
}

/** One of the changes of a file, as the editor's view of changes gives it: the others stay as they are. */
export async function captureHunk(
  uri: unknown,
  changes: unknown,
  index: unknown,
): Promise<Captured> {
  const change =
    Array.isArray(changes) && typeof index === 'number' ? (changes[index] as unknown) : undefined;
  const set = uri instanceof vscode.Uri ? await changesOf(uri) : undefined;
  const [file] = set ? (await set.read()).files : [];
  if (!(set && uri instanceof vscode.Uri && file?.after !== undefined && isLineChange(change))) {
    return notChanged;
  }
  const before = withoutChange(file.before ?? '', file.after, change);
  const line = Math.max(change.modifiedStartLineNumber, change.modifiedEndLineNumber, 1);
  const about = `The change at ${file.path.split('/').at(-1)}:${change.modifiedStartLineNumber}`;
  const input = { kind: 'files', files: [{ ...file, before }] } as const;
  return captured(about, set.folder, input, { uri: uri.toString(), line: line - 1 });
}

/** The selection of the active editor; a whole text that is no file is taken whole. */
export function captureSelection(): Captured {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    return { message: 'Open the text that holds the suggestion, and select it.' };
  }
  const { document, selection } = editor;
  const isFile = document.uri.scheme === 'file';
  if (selection.isEmpty && isFile && !/\.(?:diff|patch)$/.test(document.uri.path)) {
    return { message: 'Select the code, the command or the patch that was suggested.' };
  }
  const folder = folderOf(isFile ? document.uri : undefined);
  if (!folder) {
    return noFolder;
  }
  const text = selection.isEmpty ? document.getText() : document.getText(selection);
  const name = document.uri.path.split('/').at(-1) ?? 'the selection';
  const input = inputOfText(text, name, document.languageId, undefined);
  if (input) {
    const place = placeIn(document, selection.isEmpty ? 0 : lastLineOf(selection));
    return captured('The selection', folder, input, place);
  }
  const path = pathBelow(folder, document.uri);
  if (path === undefined) {
    return { message: 'Code is audited where it would stand: put it into a file of the folder.' };
  }
  // What is selected stands in the file already; it is held against the file without it.
  const whole = document.getText();
  const [from, to] = [document.offsetAt(selection.start), document.offsetAt(selection.end)];
  const before = whole.slice(0, from) + whole.slice(to);
  const files = [{ path, before, after: whole }];
  const place = placeIn(document, lastLineOf(selection));
  const [first, last] = [selection.start.line + 1, place.line + 1];
  const lines = first === last ? `Line ${first}` : `Lines ${first}–${last}`;
  return captured(`${lines} of ${name}`, folder, { kind: 'files', files }, place);
}

/** What was copied, e.g. a chat answer; code would stand at the cursor. */
export async function captureClipboard(): Promise<Captured> {
  const text = await vscode.env.clipboard.readText();
  if (text.trim() === '') {
    return { message: 'The clipboard holds no text. Copy the suggestion first.' };
  }
  const editor = vscode.window.activeTextEditor;
  const folder = folderOf(editor?.document.uri);
  if (!folder) {
    return noFolder;
  }
  const path = editor && pathBelow(folder, editor.document.uri);
  const place =
    editor && path !== undefined ? { path, line: editor.selection.active.line + 1 } : undefined;
  const input = inputOfText(text, 'the clipboard', undefined, place);
  const at =
    editor && input?.kind === 'text'
      ? placeIn(editor.document, editor.selection.active.line)
      : undefined;
  return input
    ? captured('The clipboard', folder, input, at)
    : { message: 'Open the file that the code on the clipboard is meant for.' };
}

/** The edit that a copilot shows in the active editor: ghost text, or a next edit. */
export async function captureShownEdit(): Promise<Captured> {
  const editor = vscode.window.activeTextEditor;
  const folder = folderOf(editor?.document.uri);
  if (!(editor && folder)) {
    return noFolder;
  }
  if (pathBelow(folder, editor.document.uri) === undefined) return noFile;
  const edit = await shownEdit();
  if (!edit) {
    return {
      message:
        'No suggestion is visible here. Run this by its key while one is shown, or select and audit the code once it is accepted.',
    };
  }
  const { uri } = editor.document;
  const at = edit.path === undefined ? uri : uri.with({ path: edit.path });
  const isElsewhere = at.path !== uri.path;
  const path = pathBelow(folder, at);
  const before = isElsewhere ? await presentText(at) : editor.document.getText();
  if (path === undefined || before === undefined) return noFile;
  const name = path.split('/').at(-1) ?? path;
  const files = [{ path, before, after: withEdit(before, edit) }];
  const place = isElsewhere ? undefined : placeIn(editor.document, lineBeside(edit));
  const about = `The suggestion at ${name}:${edit.range.startLineNumber}`;
  return captured(about, folder, { kind: 'files', files }, place);
}

/** Ghost text of several lines goes on below its line: what is told of it stands above, so as not to part it. */
function lineBeside({ insertText, range: { startLineNumber, endLineNumber } }: ShownEdit): number {
  const isParted = !/^\r?\n/.test(insertText) && insertText.includes('\n');
  return isParted && startLineNumber > 1 ? startLineNumber - 2 : endLineNumber - 1;
}

/** Milliseconds for a suggestion to come again that went when the focus left. */
const PATIENCE = 1_000;
const STEP = 100;

/** By key it is still visible; from a menu or the palette it is asked for once more. */
async function shownEdit(): Promise<ShownEdit | undefined> {
  const visible = await extractEdit();
  if (visible) {
    return visible;
  }
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  for (let waited = 0; waited < PATIENCE; waited += STEP) {
    await new Promise((resolve) => setTimeout(resolve, STEP));
    const edit = await extractEdit();
    if (edit) return edit;
  }
  return undefined;
}

/**
 * The editor's own *Extract Inline Suggest State*, which gives what is shown and leaves it there. It
 * also puts it on the clipboard, whose text is put back.
 */
async function extractEdit(): Promise<ShownEdit | undefined> {
  const kept = await vscode.env.clipboard.readText();
  try {
    const state = await vscode.commands.executeCommand<
      { readonly reproCase?: unknown } | undefined
    >('editor.action.inlineSuggest.dev.extractRepro');
    return typeof state?.reproCase === 'string' ? parseShownEdit(state.reproCase) : undefined;
  } catch {
    // A version of the editor that has no such command.
    return undefined;
  } finally {
    if ((await vscode.env.clipboard.readText()) !== kept) {
      await vscode.env.clipboard.writeText(kept);
    }
  }
}

function captured(
  about: string,
  folder: vscode.WorkspaceFolder,
  input: SuggestionInput,
  place?: CodePlace,
): CapturedSuggestion {
  const unsaved = unsavedTexts(folder);
  return { about, folder: folder.uri.toString(), input, unsaved, ...(place && { place }) };
}

function placeIn({ uri }: vscode.TextDocument, line: number): CodePlace {
  return { uri: uri.toString(), line };
}

/** A selection that ends before the first character of a line ends with the line above it. */
function lastLineOf({ start, end }: vscode.Selection): number {
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}
