import assert from 'node:assert/strict';
import type { Finding } from '../../../src/core/model/audit.ts';
import { cardText } from '../../../src/extension/suggestions/cardText.ts';
import type { AuditState } from '../../../src/protocol/audit.ts';
import { hostile } from '../../webview/fixture.ts';

const finding = (message: string, more: Partial<Finding> = {}): Finding => ({
  ...{ kind: 'risk', severity: 'error', verdict: 'dangerous', message, subject: 'a' },
  ...{ file: 'a.js', line: 3, source: { file: 'Whytrace’s risk rules', line: undefined } },
  ...more,
});

const rule = { file: '.whytrace/constraints.yaml', line: 4 };

/** What the card tells of an audit with these findings. */
function told(...findings: readonly Finding[]): string {
  const audit = { findings, confidence: { band: 'weak', value: 0.22 } };
  const state = { kind: 'done', about: 'The suggestion', audit, places: ['a.js', rule.file] };
  return cardText(state as unknown as AuditState) ?? '';
}

suite('the card beside the code', () => {
  test('begins with the verdict, and how sure it is', () => {
    assert.match(
      told(finding('It fails.')),
      /^\*\*Don't apply it yet\\: 1 error\*\* · safe and fitting here\\: weak, 20%\n/,
    );
    assert.match(told(), /^\*\*Nothing found that speaks against it\*\*/);
  });

  test('tells the worst three findings, and how many more there are', () => {
    const text = told(...['One', 'Two', 'Three', 'Four', 'Five'].map((name) => finding(name)));
    assert.deepEqual(text.match(/One|Two|Three|Four|Five/g), ['One', 'Two', 'Three']);
    assert.match(text, /2 more · \[Open the panel\]\(command:whytrace\.showAudit\)/);
  });

  test('leads to the line that decided, by the number of the finding', () => {
    const text = told(finding('One.'), finding('Two.', { source: rule }));
    assert.match(text, /Two\\\. \[.*constraints.*4\]\(command:whytrace\.openFinding\?%5B1%5D\)/);
    assert.equal(text.match(/openFinding/g)?.length, 1);
  });

  test('leads nowhere for a list that is no file', () => {
    const text = told(finding('One.', { source: { file: 'git log', line: 2 } }));
    assert.doesNotMatch(text, /openFinding/);
  });

  test('shows code as code', () => {
    assert.match(told(finding('Use `JSON.parse`.')), /Use `JSON\.parse`\\\./);
  });

  const attacks = [
    hostile,
    '[x](command:whytrace.dismissCard)',
    'https://example.com/a',
    '$(bug) `$(bug)`',
    '`a](command:x)`',
  ];
  for (const attack of attacks) {
    test(`makes no link, icon or markup of ${JSON.stringify(attack.slice(0, 40))}`, () => {
      const text = told(finding(attack));
      const plain = text.replace(/\\[^\w\s]/g, '').replace(/`[^`\n]*`/g, '');
      const links = plain.match(/\]\([^)]*\)/g) ?? [];
      assert.ok(
        links.every((link) =>
          /^\]\(command:whytrace\.(?:showAudit|copyReview|markTried)\)$/.test(link),
        ),
      );
      assert.equal(links.length, 3);
      assert.deepEqual(text.match(/\$\(\w+\)/g), ['$(error)']);
      assert.doesNotMatch(plain, /https?:\/\/|<\w/);
    });
  }

  test('a long message is cut', () => {
    assert.ok(told(finding('word '.repeat(300))).length < 900);
  });

  const others: readonly (readonly [AuditState, string | undefined])[] = [
    [{ kind: 'empty' }, undefined],
    [{ kind: 'cancelled', about: 'a' }, undefined],
    [{ kind: 'running', about: 'a' }, '$(loading~spin) Auditing…'],
    [{ kind: 'failed', about: 'a', message: 'Gone: all.' }, '$(info) Gone\\: all\\.'],
  ];
  for (const [state, expected] of others) {
    test(`${state.kind} is told as ${expected ?? 'nothing'}`, () =>
      assert.equal(cardText(state), expected));
  }
});
