import { anchoredRule, type Rule } from './anchored.ts';

const rules: readonly Rule[] = [
  {
    // redis.conf, ldap.conf, wpa_supplicant.conf
    kind: 'PASSWORD',
    words: ['requirepass', 'masterauth', 'bindpw', 'rootpw', 'sasl_passwd'],
    pattern:
      /(?:requirepass|masterauth|bindpw|rootpw|sasl_passwd)["']?\s{1,8}["']?([^\s"']{3,256})/iy,
  },
  {
    // Redis' MONITOR: "AUTH" "hunter2", "AUTH" "jdoe" "hunter2"
    kind: 'PASSWORD',
    words: ['"auth'],
    pattern: /"AUTH\\{0,3}"(?:\s\\{0,3}"[^"\n\\]{1,64}\\{0,3}")?\s\\{0,3}"([^\s"'\\]{3,256})/iy,
  },
  {
    // CREATE USER app IDENTIFIED BY 'hunter2'; ALTER ROLE app WITH PASSWORD 'hunter2'
    kind: 'PASSWORD',
    words: ['identified ', 'password'],
    pattern:
      /(?:identified\s{1,4}(?:with\s\S{1,40}\s)?(?:by|as)|password)\s{1,4}(?:=\s{0,4})?N?'([^'\n]{3,256})/iy,
    unless: /\s\S+\s/,
  },
  {
    // machine api.example.org login app password hunter2
    kind: 'PASSWORD',
    words: ['login '],
    pattern: /login\s{1,4}\S{1,128}\s{1,4}password\s{1,4}(\S{3,256})/y,
  },
  {
    // SMTP: AUTH PLAIN AGFwcABodW50ZXIy
    kind: 'PASSWORD',
    words: ['auth plain ', 'auth login ', 'auth xoauth2 ', 'authenticate plain '],
    pattern: /(?:AUTH|AUTHENTICATE) (?:PLAIN|LOGIN|XOAUTH2) ([A-Za-z0-9+/]{8,}={0,2})/iy,
  },
  {
    // IMAP: a001 LOGIN jdoe hunter2
    kind: 'PASSWORD',
    words: [' login '],
    pattern: /(?<=\b[A-Za-z]{0,4}\d{1,6}) LOGIN "?[^\s"]{1,128}"? "?([^\s"]{3,128})/y,
  },
  {
    // FTP and POP3: ---> PASS hunter2
    kind: 'PASSWORD',
    words: [' pass '],
    pattern: /(?<=(?:-|>|C:)>?) PASS ([^\s"'\\]{3,128})(?=["'\\]|\s|$)/y,
  },
  {
    // What a password is stored as can be guessed at without anybody noticing.
    kind: 'PASSWORD_HASH',
    words: ['$apr1$', '$1$', '$5$', '$6$', '$y$', '$2a$', '$2b$', '$2y$', '$argon2'],
    pattern:
      /(\$(?:apr1|[156y]|2[aby]|argon2[id]{1,2})\$(?:[\w=,.+-]{1,64}\$){0,3}[\w./+-]{20,128}(?:\$[\w./+-]{16,128})?)/iy,
  },
  {
    kind: 'PASSWORD_HASH',
    words: ['pbkdf2_sha', 'pbkdf2:sha', 'scrypt:', 'scram-sha-256$', '{ssha', '{pbkdf2'],
    pattern:
      /((?:pbkdf2[_:]sha\d{1,3}|scrypt:\d[\d:]{1,20}|scram-sha-256|\{ssha\d{0,3}\}|\{pbkdf2[^}\s]{0,20}\})[\w$:.=/+-]{24,512})/iy,
  },
  {
    // Calls that take an address, a user and a password; traces print their arguments.
    kind: 'PASSWORD',
    words: [
      '__construct(',
      'new pdo(',
      'mysqli_connect(',
      'pg_connect(',
      'ldap_bind(',
      'getconnection(',
      'mysqli(',
    ],
    pattern:
      /\w{1,20}(?: pdo)?\((?:\\{0,3}["'][^"'\n]{0,256}["'], ?|\w{1,40}, ?){2}\\{0,3}["']([^"'\n\\]{3,128})(?=\\{0,3}["'])/iy,
  },
  {
    kind: 'PASSWORD',
    words: ['auth=(', 'basicauth('],
    pattern:
      /auth=?\(\\{0,3}["'][^"'\n]{1,128}["'], ?\\{0,3}["']([^"'\n\\]{3,128})(?=\\{0,3}["'])/iy,
  },
  {
    kind: 'SECRET',
    words: ['$ansible_vault;'],
    pattern:
      /\$ANSIBLE_VAULT;[\d.]{1,8};\w{1,16}(?:;[\w.-]{1,64})?\s{0,4}((?:(?:\\n|\s)\s{0,64}(?:L\d{1,9}\|)?\s{0,64}[0-9a-f]{16,100}(?![\w-]))+)/y,
  },
];

/** Secrets in statements, in the lines of protocols and in configuration that is no assignment. */
export const statementSecrets = rules.map(anchoredRule);
