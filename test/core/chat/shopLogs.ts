// Logs of a shop whose database connections run out, as several services write them. All numbers in
// the tests follow from the loops below.

const START = Date.UTC(2026, 2, 1, 13, 50, 0);
const at = (seconds: number): string => new Date(START + seconds * 1000).toISOString();
/** Seconds after the start, for a time of that day. */
const seconds = (time: string): number => {
  const [h = 0, m = 0, s = 0] = time.split(':').map(Number);
  return (h - 13) * 3600 + (m - 50) * 60 + s;
};

/**
 * checkout.log: an order each 5 seconds from 13:50:00 to 14:19:55 (360). From 14:03:12 on each third
 * order times out waiting for a connection; a deployment stands at 14:01:30, a retry after each timeout.
 */
export function checkoutLog(): string {
  const lines: string[] = [`${at(0)} INFO  [main] c.shop.checkout.App - Starting version 2.3.0`];
  for (let order = 0; order < 360; order++) {
    const time = order * 5;
    const id = `order-${1000 + order}`;
    const trace = `trace=${(0xabc000 + order).toString(16)}f0`;
    if (time === seconds('14:01:30')) {
      lines.push(
        `${at(time)} INFO  [main] c.shop.checkout.App - Deployed version 2.4.0 with pool.max=5`,
      );
    }
    const isTimeout = time >= seconds('14:03:12') && order % 3 === 0;
    if (isTimeout) {
      lines.push(
        `${at(time)} ERROR [http-${order % 4}] c.shop.checkout.Pool - Timeout after 3000 ms waiting for a connection, ${id} ${trace}`,
        `java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available`,
        `\tat com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:696)`,
        `${at(time + 1)} WARN  [http-${order % 4}] c.shop.checkout.Cart - Retrying ${id}`,
      );
    } else {
      lines.push(
        `${at(time)} INFO  [http-${order % 4}] c.shop.checkout.Cart - Placed ${id} in ${20 + (order % 50)} ms ${trace}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

/** gateway.log: a request each 10 seconds from 13:50:00 (180); from 14:03:20 on each second one is a 503. */
export function gatewayLog(): string {
  const lines: string[] = [];
  for (let request = 0; request < 180; request++) {
    const time = request * 10;
    const stamp = new Date(START + time * 1000);
    const clock = stamp.toISOString().slice(11, 19);
    const isFailing = time >= seconds('14:03:20') && request % 2 === 0;
    const status = isFailing ? 503 : 200;
    lines.push(
      `10.0.0.${1 + (request % 5)} - - [01/Mar/2026:${clock} +0000] "GET /checkout/${request} HTTP/1.1" ${status} ${isFailing ? 91 : 512} "-" "curl/8.5"`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** database.log: a checkpoint each minute until 14:02 (13), then two refusals at 14:03:05 and 14:10:00. */
export function databaseLog(): string {
  const lines: string[] = [];
  for (let minute = 0; minute < 13; minute++) {
    lines.push(
      `${stamp(minute * 60)} UTC [41] LOG:  checkpoint complete: wrote ${100 + minute} buffers; write=0.${10 + minute} s`,
    );
  }
  lines.push(
    `${stamp(seconds('14:03:05'))} UTC [97] FATAL:  remaining connection slots are reserved`,
  );
  lines.push(
    `${stamp(seconds('14:10:00'))} UTC [98] FATAL:  remaining connection slots are reserved`,
  );
  return `${lines.join('\n')}\n`;
}

const stamp = (time: number): string => at(time).slice(0, 23).replace('T', ' ').replace('Z', '');

/**
 * Two services and their traces as JSON, in a zone two hours ahead of UTC: each 2 seconds a request of
 * `web` (100 of them, from 09:00:00 to 09:03:18 as it is written) and a second later one of `stock`. Each
 * tenth request of `stock` fails on host `node-2`; the 37th of `web` takes 4.2 s.
 */
export function tracedLogs(): { readonly web: string; readonly stock: string } {
  const zoned = (time: number): string =>
    `${new Date(Date.UTC(2026, 4, 6, 9, 0, 0) + time * 1000).toISOString().slice(0, 19)}+02:00`;
  const web: string[] = [];
  const stock: string[] = [];
  for (let request = 0; request < 100; request++) {
    const trace = `4bf92f3577b34da6a3ce929d0e0e${(4096 + request).toString(16)}`;
    const base = { trace_id: trace, level: 'info' };
    const took = request === 37 ? 4200 : 40 + (request % 10);
    web.push(
      JSON.stringify({
        time: zoned(request * 2),
        ...base,
        service: 'web',
        host: 'node-1',
        msg: `GET /items/${request} answered, duration_ms=${took}`,
      }),
    );
    const isFailing = request % 10 === 9;
    stock.push(
      JSON.stringify({
        time: zoned(request * 2 + 1),
        ...base,
        level: isFailing ? 'error' : 'info',
        service: 'stock',
        host: isFailing ? 'node-2' : 'node-3',
        msg: isFailing ? `cannot read item ${request}: connection refused` : `read item ${request}`,
      }),
    );
  }
  return { web: `${web.join('\n')}\n`, stock: `${stock.join('\n')}\n` };
}
