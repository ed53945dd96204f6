import type { CommandRule } from './commandRule.ts';

const shared = { level: 'high', what: 'runs code from elsewhere' } as const;
const away = { level: 'high', what: 'sends data away' } as const;
const secrets = { level: 'high', what: 'reads secrets' } as const;

/** Commands that run what others wrote, or let out what is ours. */
export const foreignCodeRules: readonly CommandRule[] = [
  {
    id: 'pipe-to-shell',
    ...shared,
    pattern:
      /\b(?:curl|wget|fetch|iwr|irm|Invoke-(?:WebRequest|RestMethod))\b[^\n]{0,400}\|\s{0,4}(?:sudo\s{1,4}(?:-\S{1,20}\s{1,4}){0,3})?(?:\S{0,40}\/)?(?:(?:ba|z|da|k|fi)?sh\b|iex\b|Invoke-Expression\b|python[\d.]*\b|perl\b|ruby\b|node\b|php\b)|\b(?:ba|z)?sh\b[^\n]{0,20}(?:<\(|-c\s{1,4}["']?\$\()\s{0,4}(?:curl|wget)/i,
    advice: {
      severity: 'error',
      message: 'It runs a script from the network that nobody has read.',
      safer:
        'Download it, compare its checksum, read it, then run it; or install a pinned package.',
      inScripts: true,
    },
  },
  {
    id: 'decoded-to-shell',
    ...shared,
    pattern:
      /\b(?:base64|xxd|openssl)\b[^\n]{0,400}\|\s{0,4}(?:sudo\s{1,4})?(?:\S{0,40}\/)?(?:(?:ba|z|da|k|fi)?sh|python[\d.]*|perl|node)\b/i,
    advice: {
      severity: 'error',
      message: 'It runs code that is hidden in an encoding.',
      safer: 'Decode it into a file and read that first.',
      inScripts: true,
    },
  },
  {
    id: 'reverse-shell',
    ...shared,
    pattern:
      /\/dev\/tcp\/[^\s<>]{1,80}[^\n]{0,40}[<>]&|[<>]&?\s{0,2}\/dev\/tcp\/|\b(?:nc|ncat|netcat)\b[^\n]{0,80}\s-\w{0,4}[ec]\b/,
    advice: {
      severity: 'error',
      message: 'It gives a shell of this machine to another one.',
      safer: 'Do not run it. To test a connection, use `nc -zv HOST PORT`.',
      inScripts: true,
    },
  },
  {
    id: 'code-from-elsewhere',
    ...shared,
    pattern:
      /\|\s{0,4}(?:sudo\s{1,4})?(?:iex|Invoke-Expression|python[\d.]*|perl|ruby|node|php)\b|\beval\b|\/dev\/tcp\/|\bmshta\b|\bregsvr32\b|\brundll32\b/i,
  },
  {
    id: 'apply-remote-manifest',
    level: 'medium',
    what: 'changes a cluster or a cloud',
    pattern:
      /\bkubectl\b[^\n]{0,120}\b(?:apply|create|replace)\b[^\n]{0,120}(?:-f|--filename)[\s=]{1,4}["']?https?:\/\/[^\s]{1,300}\b(?:master|main|latest|HEAD)\b/i,
    advice: {
      severity: 'warning',
      message: 'It applies whatever a branch on the network holds at that moment.',
      safer: 'Pin a release in the address, or keep the manifest in the repository and review it.',
    },
  },
  {
    id: 'file-sent-away',
    ...away,
    pattern:
      /\b(?:curl|wget)\b[^\n]{0,400}(?:\s(?:-d|-F|-T|--data(?:-\w{1,12})?|--form|--upload-file|--post-file)[\s=]{0,4}["']?(?:\w{1,40}=)?@?(?:~|\/etc\/|\/root\/|\/home\/|\$HOME|\S{0,80}(?:\.ssh|\.aws|\.kube|\.env|id_rsa|credentials|secret))|\$\((?:cat|env|printenv)\b)|\btar\b[^\n]{0,200}\|\s{0,4}(?:nc|ncat)\b|\bprintenv\b[^\n]{0,40}\|\s{0,4}(?:curl|nc)\b/i,
    advice: {
      severity: 'error',
      message: 'It sends files or variables of this machine to somebody else.',
      safer: 'Send only what is needed, by a channel that your team knows, after it was redacted.',
      inScripts: true,
    },
  },
  {
    id: 'data-sent-away',
    ...away,
    pattern:
      /\b(?:curl|wget)\b[^\n]{0,400}(?:\s-(?:d|F|T)\b|--(?:data|form|upload|post)\S{0,20}|\$\(|`)|\b(?:scp|rsync|sftp)\b[^\n]{0,200}\S:|\|\s{0,4}(?:nc|ncat|curl|telnet|socat)\b|Invoke-RestMethod[^\n]{0,200}-Body/i,
  },
  {
    id: 'secret-printed',
    ...secrets,
    pattern:
      /\bget\s{1,4}secrets?\b[^\n]{0,200}\s(?:-o|--output)(?!\s{0,3}=?(?:name|wide)\b)|\bsecretsmanager\b[^\n]{0,40}get-secret-value|\bssm\b[^\n]{0,80}--with-decryption|\b(?:cat|less|more|head|tail|type)\b[^\n]{0,80}(?:\/etc\/shadow|\bid_(?:rsa|ed25519|ecdsa)\b(?!\.pub)|\.aws\/credentials|\.kube\/config)/i,
    advice: {
      severity: 'warning',
      message:
        'It prints a secret, which then stands in the terminal, its history and any log of it.',
      safer:
        'Ask only whether it exists and which keys it has, e.g. `kubectl describe secret NAME`.',
    },
  },
  {
    id: 'secret-read',
    ...secrets,
    pattern:
      /\/etc\/shadow|\.ssh\/|\bid_(?:rsa|ed25519|ecdsa)\b|\.aws\/credentials|\.kube\/config|\.netrc\b|\.npmrc\b|\bget\s{1,4}secrets?\b[^\n]{0,200}\s(?:-o|--output)|\bdescribe\s{1,4}secrets?\b[^\n]{0,80}-o|\bprintenv\b|^\s{0,8}env\s{0,8}$|\bvault\s{1,4}(?:kv\s{1,4}get|read)\b/i,
  },
];
