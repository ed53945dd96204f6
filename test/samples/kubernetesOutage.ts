import {
  createDice,
  createLog,
  type Dice,
  iso,
  MINUTE,
  regularly,
  SECOND,
  spaced,
} from './writer.ts';

/**
 * A shop gets slow at noon: one query of `catalog` lost its index. An assistant proposes more
 * replicas, and the change is made. Each replica opens 20 connections, postgres allows 100, and
 * `payments`, which was healthy until then, shares that database: slow becomes down.
 */
export function kubernetesOutage(): Record<string, string> {
  const dice = createDice(11);
  return {
    'catalog.log': catalogLog(dice),
    'postgres.log': postgresLog(dice),
    'payments.log': paymentsLog(dice),
    'events.log': eventsLog(dice),
    'web-access.log': accessLog(dice),
  };
}

const start = Date.UTC(2026, 10, 3, 12, 0);
const slow = start + 8 * MINUTE;
const scaled = start + 21 * MINUTE + 14 * SECOND;
const full = scaled + 19 * SECOND;
const end = start + 34 * MINUTE;

const oldPods = [
  'catalog-6c9f7d5b8-2xkqv',
  'catalog-6c9f7d5b8-8mzrt',
  'catalog-6c9f7d5b8-qv4lp',
] as const;
const newPods = [
  'hd2wn',
  'j6t9c',
  'k4bvs',
  'mz7xg',
  'p8r5q',
  'r2f6d',
  's9w4k',
  'v7n3b',
  'x5c8m',
].map((suffix) => `catalog-6c9f7d5b8-${suffix}`);

/** Spring Boot, all pods in one file. */
function catalogLog(dice: Dice): string {
  const catalog = createLog();
  const spring = (at: number, pod: string, level: string, logger: string, message: string): void =>
    catalog.add(
      at,
      `${spaced(at)} ${level.padStart(5)} 1 --- [${pod}] [nio-8080-exec-${dice.between(1, 10)}] ${logger.padEnd(40)} : ${message}`,
    );
  for (const pod of oldPods) {
    regularly(dice, [start, end], 4.2 * SECOND, (at) => {
      const took = at < slow ? dice.between(9, 38) : dice.between(1900, 4800);
      const path = dice.pick([
        '/products?category=garden',
        '/products?category=tools',
        '/products/8412',
        '/products/173',
      ]);
      if (at > full && dice.next() < 0.55) return;
      spring(at, pod, 'INFO', 's.c.ProductController', `GET ${path} 200 in ${took} ms`);
      if (took > 2000 && dice.next() < 0.35) {
        spring(
          at + 1,
          pod,
          'WARN',
          's.c.SlowQueryListener',
          `Slow query ${took - 40} ms: select p.* from product p where p.category_id = ? order by p.rank limit 50`,
        );
      }
    });
  }
  spring(
    start + 7 * MINUTE + 40 * SECOND,
    oldPods[0],
    'INFO',
    'o.f.core.internal.command.DbMigrate',
    'Migrating schema "shop" to version "41 - drop unused indexes"',
  );
  spring(
    start + 7 * MINUTE + 52 * SECOND,
    oldPods[0],
    'INFO',
    'o.f.core.internal.command.DbMigrate',
    'Successfully applied 1 migration to schema "shop", now at version v41 (execution time 00:11.873s)',
  );
  newPods.forEach((pod, index) => {
    const up = scaled + 6 * SECOND + index * 1700;
    spring(
      up,
      pod,
      'INFO',
      's.c.CatalogApplication',
      'Starting CatalogApplication v3.8.1 using Java 21.0.5 with PID 1',
    );
    spring(
      up + 2400,
      pod,
      'INFO',
      'com.zaxxer.hikari.HikariDataSource',
      'HikariPool-1 - Starting...',
    );
    const isFull = index > 1;
    if (isFull) {
      spring(
        full + index * 900,
        pod,
        'ERROR',
        'com.zaxxer.hikari.pool.HikariPool',
        'HikariPool-1 - Exception during pool initialization.',
      );
      catalog.add(
        full + index * 900,
        'org.postgresql.util.PSQLException: FATAL: sorry, too many clients already',
      );
      for (const frame of [
        'org.postgresql.core.v3.ConnectionFactoryImpl.doAuthentication(ConnectionFactoryImpl.java:698)',
        'org.postgresql.core.v3.ConnectionFactoryImpl.tryConnect(ConnectionFactoryImpl.java:207)',
        'org.postgresql.jdbc.PgConnection.<init>(PgConnection.java:273)',
        'com.zaxxer.hikari.pool.PoolBase.newConnection(PoolBase.java:359)',
        'shop.catalog.CatalogApplication.main(CatalogApplication.java:14)',
      ]) {
        catalog.add(full + index * 900, `\tat ${frame}`);
      }
    } else {
      spring(
        up + 3900,
        pod,
        'INFO',
        'com.zaxxer.hikari.HikariDataSource',
        'HikariPool-1 - Start completed.',
      );
    }
  });
  regularly(dice, [full + 30 * SECOND, end], 5.5 * SECOND, (at) => {
    spring(
      at,
      dice.pick(oldPods),
      'ERROR',
      's.c.ProductController',
      'GET /products?category=garden 500 in 30004 ms',
    );
    catalog.add(
      at,
      'org.springframework.jdbc.CannotGetJdbcConnectionException: Failed to obtain JDBC Connection',
    );
    catalog.add(
      at,
      '\tat org.springframework.jdbc.datasource.DataSourceUtils.getConnection(DataSourceUtils.java:84)',
    );
    catalog.add(
      at,
      '\tat shop.catalog.ProductRepository.findByCategory(ProductRepository.java:31)',
    );
    catalog.add(
      at,
      `Caused by: java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after ${dice.between(30000, 30012)}ms (total=20, active=20, idle=0, waiting=${dice.between(8, 41)})`,
    );
    catalog.add(at, '\t... 61 more');
  });
  return catalog.text();
}

/** The server log of PostgreSQL. */
function postgresLog(dice: Dice): string {
  const postgres = createLog();
  const pg = (at: number, level: string, message: string): void =>
    postgres.add(at, `${spaced(at)} UTC [${dice.between(200, 990)}] ${level}:  ${message}`);
  regularly(dice, [start, end], 50 * SECOND, (at) => {
    pg(at, 'LOG', 'checkpoint starting: time');
    pg(
      at + 4800,
      'LOG',
      `checkpoint complete: wrote ${dice.between(90, 400)} buffers (0.6%); 0 WAL file(s) added, 0 removed, 1 recycled`,
    );
  });
  pg(
    start + 7 * MINUTE + 44 * SECOND,
    'LOG',
    'statement: DROP INDEX IF EXISTS shop.product_category_rank_idx',
  );
  regularly(dice, [slow, end], 7 * SECOND, (at) =>
    pg(
      at,
      'LOG',
      `duration: ${dice.between(1850, 4700)}.${dice.between(100, 999)} ms  execute <unnamed>: select p.* from product p where p.category_id = $1 order by p.rank limit 50`,
    ),
  );
  regularly(dice, [full, end], 1.9 * SECOND, (at) =>
    pg(at, 'FATAL', 'sorry, too many clients already'),
  );
  return postgres.text();
}

/** A Go service with zap. */
function paymentsLog(dice: Dice): string {
  const payments = createLog();
  const zap = (at: number, level: string, message: string, fields: string): void =>
    payments.add(
      at,
      `{"level":"${level}","ts":"${iso(at)}","logger":"payments","caller":"store/payment.go:88","msg":"${message}",${fields}}`,
    );
  regularly(dice, [start, end], 2.6 * SECOND, (at) => {
    if (at > full && dice.next() < 0.8) return;
    zap(
      at,
      'info',
      'payment captured',
      `"trace_id":"${dice.hex(32)}","order":"o-${dice.between(10000, 99999)}","took_ms":${dice.between(14, 61)}`,
    );
  });
  regularly(dice, [full + 4 * SECOND, end], 3 * SECOND, (at) =>
    zap(
      at,
      'error',
      'capture failed',
      `"trace_id":"${dice.hex(32)}","order":"o-${dice.between(10000, 99999)}","error":"failed to connect to host=postgres user=payments database=shop: server error: FATAL: sorry, too many clients already (SQLSTATE 53300)"`,
    ),
  );
  return payments.text();
}

/** What `kubectl get events` says. */
function eventsLog(dice: Dice): string {
  const events = createLog();
  const event = (at: number, type: string, reason: string, object: string, message: string): void =>
    events.add(
      at,
      `${iso(at).replace(/\.\d+Z/, 'Z')}  ${type.padEnd(7)}  ${reason.padEnd(18)} ${object.padEnd(36)} ${message}`,
    );
  event(
    start + 7 * MINUTE + 31 * SECOND,
    'Normal',
    'Completed',
    'job/catalog-migrate-41',
    'Job completed',
  );
  event(
    scaled - 9 * SECOND,
    'Normal',
    'Sync',
    'application/shop',
    'Sync operation to 9ab21f4 succeeded: "catalog: scale out to cut latency (suggested by assistant)"',
  );
  event(
    scaled,
    'Normal',
    'ScalingReplicaSet',
    'deployment/catalog',
    'Scaled up replica set catalog-6c9f7d5b8 from 3 to 12',
  );
  newPods.forEach((pod, index) => {
    event(
      scaled + 2 * SECOND + index * 300,
      'Normal',
      'Scheduled',
      `pod/${pod}`,
      `Successfully assigned shop/${pod} to node-${dice.between(1, 4)}`,
    );
    event(
      scaled + 5 * SECOND + index * 700,
      'Normal',
      'Started',
      `pod/${pod}`,
      'Started container catalog',
    );
    if (index > 1) {
      regularly(dice, [full + 20 * SECOND, end], 45 * SECOND, (at) =>
        event(
          at,
          'Warning',
          'Unhealthy',
          `pod/${pod}`,
          'Readiness probe failed: HTTP probe failed with statuscode: 503',
        ),
      );
      event(
        full + 60 * SECOND + index * 4000,
        'Warning',
        'BackOff',
        `pod/${pod}`,
        `Back-off restarting failed container catalog in pod ${pod}_shop`,
      );
    }
  });
  return events.text();
}

/** The nginx in front, with the time of the upstream. */
function accessLog(dice: Dice): string {
  const web = createLog();
  regularly(dice, [start, end], 2.2 * SECOND, (at) => {
    const isPayment = dice.next() < 0.3;
    const isDown = at > full + 5 * SECOND && dice.next() < (isPayment ? 0.75 : 0.6);
    const request = isPayment ? 'POST /api/payments' : 'GET /api/products?category=garden';
    const status = isDown ? dice.pick(['502', '504', '504']) : '200';
    const isSlow = at > slow && !isPayment;
    const seconds = isDown ? 30.001 : isSlow ? 2 + dice.next() * 2.5 : 0.02 + dice.next() / 20;
    web.add(
      at,
      `10.42.${dice.between(0, 3)}.${dice.between(2, 250)} - - [${clf(at)}] "${request} HTTP/1.1" ${status} ${dice.between(180, 5200)} "-" "Mozilla/5.0" rt=${seconds.toFixed(3)} uaddr=${isPayment ? '10.43.7.21:8080' : '10.43.7.9:8080'}`,
    );
  });
  return web.text();
}

/** `03/Nov/2026:12:00:01 +0000`, as nginx writes it. */
function clf(at: number): string {
  const [date, time] = iso(at).split('T');
  return `${date?.slice(8)}/Nov/${date?.slice(0, 4)}:${time?.slice(0, 8)} +0000`;
}
