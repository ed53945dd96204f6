import type {
  Citation,
  ClaimRole,
  VerdictKind,
  VerifiedClaim,
} from '../../src/core/model/claim.ts';
import type { Diagnosis, Timeline, TimelineMark } from '../../src/core/model/diagnosis.ts';
import type { Evidence } from '../../src/core/model/evidence.ts';
import type { Factor, Hypothesis, Support } from '../../src/core/model/hypothesis.ts';
import type { ModelFailure } from '../../src/core/model/modelFailure.ts';
import type { StageProgress } from '../../src/protocol/languageServer.ts';
import type { PanelState } from '../../src/protocol/webview.ts';

/** An invented incident: a change drops the expiry of cart keys, Redis fills up and refuses writes. */

const at = (clock: string): number => Date.parse(`2026-03-02T${clock}Z`);
const uri = (file: string): string => `file:///work/shop/${file}`;

function cite(
  evidence: string,
  file: string,
  startLine: number,
  quote: string,
  strength = 1,
): Citation {
  const endLine = startLine + quote.split('\n').length - 1;
  return { evidence, uri: uri(file), file, startLine, endLine, quote, strength };
}

function claim(
  role: ClaimRole,
  text: string,
  given: {
    readonly kind?: VerdictKind;
    readonly reasons?: readonly string[];
    readonly citations?: readonly Citation[];
    readonly numbers?: VerifiedClaim['numbers'];
    readonly time?: string;
  } = {},
): VerifiedClaim {
  const reasons = given.reasons ?? ['The quote stands in the cited line word for word.'];
  return {
    role,
    text,
    verdict: {
      kind: given.kind ?? 'supported',
      checks: reasons.map((reason) => ({ code: 'exact', reason })),
    },
    citations: given.citations ?? [],
    numbers: given.numbers ?? { checked: 0, right: 0 },
    timestamp: given.time === undefined ? undefined : at(given.time),
  };
}

const stackTrace = [
  "2026-03-02 14:03:12,118 ERROR [http-nio-17] CartController - ReplyError: OOM command not allowed when used memory > 'maxmemory'.",
  '    at parseError (node_modules/redis-parser/lib/parser.js:179:12)',
  '    at parseType (node_modules/redis-parser/lib/parser.js:302:14)',
  '    at CartStore.save (src/cart/cart.ts:48:17)',
  '    at CartController.post (src/cart/controller.ts:91:5)',
  '    at Layer.handle (node_modules/express/lib/router/layer.js:95:5)',
  '    at next (node_modules/express/lib/router/route.js:144:13)',
  '    at Route.dispatch (node_modules/express/lib/router/route.js:114:3)',
  '    at Layer.handle (node_modules/express/lib/router/layer.js:95:5)',
  '    at node_modules/express/lib/router/index.js:284:15',
  '    at Function.process_params (node_modules/express/lib/router/index.js:346:12)',
  '    at next (node_modules/express/lib/router/index.js:280:10)',
  '    at authenticate (src/auth/session.ts:33:3)',
  '    at Layer.handle (node_modules/express/lib/router/layer.js:95:5)',
  '    at trim_prefix (node_modules/express/lib/router/index.js:328:13)',
  '    at node_modules/express/lib/router/index.js:286:9',
  '    at processTicksAndRejections (node:internal/process/task_queues:95:5)',
  'method=POST path=/cart status=500 trace=7c1e',
].join('\n');

const leadingClaims: readonly VerifiedClaim[] = [
  claim('symptom', 'checkout-api answers 500 to 398 of 401 POST /cart requests from 14:03:12 on.', {
    citations: [cite('E1', 'checkout.log', 20117, stackTrace)],
    numbers: { checked: 2, right: 2 },
    time: '14:03:12.118',
    reasons: [
      'The quote stands in line 20117 word for word.',
      '398 and 401 were counted again in checkout.log and are right.',
    ],
  }),
  claim(
    'mechanism',
    'At maxmemory with the policy noeviction Redis refuses every write; reads still work.',
    {
      citations: [
        cite(
          'E2',
          'redis.log',
          881,
          "1:M 02 Mar 14:03:12.041 # OOM command not allowed when used memory > 'maxmemory'.",
        ),
        cite(
          'E5',
          'k8s/redis.yaml',
          31,
          '        - --maxmemory 256mb\n        - --maxmemory-policy noeviction',
        ),
      ],
      time: '14:03:12.041',
      reasons: [
        'The quote stands in line 881, not in line 879; repaired.',
        'The quote stands in k8s/redis.yaml word for word.',
      ],
    },
  ),
  claim(
    'cause',
    'Since 7f31c cart keys are written without an expiry, so memory only grows: 201 MB at 13:56, 255 MB at 14:03.',
    {
      citations: [
        cite(
          'E4',
          'src/cart/cart.ts',
          48,
          '    await this.redis.set(key, JSON.stringify(cart)); // was { EX: 1800 } before 7f31c',
        ),
        cite(
          'E3',
          'redis.log',
          412,
          '1:M 02 Mar 13:56:00.004 - used_memory_human:201.4M keys=88213 expires=12',
          0.9,
        ),
      ],
      numbers: { checked: 3, right: 3 },
      time: '13:56:00.004',
    },
  ),
  claim('impact', 'payments waits for carts that never come, then times out after 5000 ms.', {
    kind: 'partly',
    citations: [
      cite(
        'E6',
        'payments.log',
        9031,
        '14:05:40.310 WARN upstream checkout-api timeout after 5000ms trace=7c1e',
      ),
    ],
    numbers: { checked: 2, right: 1 },
    time: '14:05:40.310',
    reasons: [
      '2 of the 3 traces named are in payments.log; trace 91bb is not.',
      'The quote stands in line 9031 word for word.',
    ],
  }),
  claim('ruledOut', 'PostgreSQL is not slow: its queries take as long after 14:03 as before.', {
    citations: [
      cite('E8', 'checkout.log', 20090, '14:03:10.902 INFO db query cart.items 9ms rows=4'),
    ],
    time: '14:03:10.902',
  }),
];

function rest(
  evidence: string,
  file: string,
  startLine: number,
  value: number,
  endLine = startLine,
): Support {
  return { evidence, uri: uri(file), file, startLine, endLine, value };
}

const factors = (list: readonly (readonly [string, number, number, string])[]): readonly Factor[] =>
  list.map(([name, value, contribution, reason]) => ({ name, value, contribution, reason }));

const leading: Hypothesis = {
  title: 'Cart keys lost their expiry in 7f31c; Redis filled up and refuses writes',
  summary:
    'checkout-api fails every cart write since Redis reached maxmemory. Keys written after deploy 7f31c never expire; payments times out behind it.',
  service: 'redis',
  signature: 'redis.maxmemory',
  claims: leadingClaims,
  against: [
    claim(
      'symptom',
      'The first 500 in checkout.log is older than the first OOM line by 77 ms of clock difference between the hosts.',
      {
        kind: 'refuted',
        reasons: ['checkout.log:20117 is 77 ms after redis.log:881, not before it.'],
        citations: [
          cite(
            'E2',
            'redis.log',
            881,
            "1:M 02 Mar 14:03:12.041 # OOM command not allowed when used memory > 'maxmemory'.",
          ),
        ],
        time: '14:03:12.041',
      },
    ),
  ],
  missing: [
    'No line shows the number of keys before 13:55: an older redis.log or metrics would.',
    'Whether another service writes keys without expiry to the same Redis.',
  ],
  probes: [
    {
      title: 'See how much memory the keys take and what the limit is',
      command: 'redis-cli INFO memory',
      confirms: 'used_memory is at maxmemory and grows with the number of keys',
      refutes: 'used_memory is well below maxmemory, or mem_fragmentation_ratio is above 1.5',
    },
    {
      title: 'Count cart keys without an expiry',
      command:
        "redis-cli --scan --pattern 'cart:*' | head -1000 | xargs -n1 redis-cli TTL | sort | uniq -c",
      confirms: 'most answers are -1',
      refutes: 'nearly all keys have a time to live',
    },
    {
      title: 'Look at the limit in the manifest’s history',
      confirms: 'maxmemory has been 256mb for long',
      refutes: 'maxmemory was lowered today, which is hypothesis 2',
    },
  ],
  confidence: {
    value: 0.71,
    band: 'likely',
    factors: factors([
      ['start', 1, -2.2, 'Where every hypothesis starts before anything is checked'],
      ['citations', 0.97, 1.552, '6 of 6 citations were found, 5 word for word'],
      ['coverage', 0.86, 1.032, 'explains 398 of 412 error records and 3 of 4 error templates'],
      ['timeOrder', 1, 0.8, 'every cause is earlier than its effect'],
      ['dependencyPath', 0.9, 0.72, 'checkout-api calls redis; payments calls checkout-api'],
      ['numbers', 0.86, 0.344, '6 of 7 numbers were right when recomputed'],
      ['evidenceKinds', 0.85, 0.68, 'rests on 3 kinds of evidence: logs, code, configuration'],
      ['rivals', 0.52, 0.52, 'clearly ahead of "Memory limit lowered by the manifest change"'],
      [
        'signature',
        0.88,
        0.906,
        'the known signature redis.maxmemory, right in 71% of its matches',
      ],
      ['refuting', 1, -0.6, '1 fact speaks against it'],
    ]),
    gates: [
      {
        name: 'always',
        cap: 0.95,
        reason: 'Nothing is certain before it was confirmed here.',
      },
      {
        name: 'shared',
        cap: 0.71,
        reason: 'Only one explanation can be the cause: all 3 share 0.95.',
      },
    ],
  },
  restsOn: [
    rest('E4', 'src/cart/cart.ts', 48, 0.31),
    rest('E3', 'redis.log', 412, 0.44),
    rest('E2', 'redis.log', 881, 0.58),
    rest('E1', 'checkout.log', 20117, 0.66, 20134),
  ],
  wouldLift: {
    factor: 'evidenceKinds',
    what: 'A fourth kind of evidence, such as a change made just before,',
    value: 0.82,
    band: 'veryLikely',
  },
};

const second: Hypothesis = {
  title: 'The memory limit was lowered by the manifest change',
  summary:
    'k8s/redis.yaml sets maxmemory to 256mb. If it was higher before today, the same load no longer fits.',
  service: 'redis',
  signature: 'redis.maxmemory',
  claims: [
    claim('symptom', 'Redis refuses writes from 14:03:12 on.', {
      citations: [
        cite(
          'E2',
          'redis.log',
          881,
          "1:M 02 Mar 14:03:12.041 # OOM command not allowed when used memory > 'maxmemory'.",
        ),
      ],
      time: '14:03:12.041',
    }),
    claim('cause', 'The manifest lowered maxmemory from 512mb to 256mb at 13:55.', {
      kind: 'unsupported',
      reasons: ['No evidence shows an earlier value of maxmemory.'],
    }),
  ],
  against: [
    claim(
      'symptom',
      'Memory was flat at 190 MB until 13:55 and grew steadily after it, which a lower limit does not explain.',
      {
        citations: [
          cite(
            'E3',
            'redis.log',
            412,
            '1:M 02 Mar 13:56:00.004 - used_memory_human:201.4M keys=88213 expires=12',
            0.7,
          ),
        ],
        time: '13:56:00.004',
      },
    ),
  ],
  missing: ['The manifest as it was before today.'],
  probes: [
    {
      title: 'Read the limit that is in force',
      command: 'redis-cli CONFIG GET maxmemory',
      confirms: 'below 512 MB, and the deploy history shows the change',
      refutes: 'the same value as last week',
    },
  ],
  confidence: {
    value: 0.13,
    band: 'weak',
    factors: factors([
      ['start', 1, -2.2, 'Where every hypothesis starts before anything is checked'],
      ['citations', 0.5, 0.8, '2 of 3 citations were found'],
      ['coverage', 0.86, 1.032, 'explains 398 of 412 error records'],
      ['signature', 0.88, 0.906, 'the known signature redis.maxmemory'],
      ['refuting', 1, -1.8, '1 fact speaks against it'],
    ]),
    gates: [],
  },
  restsOn: [],
};

const third: Hypothesis = {
  title: 'A surge of traffic at 14:00',
  summary: 'More carts than usual were written at 14:00.',
  service: 'checkout-api',
  signature: undefined,
  claims: [
    claim('cause', 'POST /cart doubled at 14:00.', {
      kind: 'refuted',
      reasons: ['Counted: 38 a minute before 14:00, 39 a minute after it.'],
      citations: [
        cite('E7', 'checkout.log', 18870, '14:00:00.114 INFO POST /cart 201 trace=5a01', 0.5),
      ],
      numbers: { checked: 1, right: 0 },
      time: '14:00:00.114',
    }),
  ],
  against: [],
  missing: [],
  probes: [],
  confidence: {
    value: 0.02,
    band: 'weak',
    factors: factors([
      ['start', 1, -2.2, 'Where every hypothesis starts before anything is checked'],
      ['citations', 0.3, 0.48, '1 of 1 citations was found by its pattern only'],
      ['refuting', 1, -1.8, 'its own cause was refuted by the logs'],
    ]),
    gates: [{ name: 'rootRefuted', cap: 0.3, reason: 'Our checks refute its root cause.' }],
  },
};

function evidenceItem(
  id: string,
  kind: Evidence['kind'],
  file: string,
  startLine: number,
  lines: readonly string[],
  focusLine: number,
  reason: string,
  time?: string,
): Evidence {
  return {
    id,
    kind,
    uri: uri(file),
    file,
    startLine,
    endLine: startLine + lines.length - 1,
    focus: [{ startLine: focusLine, endLine: focusLine }],
    text: lines.join('\n'),
    timestamp: time === undefined ? undefined : at(time),
    severityNumber: kind === 'log' ? 17 : 0,
    service: kind === 'log' ? file.replace(/\.log$/, '') : undefined,
    template: kind === 'log' ? 7 : undefined,
    reason,
    rank: 0.9,
  };
}

const evidence: readonly Evidence[] = [
  evidenceItem(
    'E1',
    'log',
    'checkout.log',
    20117,
    stackTrace.split('\n'),
    20117,
    'first of 398; new since 14:03:12',
    '14:03:12.118',
  ),
  evidenceItem(
    'E2',
    'log',
    'redis.log',
    879,
    [
      '1:M 02 Mar 14:03:11.870 * 100 changes in 300 seconds. Saving...',
      '1:M 02 Mar 14:03:11.874 * Background saving started by pid 4471',
      "1:M 02 Mar 14:03:12.041 # OOM command not allowed when used memory > 'maxmemory'.",
      "1:M 02 Mar 14:03:12.093 # OOM command not allowed when used memory > 'maxmemory'.",
    ],
    881,
    'first of 412; known signature redis.maxmemory',
    '14:03:12.041',
  ),
  evidenceItem(
    'E3',
    'log',
    'redis.log',
    412,
    ['1:M 02 Mar 13:56:00.004 - used_memory_human:201.4M keys=88213 expires=12'],
    412,
    'a value that grows: 31 MB a minute from 13:56, flat before',
    '13:56:00.004',
  ),
  evidenceItem(
    'E4',
    'code',
    'src/cart/cart.ts',
    45,
    [
      '  /** Keeps the cart of a session. */',
      '  async save(session: string, cart: Cart): Promise<void> {',
      "    const key = 'cart:' + session;",
      '    await this.redis.set(key, JSON.stringify(cart)); // was { EX: 1800 } before 7f31c',
      '  }',
    ],
    48,
    'named by the stack trace of E1',
  ),
  evidenceItem(
    'E5',
    'config',
    'k8s/redis.yaml',
    27,
    [
      '      containers:',
      '      - name: redis',
      '        image: redis:7.2.4',
      '        args:',
      '        - --maxmemory 256mb',
      '        - --maxmemory-policy noeviction',
    ],
    31,
    'names maxmemory, as E2 does',
  ),
  evidenceItem(
    'E6',
    'log',
    'payments.log',
    9031,
    ['14:05:40.310 WARN upstream checkout-api timeout after 5000ms trace=7c1e'],
    9031,
    '38 a minute from 14:05:40, none before',
    '14:05:40.310',
  ),
  evidenceItem(
    'E7',
    'log',
    'checkout.log',
    18870,
    ['14:00:00.114 INFO POST /cart 201 trace=5a01'],
    18870,
    'ordinary record before the incident, for comparison',
    '14:00:00.114',
  ),
  evidenceItem(
    'E8',
    'log',
    'checkout.log',
    20090,
    ['14:03:10.902 INFO db query cart.items 9ms rows=4'],
    20090,
    'last ordinary record before the first error',
    '14:03:10.902',
  ),
];

const timeline: Timeline = {
  start: at('13:31:00'),
  step: 30_000,
  buckets: Array.from({ length: 102 }, (_, index) => {
    const wave = Math.sin(index * 1.7) + Math.sin(index * 0.61);
    const since = index - 64;
    return {
      info: Math.round(430 + 60 * wave - (since > 0 ? 120 : 0)),
      warn: Math.round(index > 50 ? 24 + 10 * wave + (since > 4 ? 60 : 0) : 6 + 3 * wave),
      error: since < 0 ? 0 : Math.round(Math.min(330, 70 + since * 40) * (0.9 + 0.06 * wave)),
    };
  }),
  marks: [
    mark(
      'change',
      '13:55:04',
      'Rollout of 7f31c finished',
      'another version was rolled out',
      'checkout.log',
      12_001,
    ),
    mark(
      'shift',
      '13:56:00',
      'used_memory_human',
      'used_memory_human grew from 201 MB to 256 MB',
      'redis.log',
      412,
    ),
    mark(
      'novel',
      '14:03:12',
      'OOM command not allowed when used memory > <*>',
      'new at 14:03:12, 412 times since',
      'redis.log',
      881,
    ),
    mark(
      'burst',
      '14:04:10',
      'ReplyError: OOM command not allowed',
      '38 a minute from 14:04:10, never before',
      'checkout.log',
      20_201,
    ),
    mark(
      'silent',
      '14:10:30',
      'cart <*> saved',
      'came 61 times a minute until 14:10:30',
      'checkout.log',
      24_410,
    ),
  ],
};

function mark(
  kind: TimelineMark['kind'],
  clock: string,
  what: string,
  reason: string,
  file: string,
  line: number,
): TimelineMark {
  return { kind, time: at(clock), what, reason, uri: uri(file), file, line };
}

export const diagnosed: Diagnosis = {
  outcome: 'diagnosed',
  reason: '',
  hypotheses: [leading, second, third],
  noneOfThese: 0.14,
  evidence,
  leftOut: {
    totalLines: 48_213,
    shownLines: 123,
    groups: [
      {
        template: '<*> INFO POST /cart 201 trace=<*>',
        count: 18_204,
        file: 'checkout.log',
        reason: 'ordinary',
      },
      {
        template: '<*> INFO db query <*> <*>ms rows=<*>',
        count: 12_040,
        file: 'checkout.log',
        reason: 'ordinary',
      },
      {
        template: "<*> # OOM command not allowed when used memory > 'maxmemory'.",
        count: 411,
        file: 'redis.log',
        reason: 'repeats',
      },
      {
        template: '<*> WARN retry <*> of <*> for cart <*>',
        count: 96,
        file: 'checkout.log',
        reason: 'budget',
      },
    ],
  },
  characters: 7_912,
  budget: 8_000,
  templates: 138,
  sources: [
    {
      uri: uri('checkout.log'),
      name: 'checkout.log',
      format: 'log4j',
      lines: 31_402,
      bytes: 4_311_208,
      firstTimestamp: at('13:31:02'),
      lastTimestamp: at('14:22:00'),
    },
    {
      uri: uri('redis.log'),
      name: 'redis.log',
      format: 'redis',
      lines: 1_290,
      bytes: 98_120,
      firstTimestamp: at('13:31:00'),
      lastTimestamp: at('14:21:58'),
    },
    {
      uri: uri('payments.log'),
      name: 'payments.log',
      format: 'logfmt',
      lines: 15_521,
      bytes: 1_900_112,
      firstTimestamp: at('13:31:01'),
      lastTimestamp: at('14:21:59'),
    },
  ],
  timeline,
  reasoner: { kind: 'embedded', name: 'Embedded analyst' },
  stages: [
    { name: 'collect', milliseconds: 118, summary: '3 files, 48,213 lines' },
    { name: 'mine', milliseconds: 96, summary: '138 templates, 3 known signatures' },
    { name: 'select', milliseconds: 22, summary: '8 blocks, 7,912 of 8,000 characters' },
    { name: 'redact', milliseconds: 1, summary: 'nothing leaves this machine' },
    { name: 'ask', milliseconds: 48, summary: 'Embedded analyst' },
    { name: 'verify', milliseconds: 37, summary: '6 of 8 claims supported' },
    { name: 'score', milliseconds: 3, summary: '3 hypotheses' },
  ],
  problems: [
    {
      code: 'invalidUtf8',
      message: '3 bytes were not valid UTF-8 and are shown as �.',
      file: 'payments.log',
      line: 4410,
    },
  ],
  partial: false,
};

/** A model was asked, failed, and the analyst stood in: something was sent, and there is a receipt. */
export const modelFailed: Diagnosis = {
  ...diagnosed,
  reasoner: {
    kind: 'embedded',
    name: 'Embedded analyst',
    failure: { kind: 'unauthorised', detail: '401' },
  },
  receipt: {
    destination: 'api.example.com',
    text: 'You explain why systems fail.\n\nE1 checkout.log:20117\nuser ⟦EMAIL_1⟧ ReplyError: OOM command not allowed',
    redactions: [
      { kind: 'E-mail address', count: 12 },
      { kind: 'JWT', count: 2 },
    ],
    usage: { inputTokens: 3_104, outputTokens: 0 },
  },
  partial: true,
};

/** The analyst stood in for a model that was not asked, or could not answer. */
export const stoodIn = (failure: ModelFailure): Diagnosis => ({
  ...diagnosed,
  reasoner: { kind: 'embedded', name: 'Embedded analyst', failure },
});

/** Cut short while a model was asked, with a log that could not be read. */
export const partial: Diagnosis = {
  ...stoodIn({ kind: 'cancelled' }),
  partial: true,
  problems: [
    {
      code: 'tooLarge',
      file: 'trace.log',
      message: 'trace.log is larger than 2 GB: select the lines in question and diagnose those.',
    },
    {
      code: 'readFailed',
      file: 'payments.log',
      message: 'payments.log was read up to line 9031; the rest could not be read (EIO).',
    },
  ],
};

export const noIncident: Diagnosis = {
  ...diagnosed,
  outcome: 'noIncident',
  reason:
    'All errors are handled retries that succeed within a second, at the same rate over the whole log.',
  hypotheses: [],
  noneOfThese: 0,
  timeline: { ...timeline, buckets: timeline.buckets.map((bucket) => ({ ...bucket, error: 0 })) },
  problems: [],
};

export const notEnoughEvidence: Diagnosis = {
  ...diagnosed,
  outcome: 'notEnoughEvidence',
  reason: 'The only error is "exit code 137"; nothing before it says who ended the process.',
  hypotheses: [{ ...second, confidence: { ...second.confidence, value: 0.22 } }],
  noneOfThese: 0.78,
};

/** What an attacker could write into a log, in every place that shows text. */
export const hostile =
  '<img src=x onerror="window.pwned=1"> [x](command:workbench.action.quit) javascript:alert(1) <script>window.pwned=1</script>';

export const hostileDiagnosis: Diagnosis = {
  ...modelFailed,
  hypotheses: [
    {
      ...leading,
      title: hostile,
      summary: hostile,
      claims: [
        claim('cause', hostile, {
          reasons: [hostile],
          citations: [cite('E1', hostile, 1, hostile)],
          time: '14:00:00',
        }),
      ],
      against: [claim('symptom', hostile)],
      missing: [hostile],
      probes: [{ title: hostile, command: hostile, confirms: hostile, refutes: hostile }],
      restsOn: [rest('E1', hostile, 1, 0.1)],
      wouldLift: { factor: hostile, what: hostile, value: 0.8, band: 'veryLikely' },
    },
  ],
  evidence: [evidenceItem('E1', 'log', hostile, 1, [hostile], 1, hostile)],
  problems: [{ code: 'x', message: hostile, file: hostile }],
  timeline: { ...timeline, marks: [mark('change', '13:55:04', hostile, hostile, hostile, 1)] },
};

export const done = (diagnosis: Diagnosis, notice = '', runId = 'run-1'): PanelState => ({
  kind: 'done',
  runId,
  diagnosis,
  notice,
});

const stage = (
  name: StageProgress['stage'],
  state: StageProgress['state'],
  summary: string,
  milliseconds: number,
): StageProgress => ({ runId: 'run-1', stage: name, state, summary, milliseconds });

export const running: Extract<PanelState, { kind: 'running' }> = {
  kind: 'running',
  runId: 'run-1',
  sources: ['checkout.log', 'redis.log', 'payments.log', 'orders.log'],
  reasoner: 'gpt-5.2 at api.example.com',
  stages: [
    stage('collect', 'done', '4 files, 48,213 lines', 118),
    stage('mine', 'done', '138 templates, 3 known signatures', 96),
    stage('select', 'done', '31 blocks, 7,912 of 8,000 characters', 22),
    stage('redact', 'done', '14 values', 31),
    stage('ask', 'running', '', 0),
  ],
  elapsed: 4_200,
  streamed: 1_812,
};

export const cancelled: PanelState = { kind: 'cancelled', stages: running.stages };

export const failed: PanelState = {
  kind: 'failed',
  message:
    'checkout.log could not be read: it was deleted or moved. Open it again and diagnose it there.',
  canRetry: true,
};

export const tooLarge: PanelState = {
  kind: 'failed',
  message:
    'trace.log is larger than 2 GB: select the lines in question and diagnose those.\ncore.gz is damaged: unpack it and diagnose what could be read.',
  canRetry: true,
  reason: 'unreadable',
};

export const interrupted: PanelState = {
  kind: 'failed',
  message: 'The window was reloaded before the run had ended.',
  canRetry: true,
  reason: 'interrupted',
};
