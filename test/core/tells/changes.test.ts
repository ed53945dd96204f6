import assert from 'node:assert/strict';
import { changeOf } from '../../../src/core/tells/changes.ts';
import { versionIn } from '../../../src/core/tells/versions.ts';

suite('changeOf', () => {
  const table: readonly (readonly [string, string | undefined])[] = [
    [
      'Normal ScalingReplicaSet deployment/web Scaled up replica set web-6c9f from 3 to 12',
      'scaling',
    ],
    ['autoscaler: resizing group api to 14 instances, scaled out from 6 to 14', 'scaling'],
    ['Sync operation to 4be21aa succeeded', 'deploy'],
    ['Deployed release 2026.11.3 of checkout, version 4.1.0', 'deploy'],
    ['Upgraded redis from 7.2.4 to 7.4.0', 'deploy'],
    ['Migrating schema "shop" to version "41 - drop unused indexes"', 'migration'],
    ['statement: DROP INDEX IF EXISTS orders_customer_idx', 'migration'],
    ['received SIGHUP, reloading configuration files', 'configuration'],
    ['parameter "work_mem" changed to "64MB"', 'configuration'],
    ['feature flag new-pricing enabled for 100 %', 'configuration'],
    ['Reloaded application.yml: hikari.maximum-pool-size 50 -> 5', 'configuration'],
    ['config reloaded revision=r118: db.pool.max 40 -> 4', 'configuration'],
    ['flag "vat-v2" 0% -> 100% by m.keller', 'configuration'],
    [
      'configuration change: flag "mill" defaultVariant changed from "off" to "on"',
      'configuration',
    ],
    ['synonyms reloaded: 812000 entries (was 1200)', 'configuration'],
    ['resized container thumbs cpu limit 2000m -> 200m', 'configuration'],
    ['model switched model=gbt-large-v7 previous=gbt-small-v3', 'configuration'],
    ['certificate for api.example.com renewed', 'certificate'],
    ['raft: node 3 became leader at term 12', 'leader'],
    ['Failover completed: db-2 is primary', 'leader'],
    ['node worker-7 was removed from the cluster', 'node'],
    ['pricing-engine 5.2.0 starting, 8 workers', 'start'],
    ['Starting CatalogApplication v3.8.1 using Java 21.0.5 with PID 1', 'start'],
    ['{"level":30,"msg":"cart-api starting","version":"2.14.0","commit":"7f31c0a"}', 'start'],
    ['order accepted in 35 ms', undefined],
    ['starting checkpoint', undefined],
    ['consumer.state of g1: PreparingRebalance -> Stable', undefined],
    ['moved /tmp/a to /srv/a', undefined],
    ['GET /release/notes 200', undefined],
    ['user changed their password', undefined],
    ['cache: 41254 entries, evicted 300 in the last 30 s', undefined],
    ['table scan on orders took 12 ms', undefined],
  ];
  for (const [line, kind] of table) {
    test(`${kind ?? 'no change'}: ${line}`, () => assert.equal(changeOf(line)?.kind, kind));
  }
});

suite('versionIn', () => {
  const table: readonly (readonly [string, string | undefined])[] = [
    ['containerd-shim-spin-v2 registered version=0.15.1', '0.15.1'],
    ['Starting agent v1.8.2', '1.8.2'],
    ['using OpenSSL/3.0.13', '3.0.13'],
    ['kernel release 6.8.0-45', '6.8.0-45'],
    ['memory: fragmentation=2.95', undefined],
    ['took 1.5 s', undefined],
  ];
  for (const [line, version] of table) {
    test(`${version ?? 'none'} in ${line}`, () => assert.equal(versionIn(line)?.version, version));
  }

  test('says what it is about without the version', () => {
    const [a, b] = ['0.15.1', '0.21.0'].map((version) =>
      versionIn(`shim registered version=${version}`),
    );
    assert.equal(a?.about, b?.about);
  });
});
