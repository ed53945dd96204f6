import type { ContextKind } from './model/context.ts';

/** Where versions are stated: of packages, runtimes and images. */
const versionFile =
  /^(package\.json|go\.mod|pom\.xml|build\.gradle(\.kts)?|settings\.gradle(\.kts)?|[\w.-]{1,60}\.gradle|gradle\.properties|cargo\.toml|requirements[\w.-]{0,30}\.txt|pyproject\.toml|pipfile|gemfile|composer\.json|directory\.packages\.props|[\w.-]{1,60}\.csproj|\.nvmrc|\.node-version|\.python-version|\.tool-versions|global\.json|(docker|container)file[\w.-]{0,30}|[\w.-]{1,40}\.dockerfile)$/i;

const configFile =
  /\.(ya?ml|toml|properties|conf|cnf|ini|tf|hcl|json|xml)$|^(makefile|jenkinsfile)[\w.-]{0,30}$/i;

const codeFile =
  /\.(c|cc|cpp|cs|go|h|hpp|java|js|kt|mjs|php|py|rb|rs|scala|sh|sql|swift|ts|tsx|vue)$/i;

const changeFile = /\.(diff|patch)$/i;

/** Generated, or larger than it is telling; or likely to hold secrets and nothing else. */
const useless =
  /(^|[\\/])(package-lock\.json|yarn\.lock|[\w.-]*\.min\.js|tsconfig[\w.-]*\.json|\.env[\w.-]*)$/i;

/** What a file beside the logs may tell about their system; nothing when it is none of ours to read. */
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

/** Folders that hold what others wrote or what was built. */
export const foreignFolders: readonly string[] = [
  'node_modules',
  '.git',
  'dist',
  'out',
  'build',
  'target',
  'vendor',
  '.venv',
  'venv',
  'bin',
  'obj',
  '.terraform',
  'coverage',
];
