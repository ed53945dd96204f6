import type { ContextKind } from '../../core/model/context.ts';

/** Where versions are stated: of packages, runtimes and images. */
const versionFile =
  /^(package\.json|go\.mod|pom\.xml|build\.gradle(\.kts)?|gradle\.properties|cargo\.toml|requirements[\w.-]{0,30}\.txt|pyproject\.toml|pipfile|gemfile|composer\.json|directory\.packages\.props|[\w.-]{1,60}\.csproj|\.nvmrc|\.node-version|\.python-version|\.tool-versions|global\.json|(docker|container)file[\w.-]{0,30}|[\w.-]{1,40}\.dockerfile)$/i;

const configFile = /\.(ya?ml|toml|properties|conf|cnf|ini|tf|hcl|json|xml)$/i;

const codeFile =
  /\.(c|cc|cpp|cs|go|h|hpp|java|js|kt|mjs|php|py|rb|rs|scala|sh|sql|swift|ts|tsx|vue)$/i;

const changeFile = /\.(diff|patch)$/i;

/** Generated, or larger than it is telling; or likely to hold secrets and nothing else. */
const useless =
  /(^|[\\/])(package-lock\.json|yarn\.lock|[\w.-]*\.min\.js|tsconfig[\w.-]*\.json|\.env[\w.-]*)$/i;

/** The search for them; a superset, sorted out by `kindOfFile`. */
export const nearbyGlob =
  '**/{*.diff,*.patch,*.yaml,*.yml,*.toml,*.properties,*.conf,*.cnf,*.ini,*.tf,*.hcl,*.json,*.xml,go.mod,requirements*.txt,Pipfile,Gemfile,*.csproj,*.props,.nvmrc,.node-version,.python-version,.tool-versions,Dockerfile*,Containerfile*,*.dockerfile,*.gradle,*.kts,*.c,*.cc,*.cpp,*.cs,*.go,*.h,*.hpp,*.java,*.js,*.kt,*.mjs,*.php,*.py,*.rb,*.rs,*.scala,*.sh,*.sql,*.swift,*.ts,*.tsx,*.vue}';

/** Folders that hold what others wrote or what was built. */
export const nearbyExclude =
  '**/{node_modules,.git,dist,out,build,target,vendor,.venv,venv,bin,obj,.terraform,coverage}/**';

/** What a file may tell about the system in the logs; nothing when it is none of ours to read. */
export function kindOfFile(path: string): ContextKind | undefined {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  if (useless.test(path)) {
    return undefined;
  }
  if (versionFile.test(name)) {
    return 'version';
  }
  if (configFile.test(name)) {
    return 'config';
  }
  if (changeFile.test(name)) {
    return 'change';
  }
  return codeFile.test(name) ? 'code' : undefined;
}

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
