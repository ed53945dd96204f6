// `npm run api-indexes`: fetches what describes the interfaces of Kubernetes, command line tools and
// standard libraries, and writes what of it the audit reads. Names of packages: packages.ts.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { commandIndex } from './commands.ts';
import { withDebianPackage, withPackage } from './fetch.ts';
import { goIndex } from './go.ts';
import { javaIndex } from './java.ts';
import { kubernetesIndex } from './kubernetes.ts';
import { nodeIndex } from './node.ts';
import { npmExports } from './npmExports.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

write('kubernetes', await withPackage('@kubernetes/client-node@2.0.1', kubernetesIndex));
write('commands', await withPackage('@withfig/autocomplete@2.692.3', commandIndex));
write('node', await nodeIndex(here('../../node_modules/@types/node')));
write('npmExports', await npmExports());
write('go', await withDebianPackage('golang-1.19-src', goIndex));
write('java', await withDebianPackage('openjdk-17-jdk-headless', javaIndex));
const python = execFileSync('python3', [here('python.py')], { encoding: 'utf8', maxBuffer: 1e8 });
write('python', JSON.parse(python));

/** One line for each name keeps a difference readable. */
function write(name: string, index: unknown): void {
  const text = `${JSON.stringify(index, null, 2)}\n`;
  writeFileSync(here(`../../src/core/audit/existence/known/${name}.json`), text);
  process.stdout.write(`${name}.json: ${text.length} characters\n`);
}
