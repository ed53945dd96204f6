import assert from 'node:assert/strict';
import { lineFix } from '../../../src/extension/suggestions/findingFix.ts';

const cases: readonly (readonly [string, string, string, string, string | undefined])[] = [
  [
    'a package is replaced',
    "import _ from 'lodahs';",
    'lodahs',
    'Did you mean lodash? Do not install it before you have looked it up.',
    "import _ from 'lodash';",
  ],
  [
    'what follows the package stays',
    "require('lodahs/fp')",
    'lodahs',
    'Did you mean lodash?',
    "require('lodash/fp')",
  ],
  [
    'a member is replaced with its space',
    'fs.readFil(name)',
    'fs.readFil',
    'fs has no member readFil. Did you mean fs.readFile?',
    'fs.readFile(name)',
  ],
  [
    'an import that the subject names with its module',
    "import { readFil } from 'node:fs';",
    'node:fs: readFil',
    'Did you mean readFile?',
    "import { readFile } from 'node:fs';",
  ],
  [
    'a word that the subject tells the kind of',
    'npm run biuld',
    'script biuld',
    'Did you mean build?',
    'npm run build',
  ],
  [
    'an option of a command',
    'kubectl get pods --namspace shop',
    'kubectl get --namspace',
    'Did you mean --namespace?',
    'kubectl get pods --namespace shop',
  ],
  [
    'a name in quotes, as compilers tell it',
    'client.getUsr()',
    'getUsr',
    "ts says of this line: Property 'getUsr' does not exist on type 'Client'. Did you mean 'getUser'?",
    'client.getUser()',
  ],
  [
    'a name with a blank in what was meant',
    'kubectl roll out',
    'kubectl roll',
    'Did you mean kubectl rollout?',
    'kubectl rollout out',
  ],
  [
    'a name that stands there twice is left',
    'a(lodahs, lodahs)',
    'lodahs',
    'Did you mean lodash?',
    undefined,
  ],
  [
    'a part of a longer name is left',
    "require('my-lodahs')",
    'lodahs',
    'Did you mean lodash?',
    undefined,
  ],
  ['what says no other name is left', 'lodahs', 'lodahs', 'No package lodahs is known.', undefined],
  [
    'a line that does not name it is left',
    'const a = 1;',
    'lodahs',
    'Did you mean lodash?',
    undefined,
  ],
];

suite('what was meant in place of what does not exist', () => {
  for (const [name, line, subject, message, expected] of cases) {
    test(name, () => {
      const fix = lineFix(line, { subject, message });
      const fixed = fix && line.slice(0, fix.start) + fix.text + line.slice(fix.end);
      assert.equal(fixed, expected);
    });
  }
});
