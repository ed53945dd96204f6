import assert from 'node:assert/strict';
import { auditWritten, type Written } from '../../audit/corpus.ts';
import type { Files } from '../../audit/memoryWorkspace.ts';

const compose = `services:
  web:
    image: web:1
    environment:
      CATALOG_URL: "http://catalog:8080"
      CATALOG_TIMEOUT_MS: "2000"
  avatar:
    image: avatar:1
`;

const client = `import { base } from './base.js';

export async function withRetries(work: () => Promise<Response>): Promise<Response> {
  return work().catch(work);
}

// TODO: orders should be fetched with retries, too
export async function orders(): Promise<Response> {
  return fetch(base + '/orders');
}
`;

interface Case extends Written {
  readonly name: string;
  readonly workspace: Files;
  /** Kind, a part of the text, and where the evidence stands. */
  readonly motives?: readonly (readonly [string, RegExp, string])[];
  readonly omissions?: readonly (readonly [string, RegExp, string])[];
}

const cases: readonly Case[] = [
  {
    name: 'a line that is made like one near by',
    workspace: { 'compose.yaml': compose },
    edit: {
      'compose.yaml': [['_MS: "2000"\n', '_MS: "2000"\n      AVATAR_TIMEOUT_MS: "900"\n']],
    },
    motives: [
      ['pattern', /carry on the pattern of line 6 near by: “CATALOG_TIMEOUT_MS/, 'compose.yaml:6'],
    ],
  },
  {
    name: 'lines below a new one are told by where they stand now',
    workspace: { 'compose.yaml': compose },
    edit: {
      'compose.yaml': [
        ['    environment:\n', '    environment:\n      AVATAR_TIMEOUT_MS: "900"\n'],
      ],
    },
    motives: [['pattern', /of line 6 near by/, 'compose.yaml:6']],
  },
  {
    name: 'a comment that asks for it, and a name that is there',
    workspace: { 'src/client.ts': client },
    edit: {
      'src/client.ts': [
        [
          "  return fetch(base + '/orders');",
          "  return withRetries(() => fetch(base + '/orders'));",
        ],
      ],
    },
    motives: [
      ['comment', /asked for it: “TODO: orders should be fetched/, 'src/client.ts:7'],
      ['name', /led by withRetries, which line 3 defines/, 'src/client.ts:3'],
    ],
  },
  {
    name: 'an instruction to assistants, and not one that forbids',
    workspace: {
      'AGENTS.md':
        '# Rules\n\nUse `withRetries` for requests.\nNever use `withRetries` in tests.\n',
      'src/client.ts': client.replace('TODO: orders should', 'Note: these can'),
    },
    edit: {
      'src/client.ts': [
        [
          "  return fetch(base + '/orders');",
          "  return withRetries(() => fetch(base + '/orders'));",
        ],
      ],
    },
    motives: [
      ['instruction', /follow an instruction to assistants: “Use `withRetries`/, 'AGENTS.md:3'],
      ['name', /led by withRetries/, 'src/client.ts:3'],
    ],
  },
  {
    name: 'instructions of a folder are for what lies in it',
    workspace: {
      'admin/AGENTS.md': 'Use `withRetries` for requests.\n',
      'src/client.ts': client.replace('TODO', 'Note'),
    },
    edit: {
      'src/client.ts': [
        [
          "  return fetch(base + '/orders');",
          "  return withRetries(() => fetch(base + '/orders'));",
        ],
      ],
    },
    motives: [
      ['comment', /orders should/, 'src/client.ts:7'],
      ['name', /withRetries/, 'src/client.ts:3'],
    ],
  },
  {
    name: 'a test that names what is new',
    workspace: {
      'src/client.ts': client,
      'test/basket.test.ts': "import { parseBasket } from '../src/basket.js';\n",
    },
    edit: { 'src/basket.ts': 'export function parseBasket(text: string) {\n  return text;\n}\n' },
    motives: [['test', /names parseBasket, which is new/, 'test/basket.test.ts:1']],
  },
  {
    name: 'a file that is made after its neighbour',
    workspace: {
      'deploy/web.yaml':
        'kind: Service\napiVersion: v1\nmetadata:\n  name: web\nspec:\n  type: ClusterIP\n  ports: [{ port: 80 }]\n',
    },
    edit: {
      'deploy/cart.yaml':
        'kind: Service\napiVersion: v1\nmetadata:\n  name: cart\nspec:\n  type: ClusterIP\n  ports: [{ port: 80 }]\n',
    },
    motives: [['pattern', /made after deploy\/web\.yaml: 4 of its 5 lines/, 'deploy/web.yaml:1']],
  },
  {
    name: 'a value that the same setting has elsewhere',
    workspace: { 'a/values.yaml': 'memory: 512Mi\n', 'b/values.yaml': 'memory: 256Mi\n' },
    edit: { 'b/values.yaml': [['256Mi', '512Mi']] },
    motives: [
      ['pattern', /take its memory from a\/values\.yaml:1, which has 512Mi/, 'a/values.yaml:1'],
    ],
  },
  {
    name: 'a command that the project writes itself',
    workspace: { 'README.md': '# Shop\n\nRun `make migrate` first.\n' },
    command: 'make migrate DB=prod',
    motives: [['pattern', /repeat what the project itself writes: `make migrate`/, 'README.md:3']],
  },
  {
    name: 'nothing, where nothing is like it',
    workspace: { 'compose.yaml': compose },
    edit: { 'notes.txt': 'hello world of mine\n' },
    motives: [],
  },
  {
    name: 'a rule that no code can judge',
    workspace: {
      'compose.yaml': compose,
      '.whytrace/constraints.yaml':
        'version: 1\nconstraints:\n  - { id: eu-only, rule: Customer data stays in EU regions. }\n',
    },
    edit: { 'compose.yaml': [['avatar:1', 'avatar:2']] },
    omissions: [
      [
        'constraint',
        /“Customer data stays in EU regions\.” \(eu-only\)/,
        '.whytrace/constraints.yaml:3',
      ],
    ],
  },
  {
    name: 'the same setting in the file of another stage',
    workspace: {
      'values.yaml': 'timeout: 30s\n',
      'values-prod.yaml': '# slow\ntimeout: 30s\n',
      'other.yaml': 'timeout: 30s\n',
    },
    edit: { 'values.yaml': [['30s', '60s']] },
    omissions: [['copy', /values-prod\.yaml sets timeout to 30s as well/, 'values-prod.yaml:2']],
  },
  {
    name: 'callers that stay as they are',
    workspace: {
      'compose.yaml': compose.replace('  avatar:', '  catalog:\n    image: c:1\n  avatar:'),
      'catalog/Dockerfile': 'FROM node:20\n',
      'catalog/server.js': 'listen(8080);\n',
    },
    edit: { 'catalog/server.js': [['8080', '8080, () => {}']] },
    omissions: [['caller', /^web calls catalog and stays as it is\.$/, 'compose.yaml:5']],
  },
  {
    name: 'tests of what is changed',
    workspace: { 'src/client.ts': client, 'test/client.test.ts': 'orders();\n' },
    edit: { 'src/client.ts': [['.catch(work)', '.catch(() => work())']] },
    omissions: [['test', /test\/client\.test\.ts tests client\.ts/, 'test/client.test.ts:1']],
  },
  {
    name: 'what an instruction wants along with every change',
    workspace: {
      'CLAUDE.md':
        'Every change is told in CHANGELOG.md.\nEvery fix comes with a test.\nAlways run the tests.\n',
      'CHANGELOG.md': '# Changes\n',
      'src/client.ts': client,
    },
    edit: { 'src/client.ts': [['.catch(work)', '.catch(() => work())']] },
    omissions: [
      ['instruction', /CHANGELOG\.md is left as it was/, 'CLAUDE.md:1'],
      ['instruction', /it brings no test/, 'CLAUDE.md:2'],
    ],
  },
];

suite('why a suggestion may have been made, and what it leaves out', () => {
  for (const { name, workspace, motives, omissions, ...written } of cases) {
    test(name, async () => {
      const audit = await auditWritten(workspace, written);
      if (motives) {
        const told = audit.motives.map(({ kind, text, evidence: [first] }) => [
          kind,
          text,
          `${first?.file}:${first?.line}`,
        ]);
        assertTold(told, motives);
        for (const { text, evidence } of audit.motives) {
          assert.match(text, /\bmay\b.*\.$/);
          assert.ok(evidence.length > 0);
        }
      }
      if (omissions) {
        const told = audit.omissions.map(({ kind, text, source }) => [
          kind,
          text,
          `${source?.file}:${source?.line}`,
        ]);
        assertTold(told, omissions);
      }
    });
  }
});

function assertTold(
  told: readonly (readonly string[])[],
  expected: readonly (readonly [string, RegExp, string])[],
): void {
  const all = JSON.stringify(told, null, 1);
  assert.equal(told.length, expected.length, all);
  for (const [index, [kind, text, place]] of expected.entries()) {
    const [saidKind, saidText = '', saidPlace] = told[index] ?? [];
    assert.deepEqual([saidKind, saidPlace], [kind, place], all);
    assert.match(saidText, text);
  }
}
