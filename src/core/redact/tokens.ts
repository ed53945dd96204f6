import { type Anchored, anchoredRule, type Rule } from './anchored.ts';
import type { Span } from './span.ts';

/** A kind, the prefixes it goes by, separated by blanks, and what has to follow them. */
type PrefixRule = readonly [kind: string, prefixes: string, tail: RegExp];

const prefixed: readonly PrefixRule[] = [
  // Signed and encrypted web tokens: header.payload.signature, or five parts.
  [
    'JWT',
    'eyJ',
    /(?<![_-]eyJ)[\w-]{8,}\.(?:eyJ[\w-]{4,}\.[\w-]*|[\w-]{20,}\.[\w-]{10,}\.[\w-]{16,}\.[\w-]{16,})/y,
  ],

  // Source hosts and package registries
  ['GITHUB_TOKEN', 'ghp_ gho_ ghu_ ghs_ ghr_ github_pat_', /\w{20,}(?:\.[\w-]{10,}){0,2}/y],
  [
    'GITLAB_TOKEN',
    'glpat- gldt- glrt- glrtr- glptt- glcbt- glft- glimt- glagent- gloas- glsoat- glffct- glwt- GR1348941',
    /[\w=-]{20,}(?:\.[\w-]{2,}){0,3}/y,
  ],
  ['ATLASSIAN_TOKEN', 'ATATT3 ATCTT3', /[\w=+/-]{30,}/y],
  ['ATLASSIAN_TOKEN', 'ATBB', /[A-Za-z0-9]{28,}/y],
  ['REGISTRY_TOKEN', 'npm_', /[A-Za-z0-9]{36,}/y],
  ['REGISTRY_TOKEN', 'pypi-', /[\w-]{40,}/y],
  ['REGISTRY_TOKEN', 'rubygems_ CLOJARS_', /[a-f0-9]{32,}/y],
  ['REGISTRY_TOKEN', 'dckr_pat_ dckr_oat_', /[\w-]{20,}/y],
  ['REGISTRY_TOKEN', 'oy2', /[a-z0-9]{43}(?![a-z0-9])/y],
  ['REGISTRY_TOKEN', 'cio', /(?=[a-z]{0,31}[A-Z0-9])[A-Za-z0-9]{32}(?![A-Za-z0-9])/y],
  ['REGISTRY_TOKEN', 'AKCp cmVmdGtuO', /[A-Za-z0-9]{40,}/y],

  // Clouds
  [
    'AWS_KEY_ID',
    'AKIA ASIA AGPA AIDA AROA AIPA ANPA ANVA ABIA ACCA A3T',
    /[A-Z0-9]{16,17}(?![A-Za-z0-9])/y,
  ],
  ['AWS_KEY', 'ABSK bedrock-api-key-', /[A-Za-z0-9+/]{40,}={0,2}/y],
  ['AWS_KEY', 'amzn.mws.', /[0-9a-f-]{36}/y],
  ['GOOGLE_KEY', 'AIza', /[\w-]{30,}/y],
  ['GOOGLE_KEY', 'ya29.', /[\w-]{20,}(?:\.[\w-]+)*/y],
  ['GOOGLE_KEY', 'GOCSPX- 1//0', /[\w-]{20,}/y],
  ['CLOUD_TOKEN', 'dop_v1_ doo_v1_ dor_v1_', /[a-f0-9]{40,}/y],
  ['CLOUD_TOKEN', 'HRKU- fo1_ SCWSECRETKEY tk-us- sb_secret_', /[\w-]{20,}/y],
  ['CLOUD_TOKEN', 'fm1_ fm1r_ fm2_ fm2r_', /[A-Za-z0-9+/=,_-]{40,}/y],
  ['CLOUD_TOKEN', 'LTAI', /[A-Za-z0-9]{16,26}(?![A-Za-z0-9])/y],
  ['CLOUD_TOKEN', 'AKID AQVN', /[\w-]{28,40}(?![\w-])/y],
  ['CLOUD_TOKEN', 't1.', /[\w-]{20,}={0,2}\.[\w-]{86}={0,2}/y],
  ['CLOUD_TOKEN', 'cfk_ cfut_ cfat_', /[A-Za-z0-9]{40,}/y],
  ['CLOUD_TOKEN', 'v1.0-', /[a-f0-9]{24}-[a-f0-9]{146}/y],
  ['CLOUD_TOKEN', 'vcp_ vci_ vca_ vcr_ vck_', /[A-Za-z0-9]{20,}/y],
  ['CLOUD_TOKEN', 'sbp_ pul-', /[a-f0-9]{40}/y],
  ['CLOUD_TOKEN', 'pscale_tkn_ pscale_pw_ pscale_oauth_ pscale_pass_', /[\w.=-]{30,}/y],
  ['CLOUD_TOKEN', 'napi_ nfp_', /[A-Za-z0-9]{36,}/y],
  ['CLOUD_TOKEN', 'rnd_', /[A-Za-z0-9]{24,}/y],

  // Language models
  [
    'MODEL_KEY',
    'sk-',
    /(?:(?:proj|svcacct|admin|ant|or|lf|None)-[\w-]{20,}|(?=[a-z]{0,31}[A-Z0-9])[A-Za-z0-9]{32,}(?![\w-]))/y,
  ],
  ['MODEL_KEY', 'gsk_ hf_ r8_ api_org_ pcsk_ jina_ tgp_v1_', /[\w-]{28,}/y],
  ['MODEL_KEY', 'xai- pplx- csk- nvapi-', /[\w-]{40,}/y],
  ['MODEL_KEY', 'fw_', /[A-Za-z0-9]{22,}/y],
  ['MODEL_KEY', 'fc- e2b_ os_v2_app_ apify_api_ rpa_', /[A-Za-z0-9]{32,}(?![\w-])/y],
  ['MODEL_KEY', 'tvly- lsv2_pt_ lsv2_sk_', /[\w-]{28,}/y],

  // Payment, mail, messages
  [
    'PAYMENT_KEY',
    'sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_ whsec_ rzp_live_ rzp_test_',
    /[A-Za-z0-9+/]{14,}={0,2}/y,
  ],
  ['PAYMENT_KEY', 'sq0atp- sq0csp- sq0idp-', /[\w-]{22,}/y],
  ['PAYMENT_KEY', 'EAAA', /[\w-]{56,}/y],
  ['PAYMENT_KEY', 'EZAK EZTK', /[A-Za-z0-9]{54}/y],
  ['PAYMENT_KEY', 'FLWSECK- FLWSECK_TEST-', /[A-Za-z0-9-]{32,}/y],
  ['PAYMENT_KEY', 'access_token$', /(?:production|sandbox)\$[a-z0-9]{16}\$[a-f0-9]{32}/y],
  ['PAYMENT_KEY', 'live_ test_', /(?:pub_)?[a-f0-9]{35}(?![a-f0-9])/y],
  ['SLACK_TOKEN', 'xoxa- xoxb- xoxc- xoxd- xoxe- xoxo- xoxp- xoxr- xoxs- xapp-', /[\w%.-]{10,}/y],
  ['SLACK_TOKEN', 'xoxe.xoxb- xoxe.xoxp-', /[\w-]{10,}/y],
  ['MAIL_KEY', 'SG.', /[\w-]{16,}\.[\w-]{20,}/y],
  ['MAIL_KEY', 'xkeysib- mlsn.', /[a-f0-9]{64}(?:-[A-Za-z0-9]{16})?/y],
  ['MAIL_KEY', 'key-', /[a-f0-9]{32}(?![a-f0-9])/y],
  ['MAIL_KEY', 're_', /[A-Za-z0-9]{8}_[A-Za-z0-9]{24}/y],
  ['TWILIO_KEY', 'SK AC', /[a-f0-9]{32}(?![A-Za-z0-9])/y],

  // Operations
  ['VAULT_TOKEN', 'hvs. hvb. hvr.', /[\w-]{20,}/y],
  ['VAULT_TOKEN', 's.', /(?<![./-]s\.)(?=[A-Za-z]{0,23}\d)[A-Za-z0-9]{24}(?![\w.])/y],
  ['OPS_TOKEN', 'glsa_', /[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}/y],
  ['OPS_TOKEN', 'glc_ eyJrIjoi', /[A-Za-z0-9+/]{32,}={0,2}/y],
  ['OPS_TOKEN', 'dapi', /[a-f0-9]{32}(?:-\d)?/y],
  ['OPS_TOKEN', 'dt0', /[a-z]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{64}/y],
  ['OPS_TOKEN', 'NRAK- NRAA- NRIQ- NRRA- NRII- NRJS- NRBR-', /[\w-]{19,}/y],
  ['OPS_TOKEN', 'sntrys_ sntryu_', /[\w+/=-]{40,}/y],
  ['OPS_TOKEN', 'tskey-', /[a-z]{2,20}-[\w-]{16,}/y],
  [
    'OPS_TOKEN',
    'dp.',
    /(?:pt|st|ct|scim|audit|sa|said)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}/y,
  ],
  ['OPS_TOKEN', 'pnu_ sqp_ sqa_ squ_ bkua_', /[A-Za-z0-9]{36,}/y],
  [
    'OPS_TOKEN',
    'waka_ sdk- mob- cu_ unkey_',
    /(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|(?=[a-zA-Z]{0,21}\d)[A-Za-z0-9]{22})(?![\w-])/y,
  ],
  ['APP_TOKEN', '1/ 2/', /\d{16}\/\d{16}:[0-9a-f]{32}/y],
  ['OPS_TOKEN', 'hcaik_ hcbik_ hcamk_ hcalk_', /[a-z0-9]{40,}/y],
  ['OPS_TOKEN', 'st.', /[a-f0-9]{24}\.[a-f0-9]{32}\.[a-f0-9]{32}/y],
  ['PAYMENT_KEY', 'AQE', /[A-Za-z0-9+/]{60,}(?:-[A-Za-z0-9+/=]{16,}){0,2}(?:-[A-Za-z0-9]{8,})?/y],
  ['OPS_TOKEN', 'pat.', /[\w-]{22}\.[a-f0-9]{24}\.[A-Za-z0-9]{20}/y],
  ['OPS_TOKEN', 'lin_api_ lin_oauth_ phc_ phx_', /\w{32,}/y],
  ['OPS_TOKEN', 'ops_ey', /[\w+/=-]{100,}/y],
  ['OPS_TOKEN', 'A3-', /[A-Z0-9]{6}-(?:[A-Z0-9]{5,11}-){2,4}[A-Z0-9]{5}/y],
  ['OPS_TOKEN', 'sgp_', /(?:[a-fA-F0-9]{16}_|local_)?[a-fA-F0-9]{40}/y],
  ['OPS_TOKEN', 'CCIPAT_', /[A-Za-z0-9]{22}_[a-f0-9]{40}/y],
  ['OPS_TOKEN', 'PMAK-', /[a-f0-9]{24}-[a-f0-9]{34}/y],
  ['OPS_TOKEN', 'AGE-SECRET-KEY-1 AGE-SECRET-KEY-PQ-1', /[0-9A-Z]{50,}/y],

  ['OPS_TOKEN', 'xaat- xapt-', /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/y],
  ['OPS_TOKEN', 'signkey-', /[a-z]{3,12}-[0-9a-f]{32,}/y],
  ['OPS_TOKEN', 'SUA SUB SUC SUD SAA SAB SAC SAD SOA SOB SOC SOD', /[A-Z2-7]{55}(?![A-Za-z0-9])/y],
  [
    'OPS_TOKEN',
    '0.',
    /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[A-Za-z0-9]{30}:[\w+/]{20,}={0,2}/y,
  ],

  // Work tools
  ['APP_TOKEN', 'shpat_ shpca_ shppa_ shpss_ shpua_', /[A-Za-z0-9]{32,}/y],
  ['APP_TOKEN', 'ntn_', /\d{11}[A-Za-z0-9]{35}/y],
  ['APP_TOKEN', 'secret_', /[A-Za-z0-9]{43}(?![A-Za-z0-9])/y],
  ['APP_TOKEN', 'figd_ CFPAT- duffel_test_ duffel_live_ fio-u- tfp_ zpka_', /[\w.=-]{40,}/y],
  ['APP_TOKEN', 'pat', /[A-Za-z0-9]{14}\.[a-f0-9]{64}/y],
  ['APP_TOKEN', 'rdme_ shippo_live_ shippo_test_ p8e-', /[a-z0-9]{32,}/y],
  ['APP_TOKEN', 'pk_', /\d{6,9}_[A-Z0-9]{32}/y],
  ['APP_TOKEN', 'sl.', /(?:u\.)?[\w=-]{120,}/y],
  ['APP_TOKEN', 'aio_', /[A-Za-z0-9]{28}/y],
  ['APP_TOKEN', 'EAA', /[A-Za-z0-9]{80,}/y],
];

const byPrefix = new Map(
  prefixed.flatMap(([kind, prefixes, tail]) =>
    prefixes.split(' ').map((prefix) => [prefix, { kind, tail }] as const),
  ),
);

/** Tokens that announce themselves by a prefix of their issuer; what follows it decides. */
const prefixedTokens: Anchored = {
  words: [...byPrefix.keys()],
  group: 'token',
  open: (text) => (start, end) => {
    // Not within a word.
    const rule = isWordCode(text.charCodeAt(start - 1))
      ? undefined
      : byPrefix.get(text.slice(start, end));
    if (!rule) {
      return nothing;
    }
    const { kind, tail } = rule;
    tail.lastIndex = end;
    return tail.test(text) ? [{ start, end: tail.lastIndex, kind }] : nothing;
  },
};

/** Letters and digits. */
const isWordCode = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);

const nothing: readonly Span[] = [];

/** A kind, the mark inside its tokens, and what stands before and behind that. */
type MarkedRule = readonly [kind: string, mark: string, before: string, behind: string];

const base64Before = '(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{30,80}';
const azureMarks = 'AzCa ACDb AzFu AzSe +ASt +AMC +ABa +ACR APIM +AIo +ARm +AEh'.split(' ');

const marked: readonly MarkedRule[] = [
  ['AZURE_KEY', 'Q~', '(?<![\\w~.-])[\\w~.-]{3}\\d', '[\\w~.-]{31,34}'],
  ['AZURE_KEY', 'JQQJ99', '(?<![A-Za-z0-9])[A-Za-z0-9]{40,60}', '[A-Za-z0-9]{20,40}'],
  ...azureMarks.map(
    (mark): MarkedRule => ['AZURE_KEY', mark, base64Before, '[A-Za-z0-9+/]{4,40}={0,2}'],
  ),
  ['OPS_TOKEN', 'NRAL', '(?<![A-Za-z0-9])[a-f0-9]{36}', ''],
  ['OPS_TOKEN', '.atlasv1.', '(?<![A-Za-z0-9])[A-Za-z0-9]{14}', '[\\w-]{60,}'],
  ['MAIL_KEY', '-us', '(?<![A-Za-z0-9])[a-f0-9]{32}', '\\d{1,2}(?!\\d)'],
  ['CHAT_TOKEN', ':AA', '(?<!\\d)\\d{8,10}', '[\\w-]{32,34}(?![\\w-])'],
  ['TOKEN', ':APA91b', '(?<![\\w-])[\\w-]{7,20}', '[\\w-]{100,}'],
  ['SESSION', '!AQ', '(?<!\\w)00D\\w{12,15}', '[\\w.]{60,}'],
  ['WEBHOOK', '/IncomingWebhook/', '[\\w@-]{30,80}', '[\\w/-]{30,}'],
  // Issuers we have never heard of tend to follow the same custom.
  ...'live test prod secret pat sk token key api'.split(' ').map((word): MarkedRule => {
    const behind = '(?=[A-Za-z]{0,40}\\d)(?=\\d{0,40}[A-Za-z])[A-Za-z0-9]{20,}';
    return ['TOKEN', `_${word}_`, '(?<![A-Za-z0-9])(?!pk_|pub)[a-z][a-z0-9]{1,11}', behind];
  }),
];

function markedToken([kind, mark, before, behind]: MarkedRule): Anchored {
  const pattern = new RegExp(`(?<=(${before}))${mark.replace(/[.+]/g, '\\$&')}${behind}`, 'y');
  return {
    words: [mark.toLowerCase()],
    open: (text) => (at) => {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      return match
        ? [{ start: at - (match[1] ?? '').length, end: pattern.lastIndex, kind }]
        : nothing;
    },
  };
}

const webhooks: readonly Rule[] = [
  {
    kind: 'WEBHOOK',
    words: ['hooks.slack.com/'],
    pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/([\w/+-]{20,})/iy,
  },
  {
    kind: 'WEBHOOK',
    words: ['/api/webhooks/'],
    pattern: /\/api\/webhooks\/(\d{15,20}\/[\w-]{40,})/iy,
  },
];

/** How issuers begin their tokens, whether we have heard of them or not. */
const customs =
  'sk pat key api token tok secret access auth oauth sess ak rk ek pa svc cred priv'.split(' ');

/** `sk_…`, `pat-eu1-…`, `access-production-…`, with so much behind it that it can only be random. */
const customary: Rule = {
  kind: 'TOKEN',
  words: customs.flatMap((word) => [`${word}_`, `${word}-`, `${word}.`]),
  pattern:
    /(?<![\w.-])([a-z]{2,6}[._-](?:[a-z][a-z0-9]{1,11}[_-])?(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}(?![\w-])|(?=[\w-]{0,40}\d)(?=[\w-]{0,40}[A-Z])(?=[\w-]{0,40}[a-z])[\w-]{32,}(?:\.[\w-]{16,})?))/y,
  unless: /^[a-z._-]+$/,
};

/**
 * Letters, an underscore and a long row of letters of both cases and digits; or two rows, neither of
 * which a person would write.
 */
const prefixedRow =
  /(?<![\w./-])(?!pk_|pub)(?:[a-z][a-z0-9]{0,9}_(?=[a-z0-9]{0,24}[A-Z])(?=[A-Z0-9]{0,24}[a-z])(?=[A-Za-z]{0,30}\d)[A-Za-z0-9]{32,256}=?|(?=\w{0,80}[a-z])(?=\w{0,80}[A-Z])(?=\w{0,24}\d)[A-Za-z0-9]{20,64}_(?=\w{0,24}\d)[A-Za-z0-9]{16,64})(?![\w-])/y;

/** The same behind a dash, but for the names of hashes: of those a digest follows. */
const dashedRow =
  /(?<![\w./-])(?!sha\d|md5|blake|pk-|pub)[a-z][a-z0-9]{1,9}-(?=[a-z0-9]{0,24}[A-Z])(?=[A-Z0-9]{0,24}[a-z])(?=[A-Za-z]{0,30}\d)[A-Za-z0-9]{32,256}=?(?![\w+/-])/y;

/** What stands on each side of the mark at least, or behind a short word. */
const SHORTEST_ROW = 16;
const LONGEST_ROW = 64;

export const tokenRules: readonly Anchored[] = [
  prefixedTokens,
  ...marked.map(markedToken),
  ...[...webhooks, customary].map(anchoredRule),
];

/** A bot's token at Discord: its id in base64, a time and a signature, with nothing to search for. */
const botToken = /(?<![\w.-])[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])/g;

export function* findUnknownTokens(text: string): Iterable<Span> {
  yield* rowsBehind(text, '_', prefixedRow);
  yield* rowsBehind(text, '-', dashedRow);
}

function* rowsBehind(text: string, sign: string, pattern: RegExp): Iterable<Span> {
  for (let mark = text.indexOf(sign); mark >= 0; mark = text.indexOf(sign, mark + 1)) {
    if (isRow(text, mark + 1)) {
      const start = rowStart(text, mark);
      pattern.lastIndex = start;
      if (pattern.test(text)) {
        yield { start, end: pattern.lastIndex, kind: 'TOKEN' };
      }
    }
  }
}

/** Seen from its end, what is no row is told after a few characters. */
function isRow(text: string, start: number): boolean {
  let at = start + SHORTEST_ROW;
  while (at > start && isWordCode(text.charCodeAt(at - 1))) {
    at -= 1;
  }
  return at === start;
}

function rowStart(text: string, mark: number): number {
  let start = mark;
  while (mark - start < LONGEST_ROW && isWordCode(text.charCodeAt(start - 1))) {
    start -= 1;
  }
  return start;
}

export function* findBotTokens(text: string): Iterable<Span> {
  for (const match of text.matchAll(botToken)) {
    yield { start: match.index, end: match.index + match[0].length, kind: 'CHAT_TOKEN' };
  }
}
