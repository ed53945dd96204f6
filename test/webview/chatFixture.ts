import type { ChatBlock, ChatStatement } from '../../src/core/model/chat.ts';
import type { Citation, Verdict } from '../../src/core/model/claim.ts';
import type { ChatState, ShownTurn } from '../../src/protocol/chat.ts';

const at = Date.UTC(2026, 2, 14, 14, 20);
const uri = 'file:///shop/redis.log';

export function cited(startLine: number, quote: string, file = 'redis.log'): Citation {
  const place = { uri: `file:///shop/${file}`, file, startLine, endLine: startLine };
  return { evidence: `Q${startLine}`, ...place, quote, strength: 1 };
}

const holds: Verdict = {
  kind: 'supported',
  checks: [{ code: 'exact', reason: 'It stands there.' }],
};

export function states(
  text: string,
  citations: readonly Citation[],
  verdict = holds,
): ChatStatement {
  return { kind: 'statement', text, verdict, citations };
}

export const unfounded: Verdict = {
  kind: 'unsupported',
  checks: [{ code: 'notFound', reason: 'No line that was read says so.' }],
};

/** A table of counts, as one of the engine. */
export const counts: ChatBlock = {
  kind: 'table',
  title: 'Errors by service',
  columns: [
    { title: 'Service', kind: 'text' },
    { title: 'Errors', kind: 'number' },
    { title: 'First', kind: 'time' },
    { title: 'Kind', kind: 'code' },
  ],
  rows: [
    [
      { text: 'checkout-api' },
      { text: '1,204' },
      { text: '14:03:12', place: { uri, file: 'checkout.log', startLine: 20117, endLine: 20117 } },
      { text: "ReplyError: OOM command not allowed when used memory > 'maxmemory'." },
    ],
    [
      { text: 'payments' },
      { text: '88' },
      { text: '14:05:40', place: { uri, file: 'payments.log', startLine: 9031, endLine: 9031 } },
      { text: 'upstream checkout-api timeout after <*>ms' },
    ],
  ],
  more: 3,
};

export const answerBlocks: readonly ChatBlock[] = [
  states('Redis refused 412 writes between 14:03:12 and 14:22:05.', [
    cited(881, "# OOM command not allowed when used memory > 'maxmemory'."),
    cited(2040, "# OOM command not allowed when used memory > 'maxmemory'."),
  ]),
  states('No line of postgres.log is an error in that time.', []),
  states('A rollback of 7f31c would end it at once.', [], unfounded),
  states(
    'Memory grew from 201.4M to 255.9M.',
    [412, 431, 560, 700, 880].map((line) => cited(line, 'used_memory_human:201.4M')),
    {
      kind: 'partly',
      checks: [{ code: 'valueMissing', reason: 'Only 255.9M stands in line 880.' }],
    },
  ),
  counts,
  { kind: 'heading', text: 'What to look at' },
  {
    kind: 'excerpt',
    ...{ uri, file: 'redis.log', startLine: 880, endLine: 881 },
    text: "1:M 14 Mar 14:03:11.980 * 1 changes in 3600 seconds. Saving...\n1:M 14 Mar 14:03:12.044 # OOM command not allowed when used memory > 'maxmemory'.",
  },
  {
    kind: 'check',
    title: 'Is the limit reached?',
    command: 'redis-cli INFO memory',
    confirms: 'used_memory is near maxmemory',
    refutes: 'used_memory is far below maxmemory',
  },
  {
    kind: 'check',
    title: 'Only if it may be lost: empty the cache',
    command: 'redis-cli FLUSHALL',
    ...{ confirms: '', refutes: '' },
  },
  { kind: 'note', text: 'Counted in redis.log, checkout.log and postgres.log, 48,213 lines.' },
  { kind: 'action', label: 'Open the diagnosis', action: 'openDiagnosis' },
  {
    kind: 'offer',
    text: 'One could ask next:',
    questions: ['What changed before 14:03?', 'Which services does this hit?'],
  },
];

const by = { kind: 'embedded', name: 'Embedded engine' } as const;

export function answered(id: string, question: string, blocks: readonly ChatBlock[]): ShownTurn {
  return {
    ...{ id, question, subjects: [], at, version: { index: 0, count: 1 } },
    state: {
      kind: 'answered',
      answer: { blocks, by, details: [], problems: [], partial: false },
      notice: '',
    },
  };
}

export const full: ShownTurn = {
  ...answered('t1', 'Why does Redis refuse writes?', answerBlocks),
  subjects: [
    { kind: 'lines', uri, file: 'redis.log', startLine: 870, endLine: 990 },
    { kind: 'diagnosis', title: 'Redis refuses writes: memory limit reached' },
  ],
  version: { index: 1, count: 3 },
};

const embedded: ChatState['budget'] = {
  ...{ answers: 'Embedded engine', sends: false, history: 0, subjects: 0 },
  today: { used: 0 },
};

const withModel: ChatState['budget'] = {
  ...{ answers: 'gpt-5.2 at api.openai.com', sends: true, history: 1240, subjects: 3400 },
  ...{ limit: 24_000, today: { used: 12_000, limit: 2_000_000 } },
};

const base: ChatState = {
  ...{ conversation: 'c1', title: 'Why does Redis refuse writes?', turns: [], chips: [] },
  ...{ budget: embedded, conversations: [], starters: [] },
};

export const empty: ChatState = {
  ...base,
  title: 'New conversation',
  starters: [
    'How many errors are in redis.log, and since when?',
    'Which services does “Redis refuses writes” hit?',
    'What changed before 14:03?',
  ],
  conversations: [
    { id: 'c0', title: 'Which pods restarted last night?', at, turns: 12 },
    { id: 'c9', title: 'Why is the queue growing?', at, turns: 1 },
  ],
};

export const nothingOpen: ChatState = {
  ...base,
  notice:
    'This workspace is not trusted: its git changes and its settings for models are not read.',
};

export const talk: ChatState = {
  ...base,
  turns: [
    full,
    answered('t2', 'And the database?', [
      states('It answered all 1,204 queries.', [cited(310, 'ok', 'db.log')]),
    ]),
  ],
  chips: [
    { id: 'k1', tokens: 0, subject: { kind: 'log', uri, name: 'redis.log' } },
    {
      id: 'k2',
      tokens: 0,
      subject: { kind: 'lines', uri, file: 'checkout.log', startLine: 20110, endLine: 20140 },
    },
    {
      id: 'k3',
      tokens: 0,
      subject: {
        kind: 'hypothesis',
        hypothesis: 0,
        title: 'Cache keys lost their expiry in 7f31c; Redis filled up',
      },
    },
  ],
};

const begun = { subjects: [], at, version: { index: 0, count: 1 } };

export const running: ShownTurn = {
  ...{ id: 't3', question: 'What happened between 14:00 and 14:05?', ...begun },
  state: {
    kind: 'running',
    status: 'reads checkout.log, 41%',
    blocks: [states('Redis refused 31 writes.', [cited(881, 'OOM')])],
  },
};

export const working: ChatState = { ...talk, turns: [full, running], budget: withModel };

export const ended: ChatState = {
  ...base,
  budget: { ...withModel, history: 30_000 },
  turns: [
    {
      ...running,
      id: 'f1',
      state: {
        kind: 'failed',
        message: 'redis.log can’t be read: it is gone.\nOpen it again, and ask again.',
      },
    },
    {
      ...running,
      id: 'f2',
      state: {
        kind: 'cancelled',
        blocks: [states('Redis refused 31 writes.', [cited(881, 'OOM')])],
      },
    },
    { ...running, id: 'f3', state: { kind: 'cancelled', blocks: [] } },
    {
      ...running,
      id: 'f4',
      state: {
        kind: 'answered',
        notice: 'The model refused the API key. Run Whytrace: Set API Key.',
        answer: {
          ...{ blocks: [states('Redis refused 31 writes.', [cited(881, 'OOM')])], by },
          details: ['The model asked for lines 1–40 of redis.log.'],
          problems: [{ code: 'invalidUtf8', message: 'Line 7 of redis.log is no UTF-8.' }],
          partial: true,
          receipt: {
            destination: 'https://api.openai.com',
            text: '',
            redactions: [],
            tokens: 5210,
            cost: { amount: 0.012, currency: 'USD' },
          },
        },
      },
    },
  ],
};
