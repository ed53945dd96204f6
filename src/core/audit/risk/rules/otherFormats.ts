import { around, type LineRule } from '../riskRule.ts';

const trust = {
  severity: 'error',
  message: 'It trusts any server that answers, as certificates are not checked.',
  safer: 'Give the authority that signed the certificate, or repair the certificate.',
  view: 'code',
} as const;

/** What is dangerous in formats that have words of their own for it. */
export const otherFormatRules: readonly LineRule[] = [
  {
    ...trust,
    id: 'any-server-trusted',
    files: ['java', 'elixir', 'markup', 'nix'],
    // Swift's delegates, Dart's callback, Erlang's option, the key of an app's Info.plist.
    pattern:
      /\bURLCredential\(\s*trust:|\bbadCertificateCallback\s*=\s*\([^)]*\)\s*=>\s*true|\bverify:\s*:verify_none\b|<key>NSAllowsArbitraryLoads<\/key>\s*<true\s*\/>/,
    only: (place) => !/\bSecTrustEvaluate\w*\(/.test(around(place, 12)),
  },
  {
    ...trust,
    id: 'download-not-verified',
    severity: 'warning',
    message: 'Whoever answers may give other files, as certificates are not checked.',
    files: ['yaml'],
    context: /^\s*-?\s*(?:name|hosts|tasks|ansible\.\w+\.\w+|get_url|uri|yum|apt|unarchive):/m,
    pattern: /^\s*validate_certs:\s*(?:no|false|"no"|'no')\s*$/i,
  },
  {
    id: 'everybody-writes',
    severity: 'warning',
    message: 'Every user of the machine may change the file.',
    safer: 'Give the owner, the group, and `0640` or less.',
    files: ['yaml'],
    context:
      /^\s*-?\s*(?:ansible\.builtin\.)?(?:file|copy|template|get_url|lineinfile|unarchive):/m,
    view: 'code',
    pattern: /^\s*mode:\s*["']?(?:0?[0-7][0-7][2367]|[ugo=rwx,]*o=r?w\w*|a[+=]r?w\w*)["']?\s*$/,
  },
  {
    id: 'code-from-text',
    severity: 'error',
    message: 'It runs text as code: whoever shapes that text runs what they like.',
    safer: 'Choose from a table of functions, or use `String.to_existing_atom`.',
    files: ['elixir'],
    view: 'bare',
    pattern: /\bCode\.eval_(?:string|quoted)\(\s*\w|\b:os\.cmd\(\s*(?![~"']\w*["'])\w/,
  },
  {
    id: 'open-in-azure',
    severity: 'error',
    message: 'Everybody on the internet can reach it, or read what passes on the way.',
    safer: 'Keep it closed, and let it be reached through a private endpoint and HTTPS.',
    files: ['bicep'],
    view: 'code',
    pattern:
      /\ballowBlobPublicAccess:\s*true\b|\bhttpsOnly:\s*false\b|\bsupportsHttpsTrafficOnly:\s*false\b|\bmin(?:imum)?TlsVersion:\s*'(?:TLS1_[01]|1\.[01])'|\bsourceAddressPrefix:\s*'(?:\*|0\.0\.0\.0\/0|Internet)'|\bstartIpAddress:\s*'0\.0\.0\.0'|\badminUserEnabled:\s*true\b/,
    only: (place) => !/\b(?:access:\s*'Deny'|direction:\s*'Outbound')/.test(around(place, 8)),
  },
  {
    id: 'protection-off-in-nix',
    severity: 'warning',
    message: 'The machine or its builds lose what protects them.',
    safer: 'Open the ports that are needed, and leave the rest on.',
    files: ['nix'],
    view: 'code',
    pattern:
      /\bfirewall\.enable\s*=\s*false\b|\bsandbox\s*=\s*false\b|\bPermitRootLogin\s*=\s*"yes"|\brequire-sigs\s*=\s*false\b|\bwheelNeedsPassword\s*=\s*false\b/,
  },
];
