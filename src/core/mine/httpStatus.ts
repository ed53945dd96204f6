import type { LogRecord } from '../model/logRecord.ts';

/** The field of the formats and the words around a status that is in the message. */
const FIELD = /^(?:http[._])?(?:response[._])?status(?:[._]?code)?$/i;
const IN_WORDS =
  /\bHTTP\/[\d.]{1,3}"? ([1-5]\d\d)\b|\b(?:status|status[_ ]?code|http[_ ]?status)["']?[=: ] ?["']?([1-5]\d\d)\b/i;

/** The HTTP status that a record states, if any. */
export function httpStatusOf({ body, attributes }: LogRecord): number | undefined {
  for (const [key, value] of Object.entries(attributes)) {
    if (FIELD.test(key) && /^[1-5]\d\d$/.test(value)) return Number(value);
  }
  const match = IN_WORDS.exec(body.slice(0, 600));
  const digits = match?.[1] ?? match?.[2];
  return digits === undefined ? undefined : Number(digits);
}
