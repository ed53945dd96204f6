import assert from 'node:assert/strict';
import { Severity, type SeverityNumber } from '../../../src/core/model/severity.ts';
import type { TellKind } from '../../../src/core/tells/tell.ts';
import { endsStepWell, isFinalTrailer, tellOf, verdictOf } from '../../../src/core/tells/tells.ts';

/** Lines as they are written in the wild, by the kind of failure they tell of. */
const lines: Readonly<Record<TellKind, readonly string[]>> = {
  crash: [
    'BUG: KASAN: slab-out-of-bounds in ring_push+0x12/0x34',
    'BUG: kernel NULL pointer dereference, address: 0000000000000018',
    'WARNING: possible circular locking dependency detected',
    'BUG kmalloc-128 (Not tainted): Poison overwritten',
    'WARNING: CPU: 0 PID: 1 at kernel/ring.c:12 ring_pop+0x1/0x2',
    'INFO: task mount:123 blocked for more than 143 seconds.',
    'rcu: INFO: rcu_preempt self-detected stall on CPU',
    'Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000009',
    'list_add corruption. next->prev is bad',
    'EXT4-fs error (device sda1): ext4_find_extent:928: inode #17: corrupted',
    'panic: runtime error: index out of range [5] with length 3',
    "thread 'main' panicked at src/main.rs:4:5:",
    '*** Error in `tide`: double free or corruption (fasttop): 0x01 ***',
    'Segmentation fault (core dumped)',
    'free(): double free detected in tcache 2',
    'nvme nvme0: I/O 412 QID 7 timeout, aborting',
    'blk_update_request: I/O error, dev sdc, sector 2048 op 0x1:(WRITE)',
    'BTRFS warning (device sdb1): csum failed root 257 ino 88213 off 131072',
    'scsi0 (0:0): rejecting I/O to offline device',
  ],
  exception: [
    "pid=1 tid=h2p WARN: NoMethodError: undefined method `rye' for nil:NilClass",
    'java.lang.IllegalStateException: not open',
    'Caused by: java.io.IOException: Stale file handle',
    'System.NullReferenceException : Object reference not set to an instance of an object.',
    '    ** (KeyError) key :name missing in: %{}',
    "KeyError: 'RATES_URL'",
    " ---> System.DllNotFoundException: Unable to load shared library 'libmill'",
    "mill.rb:12:in `grind': undefined method `rye' for nil:NilClass (NoMethodError)",
    "mill.rb:5:in 'Integer#/': divided by 0 (ZeroDivisionError)",
    "NameError: name 'rye' is not defined",
    'ReferenceError: rye is not defined',
    'PHP Fatal error:  Uncaught Error: Call to undefined function grind() in /srv/mill.php:12',
    "lua: mill.lua:3: attempt to index a nil value (local 'rye')",
    'Can\'t locate object method "grind" via package "Mill" at mill.pl line 12.',
  ],
  compile: [
    'Warning, treated as error:',
    '+diff mux.go.orig mux.go',
    'lumen.c:88:17: error: too few arguments to function ‘lamp_set’',
    "moon.cpp:(.text+0x41): undefined reference to `lookup(double)'",
    '[ERROR] /w/src/Mill.java:[12,5] cannot find symbol',
    'Mill.cs(20,40): error CS0103: The name is not known',
    './main.go:12:2: imported and not used: "os"',
    'error[E0425]: cannot find value `grain` in this scope',
    "  12:5  error  'grain' is defined but never used  no-unused-vars",
    'e: /w/Mill.kt: (12, 5): Unresolved reference: grain',
    "! LaTeX Error: File `mill.sty' not found.",
    "mill.rb:5: syntax error, unexpected end-of-input, expecting 'end' (SyntaxError)",
    'configure: error: Package requirements (mill >= 1.2) were not met',
    "make: *** No rule to make target 'grain'.  Stop.",
    '-- TYPE MISMATCH ----------------------------- src/Page/Mill.elm',
    'Error: This expression has type int but an expression was expected of type Grain.t',
    "Line 52 Column 2: The pattern 'rye' can never match the type 'ok'",
    '../meson.build:12:0: ERROR: Dependency "mill" not found',
  ],
  test: [
    '--- FAIL: TestGrind (0.00s)',
    'not ok 12 grinds rye',
    'E       assert 3 == 4',
    'java.lang.AssertionError: expected:<3> but was:<4>',
    'Failed asserting that 3 matches expected 4.',
    '[info]   3 did not equal 4 (MillSpec.scala:12)',
    '     Failure/Error: expect(mill).to eq(3)',
    'com.acme.MillTest > grinds FAILED',
    '  ● Mill › grinds rye',
    'Error: Timeout of 2000ms exceeded. For async tests and hooks, ensure "done()" is called',
  ],
  dependency: [
    '    - nothing provides libtide.so.12()(64bit) needed by tide-core-4.6.0-7.el9.x86_64 from epel',
    'npm error `npm ci` can only install packages when your package.json and package-lock.json are in sync.',
    'Problem: nothing provides requested mill-devel >= 1.2',
    "ModuleNotFoundError: No module named 'mill'",
    "Error: Cannot find module 'mill'",
    'there is no package called ‘mill’',
    "Can't locate Mill/Stone.pm in @INC (you may need to install the Mill::Stone module)",
    'fatal: Remote branch grind not found in upstream origin',
    'curl: (22) The requested URL returned error: 404 Not Found',
    './grind.sh: line 12: millstone: command not found',
    'java.lang.NoClassDefFoundError: com/acme/Stone',
    'No match for argument: pkgconfig(mill) >= 0.8',
  ],
  resource: [
    'Multi-Attach error for volume "pvc-1" Volume is already exclusively attached to one node',
    'write /data/seg-12: No space left on device',
    'java.lang.OutOfMemoryError: Java heap space',
    'accept4: Too many open files',
    'Killed process 1234 (java) total-vm:8123456kB',
  ],
  network: [
    'dial tcp 10.0.0.1:6379: connect: connection refused',
    'lookup redis on 10.96.0.10:53: no such host',
    'context deadline exceeded',
    'upstream timed out (110: Connection timed out) while reading response header',
  ],
  permission: [
    'open /etc/mill.key: permission denied',
    'FATAL: password authentication failed for user "mill"',
  ],
  data: [
    'flag provided but not defined: -coarse',
    'could not parse mill.yaml',
    'block 12: CRC mismatch',
  ],
  slow: [],
  failure: ['the mill has stopped: unexpected error', 'grain 12 was discarded'],
  trailer: [
    'make[2]: *** [Makefile:113: mill] Error 1',
    'The command "make" exited with 2.',
    'Process completed with exit code 1.',
    'collect2: error: ld returned 1 exit status',
    'Kernel panic - not syncing: panic_on_warn set ...',
    'Tests run: 12, Failures: 1, Errors: 0, Skipped: 0',
    'error: aborting due to 2 previous errors',
    '(core / Test / test) sbt.TestsFailedException: Tests unsuccessful',
    'Test Summary:               | Pass  Fail  Total',
    'build finished with problems, 2 warnings (with warnings treated as errors).',
    'A BackgroundService has thrown an unhandled exception, and the IHost instance is stopping.',
  ],
};

const ordinary: readonly string[] = [
  'Server started in 12 ms',
  'gcc -Wall -Werror -c error.c -o error.o',
  'checking for error_at_line... yes',
  '0 errors, 0 warnings',
  'ok  \tgithub.com/acme/errors\t0.012s',
  'PASS: test_error_handling',
  '  ✓ throws an error when invalid',
  'echo "ERROR: run make generate first"',
  '+ test -f error.log',
  '   |-- crash-report 0.3.6',
  '"GET /user_data HTTP/1.1" status: 404 len: 176',
  'Setting up libgpg-error0 (1.21-2) ...',
  'random: crng done',
  'VFS: Disk quotas dquot_6.6.0',
  'tsc: Fast TSC calibration failed',
  'FAULT_INJECTION: forcing a failure.',
  "F2FS-fs (sdb): Can't find valid F2FS filesystem in 1th superblock",
  "configure.ac:70: installing 'conftools/missing'",
  'node.kubernetes.io/unreachable:NoExecute op=Exists for 300s',
  'ERROR: No files to upload',
  'TestToken#test_error = 0.00 s = .',
  'java.base@17.0.10/java.lang.Thread.run(Thread.java:840)',
  'If this is the case, consider increasing timeout-time in spigot.yml',
  'reading sources... [ 92%] errors/exceptions_65',
  '  ● elm/core 1.0.3',
  'GameProfile@63bc81[name=Bob] (/10.0.3.4:58414) lost connection: Disconnected',
  '"DeleteContainer returned error" containerID=1c40 err="failed to get container status: not found"',
];

suite('tells', () => {
  for (const [kind, examples] of Object.entries(lines)) {
    for (const line of examples) {
      test(`${kind}: ${line}`, () => assert.equal(tellOf(line, 0)?.kind, kind));
    }
  }

  for (const line of ordinary) {
    test(`ordinary: ${line}`, () => assert.equal(tellOf(line, 0), undefined));
  }

  const levels: readonly [string, string, SeverityNumber, number, number][] = [
    [
      'what a compiler warns of is no reason to stop, whether a reader took the word for a level',
      'variable "grain" is unused (if it is not meant to be used, prefix it)',
      Severity.warn,
      0,
      0.5,
    ],
    [
      'a test failed, also where its runner tells it as information',
      '- should grind rye *** FAILED *** (113 milliseconds)',
      Severity.info,
      0.85,
      1,
    ],
    ['a document may name a block', 'mill.py:13: WARNING: Block quote ends', Severity.warn, 0, 0.5],
    ['who asks wrongly is told so', 'grain 5753 not found (404)', Severity.warn, 0, 0.45],
    [
      'a console writes its level behind brackets and numbers',
      '[00031.430] 01702:06759> [netstack] INFO: loader: missing library hint',
      0,
      0,
      0.8,
    ],
  ];
  for (const [name, line, severity, least, most] of levels) {
    test(name, () => {
      const { weight = 0 } = tellOf(line, severity) ?? {};
      assert.ok(weight >= least && weight <= most, `${weight}`);
    });
  }

  const order: readonly [string, string, string][] = [
    [
      'a compiler error outweighs its trailers',
      'lumen.c:88:17: error: too few arguments',
      'make: *** [Makefile:12: lumen.o] Error 1',
    ],
    [
      'a warning is less than an error',
      'lumen.c:88:17: error: unused value',
      'lumen.c:88:17: warning: unused value, this is no error',
    ],
    [
      'what is retried is less than what is not',
      'connection refused',
      'connection refused, retrying in 5 s',
    ],
    [
      'an interrupt is less than another exception',
      'java.io.IOException: stale',
      'java.lang.InterruptedException: sleep interrupted',
    ],
  ];
  for (const [name, more, less] of order) {
    test(name, () => {
      assert.ok((tellOf(more, 0)?.weight ?? 0) > (tellOf(less, 0)?.weight ?? 0));
    });
  }

  test('a level lifts or lowers what is said', () => {
    const weights = [Severity.fatal, Severity.error, Severity.warn, Severity.info].map(
      (severity) => tellOf('segment 12 was rejected', severity)?.weight ?? 0,
    );
    assert.deepEqual(
      weights,
      [...weights].sort((a, b) => b - a),
    );
    assert.equal(new Set(weights).size, weights.length);
  });

  test('a level alone is a weak tell, and none below a warning', () => {
    assert.equal(tellOf('segment 12', Severity.error)?.kind, 'failure');
    assert.equal(tellOf('segment 12', Severity.info), undefined);
  });

  const verdicts: readonly [string, ReturnType<typeof verdictOf>][] = [
    ['Finished: SUCCESS', 'succeeded'],
    ['Finished: FAILURE', 'failed'],
    ['metrics stopped.\n\nTime: 12.142\n\nOK (1 test)', 'succeeded'],
    ['FAILURES!!!', 'failed'],
    ['[INFO] BUILD SUCCESS', 'succeeded'],
    ['server stopped', undefined],
  ];
  for (const [text, verdict] of verdicts) {
    test(`verdict of ${JSON.stringify(text)}`, () => assert.equal(verdictOf(text), verdict));
  }

  const steps: readonly [string, boolean][] = [
    ['test result: ok. 5 passed; 0 failed; 0 ignored', true],
    ['test result: FAILED. 4 passed; 1 failed; 0 ignored', false],
    ['============ 12 passed, 1 xfailed in 1.21s ============', true],
    ['============ 1 failed, 12 passed in 1.21s ============', false],
    ['Apply complete! Resources: 0 added, 1 changed, 0 destroyed.', true],
    ['# Totals: pass:5 fail:0 xfail:0 xpass:0 skip:0 error:0', true],
    ['# Totals: pass:4 fail:1 xfail:0 xpass:0 skip:0 error:0', false],
    ['Passed all 3 tests', true],
    ['Tests:       31 passed, 31 total', true],
    ['Tests:       1 failed, 31 passed, 32 total', false],
    ['100% tests passed, 0 tests failed out of 4', true],
    ['Passed!  - Failed:     0, Passed:   118, Skipped:     1, Total:   119', true],
    ['5 examples, 0 failures', true],
    ['5 examples, 1 failures', false],
    ['build finished', false],
    ['DONE 200 tests in 14.112s', true],
    ['DONE 200 tests, 1 failure in 14.112s', false],
  ];
  for (const [text, isWell] of steps) {
    test(`${isWell ? 'a good' : 'no good'} word of a step: ${text}`, () =>
      assert.equal(endsStepWell(text), isWell));
  }

  test('a pool without a free connection is a limit, not a party that cannot be reached', () => {
    const said = [
      'HikariPool-1 - Connection is not available, request timed out after 30000ms.',
      'could not get a connection within 5000 ms (in use 4 of 4, 3 waiting)',
      'QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00',
    ];
    assert.deepEqual(
      said.map((text) => tellOf(text, Severity.error)?.kind),
      said.map(() => 'resource'),
    );
  });

  test('a client that leaves before the answer is no failure of who serves it', () => {
    assert.equal(tellOf('client went away: write: broken pipe', Severity.error), undefined);
    assert.notEqual(tellOf('upstream went away: broken pipe', Severity.error), undefined);
  });

  test('a port number before "failed" is no count of failures', () => {
    assert.equal(isFinalTrailer('connection to db, port 5432 failed'), false);
    assert.equal(isFinalTrailer('=== 1 failed, 112 passed in 3 s ==='), true);
  });

  test('a hostile line is read in linear time', () => {
    const start = performance.now();
    for (const part of ['error ', 'a.', 'at ', '((', 'x:1:', ' failed', 'Caused by: ']) {
      tellOf(part.repeat(400_000 / part.length), 0);
    }
    assert.ok(performance.now() - start < 500);
  });
});
