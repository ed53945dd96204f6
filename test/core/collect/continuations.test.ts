import assert from 'node:assert/strict';
import { recordsOf } from '../recordTable.ts';
import { collectLines } from './collecting.ts';

const at = '2026-11-20 10:00:00,123';

/** Each group of lines is to be one record. */
const cases: readonly (readonly [string, readonly (readonly string[])[]])[] = [
  [
    'a Java trace with causes',
    [
      [`${at} INFO  [main] c.e.A: started`],
      [
        `${at} ERROR [main] c.e.A: failed`,
        'java.lang.IllegalStateException: closed',
        '\tat c.e.A.run(A.java:12)',
        'Caused by: java.io.IOException: disk',
        '\tat c.e.B.read(B.java:7)',
        '\t... 12 more',
        '\tSuppressed: java.io.IOException: again',
        '\t\tat c.e.C.x(C.java:1)',
      ],
      [`${at} INFO  [main] c.e.A: next`],
    ],
  ],
  [
    'a Java trace without any header',
    [
      ['starting'],
      [
        'Exception in thread "main" java.lang.NullPointerException',
        '\tat c.e.A.main(A.java:3)',
        'Caused by: java.io.IOException: x',
        '\t... 1 more',
      ],
      ['done'],
    ],
  ],
  [
    'a chained Python traceback',
    [
      ['starting'],
      [
        'Traceback (most recent call last):',
        '  File "a.py", line 3, in f',
        '    g()',
        'KeyError: 1',
        '',
        'During handling of the above exception, another exception occurred:',
        '',
        'Traceback (most recent call last):',
        '  File "a.py", line 9, in h',
        '    f()',
        'app.errors.NoStock: no stock',
      ],
      ['exiting'],
    ],
  ],
  [
    'a Python traceback and the error right before it, in a short file',
    [
      [
        'ERROR:shop:failed',
        'Traceback (most recent call last):',
        '  File "a.py", line 3, in f',
        'ValueError: bad',
      ],
      ['INFO:shop:next'],
    ],
  ],
  [
    'a Python traceback, but not what was fine before it',
    [
      ['INFO:shop:started'],
      ['Traceback (most recent call last):', '  File "a.py", line 3, in f', 'ValueError: bad'],
    ],
  ],
  [
    'a Java trace and the error right before it, in a short file',
    [
      ['starting'],
      [
        `${at} ERROR [main] c.e.A: failed`,
        'java.lang.IllegalStateException: closed',
        '\tat c.e.A.run(A.java:12)',
      ],
      ['stopping'],
      ['bye'],
    ],
  ],
  [
    'a trace under the level that java.util.logging writes under the time',
    [
      ['starting'],
      [
        'Nov 20, 2026 10:00:00 AM org.apache.catalina.core.StandardService startInternal',
        'SEVERE: A child container failed',
        'java.lang.IllegalStateException: closed',
        '\tat c.e.A.run(A.java:12)',
      ],
      ['stopping'],
    ],
  ],
  [
    'an Android crash',
    [
      ['03-17 16:13:38.700  1702  2395 I ActivityManager: Start proc'],
      [
        '03-17 16:13:38.811  1702  1702 E AndroidRuntime: FATAL EXCEPTION: main',
        '03-17 16:13:38.811  1702  1702 E AndroidRuntime: Process: com.shop, PID: 1702',
        '03-17 16:13:38.811  1702  1702 E AndroidRuntime: java.lang.NullPointerException: null cart',
        '03-17 16:13:38.811  1702  1702 E AndroidRuntime: \tat com.shop.Cart.add(Cart.java:12)',
        '03-17 16:13:38.811  1702  1702 E AndroidRuntime: Caused by: java.io.IOException: disk',
        '03-17 16:13:38.811  1702  1702 E AndroidRuntime: \t... 3 more',
      ],
      ['03-17 16:13:38.900  1702  2395 I ActivityManager: Process com.shop has died'],
      ['03-17 16:13:38.901  1702  1702 E AndroidRuntime: FATAL EXCEPTION: worker'],
    ],
  ],
  [
    'a trace that a logcat tag writes',
    [
      [
        '03-17 16:13:38.811  1702  1702 W System.err: java.io.IOException: disk',
        '03-17 16:13:38.811  1702  1702 W System.err: \tat com.shop.Cart.add(Cart.java:12)',
      ],
      ['03-17 16:13:38.811  1702  1702 W System.err: java.io.IOException: net'],
      ['03-17 16:13:38.811  1702  1702 W Cart: \tat last'],
    ],
  ],
  [
    'a report of ThreadSanitizer',
    [
      ['running'],
      ['=================='],
      [
        'WARNING: ThreadSanitizer: data race (pid=1234)',
        '  Write of size 4 at 0x7b04 by thread T1:',
        '    #0 add /a.c:5',
        '',
        '  Previous read of size 4 at 0x7b04 by main thread:',
        '    #0 total /a.c:9',
        '',
        'SUMMARY: ThreadSanitizer: data race /a.c:5 in add',
        '==================',
      ],
      ['exited'],
    ],
  ],
  [
    'an assertion of pytest',
    [
      ['collected 1 item'],
      [
        'E       assert 1 == 2',
        'E        +  where 1 = total()',
        '',
        'tests/test_cart.py:12: AssertionError',
      ],
      ['1 failed in 0.1s'],
    ],
  ],
  [
    'the failures of jest, each its own',
    [
      ['FAIL test/cart.test.js'],
      [
        '  ● cart › adds',
        '',
        '    expect(received).toBe(expected) // Object.is equality',
        '',
        '    Expected: 3',
        '    Received: 2',
        '',
        '      10 |   add(1);',
        '    > 11 |   expect(total()).toBe(3);',
        '         |                   ^',
        '',
        '      at Object.toBe (test/cart.test.js:11:19)',
      ],
      ['  ● cart › empties', '', '    Expected: 0'],
      ['Tests: 2 failed, 2 total'],
    ],
  ],
  [
    'a PHP trace',
    [
      ['starting'],
      [
        '[20-Nov-2026 10:00:00 UTC] PHP Fatal error:  Uncaught Exception: boom in /app/a.php:3',
        'Stack trace:',
        '#0 /app/a.php(7): f()',
        '#1 {main}',
        '  thrown in /app/a.php on line 3',
      ],
      ['stopping'],
    ],
  ],
  [
    'a Laravel trace',
    [
      [
        '[2026-11-20 10:00:00] production.ERROR: boom {"exception":"[object] (Exception: boom)',
        '[stacktrace]',
        '#0 /app/a.php(7): f()',
        '#1 {main}',
        '"} ',
      ],
      ['[2026-11-20 10:00:01] production.INFO: next'],
    ],
  ],
  [
    'a Ruby trace',
    [
      ['starting'],
      [
        "app.rb:3:in `add': undefined method `total' for nil:NilClass (NoMethodError)",
        "\tfrom app.rb:7:in `show'",
        "\tfrom app.rb:10:in `<main>'",
      ],
      ['stopping'],
    ],
  ],
  [
    'a Rails trace',
    [
      ['Started GET "/cart"'],
      [
        "NoMethodError (undefined method `total' for nil:NilClass):",
        '  ',
        "app/models/cart.rb:3:in `total'",
        "app/controllers/carts_controller.rb:7:in `show'",
      ],
      ['Started GET "/"'],
    ],
  ],
  [
    'a Go panic with its goroutines',
    [
      ['2026/11/20 10:00:00 serving'],
      [
        'panic: runtime error: invalid memory address or nil pointer dereference',
        '[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x48f]',
        '',
        'goroutine 1 [running]:',
        'main.(*Cart).Add(...)',
        '\t/app/cart.go:12',
        'main.main()',
        '\t/app/main.go:7 +0x1d',
        '',
        'goroutine 6 [select]:',
        'net/http.(*conn).serve(0xc000)',
        '\t/usr/lib/go/net/http/server.go:1',
        'created by net/http.(*Server).Serve in goroutine 1',
        '\t/usr/lib/go/net/http/server.go:9',
        'exit status 2',
      ],
      ['2026/11/20 10:00:01 restarted'],
    ],
  ],
  [
    'a Node error',
    [
      ['listening'],
      [
        'Error: connect ECONNREFUSED 127.0.0.1:6379',
        '    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1607:16) {',
        '  errno: -111,',
        "  code: 'ECONNREFUSED'",
        '}',
      ],
      ['retrying'],
    ],
  ],
  [
    'a .NET exception',
    [
      ['Hosting started'],
      [
        'Unhandled exception. System.InvalidOperationException: no',
        ' ---> System.IO.IOException: disk',
        '   at Shop.Cart.Add() in /src/Cart.cs:line 12',
        '   --- End of inner exception stack trace ---',
        '   at Shop.Program.Main()',
      ],
      ['Hosting stopped'],
    ],
  ],
  [
    'a Rust panic',
    [
      ['starting'],
      [
        "thread 'main' panicked at src/main.rs:2:5:",
        'index out of bounds: the len is 3 but the index is 99',
        'stack backtrace:',
        '   0: rust_begin_unwind',
        '             at /rustc/1/library/std/src/panicking.rs:1',
        'note: run with `RUST_BACKTRACE=1`',
      ],
      ['stopping'],
    ],
  ],
  [
    'a wasm trap',
    [
      ['starting'],
      [
        'Error: failed to run main module `cart.wasm`',
        '',
        'Caused by:',
        '    0: failed to invoke command default',
        '    1: error while executing at wasm backtrace:',
        '           0: 0x1a2b - <unknown>!cart::main',
        '    2: wasm trap: wasm `unreachable` instruction executed',
      ],
      ['stopping'],
    ],
  ],
  [
    'a sanitizer report',
    [
      ['running'],
      [
        '==123==ERROR: AddressSanitizer: heap-use-after-free on address 0x6020',
        'READ of size 4 at 0x6020 thread T0',
        '    #0 0x4f in main /a.c:5',
        '',
        '0x6020 is located 0 bytes inside of 4-byte region',
        'freed by thread T0 here:',
        '    #0 0x49 in free',
        '',
        'SUMMARY: AddressSanitizer: heap-use-after-free /a.c:5 in main',
      ],
      ['exited'],
    ],
  ],
  [
    'a compiler error with caret and note',
    [
      ['compiling'],
      [
        'a.c:12:5: error: unknown type name foo',
        '   12 |     foo x;',
        '      |     ^~~',
        'a.c:3:1: note: declared here',
      ],
      ['b.c:1:1: error: expected ;', 'int main()', '^'],
      ['make: *** [all] Error 1'],
    ],
  ],
  [
    'a rustc error',
    [
      ['   Compiling cart v0.1.0'],
      [
        'error[E0308]: mismatched types',
        ' --> src/main.rs:2:18',
        '  |',
        '2 |     let x: i32 = "a";',
        '  |            ---   ^^^ expected `i32`',
        '  = note: expected type',
      ],
      ['warning: unused variable', ' --> src/main.rs:3:9'],
    ],
  ],
  [
    'an indented continuation in a log with headers',
    [
      [`${at} INFO  [main] c.e.A: settings`, '  retries = 3', '  timeout = 4'],
      [`${at} INFO  [main] c.e.A: started`],
    ],
  ],
  [
    'a wrapped message in a log with headers',
    [
      [`${at} INFO  [main] c.e.A: select *`, 'from cart', 'where id = 1'],
      [`${at} INFO  [main] c.e.A: started`],
      [`${at} INFO  [main] c.e.A: idle`],
    ],
  ],
  [
    'pretty-printed JSON',
    [['response'], ['{', '  "status": 500,', '  "error": "boom"', '}'], ['done']],
  ],
  ['plain lines, each its own', [['one'], ['two'], ['  three'], ['four']]],
  [
    'lines of two containers, each its own',
    [
      ['db-1   | ERROR: no such table'],
      ['api-1  | java.lang.IllegalStateException: closed', 'api-1  | \tat c.e.A.run(A.java:12)'],
      ['db-1   |   detail'],
      ['api-1  | ready'],
    ],
  ],
  [
    'pieces of a line which the container runtime cut',
    [
      [
        '2026-11-20T10:00:00.123456789Z stdout P begin',
        '2026-11-20T10:00:00.123456790Z stdout F ning',
      ],
      ['2026-11-20T10:00:00.123456791Z stdout F next'],
    ],
  ],
  [
    'a level under its time, as java.util.logging writes it',
    [
      [
        'Nov 20, 2026 10:00:00 AM org.apache.catalina.core.StandardService startInternal',
        'SEVERE: A child container failed',
      ],
      [
        'Nov 20, 2026 10:00:01 AM org.apache.catalina.core.StandardService startInternal',
        'INFO: Starting',
      ],
    ],
  ],
  [
    'a kernel’s report of a crash, and no line after its end',
    [
      ['[   1.000000][ T1] usb 1-1: new device'],
      [
        '[   1.000001][ T1] BUG: KASAN: use-after-free in f+0x1/0x2',
        '[   1.000002][ T1] Read of size 4 at addr ffff8880 by task a/1',
        '[   1.000003][ T1] CPU: 0 PID: 1 Comm: a Not tainted',
        '[   1.000004][ T1] Call Trace:',
        '[   1.000005][ T1]  g+0x3/0x4',
        '[   1.000006][ T1] ---[ end trace 0000000000000000 ]---',
      ],
      ['[   1.000007][ T1]  a line of something else'],
      ['[   1.000008][ T1] usb 1-1: gone'],
    ],
  ],
  [
    'kernel lines of several threads, each with its own',
    [
      ['[   1.000001][ T1] BUG: KASAN: use-after-free in f+0x1/0x2'],
      ['[   1.000002][T65]  h+0x3/0x4'],
      ['[   1.000003][ T1] Kernel panic - not syncing: Fatal exception'],
    ],
  ],
];

suite('continuation lines', () => {
  for (const [name, groups] of cases) {
    test(`keep ${name} together`, async () => {
      const log = await collectLines(...groups.flat());
      const got = recordsOf(log).map(({ startLine, endLine }) =>
        Array.from({ length: endLine - startLine + 1 }, (_, i) => log.lineAt(startLine + i)),
      );
      assert.deepEqual(got, groups);
    });
  }

  test('carry the severity of the line that opens them', async () => {
    const log = await collectLines('starting', 'panic: boom', '', 'goroutine 1 [running]:');
    assert.deepEqual(
      recordsOf(log).map(({ severityNumber }) => severityNumber),
      [0, 21],
    );
  });

  test('do not hide a crash behind the last header', async () => {
    const lines = Array.from({ length: 20 }, () => `${at} INFO  [main] c.e.A: fine`);
    const log = await collectLines(
      ...lines,
      'Exception in thread "main" java.lang.Error: x',
      '\tat c.e.A.f(A.java:1)',
    );
    assert.deepEqual(
      recordsOf(log)
        .slice(-2)
        .map(({ startLine, endLine, severityNumber }) => [startLine, endLine, severityNumber]),
      [
        [20, 20, 9],
        [21, 22, 17],
      ],
    );
  });

  test('give the piece of a cut line no line break', async () => {
    const log = await collectLines(
      '2026-11-20T10:00:00.123456789Z stdout P begin',
      '2026-11-20T10:00:00.123456790Z stdout F ning',
    );
    assert.equal(log.records.at(0)?.body, 'beginning');
  });

  test('are cut into records of 500 lines', async () => {
    const frames = Array.from({ length: 1200 }, (_, i) => `\tat c.e.A.f(A.java:${i})`);
    const log = await collectLines('Exception in thread "main" java.lang.Error: x', ...frames);
    assert.deepEqual(
      recordsOf(log).map(({ startLine, endLine }) => endLine - startLine + 1),
      [500, 500, 201],
    );
  });

  test('keep no more than 16 kB of a message', async () => {
    const log = await collectLines(`ERROR: ${'x'.repeat(100_000)}`);
    assert.equal(log.records.at(0)?.body.length, 16_384);
    assert.equal(log.lineAt(1).length, 100_007);
  });
});
