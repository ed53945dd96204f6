import type { ModelAnswer, ModelRequest } from '../core/ports.ts';
import { leastTokens } from '../core/tokens.ts';
import type { Dialect } from './openaiDialect.ts';

/** What a server turned out to do with a model. */
export interface Capabilities {
  readonly dialect: Dialect;
  /** Whether answers keep to a schema that no model would keep to by itself. */
  readonly honoursSchema: boolean;
  /** The longest request that it was seen to read, or the one of which it read only a part. */
  readonly input?: InputSeen;
}

export interface InputSeen {
  /** As the server counted. */
  readonly tokens: number;
  readonly isCut: boolean;
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

export function recall(
  cache: CapabilityCache,
  url: URL,
  model: string,
): KeptCapabilities | undefined {
  const known = readCapabilities(cache.read(capabilityKey(url, model)));
  const age = known ? cache.now() - known.checkedAt : -1;
  return age >= 0 && age < FRESH ? known : undefined;
}

/** What an answer tells of how much the server reads: the latest cut counts, else the most that was read. */
export function withInput<T extends Capabilities>(
  known: T,
  { system, user }: Pick<ModelRequest, 'system' | 'user'>,
  answer: ModelAnswer,
): T {
  const tokens = answer.kind === 'text' ? (answer.usage?.inputTokens ?? 0) : 0;
  if (tokens === 0) {
    return known;
  }
  const isCut = tokens < leastTokens(system.length + user.length);
  const isNews = isCut || tokens > (known.input?.tokens ?? 0);
  return isNews ? { ...known, input: { tokens, isCut } } : known;
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
  const { checkedAt, dialect, honoursSchema, input } = entry as Partial<Record<string, unknown>>;
  return isDialect(dialect)
    ? {
        dialect,
        honoursSchema: honoursSchema === true,
        ...(isInput(input) && { input }),
        checkedAt: Number(checkedAt),
      }
    : undefined;
}

/** Keeps what is new, with the time when the server was tried out. Nothing instead forgets it. */
export function remember(
  cache: CapabilityCache,
  url: URL,
  model: string,
  found: Capabilities | KeptCapabilities | undefined,
): void {
  const key = capabilityKey(url, model);
  const entry = found && { checkedAt: cache.now(), ...found };
  if (JSON.stringify(entry) !== JSON.stringify(cache.read(key))) {
    cache.write(key, entry);
  }
}

function isInput(value: unknown): value is InputSeen {
  return (
    typeof value === 'object' &&
    value !== null &&
    'tokens' in value &&
    Number.isSafeInteger(value.tokens) &&
    'isCut' in value &&
    typeof value.isCut === 'boolean'
  );
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
