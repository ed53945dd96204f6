import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareTexts } from '../../../src/core/audit/suggestion/compare.ts';
import { readSuggestion } from '../../../src/core/audit/suggestion/readSuggestion.ts';
import { audit } from '../../../src/core/audit.ts';
import type { Audit } from '../../../src/core/model/audit.ts';
import { auditWritten, type Written } from '../../audit/corpus.ts';
import { diffOf } from '../../audit/diffOf.ts';
import { memoryWorkspace } from '../../audit/memoryWorkspace.ts';

const compose = `services:
  web:
    image: web
    environment: { API_URL: "http://api:8080" }
  api:
    image: api
    environment: { PORT: "8080", LOG: info }
`;

const shop = { 'compose.yaml': compose };

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '  d', '}', '', '-- e', '++ f', '@@ g'), { maxLength: 30 })
  .map((lines) => lines.map((line) => `${line}\n`).join(''));

function edit(from: string, to: string): Written {
  return { edit: { 'compose.yaml': [[from, to]] } };
}

async function confidenceOf(written: Written): Promise<Audit['confidence']> {
  return (await auditWritten(shop, written)).confidence;
}

suite('audit', () => {
  test('a diff of any two texts makes the second of the first', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (before, after) => {
        fc.pre(before !== after && before !== '' && after !== '');
        const diff = diffOf({ 'a.txt': before }, { 'a.txt': after });
        const input = { kind: 'diff', text: diff, name: 'x' } as const;
        const read = await readSuggestion(input, memoryWorkspace({ 'a.txt': before }));
        assert.equal(read.kind === 'suggestion' && read.suggestion.files[0]?.after, after);
      }),
      { numRuns: 300 },
    );
  });

  test('what two texts have in common is neither new nor gone', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { added, removed } = compareTexts(before, after);
        const without = (whole: string, lines: readonly { readonly line: number }[]): string[] => {
          const gone = new Set(lines.map(({ line }) => line));
          return whole.split('\n').filter((_, index) => !gone.has(index + 1));
        };
        assert.deepEqual(without(before, removed), without(after, added));
      }),
    );
  });

  test('any text is read or refused, whatever it is given as', async () => {
    const pieces = fc.constantFrom(
      '--- a/compose.yaml\n',
      '+++ b/compose.yaml\n',
      '@@ -1,2 +1,3 @@\n',
      '@@\n',
      ' services:\n',
      '-  web:\n',
      '+  web2:\n',
      '```yaml\n',
      '```\n',
      'diff --git a/x b/y\n',
      'rename from x\n',
      '\\ No newline\n',
      '"',
      '\0',
      '\u202e',
      '$ rm -rf /\n',
      '# compose.yaml\n',
      'GIT binary patch\n',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 14 }), async (parts) => {
        const result = await audit(memoryWorkspace(shop), {
          kind: 'diff',
          text: parts.join(''),
          name: 'x',
        });
        assert.ok(
          result.kind === 'refused' ? /\S/.test(result.message) : result.audit.effects.length > 0,
        );
      }),
      { numRuns: 300 },
    );
  });

  test('the same suggestion gives the same audit', async () => {
    const [one, other] = [
      await auditWritten(shop, edit('8080", LOG', '9090", LOG')),
      await auditWritten(shop, edit('8080", LOG', '9090", LOG')),
    ];
    assert.deepEqual(one, other);
  });

  test('factors sum to the logit from which the gates start', async () => {
    const { value, factors, gates } = await confidenceOf(edit('LOG: info', 'LOG: debug'));
    const logit = factors.reduce((sum, { contribution }) => sum + contribution, 0);
    assert.ok(
      Math.abs(Math.min(1 / (1 + Math.exp(-logit)), ...gates.map(({ cap }) => cap)) - value) <
        1e-12,
    );
    for (const { reason } of [...factors, ...gates]) assert.match(reason, /^[A-Z0-9].*\.$/);
  });

  test('what breaks something is less sure than what does not', async () => {
    const fine = await confidenceOf(edit('LOG: info', 'LOG: debug'));
    const broken = await confidenceOf(edit('PORT: "8080"', 'PORT: "9090"'));
    assert.ok(broken.value < fine.value);
    assert.equal(broken.band, 'weak');
  });

  test('what could be read in part only is not likely to be safe', async () => {
    const { factors, value } = await confidenceOf({
      diff: '--- a/compose.yaml\n+++ b/compose.yaml\n@@ -1 +1 @@\n-nothing like it\n+x\n',
    });
    assert.ok(factors.some(({ name, contribution }) => name === 'unread' && contribution < 0));
    assert.ok(value <= 0.6);
  });

  test('nothing that nobody can see is told', async () => {
    const { effects } = await auditWritten({}, { command: 'echo \u202e\u200bred' });
    assert.deepEqual(
      effects.map((effect) => effect.text),
      ['runs echo red'],
    );
  });
});
