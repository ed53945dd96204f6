import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import {
  type OverviewParams,
  type OverviewResult,
  ReadingProgressNotification,
} from '../protocol/languageServer.ts';
import type { Progress } from './followedLog.ts';
import { whyUnreadable } from './linesHandler.ts';
import type { LogViews } from './logViews.ts';

/** Milliseconds between two reports of how far a log was read. */
const PAUSE = 25;

/** A log at a glance; who asks is told meanwhile how far it was read. */
export async function handleOverview(
  connection: Connection,
  views: LogViews,
  { uri }: OverviewParams,
  token: CancellationToken,
): Promise<OverviewResult> {
  // Nobody waits for the rest of it: the machine is free at once.
  const listening = token.onCancellationRequested(() => views.forget(uri));
  const reporting = report(connection, views, uri);
  try {
    const overview = await views.overviewOf(uri);
    if (token.isCancellationRequested) {
      return { kind: 'cancelled' };
    }
    return overview
      ? { kind: 'overview', overview }
      : { kind: 'unreadable', message: await whyUnreadable(uri) };
  } finally {
    clearInterval(reporting);
    listening.dispose();
  }
}

/** Tells how far a file has been read, for as long as the timer runs. */
function report(connection: Connection, views: LogViews, uri: string): NodeJS.Timeout {
  const bytes = sizeOf(uri);
  let told: Progress | undefined;
  return setInterval(() => {
    const progress = views.progress(uri);
    if (progress === told) return;
    told = progress;
    const report = { uri, bytes, ...progress };
    void connection.sendNotification(ReadingProgressNotification, report);
  }, PAUSE);
}

/** 0 where that isn't known. */
function sizeOf(uri: string): number {
  try {
    return uri.startsWith('file:') ? statSync(fileURLToPath(uri)).size : 0;
  } catch {
    return 0;
  }
}
