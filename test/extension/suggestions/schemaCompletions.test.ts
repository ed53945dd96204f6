import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  completionsAt,
  type Schema,
} from '../../../src/extension/suggestions/schemaCompletions.ts';

const schema = (name: string): Schema =>
  JSON.parse(readFileSync(`media/schemas/${name}.schema.json`, 'utf8')) as Schema;
const constraints = schema('constraints');
const tried = schema('tried');
const head = 'version: 1\nconstraints:\n';

const cases: readonly (readonly [string, Schema, string, readonly string[]])[] = [
  ['an empty file', constraints, '', ['version', 'constraints']],
  ['what is there already is left out', constraints, 'version: 1\n', ['constraints']],
  ['the only version', constraints, 'version: ', ['1']],
  [
    'a rule that begins',
    constraints,
    `${head}  - `,
    ['id', 'rule', 'why', 'owner', 'severity', 'paths', 'except', 'forbid', 'require'],
  ],
  [
    'a rule that goes on',
    constraints,
    `${head}  - id: a\n    rule: b\n    `,
    ['why', 'owner', 'severity', 'paths', 'except', 'forbid', 'require'],
  ],
  [
    'another rule',
    constraints,
    `${head}  - id: a\n    rule: b\n  - id: c\n    `,
    ['rule', 'why', 'owner', 'severity', 'paths', 'except', 'forbid', 'require'],
  ],
  [
    'items in the column of their list',
    constraints,
    `${head}- id: a\n  `,
    ['rule', 'why', 'owner', 'severity', 'paths', 'except', 'forbid', 'require'],
  ],
  ['a value of few', constraints, `${head}  - id: a\n    severity: `, ['error', 'warning']],
  [
    'what may be forbidden, in a block',
    constraints,
    `${head}  - id: a\n    forbid:\n      `,
    ['dependency', 'package', 'call', 'image', 'pattern'],
  ],
  [
    'what may be forbidden, in brackets',
    constraints,
    `${head}  - id: a\n    forbid: { `,
    ['dependency', 'package', 'call', 'image', 'pattern'],
  ],
  ['an edge', constraints, `${head}  - id: a\n    forbid: { dependency: { from: web, `, ['to']],
  [
    'brackets in an item',
    constraints,
    `${head}  - { id: a, rule: b, require: { version: { `,
    ['package', 'range'],
  ],
  [
    'behind brackets that are closed',
    constraints,
    `${head}  - { id: a, forbid: { call: eval }, `,
    ['rule', 'why', 'owner', 'severity', 'paths', 'except', 'require'],
  ],
  [
    'a field that must be there',
    constraints,
    `${head}  - id: a\n    require: { kubernetes: { kind: Pod, exists: `,
    ['true', 'false'],
  ],
  [
    'what was tried',
    tried,
    'version: 1\ntried:\n  - action: a\n    ta',
    ['target', 'result', 'when', 'note'],
  ],
  ['no key of the schema', tried, 'version: 1\nother:\n  ', []],
  ['free text', tried, 'version: 1\ntried:\n  - action: ', []],
];

suite('completions by a schema', () => {
  for (const [name, of, before, expected] of cases) {
    test(name, () =>
      assert.deepEqual(
        completionsAt(of, before).map(({ label }) => label),
        expected,
      ),
    );
  }
});
