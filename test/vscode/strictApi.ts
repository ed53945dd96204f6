import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every bundle of VS Code that decides whether an extension may use proposed API. */
const FILES = [
  'server-main.js',
  'vs/code/browser/workbench/workbench.js',
  'vs/workbench/api/node/extensionHostProcess.js',
  'vs/workbench/api/worker/extensionHostWorkerMain.js',
];

/** `function x(ext,proposal){return!0}` right before the function that throws "CANNOT use API proposal". */
const ALLOW_ALL =
  /function ([\w$]+)\((\w+),(\w+)\)\{return!0\}(?=function [\w$]+\(\w+,\w+\)\{if\(!\1\(\w+,\w+\)\)throw new Error\(`Extension '\$\{\w+\.identifier\.value\}' CANNOT use API proposal)/g;

/**
 * code-server lets every extension use proposed API, which no extension from the Marketplace may:
 * tests would pass on API that users do not have. This puts VS Code's own rule back.
 */
export function forbidProposedApi(vscode: string): void {
  for (const file of FILES) {
    const path = join(vscode, 'out', file);
    let found = 0;
    const source = readFileSync(path, 'utf8').replace(ALLOW_ALL, (_, name, extension, proposal) => {
      found++;
      const list = `${extension}.enabledApiProposals`;
      return `function ${name}(${extension},${proposal}){return!!(${list}&&${list}.includes(${proposal}))}`;
    });
    if (found !== 1) {
      throw new Error(
        `${file}: expected one function that allows all proposed API, found ${found}. ` +
          'A new version of code-server needs a new pattern in strictApi.ts.',
      );
    }
    writeFileSync(path, source);
  }
}
