import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What each part of `src` may import, besides itself. The longest matching part wins. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'core/model': [],
  // What varies in a message: read where skeletons are numbered and where they are clustered.
  'core/masking': [],
  // What commands do: told beside each that is shown, and by the audit of those that are proposed.
  'core/commands': [],
  // Teams write signatures of their own, in YAML and with patterns that must take linear time.
  'core/knowledge': ['core/model', 'yaml', 're2js'],
  'core/collect': ['core/model', 'core/masking'],
  'core/mine': ['core/model', 'core/masking'],
  'core/skew': ['core/model'],
  'core/redact': ['core/model'],
  // What a line says about a failure: read by the stage that chooses lines, by the analyst and by the score.
  'core/tells': ['core/model'],
  'core/select': ['core/model', 'core/tells'],
  'core/ask': ['core/model', 'core/tells', 'valibot', 'jsonrepair'],
  // Reads questions and answers them from logs and diagnoses; what checks its sentences is wired outside.
  'core/chat': ['core/model'],
  'core/verify': ['core/model'],
  'core/score': ['core/model', 'core/tells'],
  // Cases are read from files that others wrote; messages are compared without what varies in them.
  'core/cases': ['core/model', 'core/masking', 'valibot'],
  // What checks printed, held against the outcomes that they were expected to have.
  'core/probe': ['core/model'],
  // Where messages come from in the sources of the workspace.
  'core/source': ['core/model'],
  // Manifests are YAML; what reads them keeps the lines of all it finds.
  'core/topology': ['core/model', 'yaml'],
  // Manifests, lockfiles and the files of teams have syntaxes of their own, with packages that know them.
  // A manifest is read by the readers of the system map, so that both see the same system.
  'core/audit': [
    'core/model',
    'core/commands',
    'core/topology',
    'yaml',
    'smol-toml',
    'semver',
    're2js',
    'ignore',
  ],
  // The steps of a run, which wire the stages; `core/diagnose.ts` puts them in order.
  'core/run': ['core', 'core/*'],
  // Ignore files have a syntax of their own, and a package that knows it.
  core: ['core/*', 'ignore'],
  // The figures of the score's fit are shown beside what it scores.
  protocol: [
    'core/model',
    'core/commands',
    'core',
    'core/score/weights.json',
    'vscode-languageserver-protocol',
    'valibot',
  ],
  models: ['core', 'core/model', 'openai', 'node:*'],
  node: ['core', 'core/model', 'core/source', 'core/topology', 'node:*'],
  server: [
    'agent/request.ts',
    'agent/runAgentTool.ts',
    'core',
    'core/*',
    'protocol',
    'node',
    'node:*',
    'vscode-languageserver*',
  ],
  agent: ['core', 'core/*', 'cli', 'node', 'node:*', 'valibot'],
  mcp: ['package.json', 'agent/tools.ts', 'server', 'node:*', '@modelcontextprotocol/*'],
  cli: ['package.json', 'core', 'core/*', 'protocol', 'models', 'node', 'node:*'],
  extension: [
    'agent/tools.ts',
    'core',
    'core/model',
    'core/cases',
    'protocol',
    'models',
    'node:*',
    'vscode',
    'vscode-languageclient*',
    'valibot',
  ],
  webview: ['protocol', 'lit', 'lit/*', '@dagrejs/dagre'],
};

/** Which files of a part outside parts may import; all of them where it is not named. */
const doors: Readonly<Record<string, readonly string[]>> = {
  'core/score': ['core/score/score.ts'],
  // Who may import which of its files is said where they do.
  agent: [],
  // Outside `core`, only its ports may be imported from its top level by those who implement them.
  core: [
    'core/ports.ts',
    'core/diagnose.ts',
    'core/selectOnly.ts',
    'core/audit.ts',
    'core/auditMarkdown.ts',
    'core/auditWords.ts',
    'core/explain.ts',
    'core/chat.ts',
    'core/pace.ts',
    'core/caseFile.ts',
    'core/hover.ts',
    'core/contextFiles.ts',
    'core/ignoreFiles.ts',
    'core/patchedFiles.ts',
    'core/tokens.ts',
    'core/rotations.ts',
    'core/goodRun.ts',
    'core/otherRuns.ts',
    'core/hoverMarkdown.ts',
    'core/overview.ts',
    'core/firstLook.ts',
  ],
};

const parts = Object.keys(allowed).sort((a, b) => b.length - a.length);
const partOf = (path: string): string | undefined =>
  parts.find((part) => path.startsWith(`${part}/`));
const matches = (name: string, rule: string): boolean =>
  rule.endsWith('*') ? name.startsWith(rule.slice(0, -1)) : name === rule;

/** The part or package that `specifier`, written in `file`, names. */
function target(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) {
    return specifier;
  }
  const path = join(dirname(file), specifier);
  const part = partOf(path);
  if (path === '../package.json') {
    return 'package.json';
  }
  const isClosed =
    part !== undefined && partOf(file) !== part && doors[part]?.includes(path) === false;
  return isClosed ? path : (part ?? specifier);
}

suite('architecture', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.d.ts'),
  );

  test('every file stands in a known part', () => {
    assert.ok(files.length > 0);
    assert.deepEqual(
      files.filter((file) => !partOf(file)),
      [],
    );
  });

  for (const file of files) {
    test(`src/${file} imports what its part may`, () => {
      const source = readFileSync(join('src', file), 'utf8');
      const part = partOf(file) ?? '';
      const imported = [
        ...source.matchAll(/(?<!['"])(?:from|import|import\()\s*['"]([^'"]+)['"]/g),
      ].map((match) => target(file, match[1] ?? ''));
      const wrong = imported.filter(
        (name) => name !== part && !(allowed[part] ?? []).some((rule) => matches(name, rule)),
      );
      assert.deepEqual(wrong, []);
    });
  }
});
