import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import type { LogOverview } from '../core/model/overview.ts';
import { overviewOf } from '../core/overview.ts';
import { createPace } from '../core/pace.ts';
import { clock } from '../node/clock.ts';
import {
  type OverviewParams,
  type OverviewResult,
  ReadingProgressNotification,
} from '../protocol/languageServer.ts';
import { whyUnreadable } from './linesHandler.ts';
import type { LogView, LogViews } from './logViews.ts';

export interface Overviews {
  answer(params: OverviewParams, token: CancellationToken): Promise<OverviewResult>;
}

/** Milliseconds between two reports of how far a log was read. */
const PAUSE = 150;

export function createOverviews(connection: Connection, views: LogViews): Overviews {
  /** A view that is still the same is not summed up twice. */
  const known = new WeakMap<LogView, LogOverview>();
  const sumUp = async (view: LogView, cancelled: AbortSignal): Promise<LogOverview> => {
    const overview =
      known.get(view) ?? (await overviewOf(view.file, view.mined, createPace(clock, cancelled)));
    known.set(view, overview);
    return overview;
  };
  return {
    async answer({ uri }, token) {
      const abort = new AbortController();
      let isRead = false;
      const listening = token.onCancellationRequested(() => {
        abort.abort();
        // Nobody waits for the rest of it: the machine is free at once.
        if (!isRead) views.forget(uri);
      });
      const reporting = report(connection, views, uri);
      try {
        const view = await views.of(uri);
        isRead = true;
        if (abort.signal.aborted) {
          return { kind: 'cancelled' };
        }
        return view
          ? { kind: 'overview', overview: await sumUp(view, abort.signal) }
          : { kind: 'unreadable', message: await whyUnreadable(uri) };
      } catch (error) {
        if (abort.signal.aborted) {
          return { kind: 'cancelled' };
        }
        throw error;
      } finally {
        clearInterval(reporting);
        listening.dispose();
      }
    },
  };
}

/** Tells how far a file has been read, for as long as the timer runs. */
function report(connection: Connection, views: LogViews, uri: string): NodeJS.Timeout {
  const bytes = sizeOf(uri);
  return setInterval(() => {
    const share = views.progress(uri);
    const progress = { uri, bytes, ...(share !== undefined && { share }) };
    void connection.sendNotification(ReadingProgressNotification, progress);
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
