import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { failureText } from '../core/ask/model/failureText.ts';
import type { Diagnosis } from '../core/model/diagnosis.ts';
import type { Problem } from '../core/model/problem.ts';
import { clock } from '../node/clock.ts';
import { pathOf } from '../node/filePath.ts';
import type { SourceFolders } from '../node/sourceAccess.ts';
import {
  type DiagnoseParams,
  type DiagnoseResult,
  type SourceParams,
  StageProgressNotification,
} from '../protocol/languageServer.ts';
import type { Held, LogViews } from './logViews.ts';
import { remoteConsent, remoteModel } from './remoteModel.ts';
import type { TeamKnowledge } from './teamKnowledge.ts';
import type { DiagnoseTask, ReadResult } from './workers/tasks.ts';
import { leastBusy, type Workers } from './workers/workers.ts';

/** Milliseconds between two reports of how far a log was read. */
const PAUSE = 150;

export interface DiagnoseServices {
  readonly connection: Connection;
  readonly workers: Workers;
  readonly views: LogViews;
  readonly team: Pick<TeamKnowledge, 'filesFor' | 'triedFor'>;
  /** Where the source of what wrote the logs may lie. */
  readonly source: () => SourceFolders;
}

/** Runs the pipeline for one request in a worker; the progress of each stage goes out as it happens. */
export async function handleDiagnose(
  services: DiagnoseServices,
  params: DiagnoseParams,
  token: CancellationToken,
): Promise<DiagnoseResult> {
  const { connection, workers } = services;
  const { runId, model, context, findsBaseline: _found, ...asked } = params;
  const abort = new AbortController();
  const listening = token.onCancellationRequested(() => abort.abort());
  const held = new Map<string, Held>();
  try {
    const baselines = params.baselines ?? (await foundBaselines(workers, params, abort.signal));
    const all = { ...params, baselines };
    const logs = await readLogs(services, all, held, abort.signal);
    if (abort.signal.aborted) {
      return { kind: 'cancelled' };
    }
    const uris = asked.sources.map(({ uri }) => uri);
    const written = await services.team.filesFor(uris);
    const tried = [...(await services.team.triedFor(uris)), ...(asked.tried ?? [])];
    const { items, topology } = context;
    const task: DiagnoseTask = {
      input: {
        ...asked,
        baselines,
        context: { items, topology },
        teamFiles: written.files,
        tried,
      },
      logs,
      source: services.source(),
      ...(model && { model }),
    };
    const remote = model && remoteModel(connection, runId, model, token);
    const consent = remoteConsent(connection, runId, token);
    const run = await workers.run(leastBusy(workers), 'diagnose', task, {
      cancelled: abort.signal,
      onNews(news) {
        if (news.kind !== 'stage') return;
        const { name: stage, ...event } = news.event;
        void connection.sendNotification(StageProgressNotification, { runId, stage, ...event });
      },
      ...(remote && {
        answers: {
          model: (request) => remote.ask(request, () => {}, abort.signal),
          consent: (preview) => consent(preview, abort.signal),
        },
      }),
    });
    return run.kind === 'diagnosis' ? withNotes(run.diagnosis, written.problems) : run;
  } catch (error) {
    if (abort.signal.aborted) {
      return { kind: 'cancelled' };
    }
    throw error;
  } finally {
    for (const { release } of held.values()) release();
    listening.dispose();
  }
}

/** A run to compare with that lies beside the log; none where only some of its lines are asked about. */
async function foundBaselines(
  workers: Workers,
  { sources, findsBaseline = false }: DiagnoseParams,
  cancelled: AbortSignal,
): Promise<readonly SourceParams[]> {
  const paths = sources.flatMap(({ uri, text, range }) =>
    text === undefined && !range ? (pathOf(uri) ?? []) : [],
  );
  if (!findsBaseline || paths.length !== sources.length) {
    return [];
  }
  const found = await workers.run(leastBusy(workers), 'goodRun', { paths }, { cancelled });
  if (!found) {
    return [];
  }
  const { path, why } = found;
  const isBeside = dirname(path) === dirname(paths[0] ?? '');
  const name = isBeside ? basename(path) : join(basename(dirname(path)), basename(path));
  return [{ uri: pathToFileURL(path).href, name, found: why }];
}

function withNotes(diagnosis: Diagnosis, more: readonly Problem[]): DiagnoseResult {
  const problems = [...diagnosis.problems, ...more];
  return {
    kind: 'diagnosis',
    diagnosis: { ...diagnosis, problems },
    notice: noticeOf(diagnosis),
  };
}

/** Reads the files of a run, and tells of it as of the run's first stage. */
function readLogs(
  services: DiagnoseServices,
  params: DiagnoseParams,
  held: Map<string, Held>,
  cancelled: AbortSignal,
): Promise<ReadonlyMap<string, ReadResult>> {
  const start = clock.now();
  const { runId } = params;
  const report = (summary: string): void => {
    const milliseconds = Math.round(clock.now() - start);
    const progress = { runId, stage: 'collect', state: 'running', summary, milliseconds } as const;
    void services.connection.sendNotification(StageProgressNotification, progress);
  };
  return readSources(services, params, held, report, cancelled);
}

/** Reads files, each once for what asks for them now and for what the editor shows of them. */
export async function readSources(
  { views }: Pick<DiagnoseServices, 'views'>,
  { sources: asked, baselines = [] }: Pick<DiagnoseParams, 'sources' | 'baselines'>,
  held: Map<string, Held>,
  report: (summary: string) => void,
  cancelled: AbortSignal,
): Promise<ReadonlyMap<string, ReadResult>> {
  const sources = [...asked, ...baselines];
  const results = new Map<string, ReadResult>();
  for (const source of sources) {
    const { uri, text } = source;
    if (text !== undefined || held.has(uri) || cancelled.aborted) continue;
    const stop = (): void => views.forget(uri);
    cancelled.addEventListener('abort', stop);
    const reporting = setInterval(
      () => report(readingText(source, sources, views.progress(uri).share)),
      PAUSE,
    );
    const log = await views.hold(uri);
    clearInterval(reporting);
    cancelled.removeEventListener('abort', stop);
    held.set(uri, log);
    if (log.result) results.set(uri, log.result);
  }
  return results;
}

/** `app.log, 2 of 3 files, 41%` */
function readingText(
  source: SourceParams,
  sources: readonly SourceParams[],
  share: number | undefined,
): string {
  const place =
    sources.length > 1 ? `, ${sources.indexOf(source) + 1} of ${sources.length} files` : '';
  const part = share === undefined ? '' : `, ${Math.floor(share * 100)}%`;
  return `${source.name}${place}${part}`;
}

function noticeOf({ reasoner }: Diagnosis): string {
  return reasoner.failure && reasoner.failure.kind !== 'cancelled'
    ? failureText(reasoner.failure, 'editor')
    : '';
}
