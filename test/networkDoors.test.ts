import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every way out of this machine, with who opens it; nothing else in `src` may open one. */
const doors: Readonly<Record<string, string>> = {
  'models/modelFetch.ts': 'what a model is asked, once the user has allowed the text',
  'models/privateHosts.ts': 'whether the name of a server is one of a private network',
  'node/registries/get.ts':
    'names of packages, where whytrace.audit.registry or --registry is on; never private-looking ones',
};

/** Who may hold the second door's key: the command line, and the worker that audits. */
const keyHolders = ['cli/audit.ts', 'server/workers/auditTask.ts'];

/** Comments speak of doors, and the audit reads what others fetch by patterns and strings. */
function codeOf(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    .replace(
      /'(?:[^'\\\n]|\\.)*'|`[^`]*`|\/(?![*/\s])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/g,
      "''",
    );
}

const opens = /\bfetch\(|\bfetch\b(?=\s*[,;)])|\bnew (?:WebSocket|EventSource|XMLHttpRequest)\b/;
const networkModule =
  /(?:from|import|import\(|require\()\s*['"](?:node:)?(?:https?|http2|net|tls|dgram|dns(?:\/promises)?|undici)['"]/;

suite('ways out of this machine', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.d.ts'),
  );
  const sources = files.map((file) => ({ file, source: readFileSync(join('src', file), 'utf8') }));

  test('only the known doors open the network', () => {
    const opening = sources.filter(
      ({ source }) => networkModule.test(source) || opens.test(codeOf(source)),
    );
    assert.deepEqual(opening.map(({ file }) => file).sort(), Object.keys(doors).sort());
  });

  test('only where the user allows it are registries asked', () => {
    const holders = sources.filter(({ source }) => /\bcreateRegistries\(\{/.test(source));
    const users = holders.map(({ file }) => file).filter((file) => !file.startsWith('node/'));
    assert.deepEqual(users.sort(), keyHolders);
    for (const { file, source } of holders.filter((one) => keyHolders.includes(one.file))) {
      assert.match(source, /registries && (?:\{ registries: )?createRegistries\(/, file);
    }
  });
});
