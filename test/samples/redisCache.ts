import { createDice, createLog, iso, MINUTE, regularly, SECOND } from './writer.ts';

/**
 * A commit drops the expiry of cart keys. Redis has 256 MB and `noeviction`, so half an hour later
 * it refuses every write: carts can't be saved, and the mailer that waits for carts times out.
 */
export function redisCache(): Record<string, string> {
  const dice = createDice(37);
  const start = Date.UTC(2026, 10, 9, 13, 31);
  const deployed = start + 24 * MINUTE + 4 * SECOND;
  const full = start + 47 * MINUTE + 12 * SECOND;
  const end = start + 58 * MINUTE;

  const redis = createLog();
  const redisLine = (at: number, mark: string, message: string): void => {
    const [date, time] = iso(at).split('T');
    redis.add(at, `1:M ${date?.slice(8)} Nov 2026 ${time?.slice(0, 12)} ${mark} ${message}`);
  };
  for (let minute = 0; minute < 58; minute += 1) {
    const at = start + minute * MINUTE + 700;
    const grown = Math.max(0, (at - deployed) / MINUTE) * 2.41;
    const used = Math.min(255.97, 200.6 + dice.next() * 1.2 + grown);
    const keys = Math.round(
      61_200 + dice.between(0, 300) + Math.max(0, (at - deployed) / MINUTE) * 2650,
    );
    const expiring = Math.round(
      Math.max(900, 60_900 - Math.max(0, (at - deployed) / MINUTE) * 1900),
    );
    redisLine(at, '-', `DB 0: ${keys} keys (${expiring} volatile) in 131072 slots HT.`);
    redisLine(
      at + 3,
      '-',
      `${dice.between(18, 24)} clients connected (0 replicas), ${Math.round(used * 1048576)} bytes in use`,
    );
  }
  regularly(dice, [start, end], 5 * MINUTE, (at) => {
    redisLine(at, '*', '100 changes in 300 seconds. Saving...');
    redisLine(at + 20, '*', `Background saving started by pid ${dice.between(800, 3000)}`);
    redisLine(at + 900, '*', 'Background saving terminated with success');
  });

  const cart = createLog();
  const pino = (at: number, level: number, message: string, fields: string): void =>
    cart.add(
      at,
      `{"level":${level},"time":${at},"pid":1,"hostname":"cart-api-5f6d8c9b7-tq2xn","name":"cart-api","msg":"${message}"${fields}}`,
    );
  pino(deployed, 30, 'cart-api starting', ',"version":"2.14.0","commit":"7f31c0a"');
  pino(deployed + 1200, 30, 'listening on :3000', '');
  regularly(dice, [start, end], 1.9 * SECOND, (at) => {
    const trace = `,"trace_id":"${dice.hex(32)}"`;
    const isSave = dice.next() < 0.55;
    if (isSave && at > full) {
      pino(
        at,
        50,
        'cart not saved',
        `${trace},"err":{"type":"ReplyError","message":"OOM command not allowed when used memory > 'maxmemory'.","stack":"ReplyError: OOM command not allowed when used memory > 'maxmemory'.\\n    at parseError (/app/node_modules/redis-parser/lib/parser.js:179:12)\\n    at CartStore.save (/app/src/cartStore.ts:21:5)\\n    at async POST /cart (/app/src/routes.ts:44:3)"},"res":{"statusCode":500}`,
      );
    } else {
      pino(
        at,
        30,
        isSave ? 'cart saved' : 'cart read',
        `${trace},"took_ms":${dice.between(1, 6)},"res":{"statusCode":200}`,
      );
    }
  });

  const mailer = createLog();
  const python = (at: number, level: string, logger: string, message: string): void =>
    mailer.add(
      at,
      `${iso(at).replace('T', ' ').replace('Z', '').replace('.', ',')} ${level} ${logger} ${message}`,
    );
  regularly(dice, [start, end], 9 * SECOND, (at) => {
    if (at > full + 90 * SECOND && dice.next() < 0.7) {
      python(
        at,
        'ERROR',
        'mailer.reminders',
        `no cart for session ${dice.hex(12)} after 5000 ms, giving up`,
      );
      mailer.add(at, 'Traceback (most recent call last):');
      mailer.add(at, '  File "/srv/mailer/reminders.py", line 62, in remind');
      mailer.add(at, '    cart = await carts.wait_for(session, timeout=5.0)');
      mailer.add(at, '  File "/srv/mailer/carts.py", line 31, in wait_for');
      mailer.add(at, '    raise CartTimeout(session)');
      mailer.add(at, 'mailer.carts.CartTimeout: cart was never written');
    } else {
      python(at, 'INFO', 'mailer.reminders', `reminder sent for session ${dice.hex(12)}`);
    }
  });
  return { 'cart-api.log': cart.text(), 'mailer.log': mailer.text(), 'redis.log': redis.text() };
}
