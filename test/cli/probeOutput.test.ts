import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DiagnosisJson } from '../../src/protocol/commandLine.ts';
import { whytrace } from './whytrace.ts';

const log = [
  ...Array.from(
    { length: 60 },
    (_, i) => `2026-03-14T10:00:${String(i).padStart(2, '0')}Z INFO cart ${i} is saved`,
  ),
  ...Array.from(
    { length: 20 },
    (_, i) =>
      `2026-03-14T10:01:${10 + i}Z ERROR could not save cart ${i}: OOM command not allowed when used memory > 'maxmemory'.`,
  ),
].join('\n');

suite('whytrace diagnose --probe-output', () => {
  let folder: string;
  const file = (name: string): string => join(folder, name);
  suiteSetup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whytrace-output-'));
    await writeFile(file('cart.log'), log);
    await writeFile(
      file('memory.txt'),
      '$ redis-cli info memory\nused_memory:66900000\nmaxmemory:67108864\n',
    );
    await writeFile(file('role.txt'), 'nothing of interest\n');
  });
  suiteTeardown(() => rm(folder, { recursive: true }));

  test('says in JSON what each output said and moved', async () => {
    const outputs = ['--probe-output', file('memory.txt'), '--probe-output', file('role.txt')];
    const { code, stdout } = await whytrace(['diagnose', '--json', ...outputs, file('cart.log')]);
    assert.equal(code, 0);
    const { probed, hypotheses, evidence } = JSON.parse(stdout) as DiagnosisJson;
    const [memory, role] = probed;
    assert.equal(memory?.name, file('memory.txt'));
    assert.equal(memory?.findings[0]?.said, 'used_memory:66900000');
    assert.equal(memory?.moves[0]?.to, hypotheses[0]?.confidence);
    assert.ok((memory?.moves[0]?.from ?? 1) < (hypotheses[0]?.confidence ?? 0));
    assert.deepEqual(role?.moves, []);
    assert.ok(
      evidence.some(({ kind, file: name }) => kind === 'probe' && name === file('role.txt')),
    );
  });

  test('says in words what was moved and why', async () => {
    const { stdout } = await whytrace([
      'diagnose',
      '--probe-output',
      file('memory.txt'),
      file('cart.log'),
    ]);
    assert.match(
      stdout,
      /What the checks changed\n {3}- .*memory\.txt: .* \.\d\d → \.\d\d: the output says “used_memory:66900000”, with “maxmemory:67108864”\./,
    );
  });

  test('a file that is not there is bad use', async () => {
    const { code, stderr } = await whytrace([
      'diagnose',
      '--probe-output',
      file('none.txt'),
      file('cart.log'),
    ]);
    assert.equal(code, 2);
    assert.match(stderr, /none\.txt/);
  });
});
