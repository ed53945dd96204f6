import type { CancellationToken } from 'vscode-languageserver/node';
import { failureText } from '../core/ask/model/failureText.ts';
import type { ChatAnswer } from '../core/model/chat.ts';
import { clock } from '../node/clock.ts';
import { pathOf } from '../node/filePath.ts';
import {
  type ChatParams,
  ChatProgressNotification,
  type ChatResult,
} from '../protocol/languageServer.ts';
import type { DiagnoseServices } from './diagnoseHandler.ts';
import { readSources } from './diagnoseHandler.ts';
import type { Held } from './logViews.ts';
import { remoteConsent, remoteModel } from './remoteModel.ts';
import type { ChatTask } from './workers/tasks.ts';
import { leastBusy } from './workers/workers.ts';

export interface ChatServices extends DiagnoseServices {
  readonly said: SaidTexts;
}

/** Who hears what the model of a run says while it answers. */
export type SaidTexts = Map<string, (text: string) => void>;

/** Milliseconds between two reports of an answer. */
const PAUSE = 80;

/** Answers one question in a worker; what stands of the answer goes out as it grows. */
export async function handleChat(
  services: ChatServices,
  params: ChatParams,
  token: CancellationToken,
  cancelled: AbortSignal,
): Promise<ChatResult> {
  const { connection, workers, said } = services;
  const { runId, model } = params;
  const held = new Map<string, Held>();
  const report = reporter(services, runId);
  try {
    const reading = (status: string): void => report({ status: `reads ${status}`, blocks: [] });
    const logs = await readSources(services, params, held, reading, cancelled);
    cancelled.throwIfAborted();
    const remote = model && remoteModel(connection, runId, model, token);
    const consent = remoteConsent(connection, runId, token);
    const { answer, findings } = await workers.run(
      leastBusy(workers),
      'chat',
      { ...(await taskOf(services, params)), logs },
      {
        cancelled,
        onBegin: (tell) => void said.set(runId, tell),
        onNews: (news) => {
          if (news.kind === 'chat') report(news.update);
        },
        ...(remote && {
          answers: {
            model: (request) => remote.ask(request, () => {}, cancelled),
            consent: (preview) => consent(preview, cancelled),
          },
        }),
      },
    );
    return { kind: 'answer', answer, findings, notice: noticeOf(answer) };
  } finally {
    said.delete(runId);
    for (const { release } of held.values()) release();
  }
}

async function taskOf(
  { team }: ChatServices,
  { runId: _run, model, folder, suggestion, unsaved, ...asked }: ChatParams,
): Promise<Omit<ChatTask, 'logs'>> {
  const path = folder === undefined ? undefined : pathOf(folder);
  const { files } = await team.filesFor(asked.sources.map(({ uri }) => uri));
  const { items, topology } = asked.context;
  return {
    input: { ...asked, context: { items, topology }, teamFiles: files },
    ...(model && { model }),
    ...(path !== undefined && { folder: path }),
    ...(suggestion && { suggestion }),
    ...(unsaved && { unsaved }),
  };
}

/** Some ten reports a second: what comes between them is in the next. */
function reporter({ connection }: ChatServices, runId: string) {
  let told = 0;
  return (update: { readonly status: string; readonly blocks: ChatAnswer['blocks'] }): void => {
    const now = clock.now();
    if (now - told < PAUSE && update.blocks.length === 0) return;
    told = now;
    void connection.sendNotification(ChatProgressNotification, { runId, ...update });
  };
}

function noticeOf({ by }: ChatAnswer): string {
  return by.failure && by.failure.kind !== 'cancelled' ? failureText(by.failure, 'editor') : '';
}
