import type { AuditWorkspace } from '../../src/core/model/audit.ts';

/** Files by path, with `/`. What lies in `node_modules` can be read and is not listed, as on a disk. */
export type Files = Readonly<Record<string, string>>;

export function memoryWorkspace(files: Files): AuditWorkspace {
  const paths = Object.keys(files).filter((path) => !/(^|\/)node_modules\//.test(path));
  return {
    paths: new Set(paths),
    read: (path) => Promise.resolve(Object.hasOwn(files, path) ? files[path] : undefined),
  };
}
