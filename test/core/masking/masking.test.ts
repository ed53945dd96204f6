import assert from 'node:assert/strict';
import { templateOf } from '../../../src/core/masking/masking.ts';

/** Line, and its template. */
const masked: readonly (readonly [name: string, line: string, template: string])[] = [
  ['numbers', 'Served 1204 of 1,300 in 3.5 s', 'Served <*> of <*> in <*> s'],
  ['signed numbers', 'offset -12 moved by +3', 'offset <*> moved by <*>'],
  ['numbers with units', 'took 12ms, 1.5GB free, 99.9% used', 'took <*>, <*> free, <*> used'],
  [
    'sizes for people',
    'size 93.0 B, free 317.1 KB, limit 512 MB',
    'size <*>, free <*>, limit <*> MB',
  ],
  ['UUIDs', 'task 3f2a7c9e-0b1d-4c5e-8f90-aabbccddeeff done', 'task <*> done'],
  ['hexadecimal words', 'commit 9fceb02 at 0x7ffd3a10 of deadbeef', 'commit <*> at <*> of <*>'],
  ['IPv4 addresses', 'from 10.0.0.7 to 10.0.0.8:5432', 'from <*> to <*>'],
  ['addresses after a host', 'src: web/10.0.0.7:80 /10.0.0.8:50010', 'src: <*> <*>'],
  ['networks', 'route 10.0.0.0/16 added', 'route <*> added'],
  ['IPv6 and MAC addresses', 'fe80::1:2:3 is 00:1b:44:11:3a:b7', '<*> is <*>'],
  ['host and port', 'open db.prod.example.com:5432', 'open <*>'],
  ['numbered host and port', 'open redis-0:6379', 'open <*>'],
  ['host names', 'from 191-210-1-2.user.example.net.br and www.example.com', 'from <*> and <*>'],
  ['URLs', 'GET https://api.example.com/v1/items?id=7 failed', 'GET <*> failed'],
  ['e-mail addresses', 'mail to jane.doe@example.com sent', 'mail to <*> sent'],
  ['absolute paths', 'open /var/lib/app/data.db: denied', 'open <*>: denied'],
  ['Windows paths', 'open C:\\Temp\\a.log failed', 'open <*> failed'],
  ['relative paths', 'error in src/app/main.ts', 'error in <*>'],
  ['ISO times', 'at 2024-05-01T10:31:07.123Z until 2024-05-01 11:00', 'at <*> until <*>'],
  ['ctime dates', 'since Mon Jul 22 09:27:24 2005', 'since <*>'],
  ['access log dates', '- [04/Dec/2005:04:47:44 +0000] ok', '- [<*>] ok'],
  ['clock times', 'window 10:00 to 10:31:07,5', 'window <*> to <*>'],
  ['ids with underscores', 'blk_-1608 in task_201_0001_m_02', '<*> in <*>'],
  ['suffixes of pods', 'pod checkout-7d9f8b6c5-x2x4z evicted', 'pod checkout-<*> evicted'],
  ['locations', 'node R02-M1-N0-C:J12-U11 down', 'node <*> down'],
  ['numbered names', 'worker1042 and cn12345 joined', '<*> and <*> joined'],
  ['numbered updates', 'package KB2928120 applied', 'package <*> applied'],
  ['programs of Windows', 'chrome.exe *64 - closed, lifetime <1 sec', '<*> - closed, lifetime <*>'],
  ['random ids', 'session x8Kd02mZq7 closed', 'session <*> closed'],
  ['truth values after a key', 'ready=false retry: true', 'ready=<*> retry: <*>'],
  ['values of naming keys', 'euid=0 user=root host=db-primary', 'euid=<*> user=<*> host=<*>'],
  [
    'request lines but for their method',
    '10.0.0.1 "GET /a?b=c HTTP/1.1" status: 200',
    '<*> "GET <*>" status: <*>',
  ],
  [
    'statuses of access logs to their class',
    '"POST /pay HTTP/1.1" 503 213 "-"',
    '"POST <*>" 5xx <*> "-"',
  ],
  [
    'tokens in base 64',
    'token Zk9q2LmN8pRt4vWx/7yAb1cD+efGH== for aB3dE6gH9jK2mN5p_q8Rs-T7u',
    'token <*> for <*>',
  ],
  ['ids of mixed letters and digits', 'session x7Gh2kQ9, key q8Zk3mWn2rT5', 'session <*>, key <*>'],
  ['versions', 'Plugin v2.19.5 on v1.30.2-rc.1', 'Plugin <*> on <*>'],
  ['interfaces of switches', 'GigabitEthernet1/0/24 and Te1/1.100 up', '<*> and <*> up'],
  ['places in a write-ahead log', 'redo at 16/B374D848', 'redo at <*>'],
  ['ids that say of what they are', 'order cus_h470lp0le2lp of x', 'order <*> of x'],
  ['durations in parts', 'paused 5m7s of 2h50m26.5s', 'paused <*> of <*>'],
  ['ids in parts', 'session 2534_17383 began', 'session <*> began'],
  [
    'hosts of a cluster',
    'nodes cn[101-120,124] down, sshd[24200] up',
    'nodes <*> down, sshd[<*>] up',
  ],
  ['dates with colons before the time', 'since 2026/8/7:15:10:30.502', 'since <*>'],
  [
    'folders of programs and keys of the registry',
    'C:\\Program Files\\Shop\\a.exe set HKLM\\Software\\Shop',
    '<*> set <*>',
  ],
  [
    'values of keys that end in id',
    'clientId=consumer-a groupId=carts',
    'clientId=<*> groupId=<*>',
  ],
  ['eight letters that are hexadecimal', 'id deadbeef', 'id <*>'],
];

const kept: readonly (readonly [name: string, line: string])[] = [
  ['plain words', 'Connection reset by peer'],
  ['names with one or two digits', 'ssh2 over IPv4 with jk2_init() and Slf4jLogger'],
  ['error codes', 'error TS2304, E0308, ORA-style E11000'],
  ['numbers of message kinds', '%LINK-3-UPDOWN: Interface and %ASA-6-302013: Built'],
  ['exceptions', 'java.lang.IllegalStateException: closed'],
  ['values that are words', 'state=running mode=slow'],
  ['truth values elsewhere', 'expected true but it was false'],
  ['alternatives', 'read/write and/or n/a'],
  ['names with numbers inside', 'Slf4jLog and Base64Encoder use Log4j2 on Utf8'],
];

suite('templateOf', () => {
  for (const [name, line, template] of masked) {
    test(`masks ${name}`, () => {
      assert.equal(templateOf(line), template);
    });
  }

  for (const [name, line] of kept) {
    test(`keeps ${name}`, () => {
      assert.equal(templateOf(line), line);
    });
  }

  test('reads the first line of a stack trace only', () => {
    assert.equal(templateOf('Failed 7 times\n\tat a.B.c(B.java:7)'), 'Failed <*> times');
  });

  test('reads the next line when the first is blank', () => {
    assert.equal(templateOf('  \n\nFailed 7 times\nmore'), 'Failed <*> times');
  });

  test('writes any white space as one space', () => {
    assert.equal(templateOf('  a\t\tb   7 '), 'a b <*>');
  });

  test('gives long lines of one kind the same template, however wide their numbers are', () => {
    const long = (n: number) => `stored ${n} of ${n * n}: ${'part=done '.repeat(300)}`;
    assert.equal(templateOf(long(7)), templateOf(long(12_345)));
    assert.ok(templateOf(long(7)).length <= 1000);
  });

  for (const unit of [
    'a',
    '1',
    '-',
    'a-1',
    'a.',
    ':',
    '/',
    '0:',
    '1.',
    'a1_',
    '"GET ',
    'f0',
    ' ',
  ]) {
    test(`reads a long line of ${JSON.stringify(unit)} in linear time`, () => {
      const line = unit.repeat(100_000);
      const start = performance.now();
      for (let i = 0; i < 20; i++) {
        templateOf(line);
      }
      assert.ok(performance.now() - start < 2000);
    });
  }
});
