import type { IgnoreFiles } from './ignoreFiles.ts';

/** Lines of a patch that name a file. */
const naming = /^(?:---|\+\+\+|rename from|rename to|copy from|copy to|Index:) +([^\t\r\n]+)/gm;

/**
 * The AI-ignore file that keeps what a patch changes; nothing where none does. A patch does not say
 * from which folder its paths go, so each folder around it is tried.
 */
export async function keeperOfPatch(
  { keptBy }: IgnoreFiles,
  path: string,
  patch: string,
): Promise<string | undefined> {
  const folders = foldersAround(path);
  for (const name of new Set(patchedNames(patch))) {
    for (const folder of folders) {
      const keeper = await keptBy(`${folder}${name}`);
      if (keeper !== undefined) return keeper;
    }
  }
  return undefined;
}

/** As written, and without the `a/` or `b/` that git puts before. */
function patchedNames(patch: string): readonly string[] {
  const names = [...patch.matchAll(naming)].map(([, name = '']) => unquoted(name.trim()));
  return names
    .filter((name) => name !== '/dev/null')
    .map((name) => name.replace(/^\/+/, ''))
    .flatMap((name) => [name, name.replace(/^[^/]+\//, '')])
    .filter((name) => name !== '');
}

/** Git writes `caf\303\251.ts` in quotes for a name that is not ASCII. */
function unquoted(name: string): string {
  if (!/^".*"$/.test(name)) {
    return name;
  }
  const bytes = encodeURI(name.slice(1, -1).replace(/\\(?=["\\])/g, '')).replace(
    /%5C([0-7]{3})/g,
    (_, digits: string) => `%${Number.parseInt(digits, 8).toString(16).padStart(2, '0')}`,
  );
  try {
    return decodeURIComponent(bytes);
  } catch {
    return name;
  }
}

function foldersAround(path: string): readonly string[] {
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index + 1)).reverse();
}
