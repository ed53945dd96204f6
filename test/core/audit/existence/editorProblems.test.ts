import assert from 'node:assert/strict';
import { withEditorProblems } from '../../../../src/core/audit/existence/editorProblems.ts';
import type { EditorProblem, Finding, Suggestion } from '../../../../src/core/model/audit.ts';

const suggestion: Suggestion = {
  files: [
    {
      ...{ path: 'a.ts', before: 'one\n', after: 'one\ntwo\n', isExcerpt: false, removed: [] },
      added: [{ line: 2, text: 'two' }],
    },
  ],
  commands: [],
};

const problem = (
  code: string,
  message: string,
  more: Partial<EditorProblem> = {},
): EditorProblem => ({
  ...{ file: 'a.ts', line: 2, source: 'ts', code, message },
  ...more,
});

const finding = (verdict: Finding['verdict'], subject: string, line = 2): Finding => ({
  ...{ kind: 'existence', severity: 'warning', verdict, message: 'ours', subject },
  ...{ file: 'a.ts', line, source: { file: 'a list', line: undefined } },
});

const told = (findings: readonly Finding[], ...problems: readonly EditorProblem[]) =>
  withEditorProblems(findings, problems, suggestion).map(({ verdict, subject }) => [
    verdict,
    subject,
  ]);

const missing: readonly (readonly [string, string, string, string])[] = [
  [
    'a member in TypeScript',
    '2339',
    "Property 'getUsr' does not exist on type 'Client'.",
    'getUsr',
  ],
  ['an export in TypeScript', '2305', "Module '\"undici\"' has no exported member 'fech'.", 'fech'],
  ['an attribute in Python', 'reportAttributeAccessIssue', '"jsn" is not a known attribute', 'jsn'],
  ['a name in Go', 'UndeclaredName', 'undefined: fooBar', 'fooBar'],
  ['a method in Rust', 'E0599', 'no method named `unwarp` found', 'unwarp'],
  ['a method in C#', 'CS1061', "'Client' does not contain a definition for 'GetUsr'", 'GetUsr'],
];

suite('what the language services of the editor say', () => {
  for (const [name, code, message, subject] of missing) {
    test(`${name} that does not exist is an error that cites who says it`, () => {
      const [found] = withEditorProblems([], [problem(code, message)], suggestion);
      assert.equal(found?.verdict, 'notFound');
      assert.equal(found.severity, 'error');
      assert.equal(found.subject, subject);
      assert.equal(found.source.file, `ts (${code}) in the editor`);
      assert.match(found.message, /^ts says of this line: .*[^.]\.$/);
    });
  }

  const getUsr = problem('2339', "Property 'getUsr' does not exist on type 'Client'.");

  test('takes the place of what could not be checked', () =>
    assert.deepEqual(told([finding('couldNotCheck', 'client.getUsr')], getUsr), [
      ['notFound', 'getUsr'],
    ]));

  test('is not told twice', () =>
    assert.deepEqual(told([finding('notFound', 'client.getUsr')], getUsr), [
      ['notFound', 'client.getUsr'],
    ]));

  test('leaves what it says nothing about', () =>
    assert.deepEqual(told([finding('couldNotCheck', 'other')], getUsr), [
      ['couldNotCheck', 'other'],
      ['notFound', 'getUsr'],
    ]));

  test('counts on new lines only, and where it tells that something does not exist', () => {
    assert.deepEqual(told([], { ...getUsr, line: 1 }), []);
    assert.deepEqual(told([], { ...getUsr, file: 'b.ts' }), []);
    assert.deepEqual(told([], problem('2322', "Type 'a' is not assignable to type 'b'.")), []);
  });
});
