import assert from 'node:assert/strict';
import { diagnose } from '../../../../src/core/diagnose.ts';
import { neverCancelled } from '../../../../src/core/model/cancellation.ts';
import { noContext } from '../../../../src/core/model/context.ts';
import type { Diagnosis } from '../../../../src/core/model/diagnosis.ts';

interface Row {
  readonly about: string;
  /** Lines of each log, by its name. */
  readonly logs: Readonly<Record<string, readonly string[]>>;
  readonly title: string;
  /** How the summary begins. */
  readonly summary: string;
  readonly claims: readonly string[];
}

/** `count` lines, each made from its place: 0, 1, ... */
const lines = (count: number, line: (at: string) => string): readonly string[] =>
  Array.from({ length: count }, (_, at) => line(String(at).padStart(2, '0')));

const outOfMemory = "OOM command not allowed when used memory > 'maxmemory'";

const basketFails = (at: string): string =>
  JSON.stringify({
    level: 50,
    time: Date.parse(`2026-11-09T14:18:${at}Z`),
    hostname: 'basket-api-5f6d8c9b7-tq2xn',
    name: 'basket-api',
    msg: 'basket not saved',
    err: {
      type: 'ReplyError',
      message: `${outOfMemory}.`,
      stack: `ReplyError: ${outOfMemory}.\n    at parseError (/app/parser.js:179:12)\n    at BasketStore.save (/app/src/basketStore.ts:21:5)`,
    },
  });

const basketWorks = (at: string): string =>
  JSON.stringify({
    level: 30,
    time: Date.parse(`2026-11-09T14:10:${at}Z`),
    hostname: 'basket-api-5f6d8c9b7-tq2xn',
    name: 'basket-api',
    msg: 'basket saved',
    took_ms: 4,
  });

const rows: readonly Row[] = [
  {
    about: 'a compiler names a file and what does not fit, without packages and folders',
    logs: {
      'build.log': [
        '[INFO] Compiling 41 source files',
        '[ERROR] COMPILATION ERROR : ',
        '[ERROR] /home/ci/work/shop/src/main/java/org/acme/PriceList.java:[88,21] incompatible types: java.lang.String cannot be converted to int',
        '[INFO] BUILD FAILURE',
        '[ERROR] Failed to execute goal compile on project shop: Compilation failure',
      ],
    },
    title: 'PriceList.java does not compile: incompatible types: String cannot be converted to int',
    summary:
      'The build stops: “/home/ci/work/shop/src/main/java/org/acme/PriceList.java:[88,21] incompatible types: java.lang.String cannot be converted to int”.',
    claims: [
      'build.log shows this build error once.',
      'The build refuses the code: “/home/ci/work/shop/src/main/java/org/acme/PriceList.java:[88,21] incompatible types: java.lang.String cannot be converted to int”.',
    ],
  },
  {
    about: 'a linker names the symbol that nobody defines',
    logs: {
      'build.log': [
        '[ 97%] Linking CXX executable tilemap',
        '/home/ci/work/tilemap/src/main.cpp:31: undefined reference to `render_tiles(Map const&)`',
        'collect2: error: ld returned 1 exit status',
        'make: *** [Makefile:91: all] Error 2',
      ],
    },
    title: 'main.cpp does not link: undefined reference to `render_tiles(Map const&)`',
    summary:
      'The build stops: “/home/ci/work/tilemap/src/main.cpp:31: undefined reference to `render_tiles(Map const&)`”.',
    claims: [
      'build.log shows this build error once.',
      'The build refuses the code: “/home/ci/work/tilemap/src/main.cpp:31: undefined reference to `render_tiles(Map const&)`”.',
    ],
  },
  {
    about: 'a kernel report is told by its kind and function, without offsets and addresses',
    logs: {
      'console.log': [
        '[   61.100412] BUG: KASAN: slab-use-after-free in widget_release+0x5c/0x90 drivers/misc/widget.c:212',
        '[   61.101002] Write of size 8 at addr ffff88801d2f4010 by task rmmod/412',
        '[   61.102000] Call Trace:',
        '[   61.102400]  dump_stack_lvl+0x48/0x60',
        '[   61.103200]  widget_release+0x5c/0x90 drivers/misc/widget.c:212',
        '[   61.103600]  device_release+0x9f/0x240',
      ],
    },
    title: 'KASAN: slab-use-after-free in widget_release',
    summary:
      'The system crashed: “BUG: KASAN: slab-use-after-free in widget_release+0x5c/0x90 drivers/misc/widget.c:212”, at 00:01:01. The call path, nearest first: widget_release, device_release.',
    claims: [
      'console.log holds this crash report once, at 00:01:01.',
      'It happens in widget_release.',
      'The report begins “BUG: KASAN: slab-use-after-free in widget_release+0x5c/0x90 drivers/misc/widget.c:212”.',
    ],
  },
  {
    about: 'a failing test is called by its name and what was expected',
    logs: {
      'ci.log': [
        '=================================== FAILURES ===================================',
        '_____________________________ test_rounds_half_even _____________________________',
        '    def test_rounds_half_even():',
        '>       assert round_rate(2.5) == 2',
        'E       assert 3 == 2',
        'tests/test_rates.py:14: AssertionError',
        '========================= 1 failed, 211 passed in 4.31s =========================',
      ],
    },
    title: 'test_rounds_half_even fails: assert round_rate(2.5) == 2',
    summary: 'A test fails: “assert round_rate(2.5) == 2” in test_rounds_half_even.',
    claims: [
      'It shows as “assert 3 == 2”.',
      'It happens in test_rounds_half_even.',
      'The check that fails: “assert round_rate(2.5) == 2”.',
    ],
  },
  {
    about: 'a check of a Go test is not told as a compiler error, though it is written like one',
    logs: {
      'ci.log': [
        '=== RUN   TestLedgerBalance',
        '    ledger_test.go:41: balance = 90, want 100',
        '--- FAIL: TestLedgerBalance (0.02s)',
        'FAIL\texample.com/ledger\t0.214s',
      ],
    },
    title: 'ledger_test.go fails: balance = 90, want 100',
    summary: 'A test fails: “ledger_test.go:41: balance = 90, want 100”.',
    claims: [
      'It shows as “FAIL: TestLedgerBalance (0.02s)”.',
      'The check that fails: “ledger_test.go:41: balance = 90, want 100”.',
    ],
  },
  {
    about: 'a JSON record is told by its message and its error, and a pod by its service',
    logs: { 'basket-api.log': [...lines(30, basketWorks), ...lines(12, basketFails)] },
    title: 'Redis refuses writes: memory limit reached (basket-api)',
    summary: `basket-api reports: “basket not saved: ${outOfMemory}”, 12 times since 14:18:00. The data has reached maxmemory`,
    claims: [
      'basket-api reports “basket not saved” 12 times between 14:18:00 and 14:18:11.',
      'It is new there: none like it stands above line 31, at 14:18:00; since then it came 12 times.',
      `The error behind it is “${outOfMemory}”.`,
      'What came regularly before ends there; the last of it: “basket saved”.',
    ],
  },
  {
    about: 'the innermost cause of a nested client error makes the headline',
    logs: {
      'fetcher.log': [
        ...lines(30, (at) => `2026-05-02 10:00:${at},000 INFO fetcher: fetched 12 items`),
        ...lines(
          15,
          (at) =>
            `2026-05-02 10:01:${at},000 ERROR fetcher: Connection error: HTTPConnectionPool(host='feeds.internal', port=80): Max retries exceeded (Caused by NameResolutionError("<urllib3.connection.HTTPConnection object at 0x7f5966fb6e90>: Failed to resolve 'feeds.internal' ([Errno -3] Try again)"))`,
        ),
      ],
    },
    title: "fetcher: Failed to resolve 'feeds.internal' ([Errno -3] Try again)",
    summary:
      'fetcher gets no answer from another party: “fetcher: Connection error: HTTPConnectionPool',
    claims: [
      'fetcher fails to reach the other party 15 times between 10:01:00 and 10:01:14.',
      'It is new there: none like it stands above line 31, at 10:01:00; since then it came 15 times.',
      "The other party fails: “fetcher: Connection error: HTTPConnectionPool(host='feeds.internal', port=80): Max retries exceeded (Caused by NameResolutionError(\"<urllib3.connection.HTTPConnection object at 0x7f5966fb6e90>: Failed to resolve 'feeds.internal' ([Errno…”.",
      'What came regularly before ends there; the last of it: “fetcher: fetched 12 items”.',
    ],
  },
  {
    about: 'a class of failures gives way to the words of the log, which are more concrete',
    logs: {
      'worker.log': [
        ...lines(30, (at) => `2026-05-02T10:00:${at}Z INFO wrote segment ${at}`),
        ...lines(
          4,
          (at) =>
            `2026-05-02T10:01:${at}Z ERROR could not write /var/lib/worker/segment-${at}.dat: No space left on device`,
        ),
      ],
    },
    title: 'could not write worker/segment-00.dat: No space left on device',
    summary:
      'worker reports: “could not write /var/lib/worker/segment-00.dat: No space left on device”, 4 times since 10:01:00. A file system has no free blocks',
    claims: [
      'worker meets this limit 4 times between 10:01:00 and 10:01:03.',
      'The limit is named: “could not write /var/lib/worker/segment-00.dat: No space left on device”.',
    ],
  },
  {
    about: 'a panic is told by the error inside it, and an address by its host and file',
    logs: {
      'agent.log': [
        '2026-05-02T10:00:00Z INFO agent starting',
        "thread 'main' panicked at 'called `Result::unwrap()` on an `Err` value: Custom { kind: NotFound, error: StringError(\"https://mirror.example.org/pkg/x86_64/tool/index.sig not found\") }', src/fetch.rs:94:5",
      ],
    },
    title: 'panic: mirror.example.org/…/index.sig not found (agent)',
    summary: "agent crashed: “thread 'main' panicked at",
    claims: [
      'agent holds this crash report once.',
      "The report begins “thread 'main' panicked at 'called `Result::unwrap()` on an `Err` value: Custom { kind: NotFound, error: StringError(\"https://mirror.example.org/pkg/x86_64/tool/index.sig not found\") }', src/fetch.rs:94:5”.",
    ],
  },
  {
    about: 'a line of an access log becomes a sentence',
    logs: {
      'gateway.log': [
        ...lines(
          20,
          (at) =>
            `2026-11-12T09:${at}:00.000Z edge-1 envoy[2310]: "GET /v1/tiles HTTP/1.1" 200 - 0 19 3 - "-" cluster=tiles`,
        ),
        ...lines(
          15,
          (at) =>
            `2026-11-12T09:21:${at}.000Z edge-1 envoy[2310]: "GET /v1/tiles HTTP/1.1" 503 UH 0 19 0 - "no healthy upstream" cluster=tiles`,
        ),
      ],
    },
    title: 'envoy: GET /v1/tiles is answered with 503',
    summary:
      'envoy reports: “"GET /v1/tiles HTTP/1.1" 503 UH 0 19 0 - "no healthy upstream" cluster=tiles”, 15 times since 09:21:00.',
    claims: [
      'envoy fails to reach the other party 15 times between 09:21:00 and 09:21:14.',
      'It is new there: none like it stands above line 21, at 09:21:00; since then it came 15 times.',
      'The other party fails: “"GET /v1/tiles HTTP/1.1" 503 UH 0 19 0 - "no healthy upstream" cluster=tiles”.',
    ],
  },
];

suite('what the embedded analyst says', () => {
  for (const { about, logs, title, summary, claims } of rows) {
    test(about, async () => {
      const [first] = (await diagnosisOf(logs)).hypotheses;
      assert.equal(first?.title, title);
      assert.equal(first?.summary.slice(0, summary.length), summary);
      assert.deepEqual(
        first?.claims.map((claim) => claim.text),
        claims,
      );
      assert.deepEqual(
        first?.claims.map((claim) => claim.verdict.kind),
        claims.map(() => 'supported'),
      );
    });
  }

  test('another service that fails in the same way later is told as hit by it', async () => {
    const { hypotheses } = await diagnosisOf({
      'stock.log': [
        ...lines(20, (at) => `2026-11-03 12:${at}:00,000 INFO stock: served a request`),
        ...lines(
          5,
          (at) => `2026-11-03 12:21:${at},000 ERROR stock: FATAL: sorry, too many clients already`,
        ),
      ],
      'billing.log': [
        ...lines(20, (at) => `2026-11-03 12:${at}:00,000 INFO billing: charge done`),
        ...lines(
          9,
          (at) =>
            `2026-11-03 12:22:${at},000 ERROR billing: charge failed: server error: FATAL: sorry, too many clients already`,
        ),
      ],
    });
    const told = hypotheses[0]?.claims.filter(({ role }) => role === 'impact');
    assert.deepEqual(
      told?.map(({ text, verdict }) => [text, verdict.kind]),
      [
        [
          'billing fails too: “billing: charge failed: server error: FATAL: sorry, too many clients already”, 9 times between 12:22:00 and 12:22:08.',
          'supported',
        ],
      ],
    );
  });

  test('what is missing is asked for, and commands name what is known', async () => {
    const [row] = rows.filter(({ logs }) => logs['fetcher.log'] !== undefined);
    const [first] = (await diagnosisOf(row?.logs ?? {})).hypotheses;
    assert.deepEqual(first?.missing, [
      'No log of feeds.internal is among these files: what did it write at that time?',
    ]);
    assert.deepEqual(
      first?.probes.map(({ command }) => command),
      ['getent hosts feeds.internal; nc -vz feeds.internal 80'],
    );
  });

  test('no incident is explained by what was read and what would help', async () => {
    const { outcome, reason } = await diagnosisOf({
      'mail.log': lines(40, (at) => `2026-05-02 10:00:${at},000 INFO mail: sent message ${at}`),
    });
    assert.equal(outcome, 'noIncident');
    assert.equal(
      reason,
      'All 40 messages of mail.log were read, of one kind: none tells of a crash, a bad end or errors beyond the ordinary. If users see a failure, add the log of the component that shows it, or a longer stretch of time.',
    );
  });
});

async function diagnosisOf(logs: Row['logs']): Promise<Diagnosis> {
  const sources = Object.entries(logs).map(([name, text]) => ({
    uri: `file:///${name}`,
    name,
    text: `${text.join('\n')}\n`,
  }));
  const ports = {
    files: { open: () => Promise.reject(new Error('Nothing is read from disk here.')) },
    clock: { now: () => 0, pause: () => Promise.resolve() },
    boundary: () => '0',
  };
  const input = { sources, context: noContext, budget: 24_000 };
  const run = await diagnose(ports, input, () => {}, neverCancelled);
  assert.ok(run.kind === 'diagnosis');
  return run.diagnosis;
}
