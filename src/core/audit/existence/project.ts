import type { AuditWorkspace, ChangedFile, Suggestion } from '../../model/audit.ts';

/** The workspace as it would be with the suggestion applied. */
export interface Project {
  readonly paths: ReadonlySet<string>;
  /** Folders that hold a file, at any depth; the root is the empty name. */
  readonly folders: ReadonlySet<string>;
  read(path: string): Promise<string | undefined>;
  /** Whether a file is there, also where foreign folders such as `node_modules` hold it. */
  has(path: string): Promise<boolean>;
}

export function projectWith(suggestion: Suggestion, workspace: AuditWorkspace): Project {
  const changed = new Map(suggestion.files.map((file) => [file.path, file]));
  const paths = new Set(workspace.paths);
  for (const file of suggestion.files) {
    if (file.after === undefined) paths.delete(file.path);
    else paths.add(file.path);
  }
  const texts = new Map<string, Promise<string | undefined>>();
  const read = (path: string): Promise<string | undefined> => {
    const known = texts.get(path) ?? textOf(path, changed.get(path), workspace);
    texts.set(path, known);
    return known;
  };
  return {
    paths,
    folders: foldersOf(paths),
    read,
    async has(path) {
      return paths.has(path) || (!changed.has(path) && (await read(path)) !== undefined);
    },
  };
}

/** Of a file of which only parts are given, what stands in the workspace tells more. */
async function textOf(
  path: string,
  changed: ChangedFile | undefined,
  workspace: AuditWorkspace,
): Promise<string | undefined> {
  if (!changed) return workspace.read(path);
  if (!changed.isExcerpt) return changed.after;
  const whole = await workspace.read(path);
  return whole === undefined ? changed.after : `${whole}\n${changed.after ?? ''}`;
}

function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set(['']);
  for (const path of paths) {
    for (let folder = folderOf(path); !folders.has(folder); folder = folderOf(folder)) {
      folders.add(folder);
    }
  }
  return folders;
}

/** `src/a.ts` -> `src`; what stands at the top has the empty name for its folder. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder and those around it, the innermost first; the last is the root. */
export function foldersAround(folder: string): readonly string[] {
  const found = [folder];
  for (let here = folder; here !== ''; ) {
    here = folderOf(here);
    found.push(here);
  }
  return found;
}

/** The path that `relative` means in `folder`; `undefined` of one that leaves the workspace. */
export function joined(folder: string, relative: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') {
      parts.push(part);
    }
  }
  return parts.join('/');
}
