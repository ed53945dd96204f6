import type { RecordWriter } from './kinds.ts';
import { drawn } from './messages.ts';
import { parsePattern } from './pattern.ts';
import { asBytes } from './pen.ts';
import { stamps } from './times.ts';

const REQUESTS: readonly (readonly [number, string])[] = [
  [300, 'GET /shows/{d:6} HTTP/1.1'],
  [260, 'GET /static/js/app.{x:8}.js HTTP/1.1'],
  [200, 'GET /static/img/poster-{d:5}.webp HTTP/2.0'],
  [180, 'GET /api/v2/shows/{d:6}/seats?row={n:40}&v={x:6} HTTP/1.1'],
  [120, 'POST /api/v2/bookings HTTP/1.1'],
  [90, 'GET /search?q={of:jazz|opera|circus|theatre}&page={n:30} HTTP/1.1'],
  [60, 'GET / HTTP/1.1'],
  [50, 'GET /visitor/{d:7}/tickets HTTP/2.0'],
  [30, 'HEAD /health HTTP/1.1'],
  [20, 'PUT /api/v2/visitors/{d:7}/profile HTTP/1.1'],
  [12, 'GET /wp-login.php HTTP/1.1'],
  [9, 'GET /.env HTTP/1.1'],
  [6, 'DELETE /api/v2/bookings/{uuid} HTTP/1.1'],
  [3, 'GET /robots.txt HTTP/1.0'],
];
const STATUSES: readonly (readonly [number, number])[] = [
  [860, 200],
  [50, 304],
  [25, 301],
  [30, 404],
  [12, 401],
  [8, 409],
  [5, 429],
  [4, 502],
  [3, 500],
  [1, 503],
];
const AGENTS = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (compatible; CrawlBot/2.1; +http://crawl.example/bot.html)',
  'curl/8.5.0',
  'python-requests/2.32.3',
];

/** `10.1.2.3 - - [14/Mar/2026:10:31:07 +0000] "GET /shows/123456 HTTP/1.1" 200 5120 "-" "curl/8.5.0"` */
export function accessRecord(): RecordWriter {
  const client = parsePattern('{ip} - - [');
  const weighed = (rows: readonly (readonly [number, unknown])[]) => rows.map(([weight]) => weight);
  const request = drawn(
    REQUESTS.map(([, text]) => parsePattern(text)),
    weighed(REQUESTS),
  );
  const status = drawn(
    STATUSES.map(([, code]) => code),
    weighed(STATUSES),
  );
  const rest = parsePattern(
    ' {n:90000} "{of:-|https://lantern.example/|https://lantern.example/shows}" "',
  );
  const agents = AGENTS.map(asBytes);
  return (pen, now) => {
    client(pen);
    stamps.access(pen, now);
    pen.raw(BEFORE);
    request(pen)(pen);
    pen.raw(AFTER);
    const code = status(pen);
    pen.number(code);
    rest(pen);
    pen.raw(pen.random.pick(agents));
    pen.raw(QUOTE);
    pen.endLine();
    pen.endRecord(code >= 500 ? 'error' : 'info');
  };
}

const BEFORE = asBytes('] "');
const AFTER = asBytes('" ');
const QUOTE = asBytes('"');
