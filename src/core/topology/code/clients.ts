import { lineAt } from '../../model/lineAt.ts';
import type { Language } from './languages.ts';
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
      /^(mongo|mongodb|mongoose|pymongo|motor|MongoDB\.Driver|com\.mongodb.*|org\.springframework\.data\.mongodb.*|go\.mongodb\.org.*|gopkg\.in\/mgo.*|flask_pymongo)$/,
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

/** How languages import packages; a pattern's first group is the name. */
const imports: Readonly<Record<string, readonly RegExp[]>> = {
  JavaScript: [
    /\brequire\(\s*["']([^"'\n]{2,80})["']\s*\)/g,
    /^[ \t]*(?:import|\}?[ \t]*from)\b[^"'\n]{0,200}["']([^"'\n]{2,80})["']/gm,
  ],
  Java: [/^import\s+(?:static\s+)?([\w.]{2,80})/gm],
  Python: [/^[ \t]*(?:from|import)[ \t]+([\w.]{2,80})/gm],
  Go: [/^[ \t]*(?:import[ \t]+)?(?:[\w.]+[ \t]+)?"([\w.-]+\.\w+\/[\w./-]{2,100})"[ \t]*$/gm],
  'C#': [/^[ \t]*using[ \t]+([\w.]{2,80})[ \t]*;/gm],
  PHP: [/^[ \t]*use[ \t]+([\w\\]{2,80})/gm],
  Rust: [/^[ \t]*use[ \t]+(\w{2,80})/gm],
  Ruby: [/^[ \t]*require[ \t]+['"]([\w/-]{2,80})['"]/gm],
  'C++': [/^[ \t]*#include[ \t]+[<"][^>"\n]*?(mongo|memcached|redis|amqp|kafka)[^>"\n]*[>"]/gm],
};

/** Kinds of servers that a file's imports are clients of. */
export function clientKinds(
  { source }: CodeText,
  { name: language }: Language,
): readonly { readonly server: ClientKind; readonly line: number }[] {
  const found = new Map<string, { server: ClientKind; line: number }>();
  for (const pattern of imports[language] ?? []) {
    for (const match of source.matchAll(pattern)) {
      const name = match[1] ?? '';
      const server = servers.find(({ packages }) => packages.test(name));
      if (server && !found.has(server.kind)) {
        found.set(server.kind, { server, line: lineAt(source, match.index) });
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
  // The pattern is slow, and few files make a client at all.
  if (!/Client\s*[(>:]|Stub\s*\(/.test(source)) return [];
  return [...source.matchAll(stubs)].flatMap((match) => {
    const name = match.slice(1).find((part) => part !== undefined);
    return name ? [{ name, line: lineAt(source, match.index) }] : [];
  });
}
