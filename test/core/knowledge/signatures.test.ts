import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { healthyLines } from '../../../src/core/knowledge/healthyLines.ts';
import { signatures } from '../../../src/core/knowledge/knowledge.ts';
import { createMatcher } from '../../../src/core/knowledge/matcher.ts';
import { requiredLiterals } from '../../../src/core/knowledge/regexSyntax.ts';
import { parseSignatures, splitFlags } from '../../../src/core/knowledge/schema.ts';
import { signatureFiles } from '../../../src/core/knowledge/signatureFiles.ts';

const folder = 'src/core/knowledge/signatures';
const matchAny = createMatcher(signatures);
const idsOf = (text: string): string[] => matchAny(text).map((match) => match.signature.id);

suite('the signature files', () => {
  test('are all known to the loader', () => {
    assert.deepEqual(Object.keys(signatureFiles).sort(), readdirSync(folder).sort());
  });

  for (const [name, content] of Object.entries(signatureFiles)) {
    test(`${name} has no mistake`, () => {
      const { problems } = parseSignatures(content, name);
      assert.deepEqual(
        problems.map((problem) => problem.message),
        [],
      );
    });

    test(`${name} is named after its technology`, () => {
      assert.equal(`${(content as { technology: string }).technology}.yaml`, name);
    });
  }

  test('give every signature an id of its own', () => {
    const ids = signatures.map((signature) => signature.id);
    assert.equal(new Set(ids).size, ids.length);
  });

  test('give every signature an example that could be confused with it', () => {
    const without = signatures.filter((signature) => signature.counterExamples.length === 0);
    assert.deepEqual(
      without.map((signature) => signature.id),
      [],
    );
  });

  test('have four plain characters in nearly every pattern, so that most texts need no matching', () => {
    const slow = signatures
      .flatMap((signature) => signature.patterns)
      .filter((pattern) => {
        const literals = requiredLiterals(splitFlags(pattern).source);
        return literals.length === 0 || literals.some((literal) => literal.length < 4);
      });
    assert.ok(slow.length <= 2, slow.join('\n'));
  });
});

suite('each signature', () => {
  for (const signature of signatures) {
    test(`${signature.id} matches its examples and not its counter-examples`, () => {
      const found = (line: string): boolean => idsOf(line).includes(signature.id);
      const missed = signature.examples.filter((line) => !found(line));
      const mistaken = signature.counterExamples.filter(found);
      assert.deepEqual({ missed, mistaken }, { missed: [], mistaken: [] });
    });
  }
});

suite('a healthy log', () => {
  test('has no known way to fail in any of its lines', () => {
    const alarms = healthyLines.flatMap((line) => {
      const ids = idsOf(line);
      return ids.length > 0 ? [`${ids.join(', ')}: ${line}`] : [];
    });
    assert.deepEqual(alarms, []);
  });
});

suite('a hostile log', () => {
  const size = 4000;
  const texts = [
    'a'.repeat(size),
    ' '.repeat(size),
    '1'.repeat(size),
    '\n'.repeat(size),
    'a.b/c-'.repeat(size / 6),
    '"\'`([{'.repeat(size / 6),
    'error: '.repeat(size / 7),
    'a: 1, '.repeat(size / 6),
  ];
  const patterns = signatures.flatMap((signature) => signature.patterns);

  test('takes no pattern more than a moment, not even what has the right words in it', () => {
    const slow = patterns.flatMap((pattern) => {
      const { source, flags } = splitFlags(pattern);
      const regex = new RegExp(source, flags);
      const words = `${requiredLiterals(source)[0] ?? ''} `;
      const start = performance.now();
      for (const text of [...texts, words.repeat(size / words.length)]) {
        regex.test(text);
      }
      const milliseconds = performance.now() - start;
      return milliseconds > 400 ? [`${Math.round(milliseconds)} ms: ${pattern}`] : [];
    });
    assert.deepEqual(slow, []);
  });
});
