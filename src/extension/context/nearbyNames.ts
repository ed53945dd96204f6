import { foreignFolders, kindOfFile } from '../../core/contextFiles.ts';
import type { ContextKind } from '../../core/model/context.ts';

/** The search for them; a superset, sorted out by `kindOfFile`. */
export const nearbyGlob =
  '**/{*.diff,*.patch,*.yaml,*.yml,*.toml,*.properties,*.conf,*.cnf,*.ini,*.tf,*.hcl,*.json,*.xml,go.mod,requirements*.txt,Pipfile,Gemfile,*.csproj,*.props,.nvmrc,.node-version,.python-version,.tool-versions,Dockerfile*,Containerfile*,Makefile*,Jenkinsfile*,*.dockerfile,*.gradle,*.kts,*.c,*.cc,*.cpp,*.cs,*.go,*.h,*.hpp,*.java,*.js,*.kt,*.mjs,*.php,*.py,*.rb,*.rs,*.scala,*.sh,*.sql,*.swift,*.ts,*.tsx,*.vue}';

/** Folders that hold what others wrote or what was built. */
export const nearbyExclude = `**/{${foreignFolders.join(',')}}/**`;

const orderOfKinds: readonly ContextKind[] = ['change', 'config', 'version', 'code'];

/**
 * Sorts paths so that those that tell most come first: nearest to a log, and at the same distance
 * changes before configuration before versions before code. Ties go by name, so that the order is always the same.
 */
export function byNearness(paths: readonly string[], logs: readonly string[]): readonly string[] {
  const folders = logs.map(foldersOf);
  return paths
    .map((path) => ({
      path,
      distance: Math.min(...folders.map((folder) => distance(foldersOf(path), folder))),
      kind: orderOfKinds.indexOf(kindOfFile(path) ?? 'code'),
    }))
    .sort((a, b) => a.distance - b.distance || a.kind - b.kind || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
}

function foldersOf(path: string): readonly string[] {
  return path.split(/[\\/]/).slice(0, -1);
}

/** Steps up and down from one folder to the other: siblings are 2 apart. */
function distance(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) {
    shared++;
  }
  return a.length + b.length - 2 * shared;
}
