import type { Dice } from './dice.ts';

/** Lines that look as if they held a secret, and don't. */
export type LookAlikeKind = readonly [kind: string, make: (dice: Dice) => string];

export const lookAlikeKinds: readonly LookAlikeKind[] = [
  ['UUID', (d) => `request ${d.uuid()} took ${d.digits(3)} ms`],
  ['UUID as id', (d) => `order_id=${d.uuid()} customer=${d.uuid()} state=PAID`],
  ['correlation id', (d) => `{"level":"info","correlationId":"${d.uuid()}","msg":"accepted"}`],
  ['git SHA', (d) => `Checking out commit ${d.hex(40)} of refs/heads/main`],
  ['short SHA', (d) => `deploying shop:${d.hex(7)} to prod`],
  ['version with SHA', (d) => `starting build v1.24.3-rc.1+${d.hex(12)} (go1.22)`],
  ['image digest', (d) => `Pulled image "ghcr.io/acme/shop@sha256:${d.hex(64)}"`],
  ['checksum file', (d) => `${d.hex(64)}  node-v24.1.0-linux-x64.tar.xz`],
  ['md5', (d) => `md5sum mismatch: expected ${d.hex(32)} got ${d.hex(32)}`],
  ['traceparent', (d) => `traceparent: 00-${d.hex(32)}-${d.hex(16)}-01`],
  ['trace id', (d) => `trace_id=${d.hex(32)} span_id=${d.hex(16)} trace_flags=01`],
  ['X-Ray id', (d) => `X-Amzn-Trace-Id: Root=1-${d.hex(8)}-${d.hex(24)};Sampled=1`],
  ['AWS request id', (d) => `x-amz-request-id: ${d.upperWord(16)} x-amz-id-2: ${d.base64(75)}=`],
  ['CF ray', (d) => `CF-RAY: ${d.hex(16)}-FRA cf-cache-status: DYNAMIC`],
  ['pod name', (d) => `pod/checkout-${d.of(pod, 10)}-${d.of(pod, 5)} back-off restarting`],
  ['container id', (d) => `containerd://${d.hex(64)} exited with 137`],
  ['ULID', (d) => `event 01${d.of(crockford, 24)} published`],
  ['KSUID', (d) => `job ${d.word(27)} finished`],
  ['nanoid', (d) => `upload part ${d.url(21)} stored`],
  ['Mongo ObjectId', (d) => `document ObjectId("${d.hex(24)}") not found`],
  ['SRI', (d) => `integrity "sha512-${d.base64(86)}==" failed for lodash`],
  ['lockfile line', (d) => `      "integrity": "sha512-${d.base64(86)}==",`],
  ['go.sum', (d) => `golang.org/x/net v0.24.0 h1:${d.base64(43)}=`],
  ['ETag', (d) => `ETag: "${d.hex(32)}-12" Last-Modified: Fri, 20 Nov 2026 10:00:00 GMT`],
  ['data URI', (d) => `<img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUg${d.base64(120)}">`],
  ['data URI in CSS', (d) => `src: url(data:font/woff2;base64,d09GMgABAAAA${d.base64(200)})`],
  [
    'SSH public key',
    (d) => `authorized: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${d.base64(43)} ci@host`,
  ],
  ['SSH RSA public key', (d) => `ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ${d.base64(330)} deploy`],
  ['SSH fingerprint', (d) => `Accepted publickey for git: ED25519 SHA256:${d.base64(43)}`],
  [
    'certificate',
    (d) =>
      `-----BEGIN CERTIFICATE-----\nMIID${d.base64(60)}\n${d.base64(64)}\n-----END CERTIFICATE-----`,
  ],
  [
    'public key',
    (d) =>
      `-----BEGIN PUBLIC KEY-----\nMIIB${d.base64(60)}\n${d.base64(20)}\n-----END PUBLIC KEY-----`,
  ],
  ['CA data', (d) => `    certificate-authority-data: LS0tLS1CRUdJTiBDRVJU${d.base64(120)}`],
  [
    'certificate serial',
    (d) =>
      `serial ${d.hex(36)} fingerprint ${Array.from({ length: 20 }, () => d.hex(2).toUpperCase()).join(':')}`,
  ],
  ['JWKS', (d) => `{"kty":"EC","crv":"P-256","x":"${d.url(43)}","y":"${d.url(43)}","use":"sig"}`],
  ['age recipient', (d) => `age1${d.of(bech32, 58)} added as recipient`],
  [
    'MAC and IPv6',
    (d) => `eth0 02:42:${d.hex(2)}:${d.hex(2)}:00:07 inet6 fe80::${d.hex(4)}:${d.hex(4)}:fe12:7/64`,
  ],
  ['memory address', (d) => `panic at pc=0x${d.hex(12)} [signal SIGSEGV addr=0x${d.hex(8)}]`],
  [
    'Go frame',
    (d) =>
      `main.(*Server).auth(0xc000${d.hex(6)}, {0xc000${d.hex(6)}, 0x1f}) /src/auth.go:${d.digits(2)}`,
  ],
  ['Java object', (d) => `com.example.TokenStore@${d.hex(8)} closed`],
  [
    'Java class',
    (d) => `class com.example.auth.PasswordEncoder$$EnhancerBySpringCGLIB$$${d.hex(8)}`,
  ],
  ['webpack chunk', (d) => `GET /static/js/main.${d.hex(8)}.chunk.js 200 ${d.digits(5)}`],
  ['asset hash', (d) => `/assets/index-${d.word(8)}.css 304`],
  ['block hash', (d) => `block blk_-${d.digits(19)} received from /10.251.${d.digits(2)}.7`],
  [
    'Hadoop attempt',
    (d) => `attempt_1445144423722_0020_m_00000${d.below(9)}_0 TaskAttempt Transitioned`,
  ],
  [
    'YARN token kind',
    () =>
      'Kind: YARN_AM_RM_TOKEN, Service: , Ident: (appAttemptId { attemptId: 1 } keyId: -240663000)',
  ],
  ['ZooKeeper session', (d) => `Established session 0x${d.hex(15)} with negotiated timeout 10000`],
  ['Kafka cluster', (d) => `Cluster ID: ${d.url(22)} controller epoch ${d.digits(2)}`],
  ['partition key', (d) => `partition_key=orders-${d.hex(8)} sort_key=2026-11-20`],
  ['cache key', (d) => `cache miss key=user:${d.digits(6)}:cart ttl=300`],
  ['S3 key', (d) => `PutObject key=uploads/${d.hex(16)}/photo.jpg bucket=media`],
  ['pagination', (d) => `nextPageToken=${d.url(24)} pageSize=50`],
  ['continue token', (d) => `continue token: eyJ2IjoibWV0YS${d.word(10)} limit 500`],
  [
    'model tokens',
    (d) => `usage: prompt_tokens=${d.digits(4)} completion_tokens=${d.digits(3)} max_tokens=4096`,
  ],
  [
    'parser token',
    (d) => `SyntaxError: Unexpected token '}' at line ${d.digits(2)}, expected token: ','`,
  ],
  ['secret name', (d) => `secretName: shop-tls-${d.lower(4)} mounted at /etc/tls`],
  [
    'secret missing',
    (d) =>
      `MountVolume.SetUp failed for volume "creds" : secret "db-creds-${d.lower(3)}" not found`,
  ],
  ['secretKeyRef', () => '  valueFrom: {secretKeyRef: {name: db-credentials, key: password}}'],
  ['variable', () => `DB_PASSWORD=\${DB_PASSWORD:-} DB_USER=$DB_USER`],
  ['template', () => 'password: {{ .Values.db.password | quote }}'],
  ['GitHub secret reference', () => `token: \${{ secrets.NPM_TOKEN }}`],
  ['masked', () => 'password=******** token=*** secret: [MASKED] apiKey: <hidden>'],
  ['placeholder', () => 'Set API_KEY=<your-api-key> and PASSWORD=changeit? see docs'],
  ['xs', () => 'api_key: xxxxxxxxxxxxxxxxxxxxxxxx'],
  [
    'password prose',
    () => 'ERROR: password authentication failed for user "orders" (SQLSTATE 28P01)',
  ],
  [
    'password policy',
    () => 'password: must contain at least 12 characters, one digit and one symbol',
  ],
  ['password file', () => 'reading password from /run/secrets/db_password'],
  [
    'token expired',
    () => 'Bearer error="invalid_token", error_description="The access token expired"',
  ],
  ['auth method', () => 'auth: scram-sha-256 mechanism=SCRAM-SHA-512 authType=oauth2'],
  [
    'sshd',
    (d) =>
      `Failed password for invalid user admin from 10.0.0.${d.digits(2)} port ${d.digits(5)} ssh2`,
  ],
  [
    'PAM',
    () => 'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser=',
  ],
  [
    'URL without user',
    (d) => `GET https://api.example.org:8443/v1/users/${d.digits(7)}?expand=a,b@c`,
  ],
  ['URL with user', () => 'cloning ssh://git@github.com/acme/shop.git into shop'],
  [
    'database URL without password',
    () => 'connecting to postgres://orders@db-1.internal:5432/orders',
  ],
  ['npm scope', () => 'npm warn deprecated @babel/plugin-proposal-class-properties@7.18.6: merged'],
  ['systemd', () => 'Starting getty@tty1.service - Getty on tty1...'],
  [
    'percent encoded prose',
    () => 'GET /search?q=caf%C3%A9%20au%20lait%20%26%20th%C3%A9&lang=fr 200',
  ],
  [
    'base64 text',
    (d) =>
      `body ${Buffer.from(`The quick brown fox jumps over the lazy dog ${d.digits(6)} times today`).toString('base64')}`,
  ],
  [
    'base64 protobuf',
    (d) =>
      `cursor ${Buffer.from(Array.from({ length: 45 }, () => d.below(256))).toString('base64')}`,
  ],
  [
    'JSON escapes',
    () => '{"msg":"{\\"user\\":\\"jdoe\\",\\"action\\":\\"login\\",\\"result\\":\\"denied\\"}"}',
  ],
  ['unicode escapes', () => '{"msg":"caf\\u00e9 closed \\u003cb\\u003ebold\\u003c/b\\u003e"}'],
  ['Windows path', () => 'C:\\Users\\jdoe\\AppData\\Local\\Temp\\tmp8F2A.tmp could not be opened'],
  [
    'event id',
    (d) => `EventID=4625 SubjectUserSid=S-1-5-21-${d.digits(10)}-${d.digits(9)}-500 LogonType=3`,
  ],
  [
    'AWS ARN',
    (d) =>
      `arn:aws:secretsmanager:eu-west-1:${d.digits(12)}:secret:prod/db-${d.word(6)} AccessDenied`,
  ],
  ['KMS key id', (d) => `kms key arn:aws:kms:eu-west-1:${d.digits(12)}:key/${d.uuid()} disabled`],
  ['EC2 ids', (d) => `i-0${d.hex(16)} vpc-${d.hex(17)} sg-0${d.hex(16)} subnet-0${d.hex(16)}`],
  [
    'GCP resource',
    (d) =>
      `projects/shop-prod/locations/eu/keyRings/main/cryptoKeys/db/cryptoKeyVersions/${d.digits(2)}`,
  ],
  ['Stripe object', (d) => `charge ch_3${d.word(23)} for cus_${d.word(14)} failed: card_declined`],
  ['Stripe publishable key', (d) => `Stripe.js loaded with pk_live_${d.word(24)}`],
  ['Sentry DSN', (d) => `dsn=https://${d.hex(32)}@o${d.digits(6)}.ingest.sentry.io/${d.digits(7)}`],
  [
    'Slack ids',
    (d) => `posted to channel C0${d.upperWord(9)} by U0${d.upperWord(9)} team T0${d.upperWord(8)}`,
  ],
  ['Terraform plan', (d) => `aws_instance.web: Refreshing state... [id=i-0${d.hex(16)}]`],
  ['Nix path', (d) => `/nix/store/${d.lowerWord(32)}-openssl-3.0.13/lib/libssl.so.3`],
  [
    'Gradle cache',
    (d) =>
      `/root/.gradle/caches/modules-2/files-2.1/org.slf4j/slf4j-api/2.0.9/${d.hex(40)}/slf4j-api.jar`,
  ],
  [
    'metric labels',
    (d) =>
      `http_requests_total{code="200",handler="token",pod="web-${d.of(pod, 5)}"} ${d.digits(5)}`,
  ],
  [
    'base58 address',
    (d) =>
      `transfer to 1${d.of('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz', 33)} confirmed`,
  ],
  [
    'wrapped prose',
    () =>
      'The authentication service could not reach the token endpoint and therefore the\nsession was closed; the password has to be entered again by the user before work\ncan go on.',
  ],
  [
    'usage text',
    () => '  -p, --password string   password of the registry\n  -u, --username string   username',
  ],
  ['config keys', () => 'unknown keys: spring.datasource.password, spring.datasource.username'],
  [
    'audit',
    (d) =>
      `type=USER_AUTH msg=audit(1700000000.${d.digits(3)}:99): op=PAM:authentication acct="root" res=failed`,
  ],
  ['session of user', (d) => `New session ${d.digits(3)} of user root; session opened by (uid=0)`],
  ['cookie names', () => 'cookie consent banner shown; cookies: necessary, statistics'],
  [
    'test names',
    () => 'PASS src/auth/token.test.ts > refresh token > rejects an expired token (12 ms)',
  ],
];

const pod = 'bcdfghjklmnpqrstvwxz2456789';
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bech32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
