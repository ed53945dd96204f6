import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readConstraints } from '../../../../src/core/audit/constraints/readConstraints.ts';
import { fits, type Schema } from '../schema.ts';

const schema: Schema = JSON.parse(
  readFileSync(
    new URL('../../../../media/schemas/constraints.schema.json', import.meta.url),
    'utf8',
  ),
);

const one = (entry: string): string => `version: 1\nconstraints:\n  - ${entry}\n`;

/** The format as it is documented. */
const documented = `version: 1
constraints:
  - id: web-not-db                      # unique; findings cite this line
    rule: The web tier never talks to the database directly.
    why: Reads go through catalog so that it can cache.      # optional, like owner, severity (error | warning), paths (globs)
    forbid: { dependency: { from: web, to: postgres } }      # an edge of the system map
  - { id: no-request, rule: Use undici, forbid: { package: "npm:request" } }
  - { id: no-eval, rule: No dynamic code, paths: ["src/**"], forbid: { call: eval } }
  - { id: no-latest, rule: Pin images, forbid: { image: "*:latest" } }
  - { id: no-md5, rule: No MD5, forbid: { pattern: "\\\\bmd5\\\\b" } }
  - id: memory-limit
    rule: Every container has a memory limit of at most 512Mi.
    require: { kubernetes: { kind: [Deployment, StatefulSet], path: "spec.template.spec.containers[*].resources.limits.memory", exists: true, max: 512Mi } }
  - { id: node-20, rule: Node 20 or newer, require: { version: { package: "npm:node", range: ">=20" } } }
  - { id: eu-only, rule: Customer data stays in EU regions. }
`;

const valid: readonly (readonly [string, string])[] = [
  ['the documented format', documented],
  ['no constraint yet', 'version: 1\nconstraints: []\n'],
  ['an owner and a severity', one('{ id: a, rule: b, owner: "@team", severity: warning }')],
  ['one path that stands alone', one('{ id: a, rule: b, paths: src/** }')],
  ['several packages at once', one('{ id: a, rule: b, forbid: { package: ["npm:a", "pypi:b"] } }')],
  ['a member call', one('{ id: a, rule: b, forbid: { call: console.log } }')],
  [
    'a field that must be true',
    one('{ id: a, rule: b, require: { kubernetes: { kind: Pod, path: "spec.a", equals: true } } }'),
  ],
  [
    'a path with a quoted key',
    one(
      `{ id: a, rule: b, require: { kubernetes: { kind: Pod, path: 'metadata.labels["a.b/c"]', exists: true } } }`,
    ),
  ],
  [
    'licences that are allowed, with an exception by path and by service',
    one(
      '{ id: a, rule: b, require: { licence: { package: "npm:*", allow: [MIT, BSD-*, "GPL-2.0 WITH Classpath-exception-2.0"] } }, except: [{ paths: legacy/**, reason: c }, { services: [admin], reason: d }] }',
    ),
  ],
  [
    'a number for a quantity',
    one('{ id: a, rule: b, require: { kubernetes: { kind: Pod, path: spec.a, min: 2 } } }'),
  ],
];

/** Name, text, the line and a part of the message. */
const invalid: readonly (readonly [string, string, number, RegExp])[] = [
  [
    'an unknown key of a constraint',
    one('{ id: a, rule: b,\n      sevrity: error }'),
    4,
    /"sevrity" is no key of a constraint, which has id, rule/i,
  ],
  [
    'an unknown key of the file',
    'version: 1\nconstraints: []\nrules: []\n',
    3,
    /"rules" is no key/,
  ],
  [
    'an unknown thing to forbid',
    one('{ id: a, rule: b, forbid: { file: x } }'),
    3,
    /"file" is no key of forbid/,
  ],
  [
    'an exception without its reason',
    one('{ id: a, rule: b, except: [{ paths: x }] }'),
    3,
    /needs "reason"/,
  ],
  ['an exception of nothing', one('{ id: a, rule: b, except: { reason: x } }'), 3, /paths/],
  [
    'several licences in one',
    one('{ id: a, rule: b, require: { licence: { package: "npm:*", allow: MIT OR ISC } } }'),
    3,
    /"MIT OR ISC" is no licence of SPDX/,
  ],
  ['a newer version', 'version: 2\nconstraints: []\n', 1, /Version 2 is newer/],
  ['no version', 'constraints: []\n', 1, /needs "version"/],
  ['no list', 'version: 1\n', 1, /needs "constraints"/],
  ['no rule', one('{ id: a }'), 3, /needs "rule"/],
  ['an id with blanks', one('{ id: a b, rule: c }'), 3, /letters, digits/],
  ['an empty rule', one('{ id: a, rule: "" }'), 3, /rule is empty/],
  [
    'a severity that there is not',
    one('{ id: a, rule: b, severity: fatal }'),
    3,
    /error or warning/,
  ],
  [
    'a package without its kind',
    one('{ id: a, rule: b, forbid: { package: request } }'),
    3,
    /such as npm:request/,
  ],
  [
    'a kubernetes rule without a demand',
    one('{ id: a, rule: b, require: { kubernetes: { kind: Pod, path: spec.a } } }'),
    3,
    /needs exists, max/,
  ],
  [
    'a limit that is no quantity',
    one('{ id: a, rule: b, require: { kubernetes: { kind: Pod, path: spec.a, max: much } } }'),
    3,
    /quantity such as 512Mi/,
  ],
  [
    'a path that is none',
    one('{ id: a, rule: b, require: { kubernetes: { kind: Pod, path: "a[b", exists: true } } }'),
    3,
    /no path such as/,
  ],
  [
    'a dependency without its end',
    one('{ id: a, rule: b, forbid: { dependency: { from: web } } }'),
    3,
    /needs "to"/,
  ],
  ['an empty forbid', one('{ id: a, rule: b, forbid: {} }'), 3, /needs dependency, package/],
  ['a list instead of a constraint', one('[a]'), 3, /must have keys/],
];

/** What a schema can't say. */
const beyondSchema: readonly (readonly [string, string, number, RegExp])[] = [
  [
    'one id twice',
    'version: 1\nconstraints:\n  - { id: a, rule: b }\n  - { id: a, rule: c }\n',
    4,
    /line 3 already/,
  ],
  [
    'a pattern that may take for ever',
    one('{ id: a, rule: b, forbid: { pattern: "(?=a)b" } }'),
    3,
    /look-around/,
  ],
  ['a broken pattern', one('{ id: a, rule: b, forbid: { pattern: "(" } }'), 3, /can't be used/],
  [
    'a range that is none',
    one('{ id: a, rule: b, require: { version: { package: "npm:a", range: new } } }'),
    3,
    /no range such as/,
  ],
  ['one key twice', one('{ id: a, rule: b, rule: c }'), 3, /unique/],
  ['broken YAML', 'version: 1\nconstraints:\n  - id: [a\n', 4, /Mend the YAML/],
];

suite('the constraints of a team', () => {
  for (const [name, text] of valid) {
    test(`reader and schema take ${name}`, () => {
      assert.deepEqual(readConstraints(text).problems, []);
      assert.equal(fits(parse(text), schema), true);
    });
  }

  for (const [name, text, line, message] of invalid) {
    test(`reader and schema refuse ${name}, and the reader names the line`, () => {
      const { problems } = readConstraints(text);
      assert.equal(problems[0]?.line, line);
      assert.match(problems[0]?.message ?? '', message);
      assert.equal(fits(parse(text), schema), false);
    });
  }

  for (const [name, text, line, message] of beyondSchema) {
    test(`the reader refuses ${name}, and names the line`, () => {
      const { problems } = readConstraints(text);
      assert.equal(problems[0]?.line, line);
      assert.match(problems[0]?.message ?? '', message);
    });
  }

  test('a constraint with a mistake is left out, the others hold', () => {
    const { entries } = readConstraints(
      'version: 1\nconstraints:\n  - { id: a }\n  - { id: b, rule: c }\n',
    );
    assert.deepEqual(
      entries.map(({ id, line }) => [id, line]),
      [['b', 4]],
    );
  });

  test('the documented constraints are read with their lines and what they demand', () => {
    assert.deepEqual(
      readConstraints(documented).entries.map(({ id, line, demands }) => [
        id,
        line,
        demands.map(({ kind }) => kind),
      ]),
      [
        ['web-not-db', 3, ['dependency']],
        ['no-request', 7, ['package']],
        ['no-eval', 8, ['call']],
        ['no-latest', 9, ['image']],
        ['no-md5', 10, ['pattern']],
        ['memory-limit', 11, ['kubernetes']],
        ['node-20', 14, ['version']],
        ['eu-only', 15, []],
      ],
    );
  });

  test('no text whatever makes the reader throw', () => {
    for (const text of [
      '',
      '\0',
      '- - -',
      '{',
      '&a [*a]',
      '!!x y',
      'version: 1\nconstraints: {}',
      '42',
      '---\n---\n',
    ]) {
      assert.ok(readConstraints(text).entries.length === 0, text);
    }
  });
});
