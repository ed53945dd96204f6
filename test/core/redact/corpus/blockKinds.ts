import type { Dice } from './dice.ts';
import type { StructuredKind } from './structuredKinds.ts';

/** Secrets of several lines. */
export const blockKinds: readonly StructuredKind[] = [
  ...[
    'RSA PRIVATE KEY',
    'EC PRIVATE KEY',
    'PRIVATE KEY',
    'ENCRYPTED PRIVATE KEY',
    'OPENSSH PRIVATE KEY',
    'DSA PRIVATE KEY',
  ].map((label): StructuredKind => [`PEM ${label}`, (dice) => pem(dice, label)]),
  [
    'PGP private key',
    (d) => {
      const body = lines(d, 7);
      return {
        text: `-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\n${body}\n=${d.word(4)}\n-----END PGP PRIVATE KEY BLOCK-----`,
        secrets: body.split('\n'),
      };
    },
  ],
  [
    'PuTTY key',
    (d) => {
      const secret = lines(d, 3);
      return {
        text: `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: ci\nPublic-Lines: 2\n${lines(d, 2)}\nPrivate-Lines: 3\n${secret}\nPrivate-MAC: ${d.hex(64)}`,
        secrets: secret.split('\n'),
      };
    },
  ],
  [
    'key in a YAML block',
    (d) => {
      const body = lines(d, 5);
      return {
        text: `tls:\n  key: |\n    -----BEGIN PRIVATE KEY-----\n${body.replace(/^/gm, '    ')}\n    -----END PRIVATE KEY-----\n  enabled: true`,
        secrets: body.split('\n'),
      };
    },
  ],
  [
    'service account file',
    (d) => {
      const body = lines(d, 6);
      return {
        text: `{"type":"service_account","project_id":"shop","private_key":"-----BEGIN PRIVATE KEY-----\\n${body.replaceAll('\n', '\\n')}\\n-----END PRIVATE KEY-----\\n","client_email":"x"}`,
        secrets: body.split('\n'),
      };
    },
  ],
  [
    'Kubernetes secret, YAML',
    (d) => {
      const secrets = [encode(d.password()), encode(d.word(24))];
      return {
        text: `apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\ntype: Opaque\ndata:\n  username-hash: ${secrets[0]}\n  blob: ${secrets[1]}`,
        secrets,
      };
    },
  ],
  [
    'Kubernetes secret, stringData',
    (d) => {
      const secret = d.password();
      return {
        text: `kind: Secret\napiVersion: v1\nstringData:\n  connection: "${secret}"\nmetadata:\n  name: shop`,
        secrets: [secret],
      };
    },
  ],
  [
    'Kubernetes secret, JSON',
    (d) => {
      const secret = encode(d.password());
      return {
        text: `{"apiVersion":"v1","data":{"opaque":"${secret}"},"kind":"Secret","metadata":{"name":"shop"}}`,
        secrets: [secret],
      };
    },
  ],
  [
    'Kubernetes env value',
    (d) => {
      const secret = d.password();
      return {
        text: `        env:\n        - name: DB_PASSWORD\n          value: "${secret}"\n        - name: LOG_LEVEL\n          value: debug`,
        secrets: [secret],
      };
    },
  ],
  [
    'env as JSON pairs',
    (d) => {
      const secret = d.word(20);
      return {
        text: `"env":[{"name":"LOG_LEVEL","value":"debug"},{"name":"STRIPE_API_KEY","value":"${secret}"}]`,
        secrets: [secret],
      };
    },
  ],
  [
    'kubeconfig',
    (d) => {
      const secrets = [d.base64(300), d.url(80)];
      return {
        text: `users:\n- name: admin\n  user:\n    client-certificate-data: LS0tLS1CRUdJTiBDRVJU\n    client-key-data: ${secrets[0]}\n    token: ${secrets[1]}`,
        secrets,
      };
    },
  ],
  [
    'ansible vault',
    (d) => {
      const secrets = [d.hex(80), d.hex(80)];
      return {
        text: `db_password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  ${secrets[0]}\n  ${secrets[1]}`,
        secrets,
      };
    },
  ],
  [
    'INI file',
    (d) => {
      const secret = d.base64(40);
      return {
        text: `[default]\naws_access_key_id = redacted\naws_secret_access_key = ${secret}\nregion = eu-west-1`,
        secrets: [secret],
      };
    },
  ],
  [
    'folded YAML',
    (d) => {
      const parts = [d.url(40), d.url(40)];
      return {
        text: `auth:\n  token: >-\n    ${parts[0]}\n    ${parts[1]}\n  realm: x`,
        secrets: parts,
      };
    },
  ],
  [
    'value on the next line',
    (d) => {
      const secret = d.password();
      return { text: `"password":\n    "${secret}",\n"user": "app"`, secrets: [secret] };
    },
  ],
];

function pem(dice: Dice, label: string): ReturnType<StructuredKind[1]> {
  const body = lines(dice, 8);
  return {
    text: `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----`,
    secrets: body.split('\n'),
  };
}

const lines = (dice: Dice, count: number): string =>
  Array.from({ length: count }, () => dice.base64(64)).join('\n');

const encode = (text: string): string => Buffer.from(text).toString('base64');
