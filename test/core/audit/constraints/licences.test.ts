import assert from 'node:assert/strict';
import { isAllowed } from '../../../../src/core/audit/constraints/licences/expression.ts';
import { auditWritten } from '../../../audit/corpus.ts';

const allowed = ['MIT', 'Apache-2.0', 'GPL-2.0-only', 'LGPL-2.1-or-later', 'BSD-*'];

const table: readonly (readonly [string, boolean | undefined])[] = [
  ['MIT', true],
  ['mit', true],
  ['GPL-3.0', false],
  ['BSD-3-Clause', true],
  ['(MIT OR GPL-3.0)', true],
  ['GPL-3.0 OR AGPL-3.0', false],
  ['MIT AND GPL-3.0', false],
  ['MIT AND (Apache-2.0 OR GPL-3.0)', true],
  ['MIT OR GPL-3.0 AND Apache-2.0', true],
  ['MIT/Apache-2.0', true],
  ['GPL-2.0', true],
  ['LGPL-2.1+', true],
  ['GPL-2.0 WITH Classpath-exception-2.0', true],
  ['GPL-3.0 WITH GCC-exception-3.1', false],
  ['MIT License', true],
  ['Apache Software License, Version 2.0', true],
  ['GNU Affero General Public License v3', false],
  ['SEE LICENSE IN LICENSE', undefined],
  ['UNLICENSED', undefined],
  ['LicenseRef-Acme', undefined],
  ['Custom: https://acme.dev/licence', undefined],
  ['(MIT', undefined],
  ['MIT OR', undefined],
  ['BSD License', undefined],
  ['', undefined],
];

suite('licences', () => {
  for (const [expression, expected] of table) {
    const told =
      expected === undefined ? 'tells nothing' : expected ? 'is allowed' : 'is not allowed';
    test(`"${expression}" ${told}`, () => {
      assert.equal(isAllowed(expression, allowed), expected);
    });
  }

  const rules = (more: string): string => `version: 1
constraints:
  - id: c
    rule: Keep to it.
    ${more}
`;

  test('what comes along by a lockfile that tells no licence is told as a whole', async () => {
    const demand = 'require: { licence: { package: "npm:*", allow: MIT } }';
    const workspace = { '.whytrace/constraints.yaml': rules(demand), 'yarn.lock': '' };
    const lock = 'a@^1.0.0:\n  version "1.0.0"\n\nb@^2.0.0:\n  version "2.0.0"\n';
    const { findings, notChecked } = await auditWritten(workspace, { edit: { 'yarn.lock': lock } });
    assert.deepEqual(findings, []);
    assert.match(
      notChecked.join('\n'),
      /^yarn\.lock does not tell the licences of 2 of the packages/m,
    );
  });

  test('an exception is told with its reason and its line', async () => {
    const demand =
      'forbid: { package: "npm:request" }\n    except:\n      - { paths: "legacy/**", reason: It goes in spring. }';
    const workspace = { '.whytrace/constraints.yaml': rules(demand) };
    const edit = { 'legacy/a.js': "import r from 'request';\n" };
    const { findings, assumptions } = await auditWritten(workspace, { edit });
    assert.deepEqual(
      findings.filter(({ kind }) => kind === 'constraint'),
      [],
    );
    assert.deepEqual(
      assumptions.filter(({ source }) => source?.file === '.whytrace/constraints.yaml'),
      [
        {
          text: 'legacy/a.js imports npm:request, which is an exception to "Keep to it" (c): It goes in spring.',
          state: 'checked',
          source: { file: '.whytrace/constraints.yaml', line: 7 },
        },
      ],
    );
  });
});
