import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type DiagnosePorts, diagnose } from '../../src/core/diagnose.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import { clock } from '../../src/node/clock.ts';
import { readContextFolder } from '../../src/node/contextFolder.ts';
import { nodeFiles } from '../../src/node/files.ts';
import { defaultBudget } from './cases.ts';

const root = fileURLToPath(new URL('../../media/samples', import.meta.url));
const ports: DiagnosePorts = { files: nodeFiles, clock, boundary: () => '0'.repeat(32) };

const logsOf = (name: string): readonly string[] =>
  readdirSync(join(root, name))
    .filter((file) => file.endsWith('.log'))
    .sort();

/** As the command line runs it, with the whole folder as context. */
async function diagnoseSample(name: string, logs = logsOf(name)): Promise<Diagnosis> {
  const folder = join(root, name);
  const input = {
    sources: logs.map((file) => ({ uri: pathToFileURL(join(folder, file)).href, name: file })),
    context: (await readContextFolder(folder)).context,
    budget: defaultBudget,
  };
  const run = await diagnose(ports, input, () => {}, neverCancelled);
  assert.equal(run.kind, 'diagnosis');
  return run.diagnosis;
}

interface Story {
  readonly sample: string;
  readonly service: string;
  /** Words of the leading explanation: title, summary and claims. */
  readonly says: readonly RegExp[];
  /** What its claims cite, as `file: text`. */
  readonly cites: readonly RegExp[];
  /** What its claims of the cause cite. */
  readonly causes: readonly RegExp[];
}

const stories: readonly Story[] = [
  {
    sample: '1-kubernetes-outage',
    service: 'catalog',
    says: [/too many clients/, /from 3 to 12/, /pool of 20/, /max_connections = 100/, /payments/],
    cites: [/^events\.log: .*ScalingReplicaSet/, /^k8s\/postgres\.yaml: .*max_connections/],
    causes: [/^changes\/9ab21f4\.patch: \+ {2}replicas: 12/, /^k8s\/catalog\.yaml: .*replicas: 12/],
  },
  {
    sample: '2-latency-fragmentation',
    service: 'pricing-engine',
    says: [/memory fragmentation/i, /allocator/, /resident/, /lock held/, /intermittent latency/],
    cites: [
      /^pricing-engine\.log: .*arena purge/,
      /^pricing-engine\.log: .*took \d{3,4} ms/,
      /^malloc\.conf: /,
      /^src\/quote_cache\.cpp: /,
    ],
    causes: [
      /^pricing-engine\.log: .*resident=2\.00GiB/,
      /^pricing-engine\.log: .*resident=5\.97GiB/,
    ],
  },
  {
    sample: '3-redis-cache',
    service: 'cart-api',
    says: [/Redis/, /maxmemory/, /7f31c0a/, /volatile fell/, /keys grew/],
    cites: [/^redis\.log: .*keys/, /^redis\.conf: maxmemory-policy noeviction/],
    causes: [/^changes\/7f31c0a\.patch: -.*EX: 1800/],
  },
  {
    sample: '4-wasm-runtime',
    service: 'geo-filter',
    says: [/failed to instantiate component/, /wasi:http\/types@0\.2\.3/, /0\.15\.1/, /0\.21\.0/],
    cites: [/^filter\/Cargo\.toml: .*wasi:http@0\.2\.3/],
    causes: [/^sin\.log: .*version=0\.15\.1/, /^fra\.log: .*version=0\.21\.0/],
  },
];

suite('sample incidents', () => {
  for (const { sample, service, says, cites, causes } of stories) {
    test(`${sample} is explained with what lies behind it`, async () => {
      const { outcome, hypotheses } = await diagnoseSample(sample);
      const [top] = hypotheses;
      assert.equal(outcome, 'diagnosed');
      assert.ok(top);
      assert.equal(top.service, service);
      const text = [top.title, top.summary, ...top.claims.map((claim) => claim.text)].join('\n');
      for (const words of says) assert.match(text, words);
      const cited = (claims: typeof top.claims): string =>
        claims
          .flatMap((claim) => claim.citations.map(({ file, quote }) => `${file}: ${quote.trim()}`))
          .join('\n');
      const everything = cited(top.claims);
      for (const line of cites) assert.match(everything, new RegExp(line, 'm'));
      const decisive = cited(top.claims.filter(({ role }) => role === 'cause'));
      for (const line of causes) assert.match(decisive, new RegExp(line, 'm'));
      assert.deepEqual(
        top.claims.filter(({ verdict }) => verdict.kind !== 'supported').map((claim) => claim.text),
        [],
      );
    });
  }

  test('1-kubernetes-outage keeps what made it slow at first as a rival', async () => {
    const { hypotheses } = await diagnoseSample('1-kubernetes-outage');
    const rivals = hypotheses.slice(1).map(({ title }) => title);
    assert.ok(
      rivals.some((title) => /slow.*(?:migrat|INDEX)/i.test(title)),
      rivals.join('\n'),
    );
  });

  for (const sample of readdirSync(root)) {
    test(`${sample} is explained alike whatever order its files are given in`, async () => {
      const logs = logsOf(sample);
      const { hypotheses, outcome, noneOfThese } = await diagnoseSample(sample, logs);
      const orders = [logs.toReversed(), ...logs.map((_, at) => rotated(logs, at))];
      for (const order of orders) {
        const other = await diagnoseSample(sample, order);
        assert.deepEqual(other.hypotheses, hypotheses, order.join(' '));
        assert.deepEqual([other.outcome, other.noneOfThese], [outcome, noneOfThese]);
      }
    });
  }

  test('5-healthy is no incident, though its log is full of words of failure', async () => {
    const { outcome, hypotheses } = await diagnoseSample('5-healthy');
    assert.equal(outcome, 'noIncident');
    assert.deepEqual(hypotheses, []);
  });
});

const rotated = (logs: readonly string[], at: number): readonly string[] => [
  ...logs.slice(at),
  ...logs.slice(0, at),
];
