import type { LookAlikeKind } from './lookAlikeKinds.ts';
import type { StructuredKind } from './structuredKinds.ts';
import type { TokenKind } from './tokenKinds.ts';

// A fourth generation, written like the third when the rules stood: more issuers, the files of tools,
// statements of databases and exchanges of protocols.

export const freshTokens: readonly TokenKind[] = [
  ['Vault service token', 'VAULT_TOKEN', (d) => `hvs.CAESI${d.url(90)}`],
  ['Vault batch token', 'VAULT_BATCH_TOKEN', (d) => `hvb.AAAAAQ${d.url(130)}`],
  ['Docker organisation', 'DOCKER_OAT', (d) => `dckr_oat_${d.url(32)}`],
  ['Buildkite agent', 'BUILDKITE_AGENT_TOKEN', (d) => `bkct_${d.word(40)}`],
  ['Replicate key', 'REPLICATE_API_TOKEN', (d) => `r8_${d.word(37)}`],
  ['Groq key', 'GROQ_API_KEY', (d) => `gsk_${d.word(52)}`],
  ['Anthropic key', 'ANTHROPIC_API_KEY', (d) => `sk-ant-api03-${d.url(93)}AA`],
  ['OpenRouter key', 'OPENROUTER_API_KEY', (d) => `sk-or-v1-${d.hex(64)}`],
  ['Pulumi token', 'PULUMI_ACCESS_TOKEN', (d) => `pul-${d.hex(40)}`],
  ['Terraform Cloud', 'TFE_TOKEN', (d) => `${d.word(14)}.atlasv1.${d.url(67)}`],
  ['Infisical token', 'INFISICAL_TOKEN', (d) => `st.${d.hex(24)}.${d.hex(32)}.${d.hex(32)}`],
  ['Axiom token', 'AXIOM_TOKEN', (d) => `xaat-${d.uuid()}`],
  ['Inngest key', 'INNGEST_SIGNING_KEY', (d) => `signkey-prod-${d.hex(64)}`],
  ['Clerk key', 'CLERK_SECRET_KEY', (d) => `sk_live_${d.word(42)}`],
  ['Resend key', 'RESEND_API_KEY', (d) => `re_${d.word(8)}_${d.word(24)}`],
  ['Firecrawl key', 'FIRECRAWL_API_KEY', (d) => `fc-${d.hex(32)}`],
  ['Runpod key', 'RUNPOD_API_KEY', (d) => `rpa_${d.upperWord(40)}${d.lowerWord(6)}`],
  ['Tailscale client', 'TS_AUTHKEY', (d) => `tskey-client-${d.word(17)}-${d.word(32)}`],
];

/** Opaque values under the names of their issuers' documents. */
export const freshNamed: readonly TokenKind[] = [
  ['Kubernetes bootstrap', 'BOOTSTRAP_TOKEN', (d) => `${d.lowerWord(6)}.${d.lowerWord(16)}`],
  ['Fastly token', 'FASTLY_API_TOKEN', (d) => d.url(32)],
  ['Postmark token', 'POSTMARK_SERVER_TOKEN', (d) => d.uuid()],
  ['Exa key', 'EXA_API_KEY', (d) => d.uuid()],
  ['Modal token', 'MODAL_TOKEN_SECRET', (d) => `as-${d.word(22)}`],
  ['Nomad token', 'NOMAD_TOKEN', (d) => d.uuid()],
  ['Consul token', 'CONSUL_HTTP_TOKEN', (d) => d.uuid()],
  ['Jenkins token', 'JENKINS_API_TOKEN', (d) => `11${d.hex(32)}`],
  ['Hetzner token', 'HCLOUD_TOKEN', (d) => d.word(64)],
];

const one = (secret: string, text: (secret: string) => string) => ({
  text: text(secret),
  secrets: [secret],
});
const encode = (text: string): string => Buffer.from(text).toString('base64');

export const freshStructured: readonly StructuredKind[] = [
  // Files of tools, as they are printed by builds and dumps.
  ['npmrc auth', (d) => one(encode(`ci:${d.password()}`), (s) => `//npm.acme.test/:_auth=${s}`)],
  ['npmrc password', (d) => one(encode(d.word(16)), (s) => `//npm.acme.test/:_password="${s}"`)],
  ['pypirc', (d) => one(d.word(18), (s) => `[testpypi] username = ci password = ${s}`)],
  ['netrc default', (d) => one(d.word(14), (s) => `default login anonymous password ${s}`)],
  ['pgpass socket', (d) => one(d.word(14), (s) => `/var/run/postgresql:5432:*:app:${s}`)],
  ['MySQL option file', (d) => one(d.word(14), (s) => `[client] user=root password="${s}"`)],
  ['LDAP configuration', (d) => one(d.word(14), (s) => `olcRootPW: ${s}`)],
  ['sssd', (d) => one(d.word(14), (s) => `ldap_default_authtok = ${s}`)],
  ['SNMP community', (d) => one(d.word(12), (s) => `rocommunity ${s} 10.0.0.0/8`)],
  ['SNMPv3 user', (d) => one(d.word(14), (s) => `createUser monitor SHA "${s}" AES`)],
  [
    'RADIUS client',
    (d) => one(d.word(16), (s) => `client nas1 { ipaddr = 10.0.0.9 secret = ${s} }`),
  ],
  ['WireGuard private', (d) => one(`${d.base64(43)}=`, (s) => `PrivateKey = ${s}`)],
  ['WireGuard preshared', (d) => one(`${d.base64(43)}=`, (s) => `PresharedKey = ${s}`)],
  ['IPsec secret', (d) => one(d.word(24), (s) => `203.0.113.7 %any : PSK "${s}"`)],
  ['ppp secret', (d) => one(d.word(12), (s) => `PAP peer dsl-17 user "shop" password "${s}"`)],
  ['keepalived', (d) => one(d.word(8), (s) => `authentication { auth_type PASS auth_pass ${s} }`)],
  ['HAProxy user', (d) => one(d.word(14), (s) => `userlist ops user admin insecure-password ${s}`)],
  ['HAProxy stats', (d) => one(d.word(14), (s) => `stats auth admin:${s}`)],
  ['fetchmail', (d) => one(d.word(14), (s) => `poll mail.test user "jdoe" pass "${s}"`)],
  ['Git credentials', (d) => one(d.word(20), (s) => `https://ci-bot:${s}@git.acme.test`)],
  [
    'Composer auth',
    (d) =>
      one(d.word(16), (s) => `{"http-basic":{"repo.test":{"username":"ci","password":"${s}"}}}`),
  ],
  ['NuGet', (d) => one(d.word(20), (s) => `<add key="ClearTextPassword" value="${s}" />`)],
  [
    'Maven settings',
    (d) =>
      one(
        d.word(16),
        (s) => `<server><id>nexus</id><username>ci</username><password>${s}</password></server>`,
      ),
  ],
  ['Gradle property', (d) => one(d.word(16), (s) => `systemProp.gradle.wrapperPassword=${s}`)],
  [
    'Tomcat user',
    (d) => one(d.word(14), (s) => `<user username="admin" password="${s}" roles="manager-gui"/>`),
  ],
  [
    'ASP.NET',
    (d) =>
      one(
        d.word(16),
        (s) => `"ConnectionStrings":{"Db":"Server=sql;Database=shop;User Id=sa;Password=${s};"}`,
      ),
  ],
  ['Spring datasource', (d) => one(d.word(16), (s) => `spring.datasource.hikari.password=${s}`)],
  [
    'Spring argument',
    (d) =>
      one(
        d.word(16),
        (s) => `java -jar app.jar --spring.datasource.password=${s} --server.port=8080`,
      ),
  ],
  [
    'JVM property',
    (d) => one(d.word(16), (s) => `java -Djavax.net.ssl.keyStorePassword=${s} -Xmx2g -jar app.jar`),
  ],
  [
    'Helm set',
    (d) =>
      one(
        d.word(16),
        (s) => `helm upgrade db bitnami/postgresql --set auth.postgresPassword=${s},image.tag=16`,
      ),
  ],
  [
    'Terraform variable',
    (d) => one(d.word(16), (s) => `terraform apply -var="db_password=${s}" -auto-approve`),
  ],
  ['Terraform environment', (d) => one(d.word(16), (s) => `TF_VAR_admin_password=${s}`)],
  [
    'Terraform state',
    (d) => one(d.word(20), (s) => `"attributes":{"id":"db-1","password":"${s}","port":5432}`),
  ],
  [
    'Ansible variable',
    (d) => one(d.word(16), (s) => `ansible_become_pass=${s} ansible_host=10.0.0.7`),
  ],
  [
    'Ansible argument',
    (d) => one(d.word(16), (s) => `ansible-playbook site.yml -e "vault_pass=${s}"`),
  ],
  [
    'age identity',
    (d) =>
      one(
        `AGE-SECRET-KEY-1${d.of('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58)}`,
        (s) => `# public key: age1xyz\n${s}`,
      ),
  ],

  // Clusters
  [
    'kubeadm join',
    (d) =>
      one(
        `${d.lowerWord(6)}.${d.lowerWord(16)}`,
        (s) =>
          `kubeadm join 10.0.0.1:6443 --token ${s} --discovery-token-ca-cert-hash sha256:${d.hex(64)}`,
      ),
  ],
  [
    'kubeadm certificate key',
    (d) => one(d.hex(64), (s) => `kubeadm init phase upload-certs --certificate-key ${s}`),
  ],
  [
    'Swarm join',
    (d) =>
      one(
        `SWMTKN-1-${d.lowerWord(50)}-${d.lowerWord(25)}`,
        (s) => `docker swarm join --token ${s} 10.0.0.1:2377`,
      ),
  ],
  [
    'k3s token',
    (d) => one(`K10${d.hex(64)}::server:${d.hex(32)}`, (s) => `K3S_TOKEN=${s} k3s server`),
  ],
  ['etcdctl', (d) => one(d.word(14), (s) => `etcdctl --user root:${s} member list`)],
  ['Vault unseal', (d) => one(encode(d.word(33)), (s) => `Unseal Key 1: ${s}`)],
  ['Vault root', (d) => one(`hvs.${d.word(24)}`, (s) => `Initial Root Token: ${s}`)],
  ['Vault login', (d) => one(`hvs.${d.word(24)}`, (s) => `vault login ${s}`)],
  [
    'Vault AppRole',
    (d) => one(d.uuid(), (s) => `vault write auth/approle/login role_id=shop secret_id=${s}`),
  ],
  ['Consul ACL', (d) => one(d.uuid(), (s) => `SecretID:         ${s}`)],
  [
    'Argo CD',
    (d) =>
      one(
        d.word(16),
        (s) => `argocd login cd.acme.test --username admin --password ${s} --insecure`,
      ),
  ],
  [
    'Rancher',
    (d) =>
      one(
        `token-${d.lowerWord(5)}:${d.lowerWord(54)}`,
        (s) => `rancher login https://r.acme.test --token ${s}`,
      ),
  ],

  // Statements of databases
  [
    'MySQL alter',
    (d) =>
      one(
        d.word(14),
        (s) => `ALTER USER 'root'@'localhost' IDENTIFIED WITH mysql_native_password BY '${s}';`,
      ),
  ],
  ['MySQL set', (d) => one(d.word(14), (s) => `SET PASSWORD FOR 'app'@'%' = PASSWORD('${s}')`)],
  [
    'Oracle user',
    (d) => one(d.word(14), (s) => `CREATE USER shop IDENTIFIED BY "${s}" DEFAULT TABLESPACE users`),
  ],
  ['Oracle bare', (d) => one(d.word(14), (s) => `ALTER USER shop IDENTIFIED BY ${s}`)],
  [
    'Postgres alter',
    (d) =>
      one(
        d.word(14),
        (s) => `STATEMENT:  ALTER USER app WITH ENCRYPTED PASSWORD '${s}' VALID UNTIL 'infinity'`,
      ),
  ],
  [
    'SQL Server login',
    (d) => one(d.word(14), (s) => `CREATE LOGIN app WITH PASSWORD = N'${s}', CHECK_POLICY = OFF`),
  ],
  [
    'ClickHouse user',
    (d) => one(d.word(14), (s) => `CREATE USER app IDENTIFIED WITH sha256_password BY '${s}'`),
  ],
  [
    'Cassandra role',
    (d) => one(d.word(14), (s) => `CREATE ROLE app WITH PASSWORD = '${s}' AND LOGIN = true`),
  ],
  [
    'MongoDB user',
    (d) =>
      one(d.word(14), (s) => `db.createUser({user: "app", pwd: "${s}", roles: ["readWrite"]})`),
  ],
  [
    'MongoDB command',
    (d) =>
      one(
        d.word(14),
        (s) => `command: { createUser: "app", pwd: "${s}", roles: [ { role: "root" } ] }`,
      ),
  ],
  [
    'Postgres link',
    (d) =>
      one(
        d.word(14),
        (s) => `SELECT * FROM dblink('host=db user=app password=${s} dbname=shop', 'select 1')`,
      ),
  ],
  ['Snowflake user', (d) => one(d.word(14), (s) => `ALTER USER etl SET PASSWORD = '${s}'`)],
  [
    'Redshift copy',
    (d) =>
      one(
        d.base64(40),
        (s) =>
          `COPY sales FROM 's3://b/x' CREDENTIALS 'aws_access_key_id=AKIAIOSFODNN7EXAMPLE;aws_secret_access_key=${s}'`,
      ),
  ],
  [
    'Neo4j',
    (d) => one(d.word(14), (s) => `ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO '${s}'`),
  ],

  // Exchanges
  [
    'Redis AUTH',
    (d) => one(d.word(16), (s) => `1732099867.412 [0 10.0.0.7:51234] "AUTH" "default" "${s}"`),
  ],
  [
    'Redis HELLO',
    (d) => one(d.word(16), (s) => `"HELLO" "3" "AUTH" "app" "${s}" "SETNAME" "shop"`),
  ],
  ['Redis CONFIG', (d) => one(d.word(16), (s) => `"CONFIG" "SET" "requirepass" "${s}"`)],
  ['Redis ACL', (d) => one(d.word(16), (s) => `ACL SETUSER app on >${s} ~* +@all`)],
  ['Redis plain', (d) => one(d.word(16), (s) => `redis> AUTH ${s}`)],
  ['SMTP login', (d) => one(encode(d.password()), (s) => `334 UGFzc3dvcmQ6\nC: ${s}`)],
  [
    'SMTP bearer',
    (d) =>
      one(
        encode(`user=a@x.test\u0001auth=Bearer ya29.${d.url(60)}\u0001\u0001`),
        (s) => `AUTH XOAUTH2 ${s}`,
      ),
  ],
  [
    'SIP digest',
    (d) =>
      one(
        d.hex(32),
        (s) =>
          `Authorization: Digest username="100", realm="pbx", nonce="ab", uri="sip:x", response="${s}"`,
      ),
  ],
  [
    'MQTT connect',
    (d) => one(d.word(14), (s) => `CONNECT clientId=dev-7 username=dev password=${s} keepalive=60`),
  ],
  [
    'Kafka JAAS',
    (d) =>
      one(
        d.word(16),
        (s) =>
          `sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="app" password="${s}";`,
      ),
  ],
  [
    'OAuth code',
    (d) =>
      one(`4/0A${d.url(70)}`, (s) => `GET /callback?state=af0&code=${s}&scope=email HTTP/1.1" 302`),
  ],
  [
    'OAuth refresh',
    (d) =>
      one(
        d.url(60),
        (s) => `POST /token grant_type=refresh_token&refresh_token=${s}&client_id=web`,
      ),
  ],
  [
    'PKCE verifier',
    (d) => one(d.url(64), (s) => `grant_type=authorization_code&code_verifier=${s}`),
  ],
  [
    'device code',
    (d) =>
      one(d.url(48), (s) => `{"device_code":"${s}","user_code":"WDJB-MJHT","expires_in":1800}`),
  ],
  [
    'HAR cookie',
    (d) => one(d.url(48), (s) => `"cookies":[{"name":"__Host-session","value":"${s}","path":"/"}]`),
  ],
  ['HAR header', (d) => one(d.url(48), (s) => `{"name":"Authorization","value":"Bearer ${s}"}`)],
  [
    'Set-Cookie',
    (d) =>
      one(
        d.url(40),
        (s) => `< set-cookie: __Secure-next-auth.session-token=${s}; Path=/; HttpOnly`,
      ),
  ],
  [
    'curl trace',
    (d) =>
      one(d.word(16), (s) => `+ curl -sS --user deploy:${s} -T app.jar https://repo.acme.test/`),
  ],
  [
    'wget trace',
    (d) =>
      one(d.word(16), (s) => `+ wget --http-user=ci --http-password=${s} https://repo.acme.test/a`),
  ],
  ['export trace', (d) => one(d.word(16), (s) => `++ export PGPASSWORD=${s}`)],
  [
    'AWS session',
    (d) => one(`IQoJb3JpZ2luX2Vj${d.base64(180)}==`, (s) => `AWS_SESSION_TOKEN=${s}`),
  ],

  // Signed addresses
  [
    'S3 signed',
    (d) =>
      one(
        d.hex(64),
        (s) => `GET https://b.s3.test/k?X-Amz-Date=20261120T103107Z&X-Amz-Signature=${s}`,
      ),
  ],
  [
    'GCS signed',
    (d) =>
      one(
        d.hex(256),
        (s) => `GET https://storage.test/b/k?X-Goog-Expires=900&X-Goog-Signature=${s}`,
      ),
  ],
  [
    'Azure SAS',
    (d) =>
      one(
        encodeURIComponent(`${d.base64(43)}=`),
        (s) => `https://a.blob.test/c?sv=2024-11-04&se=2026-11-21&sr=b&sp=r&sig=${s}`,
      ),
  ],
  [
    'CloudFront signed',
    (d) =>
      one(
        d.url(120),
        (s) =>
          `https://d1.cdn.test/v.mp4?Expires=1732099867&Signature=${s}&Key-Pair-Id=K2JCJMDEHXQW5F`,
      ),
  ],
  [
    'Alibaba signed',
    (d) =>
      one(
        encodeURIComponent(`${d.base64(27)}=`),
        (s) => `https://b.oss.test/k?OSSAccessKeyId=x&Expires=1732099867&Signature=${s}`,
      ),
  ],
  [
    'OCI request',
    (d) => one(d.url(64), (s) => `https://objectstorage.eu.test/p/${s}/n/ns/b/bucket/o/file`),
  ],

  // Connection strings
  [
    'JDBC inside',
    (d) => one(d.word(14), (s) => `jdbc:mysql://db:3306/shop?user=app&password=${s}&useSSL=true`),
  ],
  [
    'JDBC SQL Server',
    (d) =>
      one(
        d.word(14),
        (s) => `jdbc:sqlserver://db:1433;databaseName=shop;user=sa;password=${s};encrypt=true`,
      ),
  ],
  [
    'Oracle EZConnect',
    (d) => one(d.word(14), (s) => `sqlldr userid=shop/${s}@db:1521/XE control=a.ctl`),
  ],
  [
    'Elixir',
    (d) =>
      one(
        d.word(14),
        (s) => `config :shop, Repo, username: "app", password: "${s}", hostname: "db"`,
      ),
  ],
  [
    'Ruby hash',
    (d) => one(d.word(14), (s) => `{:adapter=>"pg", :username=>"app", :password=>"${s}"}`),
  ],
  ['Perl DBI', (d) => one(d.word(14), (s) => `DBI->connect("dbi:Pg:dbname=shop", "app", "${s}")`)],
  ['Go DSN', (d) => one(d.word(14), (s) => `app:${s}@tcp(db:3306)/shop?parseTime=true`)],
  [
    'libpq',
    (d) => one(d.word(14), (s) => `host=db port=5432 user=app password='${s}' dbname=shop`),
  ],
  ['R2DBC', (d) => one(d.word(14), (s) => `r2dbc:postgresql://app:${s}@db:5432/shop`)],
  ['NATS', (d) => one(d.word(14), (s) => `nats://svc:${s}@nats:4222`)],
  [
    'NATS seed',
    (d) =>
      one(
        `SUA${d.of('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 55)}`,
        (s) => `-----BEGIN USER NKEY SEED-----\n${s}\n------END USER NKEY SEED------`,
      ),
  ],
  [
    'LDAP bind',
    (d) =>
      one(d.word(14), (s) => `ldapsearch -H ldap://dc1 -D "cn=svc,dc=acme" -w ${s} -b dc=acme`),
  ],
];

export const freshLookAlikes: readonly LookAlikeKind[] = [
  ['kubeadm hash', (d) => `--discovery-token-ca-cert-hash sha256:${d.hex(64)}`],
  ['WireGuard public', (d) => `PublicKey = ${d.base64(43)}=`],
  ['WireGuard peer', (d) => `peer: ${d.base64(43)}= endpoint: 203.0.113.7:51820`],
  ['age public', (d) => `# public key: age1${d.of('qpzry9x8gf2tvdw0s3jn54khce6mua7l', 58)}`],
  ['Consul accessor', (d) => `AccessorID:       ${d.uuid()}`],
  ['Vault accessor', () => 'token_accessor n/a policies ["default" "shop"] renewable true'],
  ['Vault path', () => 'Success! Data written to: secret/data/shop/db'],
  [
    'SQL error',
    () => "ERROR 1045 (28000): Access denied for user 'app'@'10.0.0.7' (using password: YES)",
  ],
  ['password authentication', () => 'FATAL:  password authentication failed for user "app"'],
  ['SQL masked', () => "ALTER USER 'app'@'%' IDENTIFIED BY <secret>"],
  ['Redis no auth', () => '(error) NOAUTH Authentication required.'],
  ['Redis configuration', () => '"CONFIG" "SET" "maxmemory" "256mb"'],
  ['SMTP capabilities', () => '250-AUTH PLAIN LOGIN XOAUTH2'],
  ['SMTP result', () => '535 5.7.8 Authentication credentials invalid'],
  ['SASL mechanism', () => 'sasl.mechanism=SCRAM-SHA-512 security.protocol=SASL_SSL'],
  ['OAuth error', () => 'error=invalid_grant error_description="Code not valid" code=400'],
  ['status code', (d) => `GET /callback?state=af0&code=${d.digits(3)} HTTP/1.1`],
  ['Helm', () => 'helm upgrade db bitnami/postgresql --set auth.existingSecret=db-credentials'],
  ['Terraform sensitive', () => '  + password = (sensitive value)'],
  [
    'Terraform id',
    (d) => `random_password.db: Creation complete after 0s [id=none] ${d.digits(2)} to add`,
  ],
  ['JAAS module', () => 'sasl.jaas.config = [hidden]'],
  ['key file option', () => 'ssh -i /home/ci/.ssh/id_ed25519 -o StrictHostKeyChecking=no host'],
  ['JVM trust store', () => 'java -Djavax.net.ssl.trustStore=/etc/pki/java/cacerts -jar app.jar'],
  ['SNMP timeout', () => 'Timeout: No Response from 10.0.0.1 community unknown'],
  ['CloudFront id', () => 'Key-Pair-Id=K2JCJMDEHXQW5F Expires=1732099867'],
  ['argv port', () => '+ mysql -h db -P 3306 -u app --protocol tcp shop'],
  ['docker ports', () => 'docker run -d -p 8080:80 -p 5432:5432 --name web nginx:1.27'],
  ['curl ports', () => '+ curl -u "$USER:$PASS" -o out.json https://api.acme.test:8443/v1'],
  ['git describe', (d) => `v2.14.0-17-g${d.hex(9)} built on 2026-11-20`],
  ['Nomad allocation', (d) => `alloc ${d.uuid()} eval ${d.uuid()} running`],
  ['user list', () => 'user admin groups ops,dev password-auth enabled'],
  ['secret id', () => 'secret_id_num_uses 0 secret_id_ttl 24h token_ttl 1h'],
  ['cookie settings', () => 'session.cookie.secure=true session.cookie.same-site=lax'],
  ['device poll', () => '{"error":"authorization_pending","interval":5}'],
  ['unseal progress', () => 'Unseal Progress 2/3 Unseal Nonce n/a Version 1.18.2'],
  ['private key path', () => 'PrivateKeyFile = /etc/wireguard/wg0.key'],
  ['auth pass off', () => 'auth_type PASS advert_int 1 virtual_router_id 51'],
  ['pass rate', () => 'tests: 412 pass 409 fail 3 skip 0, pass rate 99.3%'],
];

/** Whether a kind is one of those. */
export const isFresh = (kind: string): boolean => freshNames.has(kind);

const freshNames: ReadonlySet<string> = new Set(
  [...freshTokens, ...freshNamed, ...freshStructured, ...freshLookAlikes].map(([kind]) => kind),
);
