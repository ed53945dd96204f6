import assert from 'node:assert/strict';
import { hostsOfScript, hostsOfSetting, hostsOfWords } from '../../../src/core/topology/values.ts';

const settings: readonly (readonly [string, string, readonly string[]])[] = [
  ['CART_ADDR', 'cart:7070', ['cart']],
  ['CART_HOST', 'cart', ['cart']],
  ['cart', 'cart', []],
  ['DB', 'db:5432', ['db']],
  ['DB', 'orders', []],
  ['DB_NAME', 'orders:5432', []],
  ['IMAGE', 'cart:7070', []],
  ['REDIS_PORT', 'tcp://redis:6379', ['redis']],
  ['MONGO', 'mongodb://u:p@m1:27017,m2:27017/x?y=z', ['m1', 'm2']],
  ['spring.datasource.url', 'jdbc:mysql://db:3306/users?useSSL=false', ['db']],
  ['URL', 'jdbc:sqlserver://mssql:1433;databaseName=users', ['mssql']],
  ['URL', 'jdbc:oracle:thin:@ora:1521:xe', ['ora']],
  ['URL', 'jdbc:oracle:thin:@//ora:1521/xe', ['ora']],
  ['ConnectionStrings__OrdersDb', 'Server=sql,1433;Database=users;User Id=sa', ['sql']],
  ['ConnectionStrings__Redis', 'cache:6379,password=x', ['cache']],
  ['DSN', 'host=pg port=5432 user=users', ['pg']],
  ['DSN', 'root:pw@tcp(db:3306)/shop?parseTime=true', ['db']],
  ['AMQP', 'amqp://guest:p@ss@rabbit:5672/', ['rabbit']],
  ['KAFKA_BROKERS', 'k1:9092, k2:9092', ['k1', 'k2']],
  ['BOOTSTRAP_SERVERS', 'PLAINTEXT://k1:9092,PLAINTEXT://k2:9092', ['k1', 'k2']],
  ['HOSTS', '["http://es1:9200","http://es2:9200"]', ['es1', 'es2']],
  ['UPSTREAM_URL', 'http://cart/api', ['cart']],
  ['URL', 'lb://orders/x', ['orders']],
  ['URL', 'dns:///cart.shop:80', ['cart.shop']],
  ['URL', 'file:///etc/cart', []],
  ['URL', 'https://', []],
  ['TIME', '12:30', []],
  ['KAFKA_CREATE_TOPICS', 'orders:5:1', []],
  ['CORS_ALLOWED_ORIGINS', 'http://web', []],
  ['OAUTH_REDIRECT_URI', 'http://web/callback', []],
  ['KAFKA_ADVERTISED_LISTENERS', 'PLAINTEXT://kafka:9092', []],
  ['NO_PROXY', 'cart,orders', []],
  ['EMPTY', '', []],
  ['URL', `http://${'a'.repeat(30_000)}`, []],
];

suite('hostsOfSetting', () => {
  for (const [key, value, hosts] of settings) {
    test(`${key}=${value.slice(0, 60)} names ${hosts.join(', ') || 'nobody'}`, () => {
      assert.deepEqual(hostsOfSetting(key, value), hosts);
    });
  }
});

suite('commands', () => {
  test('options hold settings, with a sign or a blank between', () => {
    const words = [
      'serve',
      '--cart=cart:80',
      '-Dorders.url=http://orders',
      '--db-host',
      'db',
      '--name',
      'users',
    ];
    assert.deepEqual(hostsOfWords(words), ['cart', 'orders', 'db']);
  });

  test('scripts probe and call, and their comments do neither', () => {
    const script =
      'until nc -z rabbit 5672; do sleep 1; done # curl http://never\nredis-cli -h cache ping && curl "http://web:80/"';
    assert.deepEqual(hostsOfScript(script), ['web', 'rabbit', 'cache']);
  });
});
