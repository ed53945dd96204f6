import assert from 'node:assert/strict';
import type {
  PackageRegistries,
  PackageSigns,
  RegistryAnswer,
} from '../../../../src/core/model/packageRegistry.ts';
import { check, type Situation } from './checking.ts';

type Asked = PackageRegistries & { readonly asked: string[] };

/** Registries that have what the table names, and write down what they were asked. */
function registries(
  known: Readonly<Record<string, PackageSigns | RegistryAnswer>>,
  settings: string = '',
): Asked {
  const asked: string[] = [];
  return {
    asked,
    host: (ecosystem) => `${ecosystem}.example`,
    settings: async () => [{ name: '~/.npmrc', text: settings }],
    async lookUp(_, name) {
      asked.push(name);
      const found = known[name];
      if (found === undefined) return { kind: 'notFound' };
      return 'kind' in found ? found : { kind: 'found', signs: found };
    },
  };
}

interface Row extends Situation {
  readonly name: string;
  readonly known?: Readonly<Record<string, PackageSigns | RegistryAnswer>>;
  readonly asked: readonly string[];
  /** `severity verdict subject: part of the message`; nothing where all is well. */
  readonly found?: string;
  readonly says?: RegExp;
  readonly source?: string;
  readonly holds?: string;
}

const manifest = '{ "name": "shop", "dependencies": { "lodash": "^4.0.0" } }';
const workspace = { 'package.json': manifest };
const years = 2_000;

const answers: readonly Row[] = [
  {
    name: 'a package that the registry has and many use is there',
    command: 'npm install fresh-quartz-tool',
    known: {
      'fresh-quartz-tool': { ageDays: years, downloads: { count: 9_000, within: 'week' } },
    },
    asked: ['fresh-quartz-tool'],
    holds: 'fresh-quartz-tool is on npm.example.',
  },
  {
    name: 'one that the registry does not have is not found, and the registry decided',
    command: 'npm install fresh-quartz-tool',
    asked: ['fresh-quartz-tool'],
    found: 'error notFound fresh-quartz-tool',
    says: /^There is no package fresh-quartz-tool: npm\.example was asked/,
    source: 'npm.example',
  },
  {
    name: 'one of three days that one person keeps tells all of that',
    command: 'npm install fresh-quartz-tool',
    known: {
      'fresh-quartz-tool': {
        ...{ ageDays: 3.4, versions: ['0.0.1'], maintainers: 1 },
        downloads: { count: 4, within: 'week' },
      },
    },
    asked: ['fresh-quartz-tool'],
    found: 'warning dangerous fresh-quartz-tool',
    says: /first published 3 days ago, downloaded 4 times in the last week, of a single version and kept by one person/,
    source: 'npm.example',
  },
  {
    name: 'a single version and one maintainer alone are no sign of anything',
    command: 'npm install fresh-quartz-tool',
    known: { 'fresh-quartz-tool': { ageDays: years, versions: ['1.0.0'], maintainers: 1 } },
    asked: ['fresh-quartz-tool'],
    holds: 'fresh-quartz-tool is on npm.example.',
  },
  {
    name: 'a near miss of a known name that somebody took is a danger, and says what was meant',
    command: 'npm install loadsh-fp lodahs',
    known: { 'loadsh-fp': { ageDays: years }, lodahs: { ageDays: 100, maintainers: 1 } },
    workspace,
    asked: ['loadsh-fp', 'lodahs'],
    found: 'warning dangerous lodahs',
    says: /kept by one person: .* Did you mean lodash\?/,
  },
  {
    name: 'a placeholder of npm tells that the name did harm',
    command: 'npm install fresh-quartz-tool',
    known: { 'fresh-quartz-tool': { ageDays: years, versions: ['0.0.1-security'] } },
    asked: ['fresh-quartz-tool'],
    found: 'warning dangerous fresh-quartz-tool',
    says: /npm's placeholder for a name that did harm/,
  },
  {
    name: 'what is imported and on the registry is no dependency here',
    workspace,
    change: { 'src/a.js': "import quartz from 'fresh-quartz-tool';\n" },
    known: { 'fresh-quartz-tool': { ageDays: years } },
    asked: ['fresh-quartz-tool'],
    found: 'warning notADependency fresh-quartz-tool',
    says: /is on npm\.example, but no manifest here names it/,
  },
  {
    name: 'a module of Python may come with a package of another name',
    workspace: { 'requirements.txt': 'flask==3.0.0\n' },
    change: { 'app.py': 'import freshquartz\n' },
    asked: ['freshquartz'],
    found: 'warning couldNotCheck freshquartz',
    says: /what is imported can have another name than its package/,
    source: 'pypi.example',
  },
  {
    name: 'the module that a Go package is in is looked for from its longest name on',
    workspace: { 'go.mod': 'module example.com/shop\n\ngo 1.24\n' },
    change: {
      'main.go':
        'package main\n\nimport "github.com/quartzers/tool/inner"\n\nfunc main() { inner.Do() }\n',
    },
    known: { 'github.com/quartzers/tool': { ageDays: years } },
    asked: ['github.com/quartzers/tool/inner', 'github.com/quartzers/tool'],
    found: 'warning notADependency github.com/quartzers/tool/inner',
    says: /\(package github\.com\/quartzers\/tool\) is on go\.example/,
  },
  {
    name: 'a version that was released since the list was made is there',
    workspace,
    change: { 'package.json': manifest.replace('^4.0.0', '^90.0.0') },
    known: { lodash: { versions: ['4.17.21', '90.0.1'] } },
    asked: ['lodash'],
    holds: 'lodash 90 is on npm.example.',
  },
  {
    name: 'a version that was never released is not found',
    workspace,
    change: { 'package.json': manifest.replace('^4.0.0', '^90.0.0') },
    known: { lodash: { versions: ['4.17.21', '5.0.0-beta'] } },
    asked: ['lodash'],
    found: 'error notFound lodash 90',
    says: /newest version on npm\.example begins with 5/,
  },
  {
    name: 'a registry that could not tell leaves it as it was, and says why',
    command: 'npm install fresh-quartz-tool',
    known: { 'fresh-quartz-tool': { kind: 'couldNotCheck', why: 'it failed (503)' } },
    asked: ['fresh-quartz-tool'],
    found: 'warning couldNotCheck fresh-quartz-tool',
    says: /npm\.example was asked and could not tell: it failed \(503\)\.$/,
  },
  {
    name: 'a near miss stays one where the registry could not tell',
    command: 'npm install expresss',
    known: { expresss: { kind: 'couldNotCheck', why: 'it failed (503)' } },
    asked: ['expresss'],
    found: 'error notFound expresss',
  },
  {
    name: 'what is known offline is not asked',
    workspace,
    command: 'npm install express lodash',
    asked: [],
    holds: 'express is a package of npm.',
  },
];

interface Private extends Situation {
  readonly name: string;
  readonly settings?: string;
  readonly why: RegExp;
}

/** Each of them must not be told to anybody. */
const kept: readonly Private[] = [
  {
    name: 'a name of a scope that nobody knows',
    command: 'npm install @acme-shop/quartz',
    why: /no public package of the scope @acme-shop is known/,
  },
  {
    name: 'a scope that .npmrc of the workspace fetches from elsewhere',
    workspace: { '.npmrc': '@babel:registry=https://npm.acme.dev/\n' },
    command: 'npm install @babel/quartz',
    why: /\.npmrc says that what begins with @babel\/ is the workspace's own or comes from elsewhere/,
  },
  {
    name: 'a scope that the own .npmrc of the user fetches from elsewhere',
    settings: '@babel:registry = https://npm.acme.dev/\n',
    command: 'npm install @babel/quartz',
    why: /~\/\.npmrc says/,
  },
  {
    name: 'a scope that Yarn fetches from elsewhere',
    workspace: { '.yarnrc.yml': 'npmScopes:\n  babel:\n    npmRegistryServer: "https://x.dev"\n' },
    command: 'yarn add @babel/quartz',
    why: /\.yarnrc\.yml/,
  },
  {
    name: 'any name where all of npm comes from elsewhere',
    workspace: { '.npmrc': 'registry=https://npm.acme.dev/\n' },
    command: 'npm install fresh-quartz-tool',
    why: /\.npmrc fetches packages of npm from npm\.acme\.dev/,
  },
  {
    name: 'a name of a workspace whose lockfile has another host',
    workspace: {
      'package-lock.json':
        '{\n "packages": {\n  "node_modules/x": {\n   "resolved": "https://npm.acme.dev/x/-/x-1.0.0.tgz"\n}}}',
    },
    command: 'npm install fresh-quartz-tool',
    why: /package-lock\.json fetches packages of npm from npm\.acme\.dev/,
  },
  {
    name: "a name in the scope of the workspace's own packages",
    workspace: { 'package.json': '{ "name": "@babel/shop" }' },
    command: 'npm install @babel/quartz',
    why: /it begins like @babel\/shop of package\.json/,
  },
  {
    name: 'a name that begins as several packages of the workspace do',
    workspace: {
      'a/package.json': '{ "name": "quartz-web" }',
      'b/package.json': '{ "name": "quartz-api" }',
    },
    command: 'npm install quartz-billing',
    why: /packages of this workspace begin with quartz too/,
  },
  {
    name: 'a name that says that it is internal',
    command: 'pip install quartz-internal-auth',
    why: /its name looks like an internal one/,
  },
  {
    name: 'a name of Python where pip has another index',
    workspace: {
      'requirements.txt': '--extra-index-url https://user:secret@pypi.acme.dev/simple\nflask\n',
    },
    command: 'pip install fresh-quartz-tool',
    why: /requirements\.txt fetches packages of PyPI from pypi\.acme\.dev/,
  },
  {
    name: 'a name of Python where uv has another index',
    workspace: {
      'pyproject.toml': '[[tool.uv.index]]\nname = "acme"\nurl = "https://pypi.acme.dev/simple"\n',
    },
    command: 'uv add fresh-quartz-tool',
    why: /pyproject\.toml/,
  },
  {
    name: 'a module of a host that nobody knows',
    workspace: { 'go.mod': 'module example.com/shop\n' },
    command: 'go get git.acme.dev/team/tool',
    why: /git\.acme\.dev is no host that is known/,
  },
  {
    name: 'a module of the own organisation',
    workspace: { 'go.mod': 'module github.com/acme-shop/web\n' },
    command: 'go get github.com/acme-shop/quartz',
    why: /it begins like github\.com\/acme-shop\/web of go\.mod/,
  },
  {
    name: 'a module that GOPRIVATE names',
    settings: 'GOPRIVATE=github.com/quartzers/*,*.corp.example\n',
    workspace: { 'go.mod': 'module example.com/shop\n' },
    command: 'go get github.com/quartzers/tool',
    why: /what begins with github\.com\/quartzers/,
  },
  {
    name: 'a crate where crates.io is replaced',
    workspace: {
      '.cargo/config.toml': '[source.acme]\nregistry = "sparse+https://crates.acme.dev/index/"\n',
    },
    command: 'cargo add fresh-quartz-tool',
    why: /\.cargo\/config\.toml fetches packages of crates\.io from crates\.acme\.dev/,
  },
  {
    name: 'a gem where the Gemfile has another source',
    workspace: { Gemfile: 'source "https://gems.acme.dev"\ngem "rails"\n' },
    command: 'gem install fresh-quartz-tool',
    why: /Gemfile fetches packages of RubyGems from gems\.acme\.dev/,
  },
  {
    name: "an artifact of the project's own group",
    workspace: {
      'build.gradle': "group = 'com.acmeshop.web'\nrepositories { mavenCentral() }\n",
    },
    change: {
      'build.gradle':
        "group = 'com.acmeshop.web'\nrepositories { mavenCentral() }\ndependencies {\n  implementation 'com.acmeshop.quartz:tool:1.0'\n}\n",
    },
    why: /what begins with com\.acmeshop/,
  },
];

suite('what registries are asked', () => {
  for (const { name, known = {}, asked, found, says, source, holds, ...situation } of answers) {
    test(name, async () => {
      const doors = registries(known);
      const result = await check({ ...situation, registries: doors });
      const told = result.findings.map(
        ({ severity, verdict, subject }) => `${severity} ${verdict} ${subject}`,
      );
      assert.deepEqual(doors.asked, asked);
      if (found === undefined) assert.deepEqual(told, []);
      else assert.ok(told.includes(found), told.join('\n'));
      const finding = result.findings[told.indexOf(found ?? '')];
      if (says) assert.match(finding?.message ?? '', says);
      if (source !== undefined)
        assert.deepEqual(finding?.source, { file: source, line: undefined });
      const held = result.assumptions.map(({ text }) => text);
      if (holds !== undefined) assert.ok(held.includes(holds), held.join('\n'));
    });
  }

  for (const { name, settings, why, ...situation } of kept) {
    test(`${name} is told to nobody`, async () => {
      const doors = registries({}, settings);
      const { findings } = await check({ ...situation, registries: doors });
      assert.deepEqual(doors.asked, []);
      const messages = findings.map(({ message }) => message).join('\n');
      assert.match(messages, /was not asked: /);
      assert.match(messages, why);
      assert.doesNotMatch(messages, /secret/);
    });
  }

  test('names without end are not all asked for', async () => {
    const doors = registries({});
    const names = Array.from({ length: 45 }, (_, index) => `fresh-quartz-tool${index}`);
    const command = `npm install ${names.join(' ')}`;
    const { findings } = await check({ command, registries: doors });
    assert.equal(doors.asked.length, 40);
    assert.equal(findings.filter(({ message }) => /no more than 40/.test(message)).length, 5);
  });
});
