import type { ExampleTable } from './examples.ts';

const play = '  - name: a\n    ansible.builtin.get_url:\n      url: https://a.example\n';

export const otherFormatExamples: ExampleTable = {
  'any-server-trusted': {
    bad: [
      ['a.swift', 'done(.useCredential, URLCredential(trust: space.serverTrust!))'],
      ['a.dart', 'client.badCertificateCallback = (cert, host, port) => true;'],
      ['a.ex', 'def options, do: [ssl: [verify: :verify_none]]'],
      ['Info.plist', '<dict><key>NSAllowsArbitraryLoads</key><true/></dict>'],
    ],
    good: [
      [
        'a.swift',
        'guard SecTrustEvaluateWithError(trust, nil) else { return }\ndone(.useCredential, URLCredential(trust: trust))',
      ],
      ['a.dart', 'client.badCertificateCallback = (cert, host, port) => known(cert);'],
      ['a.ex', 'def options, do: [ssl: [verify: :verify_peer]] # not verify: :verify_none'],
      ['Info.plist', '<dict><key>NSAllowsArbitraryLoads</key><false/></dict>'],
    ],
  },
  'download-not-verified': {
    bad: [['tasks/main.yml', `${play}    validate_certs: no`]],
    good: [['tasks/main.yml', `${play}    validate_certs: true`]],
  },
  'everybody-writes': {
    bad: [
      ['tasks/main.yml', '  - copy:\n      src: a\n    mode: "0777"'],
      ['tasks/main.yml', '  - file:\n      path: /a\n    mode: u=rw,g=r,o=rw'],
    ],
    good: [
      ['tasks/main.yml', '  - copy:\n      src: a\n    mode: "0755"'],
      ['app.yml', 'server:\n  mode: "0777"'],
    ],
  },
  'code-from-text': {
    bad: [['a.ex', 'def run(text), do: Code.eval_string(text)']],
    good: [['a.ex', 'def key(name), do: String.to_existing_atom(name)']],
  },
  'open-in-azure': {
    bad: [
      ['a.bicep', 'properties: {\n  allowBlobPublicAccess: true\n}'],
      ['a.bicep', "minimumTlsVersion: 'TLS1_0'"],
      ['a.bicep', "sourceAddressPrefix: '*'"],
    ],
    good: [
      ['a.bicep', "minimumTlsVersion: 'TLS1_2'\n// httpsOnly: false"],
      ['a.bicep', "access: 'Deny'\nsourceAddressPrefix: '*'"],
    ],
  },
  'protection-off-in-nix': {
    bad: [['a.nix', '{ networking.firewall.enable = false; }']],
    good: [['a.nix', '{ networking.firewall.enable = true; # sandbox = false\n}']],
  },
  'checksum-removed': {
    bad: [['WORKSPACE', '  http_archive(\n-    sha256 = "9a93",\n )']],
    good: [['WORKSPACE', '  http_archive(\n-    sha256 = "9a93",\n+    sha256 = "7b21",\n )']],
  },
};
