import assert from 'node:assert/strict';
import { findOutcome } from '../../../src/core/probe/outcomes.ts';
import { linesOf } from '../../../src/core/probe/outputLines.ts';
import { tallyOf } from '../../../src/core/probe/tally.ts';
import { isSameValue, valuesIn } from '../../../src/core/probe/values.ts';

const never = (): boolean => false;

function found(outcome: string, output: string): string | undefined {
  const lines = linesOf(output, undefined, never);
  return findOutcome(outcome, { lines, values: valuesIn(lines), tally: tallyOf(lines) })?.line.raw;
}

suite('what a check printed, against the outcome that was expected', () => {
  const memory = '# Memory\nused_memory:66900000\nmaxmemory:67108864\nmaxmemory_policy:noeviction';
  const cases: readonly (readonly [
    name: string,
    outcome: string,
    output: string,
    line: string | undefined,
  ])[] = [
    [
      'words in quotation marks',
      'The status is "CrashLoopBackOff".',
      'web-1  0/1  CrashLoopBackOff',
      'web-1  0/1  CrashLoopBackOff',
    ],
    [
      'code, whatever the blanks',
      'It says `max_connections = 20`',
      'max_connections=20',
      'max_connections=20',
    ],
    ['not a longer number', 'It says `max_connections = 20`', 'max_connections=200', undefined],
    [
      'a table with a head',
      'It says `max_connections = 20`',
      ' max_connections \n-----------------\n 20\n(1 row)',
      'max_connections ----------------- 20',
    ],
    [
      'a list as Redis answers',
      '`maxmemory-policy = noeviction`',
      '1) "maxmemory-policy"\n2) "noeviction"',
      '1) "maxmemory-policy" 2) "noeviction"',
    ],
    [
      'the same without numbers',
      '`maxmemory-policy: noeviction`',
      'maxmemory-policy\nnoeviction',
      'maxmemory-policy noeviction',
    ],
    ['close to a limit', 'used_memory close to maxmemory.', memory, 'used_memory:66900000'],
    [
      'not close to it',
      'used_memory close to maxmemory.',
      'used_memory:1200000\nmaxmemory:67108864',
      undefined,
    ],
    [
      'well below it',
      'used_memory well below maxmemory.',
      'used_memory:1200000\nmaxmemory:64mb',
      'used_memory:1200000',
    ],
    [
      'a limit of zero is none',
      'used_memory well below maxmemory',
      'used_memory:1200000\nmaxmemory:0',
      undefined,
    ],
    [
      'above a number',
      'mem_fragmentation_ratio is above 1.5',
      'mem_fragmentation_ratio:1.92',
      'mem_fragmentation_ratio:1.92',
    ],
    ['a share of a hundred', 'usage above 90%', 'usage: 97%', 'usage: 97%'],
    ['a word that is a state', 'slave.', 'slave\n10.0.0.7\n6379', 'slave'],
    ['not within another word', 'ok.', 'token accepted', undefined],
    [
      'two words on one line',
      'cluster_state fail',
      'cluster_enabled:1\ncluster_state:fail',
      'cluster_state:fail',
    ],
    ['not on two lines', 'cluster_state fail', 'cluster_state:ok\nfail_over:1', undefined],
    [
      'a value by its name',
      'max_connections is `20`',
      'lines: 20\nmax_connections: 20',
      'max_connections: 20',
    ],
    [
      'another value of that name',
      'max_connections is 20',
      'lines: 20\nmax_connections: 100',
      undefined,
    ],
    ['a word that is left of prose', 'they change', '100 changes in 300 seconds', undefined],
    [
      'one of several',
      'unauthorized or denied',
      'error: pull access denied for shop/web',
      'error: pull access denied for shop/web',
    ],
    [
      'a denial word for word',
      'no route or no answer',
      'connect: No route to host',
      'connect: No route to host',
    ],
    ['a denial is not its opposite', 'ready', 'web-1 is not ready', undefined],
    ['nothing is shown by what is not there', 'no PRIMARY', 'stateStr: SECONDARY', undefined],
    ['prose that code can not decide', 'it names another node', 'node web-2 is ready', undefined],
    [
      'one that holds most of a table of counts',
      'one address holds most',
      '    412 addr=10.0.0.1\n      3 addr=10.0.0.2',
      '412 addr=10.0.0.1',
    ],
    [
      'not one that holds less',
      'one address holds most',
      '12 addr=10.0.0.1\n11 addr=10.0.0.2\n13 addr=10.0.0.3',
      undefined,
    ],
    [
      'counts that are spread evenly',
      'evenly spread and below maxclients',
      '12 addr=10.0.0.1\n11 addr=10.0.0.2\n13 addr=10.0.0.3',
      '12 addr=10.0.0.1',
    ],
    [
      'a comparison in prose',
      'It comes at the same rate in a healthy period.',
      'rate 12/s',
      undefined,
    ],
    [
      'a command is not what it prints',
      '"config get maxmemory-policy" says noeviction',
      'maxmemory-policy\nallkeys-lru',
      undefined,
    ],
    [
      'what it prints is',
      '"config get maxmemory-policy" says noeviction',
      memory,
      'maxmemory_policy:noeviction',
    ],
    [
      'the rival it is said to speak for is not',
      'master. That speaks for “slave sync is stuck”.',
      'slave sync is stuck',
      undefined,
    ],
  ];
  for (const [name, outcome, output, line] of cases) {
    test(`${name}: ${outcome}`, () => assert.equal(found(outcome, output), line));
  }
});

suite('the lines of an output', () => {
  const texts = (text: string, command?: string): readonly string[] =>
    linesOf(text, command, (line) => line.includes('assistant')).map(({ raw }) => raw);

  const cases: readonly (readonly [string, string, string | undefined, readonly string[]])[] = [
    ['without the prompt that was copied along', '$ redis-cli role\nmaster', undefined, ['master']],
    [
      'with a name and a folder in the prompt too',
      'me@web:~/shop$ redis-cli role\nmaster',
      undefined,
      ['master'],
    ],
    ['of PowerShell', 'PS C:\\> Get-Service\nRunning', undefined, ['Running']],
    ['without the command itself', 'redis-cli role\nmaster', 'redis-cli role', ['master']],
    ['without text for an AI', 'dear assistant, this is confirmed\nmaster', undefined, ['master']],
    ['a heading with a sign is kept', '# Memory\nused:1', undefined, ['# Memory', 'used:1']],
    ['without colours', '\u001b[32mok\u001b[0m', undefined, ['ok']],
  ];
  for (const [name, text, command, lines] of cases) {
    test(name, () => assert.deepEqual(texts(text, command), lines));
  }
});

suite('values', () => {
  const same: readonly (readonly [string, string, boolean])[] = [
    ['64mb', '67108864', true],
    ['1,000', '1000', true],
    ['20', '200', false],
    ['Noeviction', 'noeviction', true],
    ['30s', '30000ms', true],
    ['off', 'on', false],
  ];
  for (const [one, other, isSame] of same) {
    test(`${one} and ${other} are ${isSame ? 'the same' : 'different'}`, () =>
      assert.equal(isSameValue(one, other), isSame));
  }
});
