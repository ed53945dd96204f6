import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LanguageModel } from '../core/ports.ts';
import { replaceFile } from './replaceFile.ts';

/** An answer of a model, and when it came, in milliseconds since the epoch. */
export interface KeptReply {
  readonly text: string;
  readonly at: number;
}

/** Answers by what was asked, so that asking the same again costs nothing. */
export interface KeptReplies {
  read(key: string): Promise<KeptReply | undefined>;
  keep(key: string, reply: KeptReply): void;
  /** An answer that was of no use is not given again. */
  forget(keys: readonly string[]): void;
  /** Drops all; says how many there were. */
  clear(): Promise<number>;
}

/** For those who want every answer anew, and none on their disk. */
export const noReplies: KeptReplies = {
  read: async () => undefined,
  keep() {},
  forget() {},
  clear: async () => 0,
};

const MOST_REPLIES = 50;
const MOST_CHARACTERS = 2_000_000;
/** Raised when the shape of what is kept changes. */
const VERSION = 1;

/**
 * The same evidence for the same model at the same server. The word that fences the data is another
 * one in each request, and says nothing.
 */
export function replyKey(
  { kind, name, destination }: Pick<LanguageModel, 'kind' | 'name' | 'destination'>,
  text: string,
  boundary: string,
): string {
  const asked = boundary === '' ? text : text.replaceAll(boundary, '');
  return createHash('sha256')
    .update(JSON.stringify([VERSION, kind, name, destination, asked]))
    .digest('hex');
}

/** Keeps answers as a file of `folder`; without one, a window without a workspace, in memory. */
export function createKeptReplies(
  folder: string | undefined,
  onError: (error: unknown) => void,
): KeptReplies {
  const file = folder === undefined ? undefined : join(folder, 'replies.json');
  let replies: Promise<Map<string, KeptReply>> | undefined;
  let queue = Promise.resolve();
  const loaded = (): Promise<Map<string, KeptReply>> => {
    replies ??= load(file);
    return replies;
  };
  const change = (make: (all: Map<string, KeptReply>) => void): void => {
    queue = queue
      .then(async () => {
        const all = await loaded();
        make(all);
        shorten(all);
        const text = JSON.stringify({ version: VERSION, replies: [...all] });
        if (folder !== undefined && file !== undefined) await replaceFile(folder, file, text);
      })
      .catch(onError);
  };
  return {
    async read(key) {
      await queue;
      return (await loaded()).get(key);
    },
    keep(key, reply) {
      change((all) => {
        // The last one that was used is the last one to go.
        all.delete(key);
        all.set(key, reply);
      });
    },
    async clear() {
      await queue;
      const { size } = await loaded();
      if (size > 0) change((all) => all.clear());
      await queue;
      return size;
    },
    forget(keys) {
      if (keys.length > 0) {
        change((all) => {
          for (const key of keys) all.delete(key);
        });
      }
    },
  };
}

function shorten(all: Map<string, KeptReply>): void {
  let characters = [...all.values()].reduce((sum, { text }) => sum + text.length, 0);
  for (const [key, { text }] of all) {
    if (all.size <= MOST_REPLIES && characters <= MOST_CHARACTERS) break;
    all.delete(key);
    characters -= text.length;
  }
}

/** What an older version or another program wrote is dropped. */
async function load(file: string | undefined): Promise<Map<string, KeptReply>> {
  if (file === undefined) return new Map();
  try {
    const saved: unknown = JSON.parse(await readFile(file, 'utf8'));
    const { version, replies } = saved as {
      readonly version?: unknown;
      readonly replies?: unknown;
    };
    const entries: readonly unknown[] =
      version === VERSION && Array.isArray(replies) ? replies : [];
    return new Map(entries.filter(isEntry));
  } catch {
    return new Map();
  }
}

function isEntry(entry: unknown): entry is readonly [string, KeptReply] {
  if (!Array.isArray(entry) || typeof entry[0] !== 'string') return false;
  const reply = entry[1] as Partial<Record<keyof KeptReply, unknown>> | null | undefined;
  return typeof reply?.text === 'string' && typeof reply.at === 'number';
}
