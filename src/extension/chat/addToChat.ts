import * as vscode from 'vscode';
import type { ChatSubject } from '../../core/model/chat.ts';
import type { PanelState } from '../../protocol/webview.ts';
import { parseSubject } from './chatMessage.ts';
import { cursorSubject, lineSubject, logSubject, subjectsOf } from './subjects.ts';

/** What a command knows of what the user looks at in our own views. */
export interface OwnViews {
  diagnosis(): PanelState;
  /** The log that the overview shows. */
  overviewLog(): string | undefined;
  /** Whether it is part of what is open: a view names nothing else. */
  isOffered(subject: ChatSubject): Promise<boolean>;
}

/**
 * What *Add to Chat* was chosen on: files of the Explorer or of a tab, a line's number, an element of a
 * view of ours, or, from the palette, what is selected or the cursor's line.
 */
export async function addedSubjects(
  args: readonly unknown[],
  own: OwnViews,
): Promise<readonly ChatSubject[]> {
  const [target, others] = args;
  if (isRecord(target) && typeof target['webview'] === 'string') {
    return ofView(target, own);
  }
  if (
    isRecord(target) &&
    target['uri'] instanceof vscode.Uri &&
    typeof target['lineNumber'] === 'number'
  ) {
    return some(lineSubject(target['uri'], target['lineNumber']));
  }
  const editor = vscode.window.activeTextEditor;
  const isOfEditor = target instanceof vscode.Uri && !Array.isArray(others);
  if (isOfEditor && editor?.document.uri.toString() === target.toString()) {
    return some(cursorSubject(editor));
  }
  const uris = (Array.isArray(others) ? others : [target]).filter(
    (one) => one instanceof vscode.Uri,
  );
  if (uris.length > 0) {
    return subjectsOf(uris);
  }
  return some(editor && cursorSubject(editor));
}

/** An element of a view names what it is about; elsewhere it is what the whole view shows. */
async function ofView(
  context: Readonly<Record<string, unknown>>,
  own: OwnViews,
): Promise<readonly ChatSubject[]> {
  const { webview, whytraceSubject, whytraceLine } = context;
  const named = parseSubject(whytraceSubject);
  if (named && (await own.isOffered(named))) {
    return [named];
  }
  const log = own.overviewLog();
  if (webview === 'whytrace.overview' && log !== undefined) {
    const uri = vscode.Uri.parse(log, true);
    return some(
      typeof whytraceLine === 'number' ? lineSubject(uri, whytraceLine) : logSubject(uri),
    );
  }
  const state = own.diagnosis();
  if (webview === 'whytrace.diagnosis' && state.kind === 'done') {
    const [leading] = state.diagnosis.hypotheses;
    return [{ kind: 'diagnosis', title: leading?.title ?? vscode.l10n.t('the open diagnosis') }];
  }
  return some(undefined);
}

function some(subject: ChatSubject | undefined): readonly ChatSubject[] {
  if (!subject) {
    throw new Error(vscode.l10n.t('Put the cursor on a line, or select the lines to ask about.'));
  }
  return [subject];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !(value instanceof vscode.Uri);
}
