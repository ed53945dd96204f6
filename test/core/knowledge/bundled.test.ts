import assert from 'node:assert/strict';
import { bundled } from '../../../src/core/knowledge/bundled.ts';
import { createMatcher } from '../../../src/core/knowledge/matcher.ts';
import { trustedSignatures } from '../../../src/core/knowledge/schema.ts';
import { signatureFiles } from '../../../src/core/knowledge/signatureFiles.ts';

suite('bundled', () => {
  for (const [name, file] of Object.entries(signatureFiles)) {
    test(`${name} matches its examples as it is bundled, and holds them no more`, () => {
      const written = trustedSignatures(file);
      const matchWritten = createMatcher(written);
      const match = createMatcher(trustedSignatures(bundled(file)));
      const found = written.flatMap(({ examples }) => examples.map(match));
      assert.deepEqual(
        found.map((matches) => matches.map(({ signature }) => signature.id)),
        written.flatMap(({ examples }) =>
          examples.map((line) => matchWritten(line).map(({ signature }) => signature.id)),
        ),
      );
      assert.deepEqual(
        found.flat().flatMap(({ signature }) => signature.examples),
        [],
      );
    });
  }

  test('what is no list of signatures stays as it is', () => {
    const lines = ['started', 'stopped'];
    assert.equal(bundled(lines), lines);
  });
});
