import type { LogFile } from '../../model/logFile.ts';
import type { Clue } from './clues.ts';

/** Lines of a description above a state or an event that may name what it is about. */
const reach = 120;

/**
 * The pod or container that a cluster's description or event is about, as written: `pod/cart-7f…`
 * in the line itself, else the `Name:` that opens the description.
 */
export function podAt({ file, record, line, text }: Clue): string | undefined {
  if (record.service !== undefined) {
    return undefined;
  }
  const named = inEvent.exec(text)?.groups?.['name'];
  return named ?? (isDescribed(text) ? describedAbove(file, line) : undefined);
}

const inEvent =
  /\b[Pp]od[ /"=]{1,2}(?:[\w-]{1,60}\/)?(?<name>[a-z0-9][\w-]{2,120}?)(?:_[\w-]{1,60}\b|["\s,:)]|$)/;

/** `Reason: OOMKilled`, `Warning  Unhealthy  3m  kubelet  ...`: lines of `kubectl describe`. */
const isDescribed = (text: string): boolean =>
  /^\s{0,12}(?:Reason|State|Last State|Exit Code|Message|Status):\s|^\s*(?:Warning|Normal)\s{1,12}[A-Z][A-Za-z]{3,40}\s/.test(
    text,
  );

function describedAbove(file: LogFile, line: number): string | undefined {
  for (let at = line - 1; at >= Math.max(1, line - reach); at--) {
    const name = /^Name:\s{1,30}([a-z0-9][\w.-]{1,250})\s*$/.exec(file.lineAt(at))?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}

const podTable = /^NAME\s+READY\s+STATUS\s+RESTARTS\s+AGE\b/;
const podRow =
  /^\S{1,253}\s+(?<ready>\d{1,4})\/(?<wanted>\d{1,4})\s+(?<status>[\w:/-]{1,40})\s+(?<restarts>\d{1,6})\b/;
/** A container that was started once more on the way is no loop. */
const mostRestarts = 1;

/**
 * Whether `kubectl get pods` lists all pods as well further down: what events above it tell of was got over, unless
 * something ran out or crashed, which comes again.
 */
export function isHistoryOfPods({ file, line, tell }: Clue): boolean {
  if (tell.kind === 'crash' || tell.kind === 'resource') return false;
  const table = lastPodTable(file);
  return table !== undefined && line < table && areWell(file, table);
}

const tables = new WeakMap<LogFile, number | undefined>();

/** The line of the last such table's head. */
function lastPodTable(file: LogFile): number | undefined {
  if (!tables.has(file)) tables.set(file, findTable(file));
  return tables.get(file);
}

/** Lines of a text into which somebody put what `kubectl` printed; longer ones are logs. */
const longest = 5000;

function findTable({ lineAt, lineCount }: LogFile): number | undefined {
  for (let at = lineCount <= longest ? lineCount : 0; at >= 1; at--) {
    if (podTable.test(lineAt(at))) return at;
  }
  return undefined;
}

function areWell({ lineAt, lineCount }: LogFile, table: number): boolean {
  let pods = 0;
  for (let at = table + 1; at <= lineCount; at++, pods++) {
    const { ready, wanted, status, restarts } = podRow.exec(lineAt(at))?.groups ?? {};
    if (status === undefined) break;
    const isUp = status === 'Running' && ready === wanted;
    const isOver = status === 'Completed' || status === 'Succeeded';
    if (!(isUp || isOver) || Number(restarts) > mostRestarts) return false;
  }
  return pods > 0;
}
