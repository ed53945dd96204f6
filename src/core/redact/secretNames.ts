/** What makes a key a secret one, when it stands before it: `apiKey`, `signing-key`. */
const keyKinds = `api access secret private account auth encryption signing shared master license
  storage primary secondary subscription functions deploy service client webhook admin crypt cipher
  hmac app application consumer aes rsa dsa ssh ssl tls jwt session cookie root project`.split(
  /\s+/,
);

/** The telling end of a name. What stands before it is read backwards, from here. */
export const telling = [
  ...keyKinds.flatMap((kind) => ['', '_', '.', ' ', '-'].map((mark) => `${kind}${mark}key`)),
  // The key of anything, if its value can be nothing else than one.
  ...['_key', '-key', '.key', 'key'],
  ...`pass password passwd passphrase pass_phrase pass-phrase passcode passwrt pwd _pw -pw bindpw
  secret token credential credentials creds csrf xsrf key-data cookie session-id session_id sessionid jsessionid phpsessid connect.sid
  connection-string connection_string connectionstring authorization auth sas otp pin-code pin_code
  pincode authtok rootpw psk secret_id secretid secret-id code_verifier code-verifier codeverifier
  device_code device-code passwort kennwort wachtwoord senha contrasena mot_de_passe motdepasse`.split(
    /\s+/,
  ),
];

/** Names whose value is a secret whatever it looks like. */
const certain =
  /(?:pass(?:word|wd|wort|[_-]?phrase|code)|pwd|authtok|rootpw|psk|kennwort|wachtwoord|senha|contrasena|mot_?de_?passe|pgpass|[_-]pw|bindpw|secret[_. -]?key|client[_. -]?secret|(?:api|private|account|access|shared|signing|encryption|master|licen[cs]e)[_. -]?key|redis[_.-]?auth|connection[_-]?string|key-data)$/;

/** Names that hold counts, positions, kinds and public things. */
const innocent =
  /(?:^|[_.-])(?:max|min|num|n|total|prompt|completion|input|output|cached|reasoning|next|page|prev|previous|continuation|continue|sync|resume|cancel|cancellation|unexpected|fencing|change|concurrency|start|end|stop|pad|eos|bos|unk|sep|cls|mask|special|first|last|expected|illegal|invalid|offending|syntax|by)[_.-]?token$|(?:by|bi|un|sur|tres|com|over|under|en|by)pass$|no[_-]?pass(?:word)?$|(?:cancellation|unexpected|illegal|next|page|continuation|sync)token$|author$|(?:partition|sort|primary|foreign|object|cache|routing|registry|public|publishable|row|shard|unique|index|idempotency|dedup|deduplication|message|lookup|hash|range|group|host|recipient|websocket)[_. -]?key$/;

/** The keys of `keyKinds`. */
const knownKey = new RegExp(`(?:${keyKinds.join('|')})[_. -]?key$`);

/** What a name tells of its value. */
export interface SecretName {
  /** The whole name in lower case, e.g. `spring.datasource.password`. */
  readonly name: string;
  /** `key` is the key of anything, whose value must be able to be nothing else. */
  readonly trust: 'innocent' | 'certain' | 'key' | 'usual' | 'unsure';
  readonly kind: string;
  readonly isFlag: boolean;
}

export function secretName(name: string): SecretName {
  return { name, trust: trustOf(name), kind: kindOf(name), isFlag: /^--?[a-z]/.test(name) };
}

function trustOf(name: string): SecretName['trust'] {
  if (innocent.test(name)) return 'innocent';
  if (certain.test(name)) return 'certain';
  if (/key$/.test(name) && !knownKey.test(name)) return 'key';
  return /[_.-]pass$|credentials?$|_cookie$/.test(name) ? 'usual' : 'unsure';
}

function kindOf(name: string): string {
  if (/pass|pwd|kennwort|wachtwoord|senha|contrasena|rootpw/.test(name)) return 'PASSWORD';
  if (/cookie|sess|sid/.test(name)) return 'SESSION';
  if (/key/.test(name)) return 'KEY';
  return /token|auth/.test(name) ? 'TOKEN' : 'SECRET';
}
