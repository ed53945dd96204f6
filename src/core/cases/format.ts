import * as v from 'valibot';
import { migrations, VERSION } from './migrations.ts';

/** What a text of ours holds, or why it can't be used. */
export type Parsed<T> =
  | { readonly kind: 'value'; readonly value: T }
  /** A newer version of Whytrace wrote it: it is left as it is. */
  | { readonly kind: 'newer'; readonly message: string }
  | { readonly kind: 'broken'; readonly message: string };

const PREFIX = 'whytrace.case/';

/** Plain data as a text that says what it is. */
export function write(data: object): string {
  return JSON.stringify({ format: `${PREFIX}${VERSION}`, ...data });
}

/** Reads what this or an older version wrote. `what` names it in messages, e.g. `The case`. */
export function read<T>(
  text: string,
  schema: v.GenericSchema<unknown, T>,
  what: string,
): Parsed<T> {
  const data = parseJson(text);
  if (!isObject(data)) {
    return { kind: 'broken', message: `${what} is no JSON object, or was cut short.` };
  }
  const { format, ...rest } = data;
  const version = versionOf(format);
  if (version === undefined) {
    const message = `${what} is no case of Whytrace: it does not begin with "format": "${PREFIX}${VERSION}".`;
    return { kind: 'broken', message };
  }
  if (version > VERSION) {
    const message = `${what} was written by a newer Whytrace (${PREFIX}${version}); this one reads up to ${PREFIX}${VERSION}. Update Whytrace to open it.`;
    return { kind: 'newer', message };
  }
  const parsed = v.safeParse(schema, migrated(rest, version));
  return parsed.success
    ? { kind: 'value', value: parsed.output }
    : { kind: 'broken', message: `${what} can’t be used: ${complaint(parsed.issues[0])}` };
}

function migrated(data: Readonly<Record<string, unknown>>, version: number): unknown {
  return migrations.slice(version).reduce<unknown>((value, step) => step(value), data);
}

/** `runs.0.end.diagnosis.hypotheses: Invalid type …` */
function complaint(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return `${path ?? 'it'}: ${issue.message.slice(0, 200)}`;
}

function versionOf(format: unknown): number | undefined {
  const found = typeof format === 'string' ? /^whytrace\.case\/(\d{1,4})$/.exec(format) : null;
  return found ? Number(found[1]) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
