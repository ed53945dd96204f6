import type { Dice } from './dice.ts';

/** Text that holds secrets by its structure, and these as they stand in it. */
export interface Passage {
  readonly text: string;
  readonly secrets: readonly string[];
}

export type StructuredKind = readonly [kind: string, make: (dice: Dice) => Passage];

const one = (secret: string, text: (secret: string) => string): Passage => ({
  text: text(secret),
  secrets: [secret],
});
const encode = (text: string): string => Buffer.from(text).toString('base64');
/** What a password looks like in the place of a URL that would not take every character. */
const inUrl = (dice: Dice): string => encodeURIComponent(dice.password());

/** One line each. */
export const structuredKinds: readonly StructuredKind[] = [
  [
    'Postgres URL',
    (d) =>
      one(inUrl(d), (s) => `postgresql://orders:${s}@db-1.internal:5432/orders?sslmode=require`),
  ],
  ['MySQL URL', (d) => one(inUrl(d), (s) => `mysql://root:${s}@mysql:3306/shop`)],
  [
    'Mongo URL',
    (d) =>
      one(
        inUrl(d),
        (s) => `mongodb+srv://svc:${s}@cluster0.ab1cd.mongodb.net/prod?retryWrites=true`,
      ),
  ],
  ['Redis URL', (d) => one(inUrl(d), (s) => `rediss://default:${s}@cache-7.example.net:6380/0`)],
  ['AMQP URL', (d) => one(inUrl(d), (s) => `amqps://worker:${s}@mq.example.net:5671/%2Fjobs`)],
  [
    'SQL Server URL',
    (d) =>
      one(
        d.word(14),
        (s) => `jdbc:sqlserver://sql1:1433;databaseName=crm;user=sa;password=${s};encrypt=true`,
      ),
  ],
  [
    'JDBC Postgres',
    (d) => one(d.word(14), (s) => `jdbc:postgresql://db:5432/app?user=app&password=${s}&ssl=true`),
  ],
  [
    'JDBC Oracle',
    (d) => one(d.word(14), (s) => `jdbc:oracle:thin:scott/${s}@//ora1:1521/ORCLPDB1`),
  ],
  [
    'ADO.NET string',
    (d) =>
      one(
        d.word(16),
        (s) =>
          `Server=tcp:sql.example.net,1433;Initial Catalog=crm;User ID=sa;Password=${s};Encrypt=True;`,
      ),
  ],
  [
    'ADO.NET Pwd',
    (d) => one(d.word(16), (s) => `Data Source=SQL01;Database=crm;Uid=svc;Pwd=${s};`),
  ],
  [
    'libpq string',
    (d) =>
      one(d.word(16), (s) => `host=db port=5432 dbname=app user=app password=${s} sslmode=disable`),
  ],
  [
    'Go MySQL DSN',
    (d) => one(d.word(16), (s) => `app:${s}@tcp(10.1.2.3:3306)/shop?parseTime=true`),
  ],
  [
    'ClickHouse query',
    (d) =>
      one(d.word(16), (s) => `http://clickhouse:8123/?user=default&password=${s}&query=SELECT%201`),
  ],
  ['SMTP URL', (d) => one(inUrl(d), (s) => `smtps://mailer:${s}@smtp.example.net:465`)],
  ['FTP URL', (d) => one(inUrl(d), (s) => `ftp://deploy:${s}@files.example.net/releases/`)],
  [
    'proxy URL',
    (d) => one(inUrl(d), (s) => `HTTPS_PROXY=http://corp%5Cjdoe:${s}@proxy.example.net:3128`),
  ],
  [
    'git remote',
    (d) =>
      one(
        d.word(40),
        (s) =>
          `fatal: unable to access 'https://x-access-token:${s}@git.example.net/a/b.git/': 403`,
      ),
  ],
  [
    'Sentry DSN with secret',
    (d) => one(d.hex(32), (s) => `https://${d.hex(32)}:${s}@sentry.example.net/42`),
  ],
  [
    'Azure storage string',
    (d) =>
      one(
        `${d.base64(86)}==`,
        (s) =>
          `DefaultEndpointsProtocol=https;AccountName=logs;AccountKey=${s};EndpointSuffix=core.windows.net`,
      ),
  ],
  [
    'Service Bus string',
    (d) =>
      one(
        `${d.base64(43)}=`,
        (s) =>
          `Endpoint=sb://bus.servicebus.windows.net/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=${s}`,
      ),
  ],
  [
    'Azure SAS URL',
    (d) =>
      one(
        `${encodeURIComponent(`${d.base64(43)}=`)}`,
        (s) =>
          `https://logs.blob.core.windows.net/app?sv=2023-11-03&ss=b&srt=co&sp=rl&se=2027-01-01T00%3A00%3A00Z&sig=${s}`,
      ),
  ],
  [
    'AWS presigned URL',
    (d) =>
      one(
        d.hex(64),
        (s) =>
          `https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20261101T000000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=${s}`,
      ),
  ],
  [
    'GCS signed URL',
    (d) =>
      one(
        d.hex(256),
        (s) =>
          `https://storage.googleapis.com/b/o?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Expires=600&X-Goog-Signature=${s}`,
      ),
  ],
  [
    'AWS SigV4 header',
    (d) =>
      one(
        d.hex(64),
        (s) =>
          `Authorization: AWS4-HMAC-SHA256 Credential=AKIA${d.upperWord(16)}/20261101/eu-west-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=${s}`,
      ),
  ],
  [
    'CloudFront cookie',
    (d) =>
      one(
        d.url(120),
        (s) =>
          `Cookie: CloudFront-Policy=${d.url(80)}; CloudFront-Signature=${s}; CloudFront-Key-Pair-Id=K2X`,
      ),
  ],
  [
    'Slack webhook',
    (d) =>
      one(
        `T${d.upperWord(10)}/B${d.upperWord(10)}/${d.word(24)}`,
        (s) => `POST https://hooks.slack.com/services/${s} 404`,
      ),
  ],
  [
    'Discord webhook',
    (d) => one(d.url(68), (s) => `POST https://discord.com/api/webhooks/${d.digits(18)}/${s} 429`),
  ],
  [
    'Teams webhook',
    (d) =>
      one(
        `${d.hex(32)}/${d.uuid()}`,
        (s) =>
          `https://contoso.webhook.office.com/webhookb2/${d.uuid()}@${d.uuid()}/IncomingWebhook/${s}`,
      ),
  ],
  [
    'Power Automate hook',
    (d) =>
      one(
        d.url(43),
        (s) =>
          `https://prod-7.westeurope.logic.azure.com:443/workflows/${d.hex(32)}/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${s}`,
      ),
  ],
  [
    'Google Chat hook',
    (d) =>
      one(
        d.url(43),
        (s) =>
          `https://chat.googleapis.com/v1/spaces/AAAA${d.url(7)}/messages?key=AIza${d.url(35)}&token=${s}`,
      ),
  ],
  ['Bearer header', (d) => one(d.url(43), (s) => `Authorization: Bearer ${s}`)],
  ['Basic header', (d) => one(encode(`svc:${d.password()}`), (s) => `Authorization: Basic ${s}`)],
  [
    'Digest header',
    (d) =>
      one(
        d.hex(32),
        (s) =>
          `Authorization: Digest username="jdoe", realm="api", nonce="${d.hex(16)}", uri="/v1", qop=auth, nc=00000001, cnonce="0a4f113b", response="${s}"`,
      ),
  ],
  ['GitHub token header', (d) => one(d.hex(40), (s) => `Authorization: token ${s}`)],
  [
    'Negotiate header',
    (d) => one(`YII${d.base64(300)}==`, (s) => `WWW-Authenticate: Negotiate ${s}`),
  ],
  ['NTLM header', (d) => one(`TlRMTVNTUAAD${d.base64(200)}`, (s) => `Authorization: NTLM ${s}`)],
  ['API key header', (d) => one(d.word(32), (s) => `x-api-key: ${s}`)],
  ['private token header', (d) => one(d.word(20), (s) => `PRIVATE-TOKEN: ${s}`)],
  [
    'AWS token header',
    (d) => one(`FwoGZXIvYXdzE${d.base64(200)}`, (s) => `X-Amz-Security-Token: ${s}`),
  ],
  ['Vault token header', (d) => one(d.word(26), (s) => `X-Vault-Token: ${s}`)],
  ['session cookie', (d) => one(d.word(32), (s) => `Cookie: theme=dark; JSESSIONID=${s}; lang=en`)],
  ['connect.sid', (d) => one(`s%3A${d.url(32)}.${d.word(43)}`, (s) => `Cookie: connect.sid=${s}`)],
  [
    'set-cookie',
    (d) => one(d.url(86), (s) => `Set-Cookie: .AspNetCore.Session=${s}; path=/; secure; httponly`),
  ],
  [
    'curl -u',
    (d) =>
      one(
        d.password().replace(/[!$]/g, 'x'),
        (s) => `+ curl -sS -u 'admin:${s}' https://nexus.example.net/service/rest/v1/status`,
      ),
  ],
  [
    'curl header',
    (d) =>
      one(
        d.word(40),
        (s) => `+ curl -H "Authorization: Bearer ${s}" https://api.example.net/v2/me`,
      ),
  ],
  [
    'wget',
    (d) =>
      one(
        d.word(14),
        (s) => `wget --http-user=ci --http-password=${s} https://files.example.net/x.tgz`,
      ),
  ],
  [
    'docker login',
    (d) => one(d.word(18), (s) => `docker login -u ci -p ${s} registry.example.net`),
  ],
  [
    'helm',
    (d) =>
      one(
        d.word(18),
        (s) => `helm upgrade shop ./chart --set postgresql.auth.password=${s} --wait`,
      ),
  ],
  [
    'mysql -p',
    (d) => one(d.word(14), (s) => `mysqldump -h db -u backup -p${s} --single-transaction shop`),
  ],
  [
    'sshpass',
    (d) =>
      one(
        d.word(14),
        (s) => `sshpass -p ${s} ssh -o StrictHostKeyChecking=no root@10.0.0.9 uptime`,
      ),
  ],
  [
    'psql variable',
    (d) => one(d.word(14), (s) => `PGPASSWORD=${s} psql -h db -U app -c 'select 1'`),
  ],
  ['redis-cli', (d) => one(d.word(14), (s) => `redis-cli -h cache -a ${s} ping`)],
  [
    'mongosh',
    (d) =>
      one(d.word(14), (s) => `mongosh --host db1 -u admin -p ${s} --authenticationDatabase admin`),
  ],
  ['net use', (d) => one(d.word(12), (s) => `net use Z: \\\\fs01\\share ${s} /user:CORP\\jdoe`)],
  ['net user', (d) => one(d.word(12), (s) => `net user svc_backup ${s} /add /domain`)],
  [
    'schtasks',
    (d) => one(d.word(12), (s) => `schtasks /create /tn backup /tr run.cmd /ru CORP\\svc /rp ${s}`),
  ],
  [
    'PowerShell',
    (d) => one(d.word(14), (s) => `$p = ConvertTo-SecureString "${s}" -AsPlainText -Force`),
  ],
  ['smbclient', (d) => one(d.word(12), (s) => `smbclient //fs01/share -U 'CORP/jdoe%${s}' -c ls`)],
  [
    'ldapsearch',
    (d) =>
      one(
        d.word(14),
        (s) => `ldapsearch -x -D cn=admin,dc=example,dc=org -w ${s} -b dc=example,dc=org`,
      ),
  ],
  ['keytool', (d) => one(d.word(12), (s) => `keytool -list -keystore app.jks -storepass ${s}`)],
  [
    'openssl',
    (d) => one(d.word(14), (s) => `openssl rsa -in key.pem -passin pass:${s} -out plain.pem`),
  ],
  [
    'az login',
    (d) =>
      one(
        d.url(40),
        (s) => `az login --service-principal -u ${d.uuid()} -p ${s} --tenant ${d.uuid()}`,
      ),
  ],
  ['vault kv put', (d) => one(d.word(20), (s) => `vault kv put secret/shop db_password=${s}`)],
  [
    'flag with blank',
    (d) =>
      one(
        d.password().replace(/[!$]/g, 'x'),
        (s) => `java -jar app.jar --spring.datasource.password ${s} --server.port=8080`,
      ),
  ],
  [
    'system property',
    (d) => one(d.word(16), (s) => `java -Djavax.net.ssl.keyStorePassword=${s} -Xmx2g -jar app.jar`),
  ],
  [
    'JAAS',
    (d) =>
      one(
        d.password().replace(/["\\]/g, 'x'),
        (s) =>
          `sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="orders" password="${s}";`,
      ),
  ],
  ['npmrc', (d) => one(d.uuid(), (s) => `//npm.example.net/:_authToken=${s}`)],
  [
    'pip index URL',
    (d) => one(d.word(24), (s) => `Looking in indexes: https://build:${s}@pypi.example.net/simple`),
  ],
  [
    'docker config',
    (d) =>
      one(
        encode(`ci:${d.password()}`),
        (s) => `{"auths":{"registry.example.net":{"auth":"${s}"}}}`,
      ),
  ],
  ['netrc', (d) => one(d.word(16), (s) => `machine git.example.net login ci password ${s}`)],
  ['pgpass', (d) => one(d.word(16), (s) => `db.example.net:5432:orders:app:${s}`)],
  ['htpasswd', (d) => one(`$apr1$${d.word(8)}$${d.word(22)}`, (s) => `admin:${s}`)],
  ['shadow', (d) => one(`$6$${d.word(16)}$${d.word(86)}`, (s) => `root:${s}:19700:0:99999:7:::`)],
  [
    'bcrypt in SQL',
    (d) =>
      one(`$2b$12$${d.word(53)}`, (s) => `INSERT INTO users (name, hash) VALUES ('jdoe', '${s}')`),
  ],
  ['SQL user', (d) => one(d.word(14), (s) => `CREATE USER 'app'@'%' IDENTIFIED BY '${s}'`)],
  ['SQL role', (d) => one(d.word(14), (s) => `ALTER ROLE app WITH LOGIN PASSWORD '${s}'`)],
  [
    'T-SQL login',
    (d) => one(d.word(14), (s) => `CREATE LOGIN svc WITH PASSWORD = N'${s}', CHECK_POLICY = OFF`),
  ],
  [
    'redis AUTH',
    (d) => one(d.word(20), (s) => `1700000000.123 [0 10.0.0.7:50212] "AUTH" "default" "${s}"`),
  ],
  ['SMTP AUTH', (d) => one(encode(`\0app\0${d.password()}`), (s) => `>>> AUTH PLAIN ${s}`)],
  ['IMAP login', (d) => one(d.word(12), (s) => `a001 LOGIN jdoe ${s}`)],
  ['FTP PASS', (d) => one(d.word(12), (s) => `---> PASS ${s}`)],
  ['XML element', (d) => one(d.word(16), (s) => `<password>${s}</password>`)],
  [
    'XML attribute',
    (d) => one(d.word(16), (s) => `<add name="Db" username="sa" password="${s}" />`),
  ],
  [
    'Maven settings',
    (d) =>
      one(
        d.word(16),
        (s) => `<server><id>nexus</id><username>ci</username><password>${s}</password></server>`,
      ),
  ],
  [
    'WS-Security',
    (d) => one(d.word(16), (s) => `<wsse:Password Type="#PasswordText">${s}</wsse:Password>`),
  ],
  [
    'toString',
    (d) =>
      one(
        d.word(16),
        (s) => `DataSourceConfig(url=jdbc:h2:mem, username=sa, password=${s}, pool=10)`,
      ),
  ],
  [
    'Ruby hash',
    (d) => one(d.word(16), (s) => `Parameters: {"user"=>{"email"=>"x", "password"=>"${s}"}}`),
  ],
  [
    'Python dict',
    (d) => one(d.word(16), (s) => `connect args {'user': 'app', 'password': '${s}', 'host': 'db'}`),
  ],
  [
    'Go struct',
    (d) => one(d.word(16), (s) => `config {Host:db Port:5432 User:app Password:${s} SSL:true}`),
  ],
  ['Go map', (d) => one(d.url(40), (s) => `headers map[Accept:[*/*] Authorization:[Bearer ${s}]]`)],
  ['PHP array', (d) => one(d.word(16), (s) => `  'password' => '${s}',`)],
  ['Terraform', (d) => one(d.word(16), (s) => `  master_password      = "${s}"`)],
  [
    'OTP URI',
    (d) =>
      one(
        d.of('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 32),
        (s) => `otpauth://totp/Acme:jdoe?secret=${s}&issuer=Acme`,
      ),
  ],
  [
    'OAuth code',
    (d) =>
      one(
        d.url(64),
        (s) =>
          `POST /oauth/token grant_type=authorization_code&code=abc&client_id=web&client_secret=${s}`,
      ),
  ],
  ['SAML', (d) => one(d.base64(400), (s) => `POST /saml/acs SAMLResponse=${s}`)],
  ['reset link', (d) => one(d.url(43), (s) => `GET /reset-password?token=${s} 200`)],
  [
    'WebSocket token',
    (d) => one(d.url(43), (s) => `wss://stream.example.net/v1?access_token=${s}`),
  ],
];
