import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

// A bundle is read and compiled whole at each start, so that what a start takes is what its entry imports
// other than by `import()`.

const imports = /^(?:import|export)\s(?!type\s)[^;]*?from\s+'([^']+)';|^import\s+'([^']+)';/gm;

/** All that a source imports at its start, directly or not: files of `src`, and packages by their names. */
function importedBy(entry: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    if (!file.endsWith('.ts')) return;
    assert.ok(existsSync(file), file);
    for (const [, from = '', alone = from] of readFileSync(file, 'utf8').matchAll(imports)) {
      const isOwn = alone.startsWith('.');
      visit(isOwn ? normalize(join(dirname(file), alone)) : alone);
    }
  };
  visit(entry);
  return found;
}

const heavy = {
  'a reader of YAML': /^yaml$/,
  'the engine of patterns that others write': /^re2js$/,
  'checks of data from outside': /^(?:valibot|jsonrepair|semver)$/,
  'the readers of manifests': /^src\/core\/topology\/topology/,
  'audits and what exists': /^src\/core\/audit\/(?:existence|risk|effects)\//,
  chat: /^src\/core\/chat/,
  cases: /^src\/core\/cases\//,
  redaction: /^src\/core\/redact\//,
  'what is asked of models': /^src\/(?:core\/ask\/model\/(?:prompt|reply)|models\/openai)/,
} as const;

const ofDiagnoses = {
  'the signatures of failures': /^src\/core\/knowledge\//,
  'the choice of evidence': /^src\/core\/select\//,
  'the analyst': /^src\/core\/ask\//,
  'the checks of claims': /^src\/core\/(?:verify|score)\//,
} as const;

const starts: readonly (readonly [string, string, Readonly<Record<string, RegExp>>])[] = [
  ['a worker', 'src/server/workers/worker.ts', { ...heavy, ...ofDiagnoses }],
  ['a diagnosis in a worker', 'src/server/workers/pipelineTasks.ts', heavy],
  ['the command line', 'src/cli/cli.ts', heavy],
];

suite('what a start waits for', () => {
  for (const [who, entry, kept] of starts) {
    const imported = [...importedBy(entry)];

    test(`${who} starts with what reads logs`, () => {
      assert.ok(imported.includes('src/core/collect/liveLog.ts'));
    });

    for (const [what, name] of Object.entries(kept)) {
      test(`${who} starts without ${what}`, () => {
        assert.deepEqual(
          imported.filter((file) => name.test(file)),
          [],
        );
      });
    }
  }
});

suite('what is packaged', () => {
  const config = readFileSync('esbuild.config.mjs', 'utf8');
  const packaged = readFileSync('.vscodeignore', 'utf8');
  const lazy = [...config.matchAll(/^ {2}'(src\/[^']+)': '([\w]+)\.cjs',$/gm)];

  test('the bundles that are loaded later are known', () => {
    assert.ok(lazy.length > 5);
  });

  for (const [, source = '', bundle = ''] of lazy) {
    const isForEditor = !source.startsWith('src/cli/');
    test(`${bundle}.cjs is ${isForEditor ? 'packaged' : 'for the command line alone'}`, () => {
      const [, names = ''] = /^!dist\/\{([^}]*)\}\.cjs$/m.exec(packaged) ?? [];
      assert.equal(names.split(',').includes(bundle), isForEditor);
    });
  }
});
