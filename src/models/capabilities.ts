import type { Dialect } from './openaiDialect.ts';

/** What a server turned out to do with a model. */
export interface Capabilities {
  readonly dialect: Dialect;
  /** Whether answers keep to a schema that no model would keep to by itself. */
  readonly honoursSchema: boolean;
}

/** Keeps what was found out, longer than a process lives where it can. */
export interface CapabilityCache {
  /** What was written under the key, by whatever version; nothing where nothing was. */
  read(key: string): unknown;
  write(key: string, value: unknown): void;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Servers are updated; what they could a week ago is asked again. */
const FRESH = 7 * 24 * 3600 * 1000;

/** Another address and another model are another thing. */
function capabilityKey(url: URL, model: string): string {
  return `${url.href} ${model}`;
}

export function recall(cache: CapabilityCache, url: URL, model: string): Capabilities | undefined {
  const known = readCapabilities(cache.read(capabilityKey(url, model)));
  const age = known ? cache.now() - known.checkedAt : -1;
  return known && age >= 0 && age < FRESH
    ? { dialect: known.dialect, honoursSchema: known.honoursSchema }
    : undefined;
}

export interface KeptCapabilities extends Capabilities {
  /** Milliseconds since the epoch. */
  readonly checkedAt: number;
}

/** An entry as `remember` writes it; nothing of what another version wrote. */
export function readCapabilities(entry: unknown): KeptCapabilities | undefined {
  if (typeof entry !== 'object' || entry === null || !('checkedAt' in entry)) {
    return undefined;
  }
  const { checkedAt, dialect, honoursSchema } = entry as Partial<Record<string, unknown>>;
  return isDialect(dialect)
    ? { dialect, honoursSchema: honoursSchema === true, checkedAt: Number(checkedAt) }
    : undefined;
}

/** Nothing instead of capabilities forgets them. */
export function remember(
  cache: CapabilityCache,
  url: URL,
  model: string,
  found: Capabilities | undefined,
): void {
  const entry = found && {
    dialect: found.dialect,
    honoursSchema: found.honoursSchema,
    checkedAt: cache.now(),
  };
  cache.write(capabilityKey(url, model), entry);
}

const values: { readonly [K in keyof Dialect]: readonly Dialect[K][] } = {
  api: ['chat', 'responses'],
  format: ['jsonSchema', 'jsonObject', 'prompted'],
  outputLimit: ['max_completion_tokens', 'max_tokens', 'none'],
  temperature: [true, false],
  usage: [true, false],
  system: ['system', 'developer', 'user'],
};

function isDialect(value: unknown): value is Dialect {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(values).every(([name, allowed]) =>
      (allowed as readonly unknown[]).includes((value as Record<string, unknown>)[name]),
    )
  );
}
