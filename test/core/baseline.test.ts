import assert from 'node:assert/strict';
import { diagnose } from '../../src/core/diagnose.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import { noContext } from '../../src/core/model/context.ts';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import { clock } from '../../src/node/clock.ts';

const start = Date.UTC(2026, 10, 20, 9);
const at = (second: number): string => new Date(start + second * 1000).toISOString();
const sourceOf = (name: string, lines: readonly string[]) => ({
  uri: `file:///${name}`,
  name,
  text: lines.join('\n'),
});

async function run(bad: readonly string[], ...good: readonly (readonly string[])[]) {
  const result = await diagnose(
    {
      files: { open: () => assert.fail('There are no files.') },
      clock,
      boundary: () => '0'.repeat(32),
    },
    {
      sources: [sourceOf('bad.log', bad)],
      baselines: good.map((lines, i) => sourceOf(`good${i || ''}.log`, lines)),
      context: noContext,
      budget: 12_000,
    },
    () => {},
    neverCancelled,
  );
  return result.kind === 'diagnosis' ? result.diagnosis : assert.fail();
}

const headline = ({ outcome, hypotheses }: Diagnosis): string =>
  outcome === 'diagnosed' ? (hypotheses[0]?.title ?? '') : outcome;
const saidBy = ({ hypotheses }: Diagnosis): string =>
  (hypotheses[0]?.claims ?? [])
    .map(({ role, text, verdict }) => `${role} ${verdict.kind}: ${text}`)
    .join('\n');

/** A service that always complains about its metrics; once its prices come from an old snapshot. */
function service({ isBad }: { readonly isBad: boolean }): string[] {
  return Array.from({ length: 400 }, (_, i) => [
    `${at(i * 3)} INFO  [orders] GET /orders/${1000 + i} 200 in ${8 + ((i * 7) % 22)} ms`,
    ...(i % 150 === 3
      ? [`${at(i * 3)} ERROR [orders] metrics push to 10.0.0.9:9091 failed: connection refused`]
      : []),
    ...(isBad && i === 150
      ? [`${at(i * 3)} INFO  [orders] pricing table loaded from snapshot of August`]
      : []),
    ...(isBad && i > 160 && i % 20 === 0
      ? [`${at(i * 3)} INFO  [orders] order ${i} parked until its price is looked at`]
      : []),
  ]).flat();
}

const steps = (more: readonly string[], users: number, image: string): string[] => [
  '+ npm ci',
  'npm warn deprecated glob@7.2.3: no longer supported',
  '+ npm run lint',
  'error  no-unused-vars suppressed by baseline (12 problems)',
  `using node from image runner-base:${image}`,
  '+ npm run build',
  'vite building for production...',
  'Error: optional native addon bufferutil could not be built, skipping',
  'dist/index.js 812.10 kB',
  '+ npm run e2e',
  'starting browser chromium',
  `fixture users.json: ${users} rows`,
  ...more,
];
const greenJob = steps(
  ['login ok', 'checkout ok', 'Uploading artifacts', 'Job succeeded'],
  40,
  '2026.10',
);
const redJob = steps(
  [
    'login page did not show the dashboard within 30s',
    '##[error]Process completed with exit code 1.',
  ],
  0,
  '2026.11',
);

/** A cluster with a controller that always stumbles over one object; once its nodes are too few. */
function cluster({ isBad }: { readonly isBad: boolean }): string[] {
  return Array.from({ length: 120 }, (_, i) => [
    `${at(i * 5)} INFO controller reconciled Deployment shop/${['cart', 'web', 'pay'][i % 3]} generation=${1 + (i % 9)}`,
    ...(i % 30 === 5
      ? [
          `${at(i * 5)} ERROR controller failed to sync Endpoints shop/legacy: Operation cannot be fulfilled: the object has been modified`,
        ]
      : []),
    ...(isBad && i === 40
      ? [
          `${at(i * 5)} INFO autoscaler node pool general: max size changed from 12 to 4 by terraform`,
        ]
      : []),
    ...(isBad && i > 45 && i % 6 === 0
      ? [
          `${at(i * 5)} INFO scheduler Pod/pay-${4000 + i} waits: no node matches, 4 nodes, 0 with room`,
        ]
      : []),
  ]).flat();
}

const slowService = (factor: number): string[] =>
  Array.from(
    { length: 200 },
    (_, i) =>
      `${at(i * 4)} INFO  [cart] cart ${i} stored, took ${(40 + ((i * 13) % 25)) * factor} ms`,
  );

suite('a run beside a good one', () => {
  const pairs: readonly {
    name: string;
    bad: readonly string[];
    good: readonly string[];
    /** What is said without the good run, which is wrong or nothing. */
    alone: RegExp;
    beside: RegExp;
    says?: RegExp;
  }[] = [
    {
      name: 'of a service is told by what it does anew, and not by what it always complains about',
      bad: service({ isBad: true }),
      good: service({ isBad: false }),
      alone: /^noIncident$|metrics push/,
      beside: /^Not in the good run: “order 180 parked until its price is looked at”$/,
      says: /cause supported: Before it\. Not in the good run: “pricing table loaded from snapshot of August”/,
    },
    {
      name: 'of a CI job is told by the count that is none now, not by errors that every job prints',
      bad: redJob,
      good: greenJob,
      alone: /no-unused-vars|bufferutil/,
      beside: /fixture users\.json: 0 rows/,
      says: /mechanism supported: Before it\. Otherwise in the good run: “using node from image runner-base:2026\.11”/,
    },
    {
      name: 'of a cluster is told by the pods that wait and the change before, not by a stumbling controller',
      bad: cluster({ isBad: true }),
      good: cluster({ isBad: false }),
      alone: /^noIncident$|legacy/,
      beside: /^Not in the good run: “scheduler Pod\/pay-4048 waits: no node matches/,
      says: /cause supported: Before it\. Not in the good run: “autoscaler node pool general: max size changed from 12 to 4 by terraform”/,
    },
    {
      name: 'is told by an ordinary message that comes far more often',
      bad: [
        ...service({ isBad: false }),
        ...Array.from(
          { length: 60 },
          (_, i) => `${at(1200 + i)} INFO  [orders] cache entry ${i} evicted`,
        ),
      ],
      good: [...service({ isBad: false }), `${at(1200)} INFO  [orders] cache entry 1 evicted`],
      alone: /^noIncident$|metrics push/,
      beside: /^Far more often than in the good run: “cache entry 0 evicted”$/,
    },
    {
      name: 'is not said to be well where something is missing that comes again and again',
      bad: service({ isBad: false }).filter((line) => !line.includes('metrics')),
      good: [
        ...Array.from(
          { length: 40 },
          (_, i) => `${at(i)} INFO  [backup] segment ${i} was stored in the archive`,
        ),
        ...service({ isBad: false }).filter((line) => !line.includes('metrics')),
      ],
      alone: /^noIncident$/,
      beside: /^notEnoughEvidence$/,
    },
    {
      name: 'that is slow from its first line on is told by the time it takes, which alone looks usual',
      bad: slowService(9),
      good: slowService(1),
      alone: /^noIncident$/,
      beside: /requests got slow/,
      says: /symptom supported: Requests take longer than before: “.*\b\d{3} ms”/,
    },
    {
      name: 'that is as good has no incident, whatever both complain about',
      bad: service({ isBad: false }),
      good: service({ isBad: false }),
      alone: /^noIncident$|metrics push/,
      beside: /^noIncident$/,
    },
  ];
  for (const { name, bad, good, alone, beside, says = /(?:)/ } of pairs) {
    test(name, async () => {
      assert.match(headline(await run(bad)), alone);
      const compared = await run(bad, good);
      assert.match(headline(compared), beside);
      assert.match(saidBy(compared), says);
    });
  }

  test('has no rival that the good run complains about as well', async () => {
    const fails = (lines: readonly string[]): string[] => [
      ...lines,
      ...Array.from(
        { length: 9 },
        (_, i) => `${at(1300 + i)} ERROR [orders] price of sku ${i}7 differs, order parked`,
      ),
    ];
    const { hypotheses } = await run(fails(service({ isBad: false })), service({ isBad: false }));
    assert.match(hypotheses[0]?.title ?? '', /price of sku/);
    assert.doesNotMatch(JSON.stringify(hypotheses), /metrics push/);
  });

  test('says in sentences what differs, and what is missing first', async () => {
    assert.deepEqual((await run(redJob, greenJob)).comparison, [
      'Compared with good.log: of 14 kinds of messages 2 are new, 2 have another value, 4 of the good run are missing.',
      'Missing first: “login ok”, “checkout ok”, “Uploading artifacts”.',
    ]);
    assert.equal((await run(redJob)).comparison, undefined);
  });

  test('is compared with several good runs at once', async () => {
    const other = greenJob.map((line) =>
      line.replace('login ok', 'login page did not show the dashboard within 30s'),
    );
    const { comparison } = await run(redJob, greenJob, other);
    assert.match(
      comparison?.[0] ?? '',
      /^Compared with good\.log and 1 more: of 14 kinds of messages 1 are new/,
    );
  });

  test('is not compared with a log of something else', async () => {
    const { comparison, problems } = await run(redJob, cluster({ isBad: false }));
    assert.equal(comparison, undefined);
    assert.deepEqual(
      problems.map(({ message }) => message),
      [
        'good.log has hardly a kind of message in common with this run, so they were not compared: choose a good run of the same thing.',
      ],
    );
  });
});
