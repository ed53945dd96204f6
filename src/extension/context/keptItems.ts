import type { ContextItem } from '../../core/model/context.ts';

/** What ignore files say of a file of the editor, by its URI. */
export interface ResourceIgnores {
  /** The AI-ignore file that keeps it from models, for people; nothing where none does. */
  keptBy(uri: string): Promise<string | undefined>;
  /** The one that keeps the text of a patch, by the files it changes. */
  patchKeptBy(uri: string, patch: string): Promise<string | undefined>;
  /** Whether a .gitignore names it. */
  isHidden(uri: string): Promise<boolean>;
}

/** Logs with the ignore file that keeps each from models. */
export function withKeepers<T extends { readonly uri: string }>(
  logs: readonly T[],
  { keptBy }: Pick<ResourceIgnores, 'keptBy'>,
): Promise<readonly (T & { readonly keptBy?: string })[]> {
  return Promise.all(
    logs.map(async (log) => {
      const keeper = await keptBy(log.uri);
      return keeper === undefined ? log : { ...log, keptBy: keeper };
    }),
  );
}

/**
 * The items that may become evidence: none of a file that an AI-ignore file names, however it came
 * here: from the screen, the list of problems, git, or the folders around the log.
 */
export async function withoutKept(
  items: readonly ContextItem[],
  ignores: ResourceIgnores,
  fileOf: (item: ContextItem) => string,
): Promise<{ readonly items: readonly ContextItem[]; readonly keepers: ReadonlySet<string> }> {
  const keepers = await Promise.all(
    items.map(async (item) => {
      const uri = fileOf(item);
      const keeper = await ignores.keptBy(uri);
      return keeper ?? (item.kind === 'change' ? ignores.patchKeptBy(uri, item.text) : undefined);
    }),
  );
  return {
    items: items.filter((_, index) => keepers[index] === undefined),
    keepers: new Set(keepers.filter((keeper) => keeper !== undefined)),
  };
}
