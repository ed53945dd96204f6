// Hovers over a log as the language server answers them, in a process of its own: `hoverRun.ts FILE
// file|document|growing` prints a `HoverRun` as JSON. `growing` writes to the file.
import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { hoverCard } from '../../src/core/hover.ts';
import { hoverMarkdown } from '../../src/core/hoverMarkdown.ts';
import { createLogViews, type LogViews } from '../../src/server/logViews.ts';
import { createWorkers, workerBeside } from '../../src/server/workers/workers.ts';
import { built } from '../built.ts';
import { Random } from './logs/pen.ts';

export type HoverCase = 'file' | 'document' | 'growing';

export interface HoverRun {
  /** Milliseconds until the first hover was answered, which reads the log. */
  readonly first: number;
  /** Milliseconds of each later one. */
  readonly later: readonly number[];
  /** Hovers that got a card. */
  readonly cards: number;
}

const HOVERS = 400;
/** Milliseconds between two hovers of a person who moves the mouse about, and between two appends. */
const BETWEEN = 15;
const APPENDS = 100;
/**
 * A log that grows is read again now and then, after ten times what reading it takes; hovers go on
 * until that has happened, as it is then that people may have to wait.
 */
const UNTIL_READ_AGAIN = 12;
const LONGEST = 120_000;

async function measureHovers(path: string, how: HoverCase): Promise<HoverRun> {
  const uri = pathToFileURL(path).href;
  const document =
    how === 'file' ? undefined : TextDocument.create(uri, 'log', 1, readFileSync(path, 'utf8'));
  const workers = createWorkers(workerBeside(built('server.cjs')));
  const views = createLogViews(workers, () => document);
  const first = await hover(views, uri, 1);
  const lines = (await views.of(uri, 1))?.file.lineCount ?? 0;
  const writing =
    document && how === 'growing' ? setInterval(append, APPENDS, path, document) : undefined;
  const random = new Random(1);
  const later: number[] = [];
  let cards = 0;
  const atLeast = how === 'growing' ? Math.min(LONGEST, first.milliseconds * UNTIL_READ_AGAIN) : 0;
  const end = performance.now() + atLeast;
  while (later.length < HOVERS || performance.now() < end) {
    const { milliseconds, hasCard } = await hover(views, uri, 1 + random.below(lines - 1));
    later.push(milliseconds);
    cards += Number(hasCard);
    await sleep(how === 'growing' ? BETWEEN : 0);
  }
  clearInterval(writing);
  await workers.close();
  return { first: first.milliseconds, later, cards };
}

async function hover(views: LogViews, uri: string, line: number) {
  const start = performance.now();
  const view = await views.of(uri, line);
  const card = view && hoverCard(view.file, view.mined, line);
  const hasCard = card !== undefined && hoverMarkdown(card, { line: (at) => `#${at}` }) !== '';
  return { milliseconds: performance.now() - start, hasCard };
}

/** A line is written to the file, and the editor follows. */
function append(path: string, document: TextDocument): void {
  const end = document.positionAt(document.getText().length);
  const text = '2026-03-15 00:00:01,000 INFO  [worker-1] com.lantern.Tail - One more line\n';
  appendFileSync(path, text);
  TextDocument.update(document, [{ range: { start: end, end }, text }], document.version + 1);
}

const [path = '', how = 'file'] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(await measureHovers(path, how as HoverCase))}\n`);
