import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditJson, DiagnosisJson } from '../../src/protocol/commandLine.ts';
import { whytrace } from './whytrace.ts';

const log = Array.from(
  { length: 40 },
  (_, i) =>
    `2026-03-14T10:01:${10 + i}Z ERROR could not save cart ${i}: OOM command not allowed when used memory > 'maxmemory'.`,
).join('\n');

const history =
  'commit 8c1f2ab9\nDate:   Mon Nov 2 10:00:00 2026 +0000\n\n    Revert "Raise the memory limit of redis"\n';

suite('what was tried, on the command line', () => {
  let folder: string;
  const file = (name: string): string => join(folder, name);
  suiteSetup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whytrace-tried-'));
    await mkdir(file('.whytrace'));
    await writeFile(file('cart.log'), log);
    await writeFile(file('history.txt'), history);
  });
  suiteTeardown(() => rm(folder, { recursive: true }));

  async function diagnosed(...words: readonly string[]): Promise<DiagnosisJson> {
    const { stdout } = await whytrace(['diagnose', '--json', ...words, 'cart.log'], {
      cwd: folder,
    });
    return JSON.parse(stdout) as DiagnosisJson;
  }

  test('a check that the team wrote down is hidden and counted', async () => {
    const before = await diagnosed();
    const probe = before.hypotheses[0]?.probes[0];
    assert.ok(probe);
    assert.deepEqual([before.triedNote, before.hypotheses[0]?.alreadyTried], [null, []]);
    const action = JSON.stringify(probe.title);
    const target = JSON.stringify(/\w{4,}/.exec(probe.title)?.[0]);
    await writeFile(
      file('.whytrace/tried.yaml'),
      `version: 1\ntried:\n  - { action: ${action}, target: ${target}, result: nothing new }\n`,
    );
    const after = await diagnosed();
    const first = after.hypotheses[0];
    assert.equal(after.triedNote, '1 idea that you already tried is hidden.');
    assert.deepEqual(first?.probes, before.hypotheses[0]?.probes.slice(1));
    assert.deepEqual(
      first?.alreadyTried.map((one) => [one.probe, one.entry.file, one.entry.line]),
      [[probe, '.whytrace/tried.yaml', 3]],
    );
  });

  test('what is hidden is shown if it is asked for', async () => {
    const words = ['diagnose', 'cart.log'];
    const [short, long] = await Promise.all([
      whytrace(words, { cwd: folder }),
      whytrace([...words, '--show-tried'], { cwd: folder }),
    ]);
    assert.match(
      short.stdout,
      /1 idea that you already tried is hidden: --show-tried shows them\./,
    );
    assert.match(long.stdout, /Already tried\n.*nothing new \(\.whytrace\/tried\.yaml:3\)/);
  });

  test('a suggestion that was reverted before is a repeat', async () => {
    const { stdout, code } = await whytrace(
      [
        ...['audit', '--json', '--workspace', '.', '--history', 'history.txt'],
        ...['--command', 'kubectl set resources deploy/redis --limits=memory=2Gi'],
      ],
      { cwd: folder },
    );
    const { findings } = JSON.parse(stdout) as AuditJson;
    const repeated = findings.find(({ kind }) => kind === 'tried');
    assert.deepEqual(
      [code, repeated?.verdict, repeated?.source],
      [0, 'repeated', { file: 'history.txt', line: 4 }],
    );
  });

  test('a list that is not there is bad use', async () => {
    const commands = [
      ['diagnose', 'cart.log'],
      ['audit', '--workspace', '.', '--command', 'ls'],
    ];
    const told = await Promise.all(
      commands.map((words) => whytrace([...words, '--tried', 'none.yaml'], { cwd: folder })),
    );
    for (const { code, stderr } of told) {
      assert.equal(code, 2);
      assert.match(stderr, /none\.yaml/);
    }
  });
});
