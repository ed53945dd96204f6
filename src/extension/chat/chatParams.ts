import * as vscode from 'vscode';
import type { ChatExchange, ChatSubject, ChatTurn } from '../../core/model/chat.ts';
import type { ChatParams } from '../../protocol/languageServer.ts';
import { withKeepers } from '../context/keptItems.ts';
import { toSources } from '../diagnoseCommands.ts';
import { createResourceIgnores } from '../ignoreFiles.ts';
import { isLogPath } from '../logNames.ts';
import { findOpenLogs, type OpenLog } from '../openLogs.ts';
import { pickGoodLogs } from '../pickLogs.ts';
import { rotatedMode, withRotations } from '../rotatedLogs.ts';
import type { PreparedRun, RunRequest, Runs, SourceRef } from '../runs.ts';
import { captureChanges, captureSelection } from '../suggestions/capture.ts';
import { changeSets } from '../suggestions/changeSets.ts';
import { pickSet } from '../suggestions/pickSet.ts';
import { inputOfText } from '../suggestions/textInput.ts';
import { folderOf, unsavedTexts } from '../suggestions/workspaceTexts.ts';

/** A turn that is to be answered, and what was said before it. */
export interface Asked {
  readonly turn: ChatTurn;
  readonly history: readonly ChatExchange[];
  /** No answer is wanted that a model gave before. */
  readonly isFresh: boolean;
  /** It is answered where other assistants read it. */
  readonly isShared?: boolean;
}

export interface ChatParamParts {
  readonly runs: Runs;
  /** Chooses the model and gathers texts and context, as for a diagnosis. */
  prepare(runId: string, request: RunRequest, cancelled: AbortSignal): Promise<PreparedRun>;
}

/** What the extension knows of what a question is about; nothing where the user thought better of it. */
export async function chatParams(
  { runs, prepare }: ChatParamParts,
  runId: string,
  { turn, history, isFresh, isShared = false }: Asked,
  cancelled: AbortSignal,
): Promise<ChatParams | undefined> {
  const { question, command, subjects } = turn;
  const baselines = command === 'compare' ? await goodRuns(runs) : [];
  if (command === 'compare' && baselines.length === 0) return undefined;
  const suggested = command === 'audit' ? await suggestionOf(question) : {};
  if (!suggested) return undefined;
  const logs = await withRotations(logsOf(subjects, runs), rotatedMode());
  const sources = logs.length === 0 ? [] : toSources(logs);
  const request = { sources, baselines, isFresh };
  const { params } = await prepare(runId, request, cancelled);
  const { experience: _learned, question: _none, probeOutputs: _outputs, ...rest } = params;
  const folder = folderOf(logs[0]?.uri)?.uri.toString();
  const { state } = runs;
  const isShown =
    state.kind === 'done' &&
    isAboutAny(state.diagnosis.sources, sources) &&
    !(isShared && (await isAnyKept(state.diagnosis.sources)));
  return {
    ...rest,
    ...(isShared && (await sharedParams(rest))),
    ...{ runId, question, subjects, history },
    ...(command && { command }),
    ...(isShown && { diagnosis: state.diagnosis }),
    ...(folder !== undefined && { folder }),
    ...suggested,
  };
}

/** Other assistants will read the answer: logs that an AI-ignore file keeps from them are named. */
async function sharedParams({
  sources,
  baselines = [],
}: Pick<ChatParams, 'sources' | 'baselines'>): Promise<Partial<ChatParams>> {
  const ignores = createResourceIgnores();
  const [logs, good] = await Promise.all([
    withKeepers(sources, ignores),
    withKeepers(baselines, ignores),
  ]);
  return { isShared: true, sources: logs, ...(good.length > 0 && { baselines: good }) };
}

async function isAnyKept(logs: readonly { readonly uri: string }[]): Promise<boolean> {
  const found = await withKeepers(logs, createResourceIgnores());
  return found.some(({ keptBy }) => keptBy !== undefined);
}

/** A diagnosis of other logs than those asked about is not told of. */
function isAboutAny(
  diagnosed: readonly { readonly uri: string }[],
  sources: readonly SourceRef[],
): boolean {
  const asked = new Set(sources.map(({ uri }) => uri));
  return asked.size === 0 || diagnosed.some(({ uri }) => asked.has(uri));
}

/**
 * Whole logs that were added are asked about alone; lines that were added draw in their own logs. Else
 * it is what is open, and where no log is, what was diagnosed last.
 */
function logsOf(subjects: readonly ChatSubject[], runs: Runs): readonly OpenLog[] {
  const whole = subjects.flatMap((subject) => (subject.kind === 'log' ? [subject.uri] : []));
  const parts = subjects.flatMap((subject) =>
    subject.kind === 'lines' && isLogPath(subject.file) ? [subject.uri] : [],
  );
  const open = findOpenLogs().map(({ uri }) => uri.toString());
  const diagnosed = (runs.request?.sources ?? []).map(({ uri }) => uri);
  const around = [whole, open, diagnosed].find((some) => some.length > 0) ?? [];
  return [...new Set([...parts, ...around])].map((uri) => ({ uri: vscode.Uri.parse(uri, true) }));
}

/** Those of the last comparison, else the user picks them; none where they pick none. */
async function goodRuns(runs: Runs): Promise<readonly SourceRef[]> {
  const known = runs.request?.baselines ?? [];
  if (known.length > 0) return known;
  const picked = await pickGoodLogs();
  return picked.length === 0 ? [] : toSources(picked.map((uri) => ({ uri })));
}

type Suggested = Pick<ChatParams, 'suggestion' | 'unsaved'>;

/** What the words themselves are, else what an agent or git has changed, else what is selected. */
async function suggestionOf(question: string): Promise<Suggested | undefined> {
  const written = inputOfText(question, 'the question', undefined, undefined);
  const folder = folderOf(vscode.window.activeTextEditor?.document.uri);
  if (written) {
    return { suggestion: written, unsaved: folder ? unsavedTexts(folder) : {} };
  }
  const sets = await changeSets();
  const set = sets.length > 0 ? await pickSet(sets) : undefined;
  if (sets.length > 0 && !set) return undefined;
  const captured = set ? await captureChanges(set) : captureSelection();
  if ('message' in captured) throw new Error(captured.message);
  return { suggestion: captured.input, unsaved: captured.unsaved };
}
