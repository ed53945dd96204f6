import assert from 'node:assert/strict';
import { auditWritten, type Written } from '../../audit/corpus.ts';
import type { Files } from '../../audit/memoryWorkspace.ts';

interface Case {
  readonly name: string;
  readonly files?: Files;
  readonly written: Written;
  /** `text @file:line`, in order. */
  readonly effects: readonly string[];
}

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: web
          image: example/web:1.2
          env:
            - name: DB_PASSWORD
              value: hunter2
`;

const code = `import { a } from './a';

export function total(items) {
  return items.length;
}

class Cart {
  add(item) {
    this.items.push(item);
  }
}
`;

const cases: readonly Case[] = [
  {
    name: 'values of a manifest, by what they belong to, and none that is secret',
    files: { 'web.yaml': deployment },
    written: {
      edit: {
        'web.yaml': [
          ['replicas: 3', 'replicas: 1'],
          ['web:1.2', 'web:1.3'],
          ['value: hunter2', 'value: hunter3'],
        ],
      },
    },
    effects: [
      'changes replicas 3 → 1 of Deployment web @web.yaml:5',
      'changes image example/web:1.2 → example/web:1.3 of Deployment web @web.yaml:10',
      'changes env DB_PASSWORD (hidden) → (hidden) of Deployment web @web.yaml:13',
    ],
  },
  {
    name: 'an object that is new, and one that is gone',
    files: { 'web.yaml': deployment },
    written: {
      edit: {
        'web.yaml':
          'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }\n',
      },
    },
    effects: ['removes Deployment web @web.yaml:undefined', 'adds Service web @web.yaml:1'],
  },
  {
    name: 'dependencies that are new, changed and gone',
    files: {
      'package.json': '{\n  "dependencies": {\n    "a": "^1.0.0",\n    "b": "2.0.0"\n  }\n}\n',
    },
    written: {
      edit: {
        'package.json': [
          [
            '    "a": "^1.0.0",\n    "b": "2.0.0"\n',
            '    "a": "^2.0.0",\n    "@scope/c": "1.2.3"\n',
          ],
        ],
      },
    },
    effects: [
      'changes dependency a ^1.0.0 → ^2.0.0 @package.json:3',
      'adds dependency @scope/c 1.2.3 @package.json:4',
      'removes dependency b @package.json:4',
    ],
  },
  {
    name: 'settings that are new, changed and gone, without passwords in addresses',
    files: { '.env': 'A=1\nURL=http://me:secret@db/x\n' },
    written: {
      edit: { '.env': [['A=1\nURL=http://me:secret@db/x', 'B=2\nURL=http://me:secret@db/y']] },
    },
    effects: [
      'sets B = 2 @.env:1',
      'removes A @.env:1',
      'changes URL http://me:(hidden)@db/x → http://me:(hidden)@db/y @.env:2',
    ],
  },
  {
    name: 'functions that are renamed, changed and new',
    files: { 'cart.ts': code },
    written: {
      edit: {
        'cart.ts': code
          .replace('function total', 'function count')
          .replace('push(item)', 'push(item, 1)')
          .concat('\nexport function clear() {\n  return [];\n}\n'),
      },
    },
    effects: [
      'renames function total to count @cart.ts:3',
      'changes 1 line in function add @cart.ts:9',
      'adds function clear @cart.ts:11',
    ],
  },
  {
    name: 'files that are new, moved, deleted and made executable; commands',
    files: { 'a.txt': 'a\n', 'b.sh': 'b\n', 'c.txt': 'c\n' },
    written: {
      diff: 'diff --git a/a.txt b/d.txt\nsimilarity index 100%\nrename from a.txt\nrename to d.txt\ndiff --git a/b.sh b/b.sh\nold mode 100644\nnew mode 100755\ndiff --git a/c.txt b/c.txt\ndeleted file mode 100644\n--- a/c.txt\n+++ /dev/null\n@@ -1 +0,0 @@\n-c\n',
    },
    effects: [
      'moves a.txt to d.txt @d.txt:undefined',
      'makes b.sh executable @b.sh:undefined',
      'deletes c.txt @c.txt:undefined',
    ],
  },
  {
    name: 'a command is told as it is',
    written: { command: '$ kubectl get pods' },
    effects: ['runs kubectl get pods @undefined:undefined'],
  },
];

suite('what a suggestion does', () => {
  for (const { name, files = {}, written, effects } of cases) {
    test(name, async () => {
      const audit = await auditWritten(files, written);
      const told = audit.effects.map(({ text, file, line }) => `${text} @${file}:${line}`);
      assert.deepEqual(told, effects);
    });
  }
});
