import type * as vscode from 'vscode';

/** Where requests go without asking, in one workspace. */
export interface Approvals {
  has(destination: string): boolean;
  add(destination: string): Promise<void>;
  /** From now on is asked again; false where that was so before. */
  clear(): Promise<boolean>;
}

const KEY = 'approvedDestinations';

/** A destination is a model at a server, or one of the editor. */
export function createApprovals(state: Pick<vscode.Memento, 'get' | 'update'>): Approvals {
  const all = (): readonly string[] => {
    const known: unknown = state.get(KEY);
    return Array.isArray(known) ? known.filter((one) => typeof one === 'string') : [];
  };
  return {
    has: (destination) => all().includes(destination),
    async add(destination) {
      await state.update(KEY, [...new Set([...all(), destination])]);
    },
    async clear() {
      const hadAny = all().length > 0;
      await state.update(KEY, undefined);
      return hadAny;
    },
  };
}
