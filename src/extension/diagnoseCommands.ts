import * as vscode from 'vscode';
import { registerCommand } from './commands.ts';
import { type LogLine, logLineOf } from './logLines.ts';
import { isReadableScheme, outputName, uniqueNames } from './logNames.ts';
import { findOpenLogs, logOf, type OpenLog, selectedLines } from './openLogs.ts';
import type { Panel } from './panel.ts';
import { pickGoodLogs, pickLogs } from './pickLogs.ts';
import { type RotatedMode, rotatedMode, withRotations } from './rotatedLogs.ts';
import type { RunRequest, Runs, SourceRef } from './runs.ts';

/** What of a run is not its logs. */
interface Asked {
  readonly question?: string | undefined;
  /** What the settings say counts where nothing else is said. */
  readonly mode?: RotatedMode;
  readonly baselines?: readonly SourceRef[] | undefined;
  readonly probeOutputs?: RunRequest['probeOutputs'];
}

type Start = (logs: readonly OpenLog[], asked?: Asked) => Promise<void>;

export function registerDiagnoseCommands(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  runs: Runs,
  panel: Panel,
  hasModel: () => Promise<boolean>,
): void {
  const start: Start = async (logs, asked = {}) => {
    const { question, mode = rotatedMode(), baselines, probeOutputs = [] } = asked;
    if (logs.length === 0) {
      return;
    }
    // It may go on with a case that an earlier window showed.
    await panel.restored();
    panel.show('keepFocus');
    const sources = toSources(await withRotations(logs, mode));
    await runs.start({
      sources,
      ...(question !== undefined && { question }),
      ...(probeOutputs.length > 0 && { probeOutputs }),
      ...(baselines && { baselines }),
    });
  };
  registerCommand(context, log, 'whytrace.diagnose', async () => {
    const open = findOpenLogs();
    await start(open.length > 0 ? open : (await pickLogs()).map((uri) => ({ uri })));
  });
  registerCommand(context, log, 'whytrace.diagnoseFile', async (uri, uris) => {
    const named = urisOf(uri, uris);
    const [active] = findOpenLogs();
    const chosen = named.length > 0 ? named : active ? [active.uri] : await pickLogs();
    await start(chosen.map((each) => ({ uri: each })));
  });
  registerCommand(context, log, 'whytrace.diagnoseSelection', async () => {
    const editor = vscode.window.activeTextEditor;
    const range = editor && selectedLines(editor);
    if (!editor || !range) {
      throw new Error(vscode.l10n.t('Select the lines of a log first.'));
    }
    await start([{ uri: logOf(editor.document.uri), range }]);
  });
  registerLineCommands(context, log, start, hasModel);
  registerAgainCommands(context, log, runs, panel, start);
  registerCommand(context, log, 'whytrace.cancel', async () => runs.cancel());
  registerCommand(context, log, 'whytrace.showPanel', async () => {
    await panel.restored();
    panel.show('takeFocus');
  });
}

/** The last run once more, as it was or with all files of its logs. */
function registerAgainCommands(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  runs: Runs,
  panel: Panel,
  start: Start,
): void {
  const lastRequest = async (): Promise<RunRequest> => {
    await panel.restored();
    if (!runs.request) {
      throw new Error(vscode.l10n.t('Nothing was diagnosed in this window yet.'));
    }
    return runs.request;
  };
  registerCommand(context, log, 'whytrace.diagnoseAgain', async () => {
    const request = await lastRequest();
    panel.show('keepFocus');
    await runs.start(request);
  });
  registerCommand(context, log, 'whytrace.askAnew', async () => {
    const request = await lastRequest();
    panel.show('keepFocus');
    await runs.start({ ...request, isFresh: true });
  });
  registerCommand(context, log, 'whytrace.includeRotated', async () => {
    const { sources, question, baselines, probeOutputs } = await lastRequest();
    await start(logsOf(sources), { question, mode: 'always', baselines, probeOutputs });
  });
  registerCommand(context, log, 'whytrace.compareWithGoodRun', async () => {
    const open = findOpenLogs();
    const { sources, question } = open.length > 0 ? {} : await lastRequest();
    const bad = sources ? logsOf(sources) : open;
    const asked = new Set(bad.map(({ uri }) => uri.toString()));
    const good = (await pickGoodLogs()).filter((uri) => !asked.has(uri.toString()));
    if (good.length > 0) {
      await start(bad, { question, baselines: toSources(good.map((uri) => ({ uri }))) });
    }
  });
}

export function logsOf(sources: readonly SourceRef[]): readonly OpenLog[] {
  return sources.map(({ uri, range }) => ({
    uri: vscode.Uri.parse(uri, true),
    ...(range && { range }),
  }));
}

/** What a card over a line offers, and the palette for the line of the cursor. */
function registerLineCommands(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  start: Start,
  hasModel: () => Promise<boolean>,
): void {
  registerCommand(context, log, 'whytrace.diagnoseFromLine', async (...args) => {
    await start([lineLog(logLineOf(args))]);
  });
  registerCommand(context, log, 'whytrace.explainLineWithModel', async (...args) => {
    const place = logLineOf(args);
    if (!(await hasModel())) {
      throw new Error(
        vscode.l10n.t('Explaining needs a language model: run Whytrace: Choose Model first.'),
      );
    }
    const question = `What does line ${place.line} mean, and why was it written?`;
    await start([lineLog(place)], { question });
  });
}

/** One line is asked about; the rest of the log is its context. */
function lineLog({ uri, line }: LogLine): OpenLog {
  return { uri, range: { startLine: line, endLine: line } };
}

/** What a menu passes: the file it was opened on, and all selected files. */
function urisOf(uri: unknown, uris: unknown): readonly vscode.Uri[] {
  const all: readonly unknown[] = Array.isArray(uris) && uris.length > 0 ? uris : [uri];
  return all.filter((each) => each instanceof vscode.Uri).map(logOf);
}

function pathOf({ scheme, path }: vscode.Uri): string {
  return scheme === 'output' ? outputName(path) : path;
}

/** Logs as a run names them: each by a short name that tells it from the others. */
export function toSources(logs: readonly OpenLog[]): readonly SourceRef[] {
  const readable = logs.filter(
    ({ uri }) => isReadableScheme(uri.scheme) || uri.scheme === 'output',
  );
  if (readable.length === 0) {
    throw new Error(
      vscode.l10n.t("Whytrace can't read {0}: open it as a file.", logs[0]?.uri.toString() ?? ''),
    );
  }
  const names = uniqueNames(readable.map(({ uri }) => pathOf(uri)));
  return readable.map(({ uri, range, beside }, i) => ({
    uri: uri.toString(),
    name: names[i] ?? uri.path,
    ...(range && { range }),
    ...(beside && { beside }),
  }));
}
