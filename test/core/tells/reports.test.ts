import assert from 'node:assert/strict';
import { crashReportAt } from '../../../src/core/tells/crashReport.ts';
import { slowWait } from '../../../src/core/tells/durations.ts';
import { exceptionChain } from '../../../src/core/tells/exceptionChain.ts';
import { signsOf } from '../../../src/core/tells/signs.ts';
import { fixtureLog } from '../fixtureLog.ts';
import { tableOf } from '../recordTable.ts';

suite('tells: crash reports', () => {
  const reports: [string, readonly string[], string, readonly number[]][] = [
    [
      'the headline names the function',
      ['BUG: KASAN: use-after-free in midi_read+0x3c/0x60', 'Call Trace:', ' midi_read+0x99/0x140'],
      'midi_read',
      [3],
    ],
    [
      'a generic function in the headline gives way to its caller',
      [
        'BUG: KASAN: use-after-free in memcpy+0x3c/0x60',
        'Call Trace:',
        ' dump_stack_lvl+0xd9/0x150',
        ' memcpy+0x3c/0x60',
        ' ? vfs_write+0x1/0x2',
        ' midi_ring_copy_out+0x1a4/0x2f0',
      ],
      'midi_ring_copy_out',
      [6],
    ],
    [
      'the instruction pointer names it where the headline does not',
      [
        'general protection fault: 0000 [#1]',
        'RIP: 0010:device_find+0x4/0x20',
        ' bus_probe+0x1/0x2',
      ],
      'device_find',
      [2],
    ],
    [
      'a line of another kernel names function and place',
      ['panic: stale mbuf', 'vpanic() at netbsd:vpanic+0x267', 'm_free() at netbsd:m_free+0x12'],
      'm_free',
      [3],
    ],
    [
      "a Go panic's first frame outside the run-time system",
      [
        'panic: nil map',
        'goroutine 1 [running]:',
        'runtime.gopanic(0x1)',
        'acme.com/mill.Grind(0x2)',
      ],
      'acme.com/mill.Grind',
      [4],
    ],
  ];
  reports.push(
    [
      'a leak names who asked for the memory, not the allocator',
      [
        'BUG: memory leak',
        '    [<00000000a8b0>] kzalloc include/linux/slab.h:742 [inline]',
        '    [<00000000a8b0>] ring_alloc+0x43/0x190 net/ring.c:184',
      ],
      'ring_alloc',
      [3],
    ],
    [
      'a hung task names what it waits for, not the scheduler',
      [
        'INFO: task a:7 blocked for more than 143 seconds.',
        ' __schedule+0x8/0x9',
        ' schedule+0x9/0x9',
        ' mill_wait+0x4/0x7',
      ],
      'mill_wait',
      [4],
    ],
  );
  reports.push(
    [
      'a trap names the function it happened in, not the mode nor what deals with traps',
      [
        'Fatal trap 12: page fault while in kernel mode',
        'vpanic() at vpanic+0x1c7/frame 0xfffffe0057c8d200',
        'trap_fatal() at trap_fatal+0x4c5/frame 0xfffffe0057c8d2e0',
        '--- trap 0xc, rip = 0xffffffff80e21c4f, rsp = 0xfffffe0057c8d5b0 ---',
        'mill_disconnect() at mill_disconnect+0x8f/frame 0xfffffe0057c8d6a0',
      ],
      'mill_disconnect',
      [5],
    ],
    [
      'who allocated what a register points at is no culprit',
      [
        'Unable to handle kernel NULL pointer dereference at virtual address 00000000',
        'Register r11 information: 2-page vmalloc region allocated at kernel_clone+0x9c/0x3f4',
        ' mill_send+0x1/0x2',
      ],
      'mill_send',
      [3],
    ],
  );
  const poisons: [string, string | undefined][] = [
    ['RIP: 0010:0x6b6b6b6b6b6b6b6b', 'memory that was freed: a use after free'],
    ['RAX: 5a5a5a5a5a5a5a5a RBX: 0000000000000000', 'memory that was never initialised'],
    [
      'RDX: dead000000000122 RSI: 0000000000000001',
      'an entry that was taken out of its list before',
    ],
    ['RAX: 0000000000000000 RBX: ffff888025135044', undefined],
  ];
  for (const [line, meaning] of poisons) {
    test(`${line} marks ${meaning ?? 'nothing'}`, () => {
      const lines = ['general protection fault: 0000 [#1]', line, ' mill_send+0x1/0x2'];
      const file = { ...fixtureLog('console.log', []), lineCount: lines.length };
      const report = crashReportAt({ ...file, lineAt: (at) => lines[at - 1] ?? '' }, 1);
      assert.equal(report.poison?.meaning, meaning);
    });
  }

  for (const [name, lines, culprit, culpritLines] of reports) {
    test(name, () => {
      const file = { ...fixtureLog('console.log', []), lineCount: lines.length };
      const report = crashReportAt({ ...file, lineAt: (line) => lines[line - 1] ?? '' }, 1);
      assert.deepEqual([report.culprit, report.culpritLines], [culprit, culpritLines]);
    });
  }
});

suite('tells: exceptions', () => {
  test('of a chained Python traceback the first exception is the deepest, its frame the last of the own code', () => {
    const { links, frame } = exceptionChain([
      'batch 25 failed',
      'Traceback (most recent call last):',
      '  File "/srv/importer/db.py", line 41, in write',
      '    cur.executemany(SQL, rows)',
      '  File "/usr/lib/python3.11/site-packages/psycopg2/extras.py", line 1270, in execute_values',
      '    cur.execute(query)',
      'psycopg2.errors.NumericValueOutOfRange: integer out of range',
      '',
      'The above exception was the direct cause of the following exception:',
      '',
      'Traceback (most recent call last):',
      '  File "/srv/importer/main.py", line 97, in run',
      '    raise ImportFailed(batch)',
      'ImportFailed: batch 25 could not be written',
    ]);
    assert.deepEqual(
      links.map(({ type, offset }) => [type, offset]),
      [
        ['ImportFailed', 13],
        ['NumericValueOutOfRange', 6],
      ],
    );
    assert.equal(frame, 'write (db.py:41)');
  });

  test('the deepest cause and the first frame of our own code', () => {
    const { links, frame, frameOffset } = exceptionChain([
      'segment 12 failed',
      'c.a.IndexException: segment 12 not committed',
      '\tat c.a.IndexJob.commit(IndexJob.java:90)',
      'Caused by: java.io.IOException: No space left on device',
      '\tat java.base/sun.nio.ch.FileDispatcherImpl.write0(Native Method)',
      '\tat c.a.SegmentWriter.flush(SegmentWriter.java:77)',
    ]);
    assert.deepEqual(
      links.map(({ type, message }) => [type, message]),
      [
        ['IndexException', 'segment 12 not committed'],
        ['IOException', 'No space left on device'],
      ],
    );
    assert.deepEqual([frame, frameOffset], ['SegmentWriter.flush', 5]);
  });

  test('of .NET the innermost exception and the first frame with a source', () => {
    const { links, frame } = exceptionChain([
      'BackgroundService failed',
      'System.AggregateException: One or more errors occurred.',
      " ---> System.DllNotFoundException: Unable to load shared library 'libmill'",
      '   at Mill.Native.grind()',
      '   at Acme.Grain..cctor() in /src/Grain.cs:line 14',
      '   --- End of inner exception stack trace ---',
      '   at Acme.Worker.ExecuteAsync(CancellationToken token) in /src/Worker.cs:line 31',
    ]);
    assert.deepEqual(
      links.map(({ type }) => type),
      ['AggregateException', 'DllNotFoundException'],
    );
    assert.equal(frame, 'Grain.cctor');
  });

  test("Elixir's type stands in brackets before its message", () => {
    const { links } = exceptionChain(['     ** (FunctionClauseError) no clause in Mill.grind/2']);
    assert.deepEqual(links, [
      { type: 'FunctionClauseError', message: 'no clause in Mill.grind/2', offset: 0 },
    ]);
  });

  const strict: readonly [string, string, boolean][] = [
    [
      'where a run fails of warnings, each is what stops it',
      'with warnings treated as errors',
      true,
    ],
    ['else a warning is one', 'build succeeded, 1 warning', false],
  ];
  for (const [name, end, isTold] of strict) {
    test(name, () => {
      const file = fixtureLog('docs.log', ['mill.py:11: WARNING: Unexpected indentation.', end]);
      assert.equal((signsOf(file, 0)[0]?.tell.weight ?? 0) >= 0.9, isTold);
    });
  }

  test('frames are no signs, a level word put back is one', () => {
    const file = fixtureLog('a.log', ['java.lang.Error: odd', '  at a.B.failed(B.java:1)']);
    assert.deepEqual(
      signsOf(file, 0).map(({ line }) => line),
      [1],
    );
    const kernel = fixtureLog('k.log', ['WARN: possible deadlock']);
    const record = kernel.records.at(0);
    assert.ok(record);
    const read = { ...kernel, ...tableOf([{ ...record, body: 'possible deadlock' }]) };
    assert.equal(signsOf(read, 0)[0]?.text, 'WARN: possible deadlock');
  });
});

suite('tells: slow answers', () => {
  const texts: readonly [string, number][] = [
    ['Database call completed in 10.01 seconds.', 10.01],
    ['GET /orders responded in 2500 ms', 2.5],
    ['page rendered in 0.4 s', 0],
    ['Took 20.47 seconds to spawn the instance', 0],
    ['compaction finished after 3 min', 0],
  ];
  for (const [text, seconds] of texts) {
    test(text, () => assert.equal(slowWait(text), seconds));
  }
});
