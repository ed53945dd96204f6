import { isHarmless } from './secretValue.ts';
import type { Span } from './span.ts';

/**
 * Finds secrets by the syntax around them: credentials in URLs, HTTP headers, cookies, connection
 * strings, commands and statements. Only the secret part is hidden, so that the host, the user or
 * the scheme still tells what was tried.
 */
export function* findStructuredSecrets(text: string): Iterable<Span> {
  for (const { kind, marks, pattern, unless } of rules) {
    if (!marks.some((mark) => mark.test(text))) {
      continue;
    }
    for (const match of text.matchAll(pattern)) {
      const value = match[1] ?? '';
      if (value !== '' && !isHarmless(value) && !unless?.test(value)) {
        const start = match.index + match[0].length - value.length;
        yield { start, end: start + value.length, kind };
      }
    }
  }
  yield* findCookies(text);
}

interface Rule {
  readonly kind: string;
  /** The pattern is tried only on text that has one of these. */
  readonly marks: readonly RegExp[];
  /** Its first group is the secret and ends the match. */
  readonly pattern: RegExp;
  readonly unless?: RegExp;
}

const rules: readonly Rule[] = [
  {
    // postgres://app:hunter2@db:5432/shop; a password may hold an @ of its own.
    kind: 'PASSWORD',
    marks: [/:\/\//],
    pattern: /:\/\/[^\s:@/"'<>]{0,128}:([^\s/"'<>?#]{1,256})(?=@)/g,
  },
  {
    // https://0a1b2c3d…@host: a token in the place of the user.
    kind: 'TOKEN',
    marks: [/:\/\//],
    pattern: /:\/\/((?=[A-Za-z_-]{0,60}\d)[\w-]{20,256})(?=(?::x-oauth-basic)?@)/g,
  },
  {
    // app:hunter2@tcp(db:3306)/shop, as Go's MySQL driver writes it.
    kind: 'PASSWORD',
    marks: [/@(?:tcp|unix)\(/],
    pattern: /\b\w{1,64}:([^\s:@/"']{1,128})(?=@(?:tcp|unix)\()/g,
  },
  {
    // app/hunter2@//db:1521/shop, as Oracle's tools do.
    kind: 'PASSWORD',
    marks: [/jdbc:oracle|sqlplus/i],
    pattern: /(?:thin:|sqlplus\s{1,4}(?:-\w{1,2}\s{1,4})?)\w{1,64}\/([^\s@/"']{1,128})(?=@)/gi,
  },
  {
    kind: 'TOKEN',
    marks: [/bearer/i],
    pattern: /\bbearer["']?[ \t:=]{1,4}["']?([\w.~+/=-]{12,})/gi,
    unless: /^[A-Za-z]+(?:[-_./][A-Za-z]+)*$/,
  },
  {
    kind: 'TOKEN',
    marks: [/\b(?:authorization|x-[\w-]{0,30}(?:key|token|auth))/i],
    pattern:
      /\b(?:authorization|x-[\w-]{0,30}(?:key|token|auth))\\{0,3}["']?[ \t]{0,4}[:=][ \t]{0,4}\\{0,3}["']?(?:(?:basic|token|digest|negotiate|apikey|bot|ntlm|key)[ \t=]{1,4})?([\w.~+/=:-]{8,})/gi,
    unless: /^(?:basic|bearer|token|digest|negotiate|apikey|bot|ntlm|aws4-hmac-sha256)$/i,
  },
  {
    // Behind a header's name and a scheme even a short value is one: Authorization: Bearer abcdef
    kind: 'TOKEN',
    marks: [/authorization/i],
    pattern:
      /\bauthorization\\{0,3}["']?[ \t]{0,4}(?:=>|[:=])[ \t]{0,4}\[?\\{0,3}["']?(?:basic|bearer|token|digest|negotiate|apikey|bot|ntlm|key)[ \t]{1,4}([\w.~+/=:-]{3,})/gi,
    unless: /^(?:realm|scheme|error|header|format|access|schema|credentials|username)\b/i,
  },
  {
    kind: 'PASSWORD',
    marks: [/\bbasic /i],
    pattern:
      /\bbasic[ \t]{1,4}((?=[A-Za-z+/]{0,40}[A-Z0-9])(?:[A-Za-z0-9+/]{4}){3,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)(?![A-Za-z0-9+/])/gi,
    unless: /^[A-Za-z]?[a-z]+$/,
  },
  {
    // "auth": "dXNlcjpwYXNz" in ~/.docker/config.json, _auth= in .npmrc
    kind: 'PASSWORD',
    marks: [/_?auth\\{0,3}["']?\s{0,4}[:=]/],
    pattern: /\b_?auth\\{0,3}["']?\s{0,4}[:=]\s{0,4}\\{0,3}["']?([A-Za-z0-9+/]{8,}={0,2})/g,
    unless: /^[a-z]+$|^[A-Z][a-z]+$/,
  },
  {
    // Signed URLs: sig=, Signature=, X-Amz-Signature=, X-Goog-Signature=, AWS Authorization headers.
    kind: 'SIGNATURE',
    marks: [/sig(?:nature)?(?:=|%3d)/i],
    pattern: /(?:[?&;,\s]|%26|x-(?:amz|goog)-)(?:sig|signature)(?:=|%3d)([\w%+/=.~-]{16,})/gi,
    unless: /^[a-z_-]+$/,
  },
  {
    kind: 'KEY',
    marks: [/(?:account|sharedaccess|shared)[_-]?key/i],
    pattern: /(?:account|sharedaccess|shared)[_-]?key\s{0,2}=\s{0,2}([A-Za-z0-9+/=_-]{16,})/gi,
  },
  {
    kind: 'PASSWORD',
    marks: [/\bcurl\b|\bwget\b/],
    pattern: /\s(?:-u|--user)[ =]{1,3}["']?[^\s:"']{1,128}:([^\s"']{1,256})/g,
  },
  {
    kind: 'PASSWORD',
    marks: [/\b(?:mysql|mariadb|mysqldump|mysqladmin|sshpass)\b/],
    pattern:
      /\b(?:mysql|mariadb|mysqldump|mysqladmin|sshpass)\b[^\n]{0,200}?\s-p\s{0,1}["']?([^\s"'-][^\s"']{2,128})/g,
    unless: /^\d{2,5}$/,
  },
  {
    kind: 'PASSWORD',
    marks: [/\bredis-cli\b/],
    pattern: /\bredis-cli\b[^\n]{0,200}?\s(?:-a|--pass)\s{1,4}["']?([^\s"']{3,128})/g,
  },
  {
    // redis.conf and Redis' MONITOR
    kind: 'PASSWORD',
    marks: [/\b(?:requirepass|masterauth)\b|"AUTH"/i],
    pattern:
      /(?:\b(?:requirepass|masterauth)["']?\s{1,4}["']?|"AUTH"(?:\s"[^"\n]{1,64}")?\s")([^\s"']{3,256})/gi,
  },
  {
    // CREATE USER app IDENTIFIED BY 'hunter2'; ALTER ROLE app WITH PASSWORD 'hunter2'
    kind: 'PASSWORD',
    marks: [/\b(?:identified\s{1,4}(?:with\s\S{1,40}\s)?(?:by|as)|password)\s{1,4}'/i],
    pattern:
      /\b(?:identified\s{1,4}(?:with\s\S{1,40}\s)?(?:by|as)|password)\s{1,4}'([^'\n]{3,256})/gi,
    unless: /\s\S+\s/,
  },
  {
    // machine api.example.org login app password hunter2
    kind: 'PASSWORD',
    marks: [/\bmachine\s\S{1,200}\slogin\s/],
    pattern: /\blogin\s{1,4}\S{1,128}\s{1,4}password\s{1,4}(\S{3,256})/g,
  },
  {
    // Proxy and mail protocols: AUTH PLAIN AGFwcABodW50ZXIy
    kind: 'PASSWORD',
    marks: [/\bAUTH (?:PLAIN|LOGIN) /],
    pattern: /\bAUTH (?:PLAIN|LOGIN) ([A-Za-z0-9+/]{8,}={0,2})/g,
  },
  {
    kind: 'OTP_SECRET',
    marks: [/otpauth:\/\//],
    pattern: /otpauth:\/\/[^\s"']{0,200}?[?&]secret=([A-Z2-7=]{8,})/gi,
  },
];

const cookieHeader = /\b(?:set-)?cookie["']?\s{0,2}[:=]\s{0,4}["']?/gi;
const cookie = /\s{0,2}([\w.!#$%&'*+^`|~-]{1,128})=("?[^\s;,"']{1,4096}"?)(;?)/y;
const cookieAttribute = /^(?:path|domain|expires|max-age|samesite|priority|version)$/i;

/** All values of a Cookie header are hidden: which of them is the session only the server knows. */
function* findCookies(text: string): Iterable<Span> {
  if (!/cookie/i.test(text)) {
    return;
  }
  let covered = 0;
  for (const header of text.matchAll(cookieHeader)) {
    if (header.index < covered) {
      continue;
    }
    cookie.lastIndex = header.index + header[0].length;
    for (let pair = cookie.exec(text); pair; pair = cookie.exec(text)) {
      const [whole, cookieName = '', value = '', more = ''] = pair;
      covered = pair.index + whole.length;
      const start = covered - more.length - value.length;
      if (!cookieAttribute.test(cookieName) && !isHarmless(value)) {
        yield { start, end: start + value.length, kind: 'COOKIE' };
      }
      if (more === '') {
        break;
      }
    }
  }
}
