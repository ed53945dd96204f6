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
    // IDENTIFIED BY "hunter2" and IDENTIFIED BY hunter2, as Oracle has it
    kind: 'PASSWORD',
    words: ['identified '],
    pattern: /identified\s{1,4}by\s{1,4}(?:values\s{1,4})?\\{0,3}["']?([^\s"'\\;<>,()]{4,128})/iy,
    unless: /^(?:externally|globally|values|password|random|using|the|an?|its?)$/i,
  },
  {
    // SET PASSWORD FOR app = PASSWORD('hunter2'); SET PASSWORD FROM 'old' TO 'hunter2'
    kind: 'PASSWORD',
    words: ['password'],
    pattern:
      /password(?:\s{0,4}\(\s{0,4}|\s{1,4}from\s{1,4}\\{0,3}['"][^'"\n\\]{0,128}\\{0,3}['"]\s{1,4}to\s{1,4})\\{0,3}['"]([^'"\n\\]{3,256})(?=\\{0,3}['"])/iy,
    unless: /\s\S+\s/,
  },
  {
    // What files of servers have behind a blank: password "hunter2x", auth_pass hunter2x
    kind: 'PASSWORD',
    words: ['password ', 'passwd ', 'passphrase ', 'auth_pass ', 'psk ', 'authtok '],
    pattern:
      /(?:password|passwd|passphrase|auth_pass|psk|authtok)[ \t]{1,8}\\{0,3}["']?([\w!@#$%^&*+~.-]{6,128})(?=\\{0,3}["']?(?:[\s;,)}\\]|$))/iy,
    mustLookRandom: true,
  },
  {
    // … user "jdoe" pass "hunter2x"
    kind: 'PASSWORD',
    words: [' pass "', " pass '", ' pass \\"'],
    pattern: / pass \\{0,3}["']([^\s"'\\]{6,128})(?=\\{0,3}["'])/iy,
    mustLookRandom: true,
  },
  {
    // stats auth admin:hunter2
    kind: 'PASSWORD',
    words: ['stats auth '],
    pattern: /stats auth [^\s:]{1,64}:([^\s"']{3,128})/iy,
  },
  {
    kind: 'PASSWORD',
    words: ['rocommunity', 'rwcommunity', 'trapcommunity', 'authcommunity'],
    pattern: /(?:ro|rw|trap)community6?[ \t]{1,8}["']?([^\s"'\\]{4,128})/iy,
    unless: /^(?:public|private|default)$/i,
  },
  {
    // createUser monitor SHA "hunter2" AES
    kind: 'PASSWORD',
    words: ['createuser '],
    pattern: /createuser \S{1,64} (?:MD5|SHA[\w-]{0,8}) \\{0,3}["']?([^\s"'\\]{6,128})/iy,
  },
  {
    // Unseal Key 1: …
    kind: 'KEY',
    words: ['unseal key', 'recovery key'],
    pattern:
      /(?:unseal|recovery) key(?: \d{1,2})?(?: \([^)\n]{1,40}\))?:[ \t]{1,4}([A-Za-z0-9+/]{24,128}={0,2})/iy,
    mustLookRandom: true,
  },
  {
    // redis> AUTH hunter2x, 10.0.0.7:6379> AUTH app hunter2x
    kind: 'PASSWORD',
    words: ['> auth ', '"auth '],
    pattern: /(?:> |")AUTH (?:[\w.-]{1,64} )?([^\s"'\\]{6,256})(?=["'\\]|\s|$)/iy,
    mustLookRandom: true,
  },
  {
    // ACL SETUSER app on >hunter2 ~* +@all
    kind: 'PASSWORD',
    words: ['setuser '],
    pattern: /setuser \S{1,64}(?: [^\n>]{0,120}?)? \\{0,3}"?>([^\s"'\\]{3,256})/iy,
  },
  {
    // A server of mail asks for the password, in base64, and the next line holds it.
    kind: 'PASSWORD',
    words: ['ugfzc3dvcmq6'],
    pattern:
      /UGFzc3dvcmQ6[^\n]{0,8}\n(?:[^\n]{0,80}[\s>|])?([A-Za-z0-9+/]{4,200}={0,2})(?![\w+/=-])/iy,
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
    // DBI->connect("dbi:Pg:dbname=shop", "app", "hunter2x")
    kind: 'PASSWORD',
    words: ['connect('],
    pattern:
      /connect\((?:\\{0,3}["'][^"'\n]{0,256}["'], ?){2}\\{0,3}["']([^"'\n\\]{3,128})(?=\\{0,3}["'])/iy,
    mustLookRandom: true,
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
