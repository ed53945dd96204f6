import { type Anchored, anchoredRule, type Rule } from './anchored.ts';
import { isHarmless } from './secretValue.ts';
import type { Span } from './span.ts';

const rules: readonly Rule[] = [
  {
    kind: 'TOKEN',
    words: ['bearer'],
    pattern: /(?<!\w)bearer\\{0,3}["']?[ \t:=]{1,4}\\{0,3}["']?([\w.~+/=-]{12,})/iy,
    unless: /^[A-Za-z]+(?:[-_./=][A-Za-z]+)*=?$|^\w{1,30}=[^=]/,
  },
  {
    kind: 'TOKEN',
    words: ['authorization', 'x-'],
    pattern:
      /(?<![A-Za-z0-9])(?:authorization|x-[\w-]{0,30}(?:key|token|auth|secret))\\{0,3}["']?[ \t]{0,4}[:=][ \t]{0,4}\[?\\{0,3}["']?(?:(?:basic|token|digest|negotiate|apikey|bot|ntlm|key)[ \t=]{1,4})?([\w.~+/=:-]{8,})/iy,
    unless: /^(?:basic|bearer|token|digest|negotiate|apikey|bot|ntlm|aws4-hmac-sha256)$/i,
  },
  {
    // Behind a header's name and a scheme even a short value is one: Authorization: Bearer abcdef
    kind: 'TOKEN',
    words: ['authorization'],
    pattern:
      /authorization\\{0,3}["']?[ \t]{0,4}(?:=>|[:=])[ \t]{0,4}\[?\\{0,3}["']?(?:basic|bearer|token|digest|negotiate|apikey|bot|ntlm|key)[ \t]{1,4}([\w.~+/=:-]{3,})/iy,
    unless: /^(?:realm|scheme|error|header|format|access|schema|credentials|username)\b/i,
  },
  {
    // Authorization: SSWS …, GenieKey …: each issuer may have a scheme of its own.
    kind: 'TOKEN',
    words: ['authorization'],
    pattern:
      /authorization\\{0,3}["']?[ \t]{0,4}(?:=>|[:=])[ \t]{0,4}\[?\\{0,3}["']?[A-Za-z][\w-]{1,24}[ \t]{1,4}(?:token=)?\\{0,3}"?([\w.~+/=:-]{12,})/iy,
    mustLookRandom: true,
  },
  {
    kind: 'PASSWORD',
    words: ['basic '],
    pattern:
      /(?<!\w)basic[ \t]{1,4}((?=[A-Za-z+/]{0,40}[A-Z0-9])(?:[A-Za-z0-9+/]{4}){3,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)(?![A-Za-z0-9+/])/iy,
    unless: /^[A-Za-z]?[a-z]+$/,
  },
  {
    kind: 'TOKEN',
    words: ['negotiate ', 'ntlm ', 'kerberos '],
    pattern: /(?:negotiate|ntlm|kerberos)[ \t]{1,4}([A-Za-z0-9+/]{20,}={0,2})/iy,
    unless: /^[A-Za-z]?[a-z]+$/,
  },
  {
    // Authorization: Digest username="jdoe", …, response="…"
    kind: 'TOKEN',
    words: ['response='],
    pattern: /(?<!\w)response=\\{0,3}"?([0-9a-f]{32,128})(?![\w-])/iy,
  },
  {
    // "auth": "dXNlcjpwYXNz" in ~/.docker/config.json, _auth= in .npmrc
    kind: 'PASSWORD',
    words: ['auth'],
    pattern:
      /(?<![A-Za-z0-9])auth\\{0,3}["']?\s{0,4}[:=]\s{0,4}\\{0,3}["']?([A-Za-z0-9+/]{8,}={0,2})/y,
    unless: /^[a-z]+\d{0,3}$|^[A-Z][a-z]+$/,
  },
];

const cookieHeader = /cookie\\{0,3}["']?\s{0,2}[:=]\s{0,4}\\{0,3}["']?/iy;
const cookie = /\s{0,2}([\w.!#$%&'*+^`|~-]{1,128})=("?[^\s;,"'\\]{1,4096}"?)(;?)/y;
const cookieAttribute = /^(?:path|domain|expires|max-age|samesite|priority|version)$/i;

/** All values of a Cookie header are hidden: which of them is the session only the server knows. */
const cookies: Anchored = {
  words: ['cookie'],
  open: (text) => (start) => {
    cookieHeader.lastIndex = start;
    if (!cookieHeader.test(text)) {
      return [];
    }
    const spans: Span[] = [];
    cookie.lastIndex = cookieHeader.lastIndex;
    for (let pair = cookie.exec(text); pair; pair = cookie.exec(text)) {
      const [whole, name = '', value = '', more = ''] = pair;
      const end = pair.index + whole.length - more.length;
      if (!cookieAttribute.test(name) && !isHarmless(value)) {
        spans.push({ start: end - value.length, end, kind: 'COOKIE' });
      }
      if (more === '') {
        break;
      }
    }
    return spans;
  },
};

const cookieList = /cookies\\{0,3}["']?\s{0,4}[:=]\s{0,4}\[/iy;
const listedCookie =
  /[\s,]{0,40}\{\s{0,40}\\{0,3}"name\\{0,3}"\s{0,4}:\s{0,4}\\{0,3}"[^"\\\n]{1,128}\\{0,3}"\s{0,4},\s{0,40}\\{0,3}"value\\{0,3}"\s{0,4}:\s{0,4}\\{0,3}"([^"\\\n]{1,4096})(?=\\{0,3}")[^{}]{0,400}\}/iy;

/** The same as browsers' recordings (HAR) list them: `"cookies":[{"name":"sid","value":"…"}]`. */
const cookieLists: Anchored = {
  words: ['cookies'],
  open: (text) => (start) => {
    cookieList.lastIndex = start;
    if (!cookieList.test(text)) {
      return [];
    }
    const spans: Span[] = [];
    listedCookie.lastIndex = cookieList.lastIndex;
    for (let found = listedCookie.exec(text); found; found = listedCookie.exec(text)) {
      const [whole, value = ''] = found;
      const at = found.index + whole.indexOf(value, whole.indexOf('value') + 5);
      if (value.length >= 8 && !isHarmless(value)) {
        spans.push({ start: at, end: at + value.length, kind: 'COOKIE' });
      }
    }
    return spans;
  },
};

/** Credentials in the headers of HTTP, however a log prints them. */
export const headerSecrets: readonly Anchored[] = [
  ...rules.map(anchoredRule),
  cookies,
  cookieLists,
];
