import assert from 'node:assert/strict';
import { edgesOf, type Files, placesOf } from './graph.ts';

interface Case {
  readonly name: string;
  readonly files: Files;
  readonly edges: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'start order alone is the weakest edge, as a list and as a map',
    files: {
      'compose.yaml': `
        services:
          web: { image: nginx, depends_on: [api] }
          api:
            build: ./api
            depends_on:
              db: { condition: service_healthy }
          db: { image: postgres }`,
    },
    edges: ['api -> db ordered', 'web -> api ordered'],
  },
  {
    name: 'an address in the environment is more than start order, as a list and as a map',
    files: {
      'docker-compose.yml': `
        services:
          web:
            image: web
            depends_on: [api]
            environment: ["API_URL=http://api:8080/v1", PORT=80]
          api:
            image: api
            environment:
              DATABASE_URL: postgres://user:p%40ss@db:5432/orders
              REDIS_HOST: cache
          db: { image: postgres }
          cache: { image: redis }`,
    },
    edges: ['api -> cache addressed', 'api -> db addressed', 'web -> api addressed'],
  },
  {
    name: 'names of databases, users, topics and images are no addresses',
    files: {
      'docker-compose.yml': `
        services:
          kafka:
            image: kafka
            environment:
              KAFKA_CREATE_TOPICS: "orders:5:1"
              KAFKA_ADVERTISED_LISTENERS: PLAINTEXT://kafka:9092
          db:
            image: orders
            environment: { POSTGRES_DB: orders, MYSQL_USER: catalog_user, POSTGRES_USER: catalog, SERVICE_NAME: web }
          orders: { image: orders, labels: ["traefik.http.services.web.url=http://web"] }
          catalog: { image: catalog, environment: { CORS_ORIGIN: "http://web:80", NO_PROXY: "db,web" } }
          web: { image: web, environment: { WEB_HOST: web, HOST: 0.0.0.0, API_URL: "http://localhost:3000" } }`,
    },
    edges: [],
  },
  {
    name: 'a health check probes nobody else, and comments call nobody',
    files: {
      'docker-compose.yml': `
        services:
          web:
            image: web
            healthcheck: { test: ["CMD", "curl", "http://api:80"] }
            # environment: [API=http://api:80]
          api: { image: api }`,
    },
    edges: [],
  },
  {
    name: 'variables come from .env, with defaults in defaults',
    files: {
      '.env': `CART_PORT=7070\nCART_ADDR=cart:\${CART_PORT}\nUSER=user`,
      'docker-compose.yml': `
        services:
          web:
            image: web
            environment:
              - CART_ADDR
              - USER_URL=http://\${USER}:80
              - PAY_URL=\${PAY_URL:-http://\${PAY_HOST:-pay}:80}
              - LATER=\${NOTHING:+http://never:80}
          cart: { image: cart }
          user: { image: user }
          pay: { image: pay }
          never: { image: never }`,
    },
    edges: ['web -> cart addressed', 'web -> pay addressed', 'web -> user addressed'],
  },
  {
    name: 'other names of a service: container, host, network alias, link',
    files: {
      'docker-compose.yml': `
        services:
          web:
            image: web
            links: ["db:database"]
            environment: { A: "http://the-cart:80", B: "http://cart-host:80", C: "http://orders.alias:80", DB_HOST: database }
          cart: { image: cart, container_name: the-cart, hostname: cart-host }
          orders: { image: orders, networks: { back: { aliases: [orders.alias] } } }
          db: { image: postgres }`,
    },
    edges: ['web -> cart addressed', 'web -> db addressed', 'web -> orders addressed'],
  },
  {
    name: 'a service that extends another has its settings, and a file of bases runs nothing itself',
    files: {
      'docker-compose.yml': `
        services:
          worker: { extends: { file: base/common.yml, service: base }, image: worker }
          queue: { image: rabbitmq }`,
      'base/common.yml': `
        services:
          base: { image: base, environment: { AMQP: "amqp://guest:guest@queue" } }`,
    },
    edges: ['worker -> queue addressed'],
  },
  {
    name: 'what an override resets or replaces is gone',
    files: {
      'compose.yaml': `
        services:
          web: { image: web, depends_on: [old], environment: { API: "http://old:80" } }
          old: { image: old }
          new: { image: new }`,
      'compose.override.yaml': `
        services:
          web:
            depends_on: !reset []
            environment: { API: "http://new:80" }`,
    },
    edges: ['web -> new addressed'],
  },
  {
    name: 'settings that all are given whole only may be used',
    files: {
      'docker-compose.yml': `
        x-common: &common
          CART_URL: http://cart:80
          USER_URL: http://user:80
        services:
          web: { image: web, environment: { <<: *common, PAY_URL: "http://pay:80" } }
          cart: { image: cart, environment: *common }
          user: { image: user }
          pay: { image: pay }`,
    },
    edges: [
      'cart -> user allowed',
      'web -> cart allowed',
      'web -> pay addressed',
      'web -> user allowed',
    ],
  },
  {
    name: 'words of commands: options, waiting scripts, shells',
    files: {
      'docker-compose.yml': `
        services:
          a: { image: a, command: ["--redis=cache:6379", "--name", "db"] }
          b: { image: b, command: ./wait-for-it.sh db:5432 -- ./run }
          c: { image: c, entrypoint: ["dockerize", "-wait=tcp://db:5432", "--", "java"] }
          d: { image: d, command: sh -c "migrate -database postgres://u:p@db/x && serve" }
          cache: { image: redis }
          db: { image: postgres }`,
    },
    edges: ['a -> cache addressed', 'b -> db ordered', 'c -> db ordered', 'd -> db addressed'],
  },
  {
    name: 'an included file may have any name, and an env_file holds settings',
    files: {
      'compose.yaml':
        'include: [infra/data.yml]\nservices:\n  api: { build: api, env_file: [api/app.env] }',
      'infra/data.yml': 'services:\n  db: { image: mysql }',
      'api/app.env': 'export DB_DSN="root:secret@tcp(db:3306)/shop"',
    },
    edges: ['api -> db addressed'],
  },
];

suite('readCompose', () => {
  for (const { name, files, edges } of cases) {
    test(name, () => {
      assert.deepEqual(edgesOf(files), edges);
    });
  }

  test('points at the lines that say it', () => {
    const files = {
      'c/compose.yml': `
        services:
          web:
            image: web
            depends_on:
              api:
                condition: service_started
            environment:
              - PORT=80
              - API=http://api
          api:
            image: api`,
    };
    assert.deepEqual(placesOf(files), ['web -> api c/compose.yml:9 c/compose.yml:5']);
  });
});
