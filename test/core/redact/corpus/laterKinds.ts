import type { LookAlikeKind } from './lookAlikeKinds.ts';
import type { StructuredKind } from './structuredKinds.ts';
import type { TokenKind } from './tokenKinds.ts';

// Kinds that were written when the rules stood: the first measurement of them told what those are worth.

export const laterTokens: readonly TokenKind[] = [
  ['Mapbox secret', 'MAPBOX_SECRET_TOKEN', (d) => `sk.eyJ1Ijoi${d.url(60)}.${d.url(22)}`],
  ['HubSpot private app', 'HUBSPOT_TOKEN', (d) => `pat-na1-${d.uuid()}`],
  ['Plaid access', 'PLAID_ACCESS_TOKEN', (d) => `access-production-${d.uuid()}`],
  ['FCM server key', 'FCM_SERVER_KEY', (d) => `AAAA${d.url(7)}:APA91b${d.url(134)}`],
  ['Stripe ephemeral', 'EPHEMERAL_KEY', (d) => `ek_live_${d.word(60)}`],
  ['Voyage key', 'VOYAGE_API_KEY', (d) => `pa-${d.url(43)}`],
  ['DeepSeek key', 'DEEPSEEK_API_KEY', (d) => `sk-${d.hex(32)}`],
  ['ElevenLabs key', 'ELEVENLABS_API_KEY', (d) => `sk_${d.hex(48)}`],
  ['Langfuse key', 'LANGFUSE_SECRET_KEY', (d) => `sk-lf-${d.uuid()}`],
  ['Salesforce session', 'SF_SESSION_ID', (d) => `00D${d.word(12)}!AQ${d.word(86)}`],
  ['Contentful token', 'CONTENTFUL_MANAGEMENT_TOKEN', (d) => `CFPAT-${d.url(43)}`],
  ['OpenShift token', 'OC_TOKEN', (d) => `sha256~${d.url(43)}`],
  ['Prefect key', 'PREFECT_API_KEY', (d) => `pnu_${d.word(36)}`],
];

/** Opaque values under the names of their issuers' documents. */
export const laterNamed: readonly TokenKind[] = [
  ['Rollbar token', 'ROLLBAR_ACCESS_TOKEN', (d) => d.hex(32)],
  ['Deepgram key', 'DEEPGRAM_API_KEY', (d) => d.hex(40)],
  ['Weights and Biases', 'WANDB_API_KEY', (d) => d.hex(40)],
  ['Opsgenie key', 'OPSGENIE_API_KEY', (d) => d.uuid()],
  ['Upstash token', 'UPSTASH_REDIS_REST_TOKEN', (d) => `AX${d.base64(60)}=`],
  ['Apple app password', 'APPLE_APP_SPECIFIC_PASSWORD', (d) => [4, 4, 4, 4].map(d.lower).join('-')],
  ['Spotify secret', 'SPOTIFY_CLIENT_SECRET', (d) => d.hex(32)],
  ['Cloudflare global', 'CF_API_KEY', (d) => d.hex(37)],
  ['NextAuth secret', 'NEXTAUTH_SECRET', (d) => d.base64(44)],
  ['Symfony secret', 'APP_SECRET', (d) => d.hex(32)],
  ['Airflow fernet key', 'AIRFLOW__CORE__FERNET_KEY', (d) => `${d.url(43)}=`],
  ['RabbitMQ cookie', 'RABBITMQ_ERLANG_COOKIE', (d) => d.upper(20)],
  ['JNDI credentials', 'java.naming.security.credentials', (d) => d.password()],
  ['Minio password', 'MINIO_ROOT_PASSWORD', (d) => d.password()],
  ['Grafana admin', 'GF_SECURITY_ADMIN_PASSWORD', (d) => d.password()],
  ['Hibernate', 'hibernate.connection.password', (d) => d.password()],
  ['Kafka SSL', 'ssl.key.password', (d) => d.password()],
];

const one = (secret: string, text: (secret: string) => string) => ({
  text: text(secret),
  secrets: [secret],
});
const encode = (text: string): string => Buffer.from(text).toString('base64');

export const laterStructured: readonly StructuredKind[] = [
  [
    'Azure Functions code',
    (d) =>
      one(`${d.url(54)}==`, (s) => `POST https://jobs.azurewebsites.net/api/run?code=${s} 500`),
  ],
  [
    'ApiKey header',
    (d) => one(encode(`${d.url(20)}:${d.url(22)}`), (s) => `Authorization: ApiKey ${s}`),
  ],
  ['Cloudflare headers', (d) => one(d.hex(37), (s) => `X-Auth-Email: ops@x.test X-Auth-Key: ${s}`)],
  [
    'OAuth password grant',
    (d) =>
      one(
        d.word(14),
        (s) => `POST /token grant_type=password&username=jdoe&password=${s}&scope=all`,
      ),
  ],
  [
    'PHP frame',
    (d) =>
      one(
        d.word(14),
        (s) => `#0 /app/db.php(12): PDO->__construct('mysql:host=db;dbname=shop', 'root', '${s}')`,
      ),
  ],
  ['requests auth', (d) => one(d.word(14), (s) => `requests.get(url, auth=('jdoe', '${s}'))`)],
  ['wp-config', (d) => one(d.word(16), (s) => `define('DB_PASSWORD', '${s}');`)],
  ['snmpwalk', (d) => one(d.word(12), (s) => `snmpwalk -v2c -c ${s} 10.0.0.1 system`)],
  ['ssh-keygen', (d) => one(d.word(12), (s) => `ssh-keygen -t ed25519 -N '${s}' -f id`)],
  ['gpg', (d) => one(d.word(12), (s) => `gpg --batch --passphrase ${s} -d backup.gpg`)],
  [
    'git extraheader',
    (d) =>
      one(
        encode(`x-access-token:ghs_${d.word(36)}`),
        (s) => `git -c http.extraheader="AUTHORIZATION: basic ${s}" fetch`,
      ),
  ],
  ['svn', (d) => one(d.word(12), (s) => `svn co https://svn.test/x --username ci --password ${s}`)],
  [
    'kubectl literal',
    (d) => one(d.word(16), (s) => `kubectl create secret generic db --from-literal=password=${s}`),
  ],
  [
    'kubectl credentials',
    (d) => one(d.url(60), (s) => `kubectl config set-credentials ci --token=${s}`),
  ],
  [
    'aws configure',
    (d) => one(d.base64(40), (s) => `aws configure set aws_secret_access_key ${s}`),
  ],
  [
    'Snowflake URL',
    (d) => one(d.word(14), (s) => `snowflake://etl:${s}@acme-eu1/db/public?warehouse=wh`),
  ],
  [
    'Cloudinary URL',
    (d) => one(d.url(27), (s) => `CLOUDINARY_URL=cloudinary://123456789012345:${s}@acme`),
  ],
  ['Cisco secret', (d) => one(`$1$${d.word(4)}$${d.word(22)}`, (s) => `enable secret 5 ${s}`)],
  ['Cisco password', (d) => one(d.hex(16).toUpperCase(), (s) => `username admin password 7 ${s}`)],
  ['ODBC', (d) => one(d.word(14), (s) => `DSN=crm;UID=svc;PWD=${s};Trusted_Connection=No`)],
  [
    'Hadoop configuration',
    (d) =>
      one(
        d.word(16),
        (s) => `<property><name>fs.s3a.secret.key</name><value>${s}</value></property>`,
      ),
  ],
  ['systemd environment', (d) => one(d.word(16), (s) => `Environment="DB_PASSWORD=${s}"`)],
  [
    'Docker run',
    (d) => one(d.word(16), (s) => `docker run -d -e MYSQL_ROOT_PASSWORD=${s} -p 3306:3306 mysql:8`),
  ],
  [
    'Python repr',
    (d) => one(d.word(16), (s) => `Settings(db_user='app', db_password=SecretStr('${s}'))`),
  ],
  [
    'Node inspect',
    (d) => one(d.word(16), (s) => `{ host: 'db', user: 'app', password: '${s}', ssl: true }`),
  ],
  ['Go spew', (d) => one(d.word(16), (s) => `Password: (string) (len=16) "${s}"`)],
  ['Java record', (d) => one(d.word(16), (s) => `Credentials[username=app, password=${s}]`)],
  [
    'Rust debug',
    (d) => one(d.word(16), (s) => `Config { user: "app", password: "${s}", port: 5432 }`),
  ],
];

export const laterLookAlikes: readonly LookAlikeKind[] = [
  ['layer', (d) => `${d.hex(12)}: Pull complete`],
  ['multipart ETag', (d) => `etag "${d.hex(32)}-7" size=${d.digits(8)}`],
  ['consumer id', (d) => `consumer-orders-1-${d.uuid()} left the group`],
  ['idempotency', (d) => `Idempotency-Key: ${d.uuid()}`],
  ['B3', (d) => `x-b3-traceid: ${d.hex(32)} x-b3-spanid: ${d.hex(16)}`],
  ['key id', (d) => `kid=${d.url(22)} alg=RS256 typ=JWT`],
  [
    'npm login',
    () =>
      'npm ERR! code E401 Unable to authenticate, your authentication token seems to be invalid.',
  ],
  [
    'git prompt',
    () => "fatal: could not read Password for 'https://git.example.org': terminal prompts disabled",
  ],
  ['rotation', () => 'Secret rotation finished for secret app-credentials version 12'],
  ['token bucket', (d) => `token bucket: tokens=${d.digits(2)} rate=100 burst=200`],
  ['session settings', () => 'sessionTimeout: 30m session.cookie.name: SID session.store=redis'],
  ['policy', () => 'passwordPolicy=STRONG passwordExpiryDays=90 passwordHistory=5'],
  ['cipher', () => 'key exchange: X25519MLKEM768 cipher: TLS_AES_256_GCM_SHA384'],
  ['key file', () => 'ssl_certificate_key /etc/ssl/private/server-2026.key;'],
  ['keystore', () => 'server.ssl.key-store=classpath:keystore-prod-01.p12'],
  [
    'tokenizer',
    (d) => `tokenizer: vocab_size=${d.digits(5)} bos_token=<s> pad_token=[PAD] unk_token=<unk>`,
  ],
  [
    'secrets manager',
    () => 'AccessDeniedException: secretsmanager:GetSecretValue on prod/orders/db',
  ],
  [
    'unique key',
    (d) =>
      `duplicate key value violates unique constraint "users_email_key" Key (id)=(${d.uuid()}) already exists.`,
  ],
  ['credentials file', () => 'credentials file not found: /root/.aws/credentials'],
  ['object repr', (d) => `<auth.Token object at 0x7f${d.hex(10)}>`],
  ['empty password', () => 'user=app password= host=db'],
  ['numbers', (d) => `token_count=${d.digits(5)} auth_failures: ${d.digits(3)} secret_version=3`],
  ['ready', () => 'auth: ready, secrets: mounted, tokens: synced'],
  ['RBAC', () => 'authorization-mode=Node,RBAC anonymous-auth=false'],
  ['snowflake id', (d) => `message ${d.digits(19)} by member ${d.digits(18)}`],
  [
    'UUIDv7',
    (d) => `event 0197${d.hex(4)}-${d.hex(4)}-7${d.hex(3)}-8${d.hex(3)}-${d.hex(12)} stored`,
  ],
  ['blake3', (d) => `content blake3:${d.hex(64)} verified`],
  [
    'IPFS',
    (d) => `pinned Qm${d.of('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz', 44)}`,
  ],
  ['kubelet', () => 'MountVolume.MountDevice succeeded for volume "kube-api-access-7xk2p"'],
  [
    'service account',
    () => 'system:serviceaccount:prod:orders cannot list secrets in namespace "prod"',
  ],
  ['Spring log', () => 'Using generated security password: see console'],
  ['Vault lease', (d) => `lease renewed lease_id=database/creds/app/${d.word(24)}`],
  ['JSON schema', () => '{"password":{"type":"string","minLength":8},"token":{"type":"string"}}'],
  ['SQL', () => 'SELECT id, password_hash, token FROM users WHERE email = $1 AND password = $2'],
  [
    'code',
    () => 'const password = await prompt("Password: "); if (!token) throw new Error("no token");',
  ],
  [
    'assignment from function',
    () => 'password = getPassword(user); token = request.headers.get("x-token")',
  ],
];

/** Whether a kind is one of those. */
export const isLater = (kind: string): boolean => laterNames.has(kind);

const laterNames: ReadonlySet<string> = new Set(
  [...laterTokens, ...laterNamed, ...laterStructured, ...laterLookAlikes].map(([kind]) => kind),
);
