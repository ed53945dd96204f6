import assert from 'node:assert/strict';
import { misspelt } from '../../../../src/core/audit/references/misspelt.ts';

suite('names of several words', () => {
  const same: readonly (readonly [string, string])[] = [
    ['SMTP_TIMEOUT_SECS', 'SMTP_TIMEOUT_SECONDS'],
    ['CACHE_TTL', 'CACHE_TTL_SECONDS'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['orders-db-credential', 'orders-db-credentials'],
    ['db-pasword', 'db-password'],
    ['passwd', 'password'],
    ['newCheckuot', 'new-checkout'],
    ['redisHost', 'REDIS_HOST'],
    ['HOST_REDIS', 'REDIS_HOST'],
    ['retention-day', 'retention-days'],
    ['tracking_no', 'tracking_number'],
    ['maxmemory-policies', 'maxmemory-policy'],
  ];
  for (const [name, known] of same) {
    test(`${name} is ${known}`, () => assert.equal(misspelt(name, [known, 'other']), known));
  }

  const different: readonly (readonly [string, string])[] = [
    ['DB_HOST', 'DB_PORT'],
    ['REDIS_HOST', 'REDIS_PORT'],
    ['READ_TIMEOUT', 'WRITE_TIMEOUT'],
    ['api-config', 'app-config'],
    ['web-1', 'web-2'],
    ['cart', 'card'],
    ['test-data', 'text-data'],
    ['MIN_REPLICAS', 'MAX_REPLICAS'],
    ['KAFKA_BROKERS', 'KAFKA_TOPIC'],
    ['AWS_REGION', 'AWS_PROFILE'],
    ['http_proxy_url', 'proxy_url'],
    ['orders', 'orders-db'],
    ['created_at', 'updated_at'],
    ['v1', 'v2'],
    ['id', 'ids'],
  ];
  for (const [name, known] of different) {
    test(`${name} is not ${known}`, () => assert.equal(misspelt(name, [known]), undefined));
  }

  test('a name that is as near to two is neither', () => {
    assert.equal(misspelt('user-names', ['users-names', 'user-name']), undefined);
  });
});
