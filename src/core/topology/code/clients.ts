import type { CodeText } from './literals.ts';

/** What kind of store or broker a client package is for, and how its servers' images are named. */
export interface ClientKind {
  readonly kind: string;
  readonly image: RegExp;
}

const servers: readonly (ClientKind & { readonly packages: RegExp })[] = [
  {
    kind: 'redis',
    image: /redis|valkey|dragonfly|keydb/i,
    packages:
      /^(redis|ioredis|aioredis|fastapi_cache|StackExchange\.Redis|redis\.clients\.jedis.*|io\.lettuce.*|github\.com\/(go-redis|redis)\/.*|github\.com\/gomodule\/redigo.*|predis.*|hiredis.*|sw\/redis.*)$/,
  },
  {
    kind: 'mongodb',
    image: /mongo/i,
    packages:
      /^(mongoc?|mongodb|mongoose|pymongo|motor|MongoDB\.Driver|com\.mongodb.*|org\.springframework\.data\.mongodb.*|go\.mongodb\.org.*|gopkg\.in\/mgo.*|flask_pymongo)$/,
  },
  {
    kind: 'mysql',
    image: /mysql|mariadb|percona/i,
    packages:
      /^(mysql2?|mysqlclient|pymysql|MySQLdb|aiomysql|MySql.*|com\.mysql.*|github\.com\/go-sql-driver\/mysql)$/,
  },
  {
    kind: 'postgres',
    image: /postgres|timescale|cockroach|alloydb/i,
    packages:
      /^(pg|psycopg2?|asyncpg|Npgsql.*|org\.postgresql.*|github\.com\/lib\/pq|github\.com\/jackc\/pgx.*)$/,
  },
  {
    kind: 'rabbitmq',
    image: /rabbit|amqp/i,
    packages:
      /^(amqp|amqplib.*|pika|aio_pika|RabbitMQ\.Client|com\.rabbitmq.*|org\.springframework\.amqp.*|github\.com\/(streadway|rabbitmq)\/amqp.*|php-amqplib.*|bunny)$/,
  },
  {
    kind: 'kafka',
    image: /kafka|redpanda/i,
    packages:
      /^(kafkajs|kafka-node|node-rdkafka|confluent_kafka|kafka|aiokafka|Confluent\.Kafka|org\.apache\.kafka.*|org\.springframework\.kafka.*|github\.com\/(Shopify|IBM)\/sarama|github\.com\/segmentio\/kafka-go.*)$/,
  },
  {
    kind: 'elasticsearch',
    image: /elasticsearch|opensearch/i,
    packages:
      /^(@elastic\/elasticsearch|elasticsearch.*|Nest|org\.elasticsearch.*|github\.com\/(elastic|olivere)\/.*)$/,
  },
  {
    kind: 'memcached',
    image: /memcache/i,
    packages:
      /^(memjs|memcached|pymemcache|github\.com\/bradfitz\/gomemcache.*|net\.spy\.memcached.*|libmemcached.*)$/,
  },
  {
    kind: 'nats',
    image: /nats/i,
    packages: /^(nats|github\.com\/nats-io\/.*|NATS\.Client|io\.nats.*)$/,
  },
  {
    kind: 'cassandra',
    image: /cassandra|scylla/i,
    packages: /^(cassandra-driver|cassandra\..*|com\.datastax.*|github\.com\/gocql\/gocql)$/,
  },
];

const imports: readonly RegExp[] = [
  /\brequire\(\s*["']([^"'\n]{2,80})["']\s*\)/g,
  /^\s*import\s(?:[^"'\n]{0,200}\sfrom\s+)?["']([^"'\n]{2,80})["']/gm,
  /^\s*(?:from|import)\s+([\w.]{2,80})/gm,
  /^\s*(?:\w+\s+)?"([\w.-]+\.\w+\/[\w./-]{2,100})"\s*$/gm,
  /^\s*using\s+([\w.]{2,80})\s*;/gm,
  /^\s*use\s+([\w\\:]{2,80})/gm,
  /^\s*#include\s+[<"](?:[\w./-]*\/)?(?:\w*?)(mongoc?|memcached|redis|amqp|kafka)\w*\+{0,2}(?:\/[\w+.-]+)?(?:\.h(?:pp)?)?[>"]/gim,
];

/** Kinds of servers that a file's imports are clients of. */
export function clientKinds({
  source,
}: CodeText): readonly { readonly server: ClientKind; readonly line: number }[] {
  const found = new Map<string, { server: ClientKind; line: number }>();
  for (const pattern of imports) {
    for (const match of source.matchAll(pattern)) {
      const name = match[1] ?? '';
      const server = servers.find(({ packages }) => packages.test(name));
      if (server && !found.has(server.kind)) {
        const start = match.index + match[0].indexOf(name);
        found.set(server.kind, { server, line: source.slice(0, start).split('\n').length });
      }
    }
  }
  return [...found.values()];
}

/** Stubs that gRPC generates: `NewCartServiceClient(`, `CartServiceStub(`, `CartServiceGrpc.newBlockingStub(`. */
const stubs =
  /\bNew(\w{3,60})Client\s*\(|\b(\w{3,60})Stub\s*\(|\b(\w{3,60})Grpc\.new\w*Stub\s*\(|\bnew\s+(?:\w+\.){0,4}(\w{3,60}?)(?:Client|\.\w+Client)\s*\(|\b(\w{3,60})Client::connect\s*\(|AddGrpcClient<(?:\w+\.){0,4}(\w{3,60}?)(?:Client)?>/g;

/** Names of services whose stubs are made. */
export function stubNames({
  source,
}: CodeText): readonly { readonly name: string; readonly line: number }[] {
  return [...source.matchAll(stubs)].flatMap((match) => {
    const name = match.slice(1).find((part) => part !== undefined);
    return name ? [{ name, line: source.slice(0, match.index).split('\n').length }] : [];
  });
}
