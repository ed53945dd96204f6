import assert from 'node:assert/strict';
import { matchSignatures, signatureOf, signatures } from '../../../src/core/knowledge/knowledge.ts';
import { createMatcher } from '../../../src/core/knowledge/matcher.ts';
import { matchingCost, requiredLiterals } from '../../../src/core/knowledge/regexSyntax.ts';
import type { LogFile } from '../../../src/core/model/logFile.ts';
import type { LogRecord } from '../../../src/core/model/logRecord.ts';
import type { Pace } from '../../../src/core/model/pace.ts';
import type { MinedLogs, Template } from '../../../src/core/model/template.ts';
import { tableOf } from '../recordTable.ts';

const noPace: Pace = { step: () => undefined };

/** A file whose templates are given by the bodies of their exemplars. */
function minedFrom(
  templates: readonly { bodies: readonly string[]; count: number; attributes?: object }[],
): { files: LogFile[]; mined: MinedLogs } {
  const records: LogRecord[] = [];
  const mined: Template[] = templates.map(({ bodies, count, attributes }, id) => {
    const exemplars = bodies.map((body) => {
      records.push(recordOf(body, { ...attributes }));
      return { file: 0, record: records.length - 1 };
    });
    const [first = { file: 0, record: 0 }] = exemplars;
    const seen = { firstSeen: undefined, lastSeen: undefined, severityNumber: 17 };
    return { id, text: bodies[0] ?? '', count, first, last: first, exemplars, ...seen };
  });
  const file = { uri: 'file:///a.log', name: 'a.log', bytes: 0, format: 'text', problems: [] };
  const lines = { lineCount: records.length, lineAt: () => '', recordAt: () => -1 };
  return {
    files: [{ ...file, ...lines, ...tableOf(records) }],
    mined: { templates: mined, templateIds: [], signals: [] },
  };
}

function recordOf(body: string, attributes: Record<string, string>): LogRecord {
  const none = { timestamp: undefined, severityText: undefined, service: undefined };
  const rest = { host: undefined, traceId: undefined, spanId: undefined };
  return { startLine: 1, endLine: 1, severityNumber: 17, body, attributes, ...none, ...rest };
}

const hitsOf = async (
  ...templates: { bodies: readonly string[]; count: number; attributes?: object }[]
): Promise<unknown[]> => {
  const { files, mined } = minedFrom(templates);
  const hits = await matchSignatures(files, mined, noPace);
  return hits.map(({ signature, template, first, count, fields }) => ({
    id: signature.id,
    template,
    record: first.record,
    count,
    fields,
  }));
};

suite('matchSignatures', () => {
  test('names the template, its first record, how often and what the pattern picked out', async () => {
    const body = 'dial tcp: lookup cart on 10.96.0.10:53: no such host';
    assert.deepEqual(await hitsOf({ bodies: ['ready'], count: 9 }, { bodies: [body], count: 41 }), [
      { id: 'dns.not-found', template: 1, record: 1, count: 41, fields: { host: 'cart' } },
    ]);
  });

  test('counts only the exemplars that match where others do not', async () => {
    const bodies = ['write: no space left on device', 'write: disk is slow'];
    assert.deepEqual(await hitsOf({ bodies, count: 50 }), [
      { id: 'storage.no-space', template: 0, record: 0, count: 1, fields: {} },
    ]);
  });

  test('gives the three that say most of a template which is like many', async () => {
    const body = [
      'java.lang.OutOfMemoryError: Java heap space',
      'connection refused',
      'connect timed out',
      'connection reset by peer',
      'no route to host',
    ].join('\n');
    const hits = (await hitsOf({ bodies: [body], count: 1 })) as { id: string }[];
    assert.deepEqual(
      hits.map((hit) => hit.id),
      ['jvm.heap', 'network.no-route', 'network.connection-refused'],
    );
  });

  test('reads what a structured record keeps beside its message', async () => {
    const attributes = { error: 'connect ECONNREFUSED 10.0.0.5:5432' };
    const hits = (await hitsOf({ bodies: ['request failed'], count: 1, attributes })) as {
      id: string;
    }[];
    assert.deepEqual(
      hits.map((hit) => hit.id),
      ['network.connection-refused'],
    );
  });

  test('takes about a tenth of a second for three exemplars each of 3,000 templates', async () => {
    const examples = signatures.flatMap((signature) => signature.examples);
    const templates = Array.from({ length: 3000 }, (_, at) => ({
      count: 1,
      bodies: [0, 1, 2].map((n) =>
        at % 20 === 0
          ? `${examples[at % examples.length]} (${n})`
          : `request ${at} for customer ${n} handled by worker-${at} in ${at % 97} ms with status ok, cache hit, error rate 0.0, retries 0, connection reused from pool, trace ${at * 7919}`,
      ),
    }));
    const { files, mined } = minedFrom(templates);
    await matchSignatures(files, mined, noPace);
    const start = process.cpuUsage();
    const hits = await matchSignatures(files, mined, noPace);
    const milliseconds = process.cpuUsage(start).user / 1000;
    assert.ok(hits.length >= 150);
    // The bound is loose, as machines differ.
    assert.ok(milliseconds < 500, `${milliseconds} ms`);
  });
});

suite('signatureOf', () => {
  const cases: readonly {
    name: string;
    body: string;
    attributes?: Readonly<Record<string, string>>;
    id: string | undefined;
  }[] = [
    {
      name: 'what a structured log keeps beside a bland message',
      body: 'cart not saved',
      attributes: {
        'exception.message': "OOM command not allowed when used memory > 'maxmemory'.",
      },
      id: 'redis.maxmemory',
    },
    { name: 'nothing for an ordinary line', body: 'listening on port 3000', id: undefined },
    {
      name: 'the cause rather than the symptom of one record',
      body: 'request failed: connection refused\nCaused by: java.net.UnknownHostException: cart-db',
      id: 'dns.not-found',
    },
    {
      name: 'the end of a very long traceback',
      body: `Traceback (most recent call last):\n${'  File "a.py", line 1\n'.repeat(900)}ModuleNotFoundError: No module named 'yaml'`,
      id: 'python.module-missing',
    },
    {
      name: 'a cause in the middle of a very long trace',
      body: `failed\n${'\tat a.B.c(B.java:1)\n'.repeat(300)}Caused by: java.lang.OutOfMemoryError: Metaspace\n${'\tat d.E.f(E.java:1)\n'.repeat(300)}`,
      id: 'jvm.metaspace',
    },
    {
      name: 'nothing for a failure that was overcome',
      body: 'connection refused, retry succeeded',
      id: undefined,
    },
  ];
  for (const { name, body, attributes = {}, id } of cases) {
    test(`gives ${name}`, () => assert.equal(signatureOf({ body, attributes })?.id, id));
  }
});

suite('createMatcher', () => {
  test('finds the same with its index as each signature does by itself', () => {
    const matchAny = createMatcher(signatures);
    const single = signatures.map((signature) => createMatcher([signature]));
    for (const text of signatures.map((signature) => signature.examples[0] ?? '')) {
      const found = new Set(matchAny(text).map((each) => each.signature.id));
      const expected = single.flatMap((match) => match(text).map((each) => each.signature.id));
      assert.deepEqual(found, new Set(expected));
    }
  });
});

suite('requiredLiterals', () => {
  const cases: readonly [pattern: string, literals: readonly string[]][] = [
    ['connection refused', ['connection refused']],
    ['foo|barbaz', ['foo', 'barbaz']],
    ['(?:lost|closed) connection', [' connection']],
    ['x(?:first|second)y', ['first', 'second']],
    ['a(?:bcd)?efg', ['efg']],
    ['[Cc]annot \\S{1,9}', ['annot ']],
    ['\\{name\\}\\n', ['{name}\n']],
    ['(?<=before)after', ['after']],
    ['\\d{1,3}|x', []],
    ['error (?<code>TS\\d{4})', ['error TS']],
    ['\\[(?<id>\\w{1,5})\\] gone', ['] gone']],
  ];
  for (const [pattern, literals] of cases) {
    test(`of ${pattern} are ${JSON.stringify(literals)}`, () =>
      assert.deepEqual(requiredLiterals(pattern), literals));
  }
});

suite('matchingCost', () => {
  const cases: readonly [pattern: string, cost: number][] = [
    ['abc', 1],
    ['a[^\\n]{0,9}b', 10],
    ['a[^\\n]{0,9}', 1],
    ['a\\d{1,9}b', 1],
    ['a.*b', Number.POSITIVE_INFINITY],
    ['(?:\\w{1,10}x){1,3}y', 3000],
    ['a\\S{1,10}b|c\\S{1,10}d', 20],
  ];
  for (const [pattern, cost] of cases) {
    test(`of ${pattern} is ${cost}`, () => assert.equal(matchingCost(pattern), cost));
  }
});
