import type * as vscode from 'vscode';
import type { CapabilityCache } from '../models/capabilities.ts';

const KEY = 'modelCapabilities';
const MOST_ENTRIES = 50;

/** What is kept of model servers, for people to see and to forget. */
export interface CapabilityStore extends CapabilityCache {
  all(): Readonly<Record<string, unknown>>;
  clear(): void;
}

/** What model servers can, kept with the user and not with a workspace. */
export function createCapabilityStore(
  state: Pick<vscode.Memento, 'get' | 'update'>,
  now: () => number,
): CapabilityStore {
  const all = (): Readonly<Record<string, unknown>> => {
    const entries: unknown = state.get(KEY);
    return typeof entries === 'object' && entries !== null ? { ...entries } : {};
  };
  return {
    all,
    clear: () => void state.update(KEY, undefined),
    read: (key) => all()[key],
    write(key, value) {
      const others = Object.entries(all()).filter(([other]) => other !== key);
      const entries = [...others.slice(1 - MOST_ENTRIES), [key, value] as const];
      void state.update(
        KEY,
        Object.fromEntries(entries.filter(([, entry]) => entry !== undefined)),
      );
    },
    now,
  };
}
