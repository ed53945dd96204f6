import type { LogFile } from '../../model/logFile.ts';
import { Severity } from '../../model/severity.ts';

/** What a server says when its start is over. */
export const up =
  /\bDone \(\d[\d.,]{0,8} ?s\)!|\bStarted \S{1,80} in [\d.]{1,8} s|\bLEADER ELECTION TOOK\b|\bready (?:for start ?up|for connections|to accept connections|to serve)\b|\b(?:server|service|application) (?:is |has )?(?:now )?(?:started|up and running|ready|listening)\b|\bstart-?up (?:is )?complete\b|\bstarted successfully\b|\bready to serve client requests\b/i;

/** Records among which a log's first start is over. */
const longest = 2000;

/** The record that says that the first start of a log is over; -1 where none does. */
export function readyAt(file: LogFile): number {
  const known = found.get(file);
  if (known !== undefined) return known;
  const at = file.records
    .slice(0, longest)
    .findIndex(
      ({ body, severityNumber }) => severityNumber < Severity.warn && up.test(body.slice(0, 300)),
    );
  found.set(file, at);
  return at;
}
const found = new WeakMap<LogFile, number>();
