/** A small generator of random numbers (mulberry32): the same seed gives the same corpus. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const letters = 'abcdefghijklmnopqrstuvwxyz';
const capitals = letters.toUpperCase();
const digits = '0123456789';
const hexDigits = `${digits}abcdef`;
const wordCharacters = letters + capitals + digits;

export interface SecretCase {
  readonly kind: string;
  readonly line: string;
  /** Has to be gone from the result, whole and in its longer parts. */
  readonly secret: string;
}

/** One line for each kind of secret, in the company it keeps in logs. */
export function secretCases(random: () => number): SecretCase[] {
  const of = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  const word = (length: number): string => of(wordCharacters, length);
  const hex = (length: number): string => of(hexDigits, length);
  const base64 = (length: number): string => of(`${wordCharacters}+/`, length);
  const url = (length: number): string => word(2) + of(`${wordCharacters}-_`, length - 3) + word(1);
  const password = (): string => `${of(letters, 4)}${of(digits, 2)}${of('!%+_-', 1)}${word(6)}`;
  const encode = (text: string): string => Buffer.from(text).toString('base64');
  const pemBody = Array.from({ length: 6 }, () => base64(64)).join('\n');

  const rows: readonly (readonly [kind: string, secret: string, line: (s: string) => string])[] = [
    ['github classic', `ghp_${word(36)}`, (s) => `remote: using ${s} for origin`],
    ['github fine-grained', `github_pat_${word(22)}_${word(59)}`, (s) => `GH=${s}`],
    ['gitlab', `glpat-${url(20)}`, (s) => `cloning with ${s}.`],
    ['npm', `npm_${word(36)}`, (s) => `//registry.npmjs.org/:_authToken=${s}`],
    ['pypi', `pypi-AgEIcHlwaS5vcmc${url(60)}`, (s) => `upload failed for ${s}`],
    ['docker pat', `dckr_pat_${url(27)}`, (s) => `docker login -u me with ${s}`],
    ['aws id', `AKIA${of(capitals + digits, 16)}`, (s) => `InvalidClientTokenId: ${s} unknown`],
    ['aws secret', base64(40), (s) => `aws_secret_access_key = ${s}`],
    ['aws secret json', base64(40), (s) => `{"SecretAccessKey": "${s}", "Expiration": 1}`],
    ['aws session', base64(120), (s) => `AWS_SESSION_TOKEN=${s}`],
    ['aws signature', hex(64), (s) => `GET /b?X-Amz-Expires=60&X-Amz-Signature=${s} 403`],
    ['google api', `AIza${url(35)}`, (s) => `GET /maps?key=${s} 403`],
    ['google oauth', `ya29.${url(60)}`, (s) => `token refreshed: ${s}`],
    ['google client', `GOCSPX-${url(28)}`, (s) => `client ${s} rejected`],
    [
      'azure storage',
      `${base64(86)}==`,
      (s) => `AccountName=shop;AccountKey=${s};EndpointSuffix=x`,
    ],
    ['azure sas', `${word(43)}%3D`, (s) => `https://a.blob.example/c?se=2026&sp=r&sig=${s}`],
    ['azure client', `${word(3)}8Q~${word(34)}`, (s) => `AADSTS7000215 for ${s}`],
    ['slack bot', `xoxb-${of(digits, 12)}-${of(digits, 12)}-${word(24)}`, (s) => `slack: ${s}`],
    [
      'slack hook',
      `T${of(capitals, 8)}/B${of(capitals, 8)}/${word(24)}`,
      (s) => `POST https://hooks.slack.com/services/${s} 404`,
    ],
    ['stripe', `sk_live_${word(24)}`, (s) => `stripe key ${s} expired`],
    ['openai', `sk-proj-${url(74)}`, (s) => `Incorrect API key provided: ${s}`],
    ['anthropic', `sk-ant-api03-${url(93)}AA`, (s) => `x-api-key: ${s}`],
    ['hugging face', `hf_${of(letters + capitals, 34)}`, (s) => `HF login ${s}`],
    ['sendgrid', `SG.${url(22)}.${url(43)}`, (s) => `mail: ${s} refused`],
    ['twilio', `SK${hex(32)}`, (s) => `twilio ${s}`],
    ['telegram', `${of(digits, 9)}:AA${url(33)}`, (s) => `https://api.telegram.org/bot${s}/send`],
    ['vault', `hvs.${url(90)}`, (s) => `vault login ${s}`],
    ['databricks', `dapi${hex(32)}`, (s) => `host=x token=${s}`],
    ['grafana', `glsa_${word(32)}_${hex(8)}`, (s) => `grafana ${s}`],
    ['digitalocean', `dop_v1_${hex(64)}`, (s) => `doctl auth ${s}`],
    ['shopify', `shpat_${hex(32)}`, (s) => `shop ${s}`],
    ['tailscale', `tskey-auth-${word(12)}-${word(32)}`, (s) => `up --authkey ${s}`],
    ['unknown issuer', `acme_live_${word(28)}1a`, (s) => `acme: key ${s} is revoked`],
    [
      'jwt',
      `eyJ${url(30)}.eyJ${url(80)}.${url(43)}`,
      (s) => `verification of ${s} failed: jwt expired`,
    ],
    ['bearer', url(40), (s) => `> Authorization: Bearer ${s}`],
    ['basic', encode(`app:${password()}`), (s) => `proxy-authorization: Basic ${s}`],
    ['api key header', word(32), (s) => `X-Api-Key: ${s}`],
    ['cookie', word(32), (s) => `Cookie: theme=dark; sid=${s}; lang=en`],
    ['set-cookie', word(32), (s) => `set-cookie: session=${s}; Path=/; HttpOnly`],
    ['postgres url', password(), (s) => `cannot connect to postgres://app:${s}@db:5432/shop`],
    ['mongo url', password(), (s) => `mongodb+srv://root:${s}@cluster0.example.net/?w=1`],
    ['redis url', password(), (s) => `redis://:${s}@cache:6379/0 refused`],
    ['amqp url', password(), (s) => `amqp://guest:${s}@mq:5672/%2f closed`],
    ['git url', word(40), (s) => `fatal: https://${s}@git.example.org/a.git not found`],
    ['go dsn', password(), (s) => `dial app:${s}@tcp(10.0.0.4:3306)/shop: refused`],
    ['jdbc', password(), (s) => `jdbc:mysql://db/shop?user=app&password=${s}&ssl=true`],
    ['ado', password(), (s) => `Server=db;Database=shop;User Id=app;Password=${s};Encrypt=True`],
    ['property', password(), (s) => `spring.datasource.password=${s}`],
    ['yaml', password(), (s) => `    dbPassword: ${s}`],
    ['json', password(), (s) => `{"user":"app","password":"${s}"}`],
    ['json in json', password(), (s) => `msg="{\\"user\\":\\"app\\",\\"password\\":\\"${s}\\"}"`],
    ['quoted with blanks', `${password()} ${password()}`, (s) => `passphrase = "${s}"`],
    ['environment', password(), (s) => `export DB_PASSWORD='${s}'`],
    ['environment secret', word(24), (s) => `STRIPE_WEBHOOK_SECRET=${s}`],
    ['flag', password(), (s) => `+ deploy --password ${s} --verbose`],
    ['flag with =', word(24), (s) => `+ deploy --auth-token=${s} --verbose`],
    ['curl', password(), (s) => `+ curl -fsS -u admin:${s} https://api.example.org/`],
    ['mysql', password(), (s) => `+ mysql -h db -u app -p${s} shop`],
    ['redis conf', password(), (s) => `requirepass ${s}`],
    ['redis monitor', password(), (s) => `1700000000.1 [0 10.0.0.1:4] "AUTH" "${s}"`],
    ['sql', password(), (s) => `ERROR in: ALTER ROLE app WITH PASSWORD '${s}'`],
    ['netrc', password(), (s) => `machine api.example.org login app password ${s}`],
    [
      'percent encoded',
      password().replace(/[!%+]/g, 'x'),
      (s) => `POST body user%3Dapp%26password%3D${s}`,
    ],
    ['docker auth', encode(`me:${password()}`), (s) => `"auths":{"r.example.org":{"auth":"${s}"}}`],
    ['kubeconfig', url(60), (s) => `    token: ${s}`],
    ['kubeconfig key', base64(80), (s) => `    client-key-data: ${s}`],
    ['k8s secret', encode(password()), (s) => `apiVersion: v1\ndata:\n  db: ${s}\nkind: Secret`],
    ['k8s secret json', encode(password()), (s) => `{"kind":"Secret","data":{"db":"${s}"}}`],
    ['smtp', encode(`\0app\0${password()}`), (s) => `>> AUTH PLAIN ${s}`],
    ['totp', of(`${capitals}234567`, 32), (s) => `otpauth://totp/x?issuer=y&secret=${s}`],
    [
      'rsa key',
      pemBody,
      (s) => `-----BEGIN RSA PRIVATE KEY-----\n${s}\n-----END RSA PRIVATE KEY-----`,
    ],
    [
      'key in one line',
      base64(300),
      (s) => `"private_key": "-----BEGIN PRIVATE KEY-----\\n${s}\\n-----END PRIVATE KEY-----\\n"`,
    ],
    ['cut key', pemBody, (s) => `-----BEGIN OPENSSH PRIVATE KEY-----\n${s}`],
    ['age', `AGE-SECRET-KEY-1${of(capitals + digits, 58)}`, (s) => `age: ${s}`],
    ['e-mail', `${of(letters, 6)}.${of(letters, 5)}@example.org`, (s) => `mail to <${s}> bounced`],
    ['zero width', password(), (s) => `pass\u200bword=${s.slice(0, 4)}\u200b${s.slice(4)}`],
  ];
  return rows.map(([kind, secret, line]) => ({ kind, secret, line: line(secret) }));
}

/** Lines that look as if they held a secret, and don't: they have to come through unchanged. */
export function lookAlikes(random: () => number): string[] {
  const of = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  const hex = (length: number): string => of(hexDigits, length);
  const uuid = (): string => [8, 4, 4, 4, 12].map(hex).join('-');
  const podHash = (): string => of('bcdfghjklmnpqrstvwxz2456789', 5);
  return [
    `request ${uuid()} took 12 ms`,
    `commit ${hex(40)} by CI`,
    `HEAD is now at ${hex(7)} Fix the build`,
    `image: registry.example.org/shop@sha256:${hex(64)}`,
    `trace_id=${hex(32)} span_id=${hex(16)}`,
    `traceparent: 00-${hex(32)}-${hex(16)}-01`,
    `pod/checkout-${hex(9)}-${podHash()} CrashLoopBackOff`,
    `integrity="sha512-${of(wordCharacters, 86)}=="`,
    `etag: W/"${hex(32)}"`,
    `id=01${of('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 24)} created`,
    `md5 ${hex(32)}  app.tar.gz`,
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ',
    `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${of(wordCharacters, 43)} host`,
    `-----BEGIN CERTIFICATE-----\n${of(wordCharacters, 64)}\n-----END CERTIFICATE-----`,
    `-----BEGIN PUBLIC KEY-----\n${of(wordCharacters, 64)}\n-----END PUBLIC KEY-----`,
    `certificate-authority-data: ${of(wordCharacters, 60)}`,
    `Established session 0x${hex(15)} with negotiated timeout 40000`,
    `DB_PASSWORD=\${DB_PASSWORD}`,
    'password: ********',
    'password=<redacted>',
    'password: [FILTERED]',
    'token: {{ .Values.token }}',
    'password: null',
    'PASSWORD_MIN_LENGTH=12',
    'server-password: GITHUB_TOKEN',
    'FATAL: password authentication failed for user "app"',
    'password: must be at least 12 characters long',
    'error: password is required',
    'SyntaxError: Unexpected token < in JSON at position 0',
    'unexpected token: identifier',
    'max_tokens=4096 prompt_tokens: 1200',
    'nextToken=CAESBgoEMTIzNBgB',
    'secretName: redis-credentials-v2',
    'MountVolume.SetUp failed: secret "checkout-tls" not found',
    'secretKeyRef: name=db-credentials key=password',
    'tokens: 512, key: user:1234, keys=17',
    'cache key=catalog:product:8842 miss',
    'partition_key=orders-2026-11-20',
    'author: build-bot',
    'auth: none',
    'Basic authentication is disabled',
    'Bearer token has expired',
    'basic configuration loaded from /etc/app.conf',
    'https://example.org:8443/path?x=1@2',
    'postgres://db:5432/shop',
    'git@github.com:acme/shop.git',
    'getty@tty1.service: Succeeded.',
    'npm install @types/node@22.1.0 lodash@4.17.21',
    'java.lang.Object@1b2c3d4e',
    'PWD=/home/runner/work/shop',
    'pass=118 fail=2 skip=0',
    'PASS: TestTokenBucket (0.01s)',
    'Loading cookies policy: strict',
    'x-request-id: 7b1c2d3e',
    'signature verification failed for package libssl',
    'sk-learn and sk-image were installed',
    'ACCEPT 10.0.0.1:443 SKIPPED=1',
    'the SKU-2025-001-A4 was not found',
    'at com.example.auth.TokenService.refresh(TokenService.java:88)',
    'EventId=4625 LogonType=3 Status=0xC000006D',
    'kubectl create secret generic db --from-file=./password.txt',
    '10.1.16.4 - - "GET /login HTTP/1.1" 401 188',
    'session opened for user root by (uid=0)',
    'key "app.kubernetes.io/name" is immutable',
    'cannot unmarshal string into Go struct field .token of type int',
    'Set-Cookie: ; Path=/',
    'foo_test_bar_key_name is deprecated',
    'ERR_MODULE_NOT_FOUND sentry_key is not set',
  ];
}
