import assert from 'node:assert/strict';
import { parseSignatures } from '../../../src/core/knowledge/schema.ts';

const entry = {
  id: 'demo.refused',
  title: 'Nobody listens',
  patterns: ['connection refused'],
  meaning: 'No process has the port.',
  role: 'symptom',
  documentation: 'https://example.org/refused',
  precision: 0.3,
  examples: ['connect: connection refused'],
};

const problemsOf = (...signatures: readonly unknown[]): string[] =>
  parseSignatures({ technology: 'demo', signatures }, 'demo.yaml').problems.map(
    (problem) => problem.message,
  );

suite('parseSignatures', () => {
  test('gives lists which are left out as empty ones', () => {
    const { signatures } = parseSignatures(
      { technology: 'demo', signatures: [entry] },
      'demo.yaml',
    );
    const empty = { unless: [], causes: [], probes: [], counterExamples: [] };
    assert.deepEqual(signatures, [{ ...entry, ...empty, technology: 'demo' }]);
  });

  const wrong: readonly { name: string; change: object; says: string }[] = [
    { name: 'an unknown key', change: { sevirity: 3 }, says: '"sevirity" is not known here.' },
    {
      name: 'an id of another technology',
      change: { id: 'redis.refused' },
      says: '"id" must be written demo.name.',
    },
    { name: 'no title', change: { title: '' }, says: '"title" must be text.' },
    {
      name: 'no pattern',
      change: { patterns: [] },
      says: '"patterns" must be a list of regular expressions.',
    },
    {
      name: 'a broken pattern',
      change: { patterns: ['(refused'] },
      says: 'not a regular expression: (refused',
    },
    {
      name: 'a pattern without an upper bound',
      change: { patterns: ['a.*b'] },
      says: 'a quantifier needs an upper bound, as in [^\\n]{0,200}: a.*b',
    },
    {
      name: 'an open bound in braces',
      change: { patterns: ['a{2,}'] },
      says: 'a quantifier needs an upper bound, as in [^\\n]{0,200}: a{2,}',
    },
    {
      name: 'nested repetition',
      change: { patterns: ['(?:\\w{1,20} ){1,20}end'] },
      says: 'could take too long on some texts: (?:\\w{1,20} ){1,20}end',
    },
    {
      name: 'a broken exception',
      change: { unless: ['['] },
      says: 'not a regular expression: [',
    },
    {
      name: 'an unknown role',
      change: { role: 'reason' },
      says: '"role" must be one of cause, mechanism, symptom, trailer.',
    },
    {
      name: 'a cause without its sign',
      change: { causes: [{ cause: 'down' }] },
      says: '"causes" must be a list of { cause, sign }.',
    },
    {
      name: 'a probe with a misspelt field',
      change: { probes: [{ title: 'a', confirms: 'b', refutes: 'c', comand: 'd' }] },
      says: '"probes" must be a list of { title, confirms, refutes }.',
    },
    {
      name: 'no web address',
      change: { documentation: 'see the wiki' },
      says: '"documentation" must be a web address.',
    },
    {
      name: 'a precision in per cent',
      change: { precision: 80 },
      says: '"precision" must be a number from 0 to 1.',
    },
    {
      name: 'no example',
      change: { examples: [] },
      says: '"examples" must be a list of log lines.',
    },
  ];
  for (const { name, change, says } of wrong) {
    test(`names file and entry for ${name}`, () => {
      const changed = { ...entry, ...change };
      assert.deepEqual(problemsOf(changed), [`demo.yaml, ${changed.id}: ${says}`]);
    });
  }

  test('leaves out only the entry with the mistake', () => {
    const value = { technology: 'demo', signatures: [{ ...entry, id: 'demo.x', title: 1 }, entry] };
    const { signatures } = parseSignatures(value, 'demo.yaml');
    assert.deepEqual(
      signatures.map((signature) => signature.id),
      ['demo.refused'],
    );
  });

  test('names an entry without an id by its place', () => {
    assert.match(problemsOf('text')[0] ?? '', /^demo\.yaml, entry 1: must be an object\.$/);
  });

  test('refuses an id that is used twice', () => {
    assert.deepEqual(problemsOf(entry, entry), ['demo.yaml, demo.refused: this id is used twice.']);
  });

  for (const value of [undefined, [], 'text', { technology: 'demo' }, { signatures: [] }]) {
    test(`refuses a file that is ${JSON.stringify(value)}`, () => {
      const { problems } = parseSignatures(value, 'demo.yaml');
      assert.deepEqual(
        problems.map((problem) => problem.message),
        ['demo.yaml: must have "technology" (text) and "signatures" (a list).'],
      );
    });
  }
});
