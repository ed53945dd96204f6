import assert from 'node:assert/strict';
import { parseReply } from '../../../../src/core/ask/model/reply.ts';
import { requestText } from '../../../../src/core/ask/model/requests.ts';
import { limits } from '../../../../src/core/ask/model/schema.ts';
import type { Proposal } from '../../../../src/core/model/hypothesis.ts';

const claim = {
  role: 'cause',
  text: 'Redis is full.',
  cites: [{ evidence: 'E1', quote: 'OOM command not allowed', line: 12 }],
};
const hypothesis = {
  claims: [claim],
  against: [],
  missing: [],
  probes: [],
  service: 'redis',
  title: 'Redis is full',
  summary: 'It refuses writes.',
  confidence: 0.7,
};
const reply = { outcome: 'diagnosed', reason: '', hypotheses: [hypothesis] };
const good = JSON.stringify(reply);

function proposalOf(text: string): Proposal {
  const parsed = parseReply(text);
  assert.equal(parsed.kind, 'proposal', JSON.stringify(parsed));
  return parsed.kind === 'proposal' ? parsed.proposal : assert.fail();
}

function failureOf(text: string): string {
  const parsed = parseReply(text);
  return parsed.kind === 'failure' ? `${parsed.failure.kind}: ${parsed.failure.detail}` : 'none';
}

const withHypothesis = (changes: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ ...reply, hypotheses: [{ ...hypothesis, ...changes }] });
const withCite = (cite: unknown): string =>
  withHypothesis({ claims: [{ ...claim, cites: [cite] }] });

suite("a model's requests for more", () => {
  const ask = (...requests: readonly unknown[]): string =>
    JSON.stringify({ outcome: 'needEvidence', reason: '', hypotheses: [], requests });
  const table: readonly (readonly [request: unknown, expected: string])[] = [
    [{ kind: 'lines', file: 'a.log', fromLine: 9, toLine: 5 }, 'lines 5 to 9 of a.log'],
    [{ kind: 'lines', file: 'a.log', fromLine: 'L7' }, 'lines 7 to 7 of a.log'],
    [{ kind: 'lines', file: 'a.log' }, 'Lines need a file and a line.'],
    [{ kind: 'lines', file: 'a.log', fromLine: -3 }, 'Lines need a file and a line.'],
    [{ kind: 'Search', text: 'OOM', file: null }, 'search “OOM” in all logs'],
    [{ kind: 'search', text: 'O' }, 'A search needs at least 3 characters.'],
    [{ kind: 'search', text: 'a\u202ebc\u0007' }, 'search “abc” in all logs'],
    [{ kind: 'template', text: 'could not save' }, 'records like “could not save”'],
    [
      { kind: 'window', fromTime: '10:00', toTime: '10:05', file: 'a.log' },
      '10:00 to 10:05 in a.log',
    ],
    [{ kind: 'window', fromTime: '10:00' }, 'A window needs two times.'],
    [{ kind: 'trace', text: '4bf92f35' }, 'trace 4bf92f35'],
    [{ kind: 'neighbours', text: 'cart' }, 'neighbours of cart'],
    [{ kind: 'exec', text: 'rm' }, 'There is no kind of request called “exec”.'],
    [{ kind: { of: 'thing' } }, 'It is no request of the schema.'],
    [null, 'It is no request of the schema.'],
  ];
  for (const [request, expected] of table) {
    test(`${JSON.stringify(request)} is ${expected}`, () => {
      const parsed = parseReply(ask(request));
      assert.equal(parsed.kind, 'requests');
      const [read] = parsed.kind === 'requests' ? parsed.requests : [];
      assert.equal(read?.kind === 'unclear' ? read.reason : read && requestText(read), expected);
    });
  }

  test('more than a round takes are not read', () => {
    const parsed = parseReply(ask(...Array.from({ length: 40 }, () => table[0]?.[0])));
    assert.equal(parsed.kind === 'requests' && parsed.requests.length, limits.requests);
  });

  test('requests beside a diagnosis do not count', () => {
    const beside = JSON.stringify({ ...reply, requests: [table[0]?.[0]] });
    assert.equal(parseReply(beside).kind, 'proposal');
  });
});

suite("a model's reply", () => {
  const forgiven: readonly [string, string][] = [
    ['is read as it should be', good],
    ['may stand in a fence', `\`\`\`json\n${good}\n\`\`\``],
    ['may have prose around a fence', `Sure {ok}!\n\n\`\`\`json\n${good}\n\`\`\`\nAnything else?`],
    ['may have prose around the bare object', `Here it is: ${good} Done.`],
    ['may begin with thoughts', `<think>maybe {"a":1}</think>\n${good}`],
    ['may have a trailing comma', good.replace(']}]}', ']},]}').replace(/\}$/, ',}')],
    ['may be in single quotes', good.replaceAll('"', "'")],
    ['may lack its last bracket', good.slice(0, -1)],
    ['may hold comments', good.replace('{', '{ // the answer\n')],
  ];
  for (const [name, text] of forgiven) {
    test(name, () => {
      const [first] = proposalOf(text).hypotheses;
      assert.equal(first?.title, 'Redis is full');
      assert.deepEqual(first?.claims, [claim]);
      assert.equal(first?.statedConfidence, 0.7);
    });
  }

  const failures: readonly [string, string, RegExp][] = [
    ['that is empty', ' \n', /^notJson: The answer was empty/],
    ['that is prose', 'I cannot help with this.', /^notJson: It begins with "I cannot help/],
    ['that is a list', '[1, 2]', /^notJson/],
    ['of another shape', '{"answer":"disk full"}', /^schema: It holds no hypothesis/],
    ['without claims', withHypothesis({ claims: [] }), /^schema: It holds no hypothesis/],
    [
      'whose list is none',
      '{"outcome":"diagnosed","hypotheses":7}',
      /^schema: "hypotheses" should be/,
    ],
    ['that nests without end', `{"hypotheses":${'['.repeat(100_000)}`, /^(?:notJson|schema)/],
    [
      'whose claim is a number',
      withHypothesis({ claims: [5] }),
      /^schema: "hypotheses\.0\.claims\.0"/,
    ],
  ];
  for (const [name, text, expected] of failures) {
    test(`${name} is a named failure`, () => assert.match(failureOf(text), expected));
  }

  const outcomes: readonly [string, Proposal['outcome']][] = [
    ['noIncident', 'noIncident'],
    ['no_incident', 'noIncident'],
    ['Not enough evidence', 'notEnoughEvidence'],
    ['diagnosed', 'diagnosed'],
  ];
  for (const [outcome, expected] of outcomes) {
    test(`the outcome "${outcome}" is ${expected}`, () => {
      const proposal = proposalOf(JSON.stringify({ ...reply, outcome, reason: 'All is well.' }));
      assert.equal(proposal.outcome, expected);
      assert.equal(proposal.hypotheses.length, expected === 'diagnosed' ? 1 : 0);
      assert.equal(proposal.reason, expected === 'diagnosed' ? '' : 'All is well.');
    });
  }

  const cites: readonly [string, unknown, unknown][] = [
    [
      'keeps an unknown id',
      { evidence: 'E99', quote: 'x y z', line: 3 },
      { evidence: 'E99', quote: 'x y z', line: 3 },
    ],
    ['unwraps an id', { evidence: '[e07]', quote: null, line: null }, { evidence: 'E7' }],
    ['takes a bare id', 'E2', { evidence: 'E2' }],
    ['takes a number for an id', { evidence: 3 }, { evidence: 'E3' }],
    [
      'drops the gutter',
      { evidence: 'E1', quote: 'L12| OOM here', line: 'L12' },
      { evidence: 'E1', quote: 'OOM here', line: 12 },
    ],
    [
      'ignores a line that is none',
      { evidence: 'E1', quote: 'a b', line: -4 },
      { evidence: 'E1', quote: 'a b' },
    ],
  ];
  for (const [name, cite, expected] of cites) {
    test(`a cite ${name}`, () => {
      assert.deepEqual(proposalOf(withCite(cite)).hypotheses[0]?.claims[0]?.cites, [expected]);
    });
  }

  const confidences: readonly [unknown, number | undefined][] = [
    [0.8, 0.8],
    ['0.8', 0.8],
    ['80%', 0.8],
    [80, 0.8],
    [-3, 0],
    [9000, 1],
    ['high', undefined],
    [null, undefined],
  ];
  for (const [confidence, expected] of confidences) {
    test(`the confidence ${JSON.stringify(confidence)} is ${expected}`, () => {
      const [first] = proposalOf(withHypothesis({ confidence })).hypotheses;
      assert.equal(first?.statedConfidence, expected);
    });
  }

  test('is clamped in number and length', () => {
    const long = 'word '.repeat(5000);
    const claims = Array.from({ length: 50 }, () => ({ ...claim, text: long }));
    const many = { ...hypothesis, title: long, claims, missing: [long, long] };
    const proposal = proposalOf(JSON.stringify({ ...reply, hypotheses: Array(30).fill(many) }));
    assert.equal(proposal.hypotheses.length, limits.hypotheses);
    const [first] = proposal.hypotheses;
    assert.equal(first?.claims.length, limits.claims);
    assert.ok((first?.title.length ?? 999) <= limits.title);
    assert.ok(first?.claims.every(({ text }) => text.length <= limits.text));
  });

  test('loses control and invisible characters, and line breaks', () => {
    const [first] = proposalOf(
      withHypothesis({
        title: 'Redis\u200b\u202e is\x1b[31m full',
        probes: [{ title: 'Look', command: 'redis-cli info\nrm -rf /', confirms: '', refutes: '' }],
      }),
    ).hypotheses;
    assert.equal(first?.title, 'Redis is full');
    assert.equal(first?.probes[0]?.command, 'redis-cli info rm -rf /');
  });
});
