import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseSignatures, ROLES } from '../../../src/core/knowledge/schema.ts';
import { signatureFiles } from '../../../src/core/knowledge/signatureFiles.ts';

interface Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items: Schema;
  readonly enum?: readonly string[];
}

const schema: Schema = JSON.parse(readFileSync('media/schemas/signatures.schema.json', 'utf8'));
const entry = schema.properties['signatures']?.items;

/** Every key that some entry of ours has. */
const keys = new Set(
  Object.values(signatureFiles).flatMap((file) =>
    (file as { signatures: readonly object[] }).signatures.flatMap((each) => Object.keys(each)),
  ),
);

const right = {
  id: 'demo.x',
  title: 'a',
  patterns: ['abcd'],
  meaning: 'b',
  role: 'cause',
  documentation: 'https://example.org',
  precision: 1,
  examples: ['abcd'],
};

suite('the JSON schema of signature files', () => {
  test('knows the keys and roles that the loader knows', () => {
    assert.deepEqual(Object.keys(entry?.properties ?? {}).sort(), [...keys].sort());
    assert.deepEqual(entry?.properties['role']?.enum, ROLES);
  });

  for (const key of Object.keys(right)) {
    test(`requires "${key}", as the loader does`, () => {
      const { [key as 'id']: _, ...without } = right;
      const value = { technology: 'demo', signatures: [without] };
      assert.notDeepEqual(parseSignatures(value, 'demo.yaml').problems, []);
      assert.ok(entry?.required?.includes(key));
    });
  }

  test('requires no more than the loader does', () => {
    const value = { technology: 'demo', signatures: [right] };
    assert.deepEqual(parseSignatures(value, 'demo.yaml').problems, []);
    assert.equal(entry?.required?.length, Object.keys(right).length);
  });
});
