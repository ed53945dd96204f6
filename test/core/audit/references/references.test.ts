import assert from 'node:assert/strict';
import { auditWritten, type Written } from '../../../audit/corpus.ts';
import type { Files } from '../../../audit/memoryWorkspace.ts';

const proto = `syntax = "proto3";
message Order {
  string order_id = 1;
  oneof payment { string card_token = 2; string iban = 3; }
  map<string, string> labels = 4 [deprecated = true];
  message Line { int32 count = 1; }
  repeated Line lines = 5;
}
`;

const sql = `CREATE TABLE users (
  id bigint PRIMARY KEY, -- the key
  full_name varchar(80) NOT NULL DEFAULT 'a, b',
  score numeric(10, 2),
  CONSTRAINT named UNIQUE (full_name)
);
ALTER TABLE users ADD COLUMN email text;
`;

const compose = `services:
  web:
    build: ./web
    environment: { API_HOST: api, API_TIMEOUT_SECONDS: "3" }
  api: { image: "api:1" }
`;

interface Row extends Written {
  readonly name: string;
  readonly workspace: Files;
  /** Subjects that are not found. */
  readonly missing: readonly string[];
}

const rows: readonly Row[] = [
  {
    name: 'fields of a message in Go, oneofs, maps and nested messages among them',
    workspace: { 'order.proto': proto },
    edit: {
      'a.go':
        'package a\n\nvar o = &pb.Order{\n\tOrderId: "1",\n\tPayment: &pb.Order_Iban{Iban: "x"},\n\tLabels: map[string]string{"Colour": "x"},\n\tLines: []*pb.Order_Line{{Count: 1}},\n\tTotal: 2,\n}\n',
    },
    missing: ['Order.Total'],
  },
  {
    name: 'a class of the code that is called as a message is none',
    workspace: { 'order.proto': proto, 'src/order.ts': 'export class Order {}\n' },
    edit: {
      'src/a.ts': "import { Order } from './order.js';\nconst o = new Order({ total: 1 });\n",
    },
    missing: [],
  },
  {
    name: 'setters of Java that a generator makes of one field',
    workspace: { 'order.proto': proto },
    edit: {
      'A.java':
        'class A {\n  Object a = Order.newBuilder()\n    .setOrderIdBytes(b)\n    .putAllLabels(m)\n    .addLines(l)\n    .setCardTokn("x")\n    .build();\n}\n',
    },
    missing: ['Order.CardTokn'],
  },
  {
    name: 'columns that a query names, but no function, alias or other table',
    workspace: { 'db/schema.sql': sql },
    edit: {
      'app.py':
        'a = "SELECT count(id), full_name AS fullname, fullname FROM users"\nb = "SELECT u.fullname FROM users u JOIN teams t ON t.id = u.team"\nc = "INSERT INTO users (id, emial, score) VALUES (1, 2, 3)"\nd = "SELECT emial FROM people"\n',
    },
    missing: ['users.fullname', 'users.emial'],
  },
  {
    name: 'variables that only look like one that is set',
    workspace: { 'compose.yaml': compose, 'web/old.js': 'console.log(process.env.API_HOSTS);\n' },
    edit: {
      'web/a.js':
        'const port = process.env.API_PORT;\nconst hosts = process.env.API_HOSTS;\nconst wait = process.env.API_TIMEOUT_SECS;\n',
    },
    missing: ['API_TIMEOUT_SECS'],
  },
  {
    name: 'hosts that lie outside',
    workspace: { 'compose.yaml': compose },
    edit: {
      'web/a.js':
        "fetch('http://apis.example.com/x');\nfetch('http://localhost:3000');\nfetch('http://api:80');\n",
    },
    missing: [],
  },
  {
    name: 'what may be missing, is templated, or is made by an operator',
    workspace: {
      'k/secret.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata: { name: api-keys }\nstringData: { token: x }\n---\napiVersion: external-secrets.io/v1beta1\nkind: ExternalSecret\nmetadata: { name: db }\n---\napiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { user: x }\n',
    },
    edit: {
      'k/pod.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      image: a:1\n      env:\n        - { name: A, valueFrom: { secretKeyRef: { name: api-key, key: token, optional: true } } }\n        - { name: B, valueFrom: { secretKeyRef: { name: db, key: password } } }\n        - { name: C, valueFrom: { secretKeyRef: { name: billing, key: password } } }\n        - { name: D, valueFrom: { secretKeyRef: { name: api-keys, key: tokn } } }\n',
    },
    missing: ['api-keys.tokn'],
  },
  {
    name: 'flags that a service of flags knows',
    workspace: { 'flags.json': '{ "new-basket": true }\n' },
    edit: { 'a.ts': "if (isEnabled('dark-mode') || isEnabled('new-baskets')) go();\n" },
    missing: ['new-baskets'],
  },
  {
    name: 'links to pages and headings, and what no link is',
    workspace: {
      'docs/guide.md': '# The guide: a *start*\n\n## Réglages & more\n\n## Run\n\n## Run\n',
      'docs/img/a.png': '',
    },
    edit: {
      'docs/a.md':
        '[a](guide.md#the-guide-a-start) [b](guide.md#réglages--more) [c](guide.md#run-1) ![d](img/a.png)\n[e](https://x.io/b.md) [f](/x.md) [g](other) `[h](none.md)` <!-- [i](none.md) -->\n[j](../../elsewhere.md) [k](guide.md "title") [l](#here)\n# Here\n```\n[m](none.md)\n```\n[n](guides.md) [o](guide.md#start)\n',
    },
    missing: ['guides.md', '#start'],
  },
  {
    name: 'options of tools, but none that a plugin or a newer version may have',
    workspace: {},
    edit: {
      'tsconfig.json':
        '{ "compilerOptions": { "strictNulChecks": true, "brandNewThing": 1, "strict": true } }\n',
      'pyproject.toml':
        '[tool.mypy]\nwarn_unused_ignore = true\nstrict = true\n[tool.other]\nwarn_unused_ignor = 1\n',
    },
    missing: ['strictNulChecks', 'warn_unused_ignore'],
  },
  {
    name: 'arguments and outputs of a module, but not those of its blocks',
    workspace: {
      'm/main.tf': 'variable "size" {}\noutput "id" { value = 1 }\n',
    },
    edit: {
      'main.tf':
        'module "a" {\n  source = "./m"\n  count  = 2\n  size   = {\n    small = 1\n  }\n  sizes = 3\n  providers = { x = y }\n}\noutput "x" { value = module.a[0].id }\noutput "y" { value = module.a[0].ids }\n',
    },
    missing: ['sizes', 'module.a.ids'],
  },
];

suite('names that are taken from elsewhere in the system', () => {
  for (const { name, workspace, missing, ...written } of rows) {
    test(name, async () => {
      const { findings } = await auditWritten(workspace, written);
      const found = findings.filter(
        ({ kind, verdict }) => kind === 'existence' && verdict === 'notFound',
      );
      const told = found.map(({ message, line }) => `${line}: ${message}`).join('\n');
      assert.deepEqual(found.map(({ subject }) => subject).sort(), [...missing].sort(), told);
    });
  }
});
