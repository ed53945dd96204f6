import type { Dice } from './dice.ts';

/** Secrets that only their name tells: a kind, the names it goes by, and how one is made. */
export type NamedKind = readonly [
  kind: string,
  names: readonly string[],
  make: (dice: Dice) => string,
];

export const namedKinds: readonly NamedKind[] = [
  [
    'database password',
    ['DB_PASSWORD', 'db.password', 'POSTGRES_PASSWORD', 'mysqlRootPassword', 'database-passwd'],
    (d) => d.password(),
  ],
  [
    'Spring datasource',
    ['spring.datasource.password', 'spring.rabbitmq.password', 'spring.mail.password'],
    (d) => d.password(),
  ],
  ['keystore password', ['keyStorePassword', 'ssl.truststore.password'], (d) => d.password()],
  [
    'LDAP bind password',
    ['bindPassword', 'LDAP_BIND_PW', 'ldap_bind_password'],
    (d) => d.password(),
  ],
  ['passphrase', ['passphrase', 'GPG_PASSPHRASE', 'ssh-key-passphrase'], (d) => d.password()],
  ['client secret', ['client_secret', 'clientSecret', 'OAUTH_CLIENT_SECRET'], (d) => d.url(40)],
  ['API key', ['api_key', 'apiKey', 'X_API_KEY', 'weather.api-key'], (d) => d.word(32)],
  ['access token', ['access_token', 'accessToken', 'refresh_token'], (d) => d.url(64)],
  ['session', ['session_id', 'sessionToken', 'PHPSESSID', 'JSESSIONID'], (d) => d.upperWord(32)],
  ['CSRF token', ['csrf_token', 'xsrfToken', '_csrf'], (d) => d.url(43)],
  [
    'AWS secret key',
    ['aws_secret_access_key', 'AWS_SECRET_ACCESS_KEY', 'SecretAccessKey'],
    (d) => d.base64(40),
  ],
  [
    'AWS session token',
    ['AWS_SESSION_TOKEN', 'aws_session_token', 'SessionToken'],
    (d) => `IQoJb3JpZ2lu${d.base64(200)}==`,
  ],
  ['Alibaba secret', ['ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'accessKeySecret'], (d) => d.word(30)],
  ['Tencent secret', ['TENCENTCLOUD_SECRET_KEY', 'secretKey'], (d) => d.word(32)],
  [
    'Azure storage key',
    ['AZURE_STORAGE_KEY', 'accountKey', 'storage_account_key'],
    (d) => `${d.base64(86)}==`,
  ],
  ['OCI pass phrase', ['pass_phrase', 'OCI_CLI_PASSPHRASE'], (d) => d.password()],
  [
    'Django secret key',
    ['SECRET_KEY', 'DJANGO_SECRET_KEY'],
    (d) => d.of('abcdefghijkmnpqrstuvwxyz0123456789!@#$%^*(-_=+)', 47) + d.word(3),
  ],
  ['Rails master key', ['RAILS_MASTER_KEY', 'secret_key_base'], (d) => d.hex(32)],
  ['Laravel app key', ['APP_KEY', 'app_key'], (d) => `base64:${d.base64(43)}=`],
  ['encryption key', ['ENCRYPTION_KEY', 'encryptionKey', 'AES_KEY'], (d) => d.hex(64)],
  [
    'signing secret',
    ['SLACK_SIGNING_SECRET', 'jwt_secret', 'JWT_SECRET', 'hmacSecret'],
    (d) => d.hex(32),
  ],
  [
    'webhook secret',
    ['WEBHOOK_SECRET', 'webhookSecret', 'GITHUB_WEBHOOK_SECRET'],
    (d) => d.word(28),
  ],
  ['PayPal secret', ['PAYPAL_CLIENT_SECRET', 'paypal.secret'], (d) => d.url(80)],
  ['Auth0 secret', ['AUTH0_CLIENT_SECRET', 'auth0.clientSecret'], (d) => d.url(64)],
  ['Twilio auth token', ['TWILIO_AUTH_TOKEN', 'twilio_auth_token', 'authToken'], (d) => d.hex(32)],
  ['Confluent secret', ['CONFLUENT_CLOUD_API_SECRET', 'confluent_api_secret'], (d) => d.base64(64)],
  [
    'Datadog app key',
    ['DD_APP_KEY', 'DATADOG_APP_KEY', 'datadog_application_key'],
    (d) => d.hex(40),
  ],
  ['Algolia admin key', ['ALGOLIA_ADMIN_KEY', 'algolia_api_key'], (d) => d.hex(32)],
  [
    'ansible vault password',
    ['ansible_become_pass', 'ansible_ssh_pass', 'vault_password'],
    (d) => d.password(),
  ],
  [
    'SMTP password',
    ['SMTP_PASS', 'smtp_password', 'EMAIL_HOST_PASSWORD', 'MAIL_PASSWORD'],
    (d) => d.password(),
  ],
  ['Redis password', ['REDIS_PASSWORD', 'redis.auth', 'REDIS_AUTH'], (d) => d.password()],
  ['basic auth variable', ['HTTP_BASIC_AUTH_PASSWORD', 'proxy_password'], (d) => d.password()],
  ['Windows password', ['AdminPassword', 'DomainPassword', 'DefaultPassword'], (d) => d.password()],
  [
    'TOTP seed',
    ['totp_secret', 'mfaSecret', 'otp_secret'],
    (d) => d.of('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 32),
  ],
  ['WiFi key', ['wpa_passphrase', 'WIFI_PASSWORD'], (d) => d.password()],
  [
    'license key',
    ['LICENSE_KEY', 'licenseKey'],
    (d) => [5, 5, 5, 5, 5].map((n) => d.upperWord(n)).join('-'),
  ],
  ['kubeconfig token', ['K8S_BEARER_TOKEN', 'id-token', 'bearer_token'], (d) => d.url(80)],
  ['service credentials', ['SERVICE_CREDENTIALS', 'credential', 'credentials'], (d) => d.word(36)],
];
