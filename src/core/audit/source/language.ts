/** What a file is written in, as far as rules must tell it apart. */
export type Language =
  | 'javascript'
  | 'python'
  | 'go'
  | 'java'
  | 'csharp'
  | 'ruby'
  | 'php'
  | 'rust'
  | 'c'
  | 'elixir'
  | 'shell'
  | 'powershell'
  | 'sql'
  | 'yaml'
  | 'json'
  | 'toml'
  | 'terraform'
  | 'bicep'
  | 'nix'
  | 'starlark'
  | 'dockerfile'
  | 'make'
  | 'markup'
  | 'settings'
  | 'prose'
  | 'other';

const byExtension: readonly (readonly [Language, string])[] = [
  ['javascript', 'js jsx mjs cjs ts tsx mts cts vue svelte astro'],
  ['python', 'py pyi pyw ipynb'],
  ['go', 'go'],
  ['java', 'java kt kts scala groovy gradle dart swift'],
  ['csharp', 'cs fs vb'],
  ['ruby', 'rb rake gemspec ru'],
  ['php', 'php phtml'],
  ['rust', 'rs'],
  ['c', 'c h cc cpp cxx hpp hh m mm proto'],
  ['elixir', 'ex exs'],
  ['shell', 'sh bash zsh ksh fish bats'],
  ['powershell', 'ps1 psm1 psd1 bat cmd'],
  ['sql', 'sql psql ddl'],
  ['yaml', 'yaml yml'],
  ['json', 'json jsonc json5'],
  ['toml', 'toml'],
  ['terraform', 'tf tfvars hcl'],
  ['bicep', 'bicep bicepparam'],
  ['nix', 'nix'],
  ['starlark', 'bzl bazel star'],
  ['make', 'mk'],
  ['markup', 'html htm xml xhtml csproj fsproj props targets config plist'],
  ['settings', 'ini conf cfg cnf properties env service'],
  ['prose', 'md mdx markdown rst adoc txt tex'],
];

const languages: ReadonlyMap<string, Language> = new Map(
  byExtension.flatMap(([language, extensions]) =>
    extensions.split(' ').map((extension) => [extension, language] as const),
  ),
);

const byName: readonly (readonly [RegExp, Language])[] = [
  [/^(?:docker|container)file(?:[.-][\w.-]*)?$|\.(?:docker|container)file$/i, 'dockerfile'],
  [/^(?:gnu)?makefile(?:\..*)?$|^justfile$/i, 'make'],
  [/^(?:gemfile|rakefile|vagrantfile|podfile|fastfile|guardfile)$/i, 'ruby'],
  [/^(?:WORKSPACE|BUILD)$/, 'starlark'],
  [/^jenkinsfile(?:\..*)?$/i, 'java'],
  [/^\.env(?:\..*)?$|^\.(?:npmrc|yarnrc|pylintrc|editorconfig)$/i, 'settings'],
  [/^(?:requirements|constraints)[\w.-]*\.(?:txt|in)$/i, 'settings'],
  [/^(?:license|readme|changelog|notice|authors|codeowners|\.cursorrules)$/i, 'prose'],
  [/^(?:pre-commit|pre-push|commit-msg|\.bashrc|\.zshrc|\.profile)$/, 'shell'],
];

export function languageOf(path: string): Language {
  const name = fileName(path);
  const named = byName.find(([pattern]) => pattern.test(name))?.[1];
  const extension = /\.([\w]{1,12})$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return named ?? languages.get(extension) ?? 'other';
}

export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Code that checks or shows other code: what is careless elsewhere is usual there. */
export function isTestFile(path: string): boolean {
  return (
    /(?:^|\/)(?:tests?|__tests__|__mocks__|specs?|fixtures?|__fixtures__|testdata|test-data|test-fixtures|mocks?|e2e|benchmarks?|bench|examples?|samples?|testing|cypress|playwright)\//i.test(
      path,
    ) ||
    /(?:[._-](?:tests?|specs?|stories|mock|fixture|bench)\.\w{1,5}|^test_[^/]*\.py|(?:Tests?|Spec|IT)\.(?:java|kt|cs|scala|groovy|php|swift)|^conftest\.py)$/.test(
      fileName(path),
    )
  );
}

/** Files that nobody writes by hand or that belong to others: no rule reads them. */
export function isForeignFile(path: string): boolean {
  return /(?:^|\/)(?:node_modules|vendor|third[_-]party|bower_components|dist|\.yarn|site-packages)\/|[.-]min\.(?:js|css)$|\.(?:lock|sum|map|snap|svg|bundle\.js)$|(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|poetry\.lock|uv\.lock|go\.sum|composer\.lock)$|_pb2?(?:_grpc)?\.(?:py|go|js|ts)$|\.pb\.go$|\.generated\.\w+$/.test(
    path,
  );
}

/** Where a build or deployment is described, of the common services. */
export function isPipelineFile(path: string): boolean {
  return /(?:^|\/)\.github\/(?:workflows|actions)\/|(?:^|\/)action\.ya?ml$|(?:^|\/)\.gitlab-ci[\w.-]*\.ya?ml$|(?:^|\/)\.gitlab\/.*\.ya?ml$|(?:^|\/)azure-pipelines[\w.-]*\.ya?ml$|(?:^|\/)\.circleci\/|(?:^|\/)bitbucket-pipelines\.ya?ml$|(?:^|\/)\.travis\.ya?ml$|(?:^|\/)\.drone\.ya?ml$|(?:^|\/)Jenkinsfile|(?:^|\/)\.buildkite\//.test(
    path,
  );
}

/** Steps that change a database's layout. */
export function isMigrationFile(path: string): boolean {
  return /(?:^|\/)(?:migrations?|migrate|alembic\/versions|db\/migrate|flyway|liquibase|changelogs?)\/|(?:^|\/)[VU]\d[\w.]*__\w+\.sql$|\.migration\.\w+$|(?:^|\/)(?:up|down)\.sql$|\.(?:up|down)\.sql$/i.test(
    path,
  );
}
