import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChatConversation } from '../../core/model/chat.ts';
import type { ConversationEntry } from '../../protocol/chat.ts';
import { replaceFile } from '../replaceFile.ts';
import { withoutRunning } from './conversationTree.ts';

/** The conversations of a workspace: each is a file, and an index lists them. */
export interface ConversationStore {
  /** The latest first. */
  list(): Promise<readonly ConversationEntry[]>;
  /** The one that was shown last. */
  last(): Promise<ChatConversation | undefined>;
  load(id: string): Promise<ChatConversation | undefined>;
  /** Writes happen one after the other; a torn file is never left. It is the one that is shown. */
  save(conversation: ChatConversation): Promise<void>;
  /** Remembers that none is shown: a new one was begun. */
  leave(): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Raised when the shape of the index changes; it is then made anew from the files. */
const VERSION = 1;
const INDEX = 'index.json';

interface Index {
  readonly version: typeof VERSION;
  readonly last: string | null;
  readonly entries: readonly ConversationEntry[];
}

/** @param folder is theirs alone. */
export function createConversationStore(folder: string): ConversationStore {
  let index: Promise<Index> | undefined;
  let queue = Promise.resolve();

  const fileOf = (id: string): string => join(folder, `${id}.json`);
  const load = async (id: string): Promise<ChatConversation | undefined> => {
    const parsed = isId(id) ? await readJson(fileOf(id)) : undefined;
    return isConversation(parsed) ? withoutRunning(parsed) : undefined;
  };
  const indexNow = (): Promise<Index> => {
    index ??= readIndex(folder, load);
    return index;
  };
  /** Changes happen one after the other, and what is listed is what was written. */
  const change = (task: (now: Index) => Promise<Index>): Promise<void> => {
    const written = queue.then(async () => {
      const next = await task(await indexNow());
      await replaceFile(folder, join(folder, INDEX), JSON.stringify(next));
      index = Promise.resolve(next);
    });
    queue = written.catch(() => {});
    return written;
  };
  return {
    list: async () => (await indexNow()).entries,
    async last() {
      const { last } = await indexNow();
      return last === null ? undefined : load(last);
    },
    load,
    save: (conversation) =>
      change(async ({ entries }) => {
        // The conversation comes first: an index that lacks it is made good by the next save.
        await replaceFile(folder, fileOf(conversation.id), JSON.stringify(conversation));
        const others = entries.filter(({ id }) => id !== conversation.id);
        const all = [entryOf(conversation), ...others].toSorted((a, b) => b.at - a.at);
        return { version: VERSION, last: conversation.id, entries: all };
      }),
    leave: () => change(async (now) => ({ ...now, last: null })),
    remove: (gone) =>
      change(async ({ last, entries }) => {
        if (isId(gone)) await rm(fileOf(gone), { force: true });
        return {
          version: VERSION,
          last: last === gone ? null : last,
          entries: entries.filter(({ id }) => id !== gone),
        };
      }),
  };
}

function entryOf({ id, title, turns }: ChatConversation): ConversationEntry {
  const at = turns.reduce((latest, turn) => Math.max(latest, turn.at), 0);
  return { id, title, at, turns: turns.length };
}

/** As written; else as the files say, since nothing that was asked may be lost to a lost index. */
async function readIndex(
  folder: string,
  load: (id: string) => Promise<ChatConversation | undefined>,
): Promise<Index> {
  const written = await readJson(join(folder, INDEX));
  if (isIndex(written)) {
    return written;
  }
  const files = await readdir(folder).catch(() => []);
  const ids = files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -5));
  const found = await Promise.all(ids.filter((id) => id !== 'index').map(load));
  const entries = found
    .filter((one) => one !== undefined)
    .map(entryOf)
    .toSorted((a, b) => b.at - a.at);
  return { version: VERSION, last: entries[0]?.id ?? null, entries };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** It becomes the name of a file. */
function isId(id: string): boolean {
  return /^[\w-]{1,64}$/.test(id);
}

function isConversation(value: unknown): value is ChatConversation {
  return (
    isRecord(value) &&
    value['schema'] === 'whytrace.chat/1' &&
    ['id', 'title'].every((name) => typeof value[name] === 'string') &&
    (value['leaf'] === null || typeof value['leaf'] === 'string') &&
    Array.isArray(value['turns']) &&
    value['turns'].every(isTurn)
  );
}

function isTurn(value: unknown): boolean {
  return (
    isRecord(value) &&
    ['id', 'question'].every((name) => typeof value[name] === 'string') &&
    (value['parent'] === null || typeof value['parent'] === 'string') &&
    Array.isArray(value['subjects']) &&
    typeof value['at'] === 'number' &&
    (value['outcome'] === undefined || isRecord(value['outcome']))
  );
}

function isIndex(value: unknown): value is Index {
  return (
    isRecord(value) &&
    value['version'] === VERSION &&
    (value['last'] === null || typeof value['last'] === 'string') &&
    Array.isArray(value['entries']) &&
    value['entries'].every(
      (entry) =>
        isRecord(entry) &&
        ['id', 'title'].every((name) => typeof entry[name] === 'string') &&
        ['at', 'turns'].every((name) => typeof entry[name] === 'number'),
    )
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
