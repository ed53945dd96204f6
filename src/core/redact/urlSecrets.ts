import { type Anchored, anchoredRule, type Rule } from './anchored.ts';
import { isHarmless } from './secretValue.ts';

const rules: readonly Rule[] = [
  {
    // postgres://app:hunter2@db:5432/shop; a password may hold an @ of its own.
    kind: 'PASSWORD',
    words: ['://'],
    pattern: /:\/\/[^\s:@/"'<>]{0,128}:([^\s/"'<>?#]{1,256})(?=@)/y,
  },
  {
    // https://0a1b2c3d…@host: a token in the place of the user.
    kind: 'TOKEN',
    words: ['://'],
    pattern: /:\/\/((?=[A-Za-z_-]{0,60}\d)[\w-]{20,256})(?=(?::x-oauth-basic)?@)/y,
    // Sentry's public key stands there too.
    unless: /^[0-9a-f]{32}$/,
  },
  {
    // jdbc:oracle:thin:app/hunter2@//db:1521/shop, sqlplus app/hunter2@shop
    kind: 'PASSWORD',
    words: [':thin:', 'sqlplus'],
    pattern:
      /(?::thin:|sqlplus\s{1,4}(?:-\w{1,2}\s{1,4})?["']?)\w{1,64}\/["']?([^\s@/"']{1,128})(?=["']?@)/iy,
  },
  {
    // Signed URLs: sig=, Signature=, X-Amz-Signature=, X-Goog-Signature=, AWS Authorization headers.
    kind: 'SIGNATURE',
    words: ['sig=', 'signature=', 'sig%3d', 'signature%3d'],
    pattern:
      /(?<=[?&;,\s"'([]|%26|x-(?:amz|goog)-|\\u0026)(?:sig|signature)(?:=|%3d)"?([\w%+/=.~-]{16,})/iy,
    unless: /^[a-z_-]+$/,
  },
  {
    kind: 'KEY',
    words: ['accountkey', 'sharedaccesskey', 'sharedkey', 'account_key', 'account-key'],
    pattern: /(?:account|sharedaccess|shared)[_-]?key\s{0,2}=\s{0,2}([A-Za-z0-9+/=_-]{16,})/iy,
  },
  {
    // The key of an Azure function, or a code that can still be turned into a token.
    kind: 'TOKEN',
    words: ['?code=', '&code='],
    pattern: /[?&]code=([\w%./~-]{32,512}={0,2})/iy,
  },
  {
    // Whoever has such an address of Oracle's object storage may read behind it.
    kind: 'TOKEN',
    words: ['/p/'],
    pattern: /\/p\/([\w-]{40,128})(?=\/n\/[^/\s]{1,64}\/b\/)/y,
  },
  {
    // sqlldr userid=app/hunter2@db:1521/shop, exp app/hunter2@//db/shop
    kind: 'PASSWORD',
    words: ['userid=', 'expdp ', 'impdp ', 'exp ', 'imp '],
    pattern:
      /(?<!\w)(?:userid=|(?:exp|imp)(?:dp)? )\\{0,3}["']?\w{1,64}\/\\{0,3}["']?([^\s@/"'\\]{3,128})(?=\\{0,3}["']?@)/iy,
  },
  {
    kind: 'OTP_SECRET',
    words: ['otpauth://'],
    pattern: /otpauth:\/\/[^\s"']{0,200}?[?&]secret=([A-Z2-7=]{8,})/iy,
  },
  {
    // An assertion of who somebody is lets its finder in as well as a password does.
    kind: 'TOKEN',
    words: ['samlresponse', 'samlart', 'assertion'],
    pattern: /(?:samlresponse|samlart|assertion)["']?(?:[=:]|%3d)\s{0,2}["']?([\w%+/=.-]{24,})/iy,
  },
  {
    // ~/.pgpass: host:5432:database:user:password
    kind: 'PASSWORD',
    words: [':5432:', ':5433:', ':6432:', ':*:'],
    pattern: /:(?:\d{4}|\*):[^\s:]{1,64}:[^\s:]{1,64}:([^\s:"']{4,128})/y,
  },
];

const beforeAddress = /(?<=\b\w{1,64}:([^\s:@/"']{1,128}))@/y;

/** app:hunter2@tcp(db:3306)/shop, as Go's MySQL driver writes it. */
const driverPassword: Anchored = {
  words: ['@tcp(', '@unix('],
  open: (text) => (at) => {
    beforeAddress.lastIndex = at;
    const password = beforeAddress.exec(text)?.[1] ?? '';
    return isHarmless(password) ? [] : [{ start: at - password.length, end: at, kind: 'PASSWORD' }];
  },
};

/** Credentials in URLs and in the strings that open a connection. */
export const urlSecrets: readonly Anchored[] = [...rules.map(anchoredRule), driverPassword];
