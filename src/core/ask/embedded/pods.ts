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
