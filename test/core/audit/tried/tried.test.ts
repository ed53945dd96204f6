import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readTried } from '../../../../src/core/audit/tried/readTried.ts';
import { triedBefore, withoutTried } from '../../../../src/core/audit/tried/repeats.ts';
import { createTriedCheck } from '../../../../src/core/audit/tried/tried.ts';
import type { Finding, Suggestion } from '../../../../src/core/model/audit.ts';
import { change, newFile } from '../change.ts';
import { fits, type Schema } from '../schema.ts';

const file = '.whytrace/tried.yaml';
const schema: Schema = JSON.parse(
  readFileSync(new URL('../../../../media/schemas/tried.schema.json', import.meta.url), 'utf8'),
);
const one = (entry: string): string => `version: 1\ntried:\n  - { ${entry} }\n`;
const documented = one(
  'action: raise memory limit, target: redis, result: no effect, when: 2026-11-02, note: came back within an hour',
);

async function findingsOf(
  suggestion: Partial<Suggestion>,
  text: string,
): Promise<readonly Finding[]> {
  const workspace = {
    paths: new Set([file]),
    read: async (path: string) => (path === file ? text : undefined),
  };
  return (await createTriedCheck([])({ files: [], commands: [], ...suggestion }, workspace))
    .findings;
}

const suggested = (example: string | readonly [string, string]): Partial<Suggestion> =>
  typeof example === 'string'
    ? { commands: [{ text: example }] }
    : { files: [change(example[0], example[1])] };

const redis = (old: string, now: string): string =>
  ` kind: Deployment\n metadata:\n   name: redis\n spec:\n   containers:\n     - name: redis\n       resources:\n         limits:\n-          memory: ${old}\n+          memory: ${now}`;

interface Row {
  readonly repeated: readonly (string | readonly [string, string])[];
  readonly other: readonly (string | readonly [string, string])[];
}

const table: Readonly<Record<string, Row>> = {
  'action: raise memory limit, target: redis, result: no effect': {
    repeated: [
      [
        'k8s/all.yaml',
        ' kind: StatefulSet\n metadata: { name: redis }\n spec:\n-  resources: { limits: { cpu: 1, memory: 256Mi } }\n+  resources: { limits: { cpu: 1, memory: 512Mi } }',
      ],
      [
        'main.tf',
        ' resource "aws_ecs_task_definition" "redis" {\n-  memory = 512\n+  memory = 1024\n }',
      ],
      ['k8s/redis.yaml', redis('256Mi', '512Mi')],
      ['k8s/all.yaml', redis('256Mi', '1Gi')],
      ['compose.yaml', ' services:\n   redis:\n-    mem_limit: 256m\n+    mem_limit: 1g'],
      [
        'values.yaml',
        ' redis:\n   resources:\n     limits:\n-      memory: 500M\n+      memory: 1G',
      ],
      'kubectl set resources deploy/redis --limits=memory=1Gi',
      'redis-cli -h redis CONFIG SET maxmemory 2gb',
      'docker update --memory 2g redis',
    ],
    other: [
      [
        'k8s/web.yaml',
        ' kind: Deployment\n metadata: { name: web }\n spec:\n   containers:\n     - name: web\n       env:\n         - name: REDIS_HOST\n           value: redis\n       resources:\n         limits:\n-          memory: 256Mi\n+          memory: 512Mi',
      ],
      ['k8s/redis.yaml', redis('512Mi', '256Mi')],
      ['k8s/web.yaml', redis('256Mi', '512Mi').replaceAll('redis', 'web')],
      ['k8s/redis.yaml', redis('256Mi', '512Mi').replaceAll('memory', 'cpu')],
      'kubectl set resources deploy/web --limits=memory=1Gi',
      'kubectl describe deploy redis',
      'redis-cli -h redis info memory',
    ],
  },
  'action: restart, target: api, result: came back': {
    repeated: [
      'kubectl rollout restart deploy/api',
      'docker compose restart api',
      'systemctl restart api',
      'kubectl delete pod api-7d9f-x2',
    ],
    other: [
      'kubectl rollout restart deploy/web',
      'kubectl rollout status deploy/api',
      'kubectl logs api-7d9f-x2',
      'kubectl delete pod web-api2',
    ],
  },
  'action: increase the heap, target: orders, result: no effect': {
    repeated: [
      ['orders/.env', '-JAVA_OPTS=-Xmx512m\n+JAVA_OPTS=-Xmx2g'],
      ['k8s/orders.yaml', '-  value: "-Xms128m -Xmx512m"\n+  value: "-Xms128m -Xmx1g"\n   name: a'],
    ],
    other: [
      ['orders/.env', '-JAVA_OPTS=-Xmx2g\n+JAVA_OPTS=-Xmx512m'],
      ['web/.env', '-JAVA_OPTS=-Xmx512m\n+JAVA_OPTS=-Xmx2g'],
    ],
  },
  'action: scale out, target: deployment/web, result: more errors': {
    repeated: [['k8s/web.yaml', ' kind: Deployment\n spec:\n-  replicas: 2\n+  replicas: 5']],
    other: [['k8s/web.yaml', ' kind: Deployment\n spec:\n-  replicas: 5\n+  replicas: 2']],
  },
  'action: longer timeout, target: checkout, result: requests piled up': {
    repeated: [
      ['checkout/application.yml', ' client:\n-  timeout: 2s\n+  timeout: 10s'],
      ['checkout/client.ts', '-const timeout = 2000;\n+const timeout = 10000;\n x();'],
      ['checkout/client.py', '-get(url, timeout=2)\n+get(url, timeout=20)\n x()'],
      ['checkout/nginx.conf', '-proxy_read_timeout 5s;\n+proxy_read_timeout 60s;\n a;'],
    ],
    other: [
      ['checkout/application.yml', ' client:\n-  timeout: 10s\n+  timeout: 2s'],
      ['cart/application.yml', ' client:\n-  timeout: 2s\n+  timeout: 10s'],
    ],
  },
  'action: roll back, target: api, result: no effect': {
    repeated: [
      'kubectl rollout undo deploy/api',
      'helm rollback api 3',
      ['k8s/api.yaml', ' kind: Deployment\n-  image: api:1.4.0\n+  image: api:1.3.0'],
    ],
    other: [
      'kubectl rollout restart deploy/api',
      ['k8s/api.yaml', ' kind: Deployment\n-  image: api:1.3.0\n+  image: api:1.4.0'],
    ],
  },
  'action: upgrade, target: lodash, result: no effect': {
    repeated: [
      [
        'package.json',
        ' "dependencies": {\n-  "lodash": "^4.17.15",\n+  "lodash": "^4.17.21",\n }',
      ],
    ],
    other: [
      ['package.json', ' "dependencies": {\n-  "undici": "^6.1.0",\n+  "undici": "^6.2.0",\n }'],
    ],
  },
  'action: flush the cache, target: redis, result: worse': {
    repeated: ['redis-cli -h redis FLUSHALL'],
    other: ['redis-cli -h redis info'],
  },
  'action: vacuum full, target: orders, result: no effect': {
    repeated: ['psql -c "VACUUM FULL orders"', ['fix.sql', 'VACUUM FULL orders;']],
    other: ['psql -c "VACUUM orders"', 'psql -c "VACUUM FULL users"'],
  },
};

suite('the tried list', () => {
  for (const [entry, { repeated, other }] of Object.entries(table)) {
    for (const example of repeated) {
      test(`"${entry}" is repeated by ${JSON.stringify(example)}`, async () => {
        const findings = await findingsOf(suggested(example), one(entry));
        assert.deepEqual(
          findings.map(({ kind, verdict, severity, source }) => [kind, verdict, severity, source]),
          [['tried', 'repeated', 'warning', { file, line: 3 }]],
        );
      });
    }
    for (const example of other) {
      test(`"${entry}" is not repeated by ${JSON.stringify(example)}`, async () => {
        assert.deepEqual(await findingsOf(suggested(example), one(entry)), []);
      });
    }
  }

  test('a message tells what was tried, when, with which result and where', async () => {
    const [finding] = await findingsOf(
      { files: [change('k8s/redis.yaml', redis('256Mi', '512Mi'))] },
      documented,
    );
    assert.equal(
      finding?.message,
      'k8s/redis.yaml raises resources.limits.memory 256Mi → 512Mi. That was tried already: "raise memory limit" on redis on 2026-11-02, with this result: no effect. Came back within an hour.',
    );
    assert.deepEqual([finding?.file, finding?.line], ['k8s/redis.yaml', 9]);
  });

  test('a new file repeats nothing by the values it holds', async () => {
    assert.deepEqual(
      await findingsOf({ files: [newFile('redis.yaml', 'memory: 1Gi')] }, documented),
      [],
    );
  });

  const texts: readonly (readonly [string, boolean])[] = [
    ['Increase the memory limit of redis to 1Gi.', true],
    ['Bump the memory of the redis container', true],
    ['Give redis more RAM', true],
    ['Reduce the memory limit of redis', false],
    ['Increase the memory limit of the api', false],
    ['Check whether redis runs out of memory', false],
    ['Set an eviction policy on redis so that memory is bounded', false],
    ['Set the memory limit of redis to 1Gi', true],
  ];
  for (const [text, isRepeated] of texts) {
    test(`"${text}" ${isRepeated ? 'repeats' : 'does not repeat'} the raised memory limit`, () => {
      assert.equal(triedBefore(text, readTried(documented).entries) !== undefined, isRepeated);
    });
  }

  test('proposals that were tried are hidden and counted', () => {
    const { shown, hidden, note } = withoutTried(
      texts.map(([text]) => text),
      (text) => text,
      readTried(documented).entries,
    );
    assert.deepEqual(
      [shown.length, hidden.length, note],
      [4, 4, '4 ideas that you already tried are hidden.'],
    );
    assert.equal(withoutTried(['x'], (text) => text, []).note, undefined);
  });
});

suite('the file of the tried list', () => {
  const valid = [documented, 'version: 1\ntried: []\n', one('action: a, target: b, result: c')];
  for (const text of valid) {
    test(`reader and schema take ${JSON.stringify(text)}`, () => {
      assert.deepEqual(readTried(text).problems, []);
      assert.equal(fits(parse(text), schema), true);
    });
  }

  const invalid: readonly (readonly [string, number, RegExp])[] = [
    [one('action: a, target: b'), 3, /needs "result"/],
    [one('action: a, target: b, result: c, who: d'), 3, /"who" is no key/],
    [one('action: a, target: b, result: c, when: yesterday'), 3, /a day such as/],
    ['version: 1\n', 1, /needs "tried"/],
    ['version: 1\ntried: a\n', 2, /must be a list/],
  ];
  for (const [text, line, message] of invalid) {
    test(`reader and schema refuse ${JSON.stringify(text)}`, () => {
      const { problems } = readTried(text);
      assert.equal(problems[0]?.line, line);
      assert.match(problems[0]?.message ?? '', message);
      assert.equal(fits(parse(text), schema), false);
    });
  }
});
