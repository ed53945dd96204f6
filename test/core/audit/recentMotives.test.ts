import assert from 'node:assert/strict';
import { audit } from '../../../src/core/audit.ts';
import type { Motive, WorkspaceHistory } from '../../../src/core/model/audit.ts';
import { diffOf } from '../../audit/diffOf.ts';
import { type Files, memoryWorkspace } from '../../audit/memoryWorkspace.ts';

const prices = `export function price(net: number): number {
  return net * 1.19;
}
`;
const cart = `import { price } from './prices.ts';

export function total(items: readonly number[]): number {
  return items.reduce((sum, net) => sum + price(net), 0);
}
`;
const files: Files = { 'src/prices.ts': prices, 'src/cart.ts': cart };

interface Row {
  readonly name: string;
  /** What the workspace holds, and what of it was committed where that is another text. */
  readonly now?: Files;
  readonly committed?: Files;
  readonly edited?: readonly string[];
  /** Subject of the commit that changed the lines near by last. */
  readonly subject?: string;
  readonly suggested: Files;
  readonly motives: readonly (readonly [Motive['kind'], RegExp, string])[];
}

const withRegion = prices.replace('net: number', 'net: number, taxRegion: string');

const table: readonly Row[] = [
  {
    name: 'a name that was just written in another file',
    now: { 'src/prices.ts': withRegion },
    committed: { 'src/prices.ts': prices },
    edited: ['src/prices.ts'],
    suggested: {
      'src/cart.ts': cart.replace('price(net)', 'price(net, taxRegion)'),
    },
    motives: [
      [
        'edit',
        /^It may go on with your edit of src\/prices\.ts:1, which is not committed: “export function price\(net: number, taxRegion/,
        'src/prices.ts:1',
      ],
    ],
  },
  {
    name: 'a line that is made like one that was just written',
    now: { 'env.yaml': 'a: 1\ncatalog_timeout_ms: 2000\n' },
    committed: { 'env.yaml': 'a: 1\n' },
    suggested: { 'env.yaml': 'a: 1\ncatalog_timeout_ms: 2000\nsearch_timeout_ms: 3000\n' },
    motives: [['edit', /your edit of env\.yaml:2/, 'env.yaml:2']],
  },
  {
    name: 'an edit that has nothing to do with it',
    now: { 'src/prices.ts': prices.replace('1.19', '1.21') },
    committed: { 'src/prices.ts': prices },
    edited: ['src/prices.ts'],
    suggested: { 'src/cart.ts': cart.replace(', 0);', ', 0) || 0;') },
    motives: [],
  },
  {
    name: 'a commit of the lines near by whose subject has words of the change',
    subject: 'Retry orders that timed out',
    suggested: {
      'src/cart.ts': cart.replace('  return items', '  const retries = 3;\n  return items'),
    },
    motives: [
      [
        'commit',
        /^It may go on with abcdef1, which changed the lines near by last: “Retry orders/,
        'src/cart.ts:4',
      ],
    ],
  },
  {
    name: 'a commit whose subject has only words that all subjects have',
    subject: 'Update files and change imports',
    suggested: {
      'src/cart.ts': cart.replace('  return items', '  const files = 3;\n  return items'),
    },
    motives: [],
  },
  {
    name: 'a change that nobody edited or committed anything near',
    suggested: { 'src/cart.ts': cart.replace(', 0);', ', 1);') },
    motives: [],
  },
];

suite('what was edited and committed last', () => {
  for (const {
    name,
    now = {},
    committed = {},
    edited = [],
    subject,
    suggested,
    motives,
  } of table) {
    const found = motives.length > 0 ? 'may have led to it' : 'is no motive';
    test(`${name} ${found}`, async () => {
      const present: Files = { ...files, ...now };
      const history: WorkspaceHistory = {
        committed: async (path) => committed[path] ?? present[path],
        edited: async () => edited,
        changesOf: async () =>
          subject === undefined
            ? []
            : [{ commit: 'abcdef1234', author: 'a', time: 0, subject, patch: '' }],
      };
      const workspace = { ...memoryWorkspace(present), history };
      const text = diffOf(present, { ...present, ...suggested });
      const result = await audit(workspace, { kind: 'diff', text, name: 'x' });
      assert.ok(result.kind === 'audited');
      const recent = result.audit.motives.filter(
        ({ kind }) => kind === 'edit' || kind === 'commit',
      );
      assert.equal(recent.length, motives.length, recent.map((one) => one.text).join('\n'));
      for (const [index, [kind, words, place]] of motives.entries()) {
        const motive = recent[index];
        assert.equal(motive?.kind, kind);
        assert.match(motive.text, words);
        assert.deepEqual(
          motive.evidence.map(({ file, line }) => `${file}:${line}`),
          [place],
        );
      }
    });
  }
});
