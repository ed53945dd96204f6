import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportCase } from '../../src/core/caseFile.ts';
import { caseOf, run } from '../core/cases/fixture.ts';
import { whytrace } from './whytrace.ts';

suite('whytrace note', () => {
  let folder: string;
  const file = (name: string): string => join(folder, name);
  suiteSetup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whytrace-note-'));
    const given = caseOf(run('run-1', 2000));
    const words = { ...given.summary, note: 'ask ada@example.com' };
    const text = exportCase({ ...given, summary: words }, { redact: undefined });
    await writeFile(file('case.json'), text);
    await writeFile(file('newer.json'), text.replace('case/1', 'case/9'));
  });
  suiteTeardown(() => rm(folder, { recursive: true }));

  test('prints a case as Markdown, without personal data unless that is asked for', async () => {
    const { code, stdout } = await whytrace(['note', file('case.json')]);
    assert.equal(code, 0);
    assert.match(stdout, /^# Cart keys lost their expiry in 7f31c/);
    assert.match(stdout, /## Note\n\nask ⟦EMAIL/);
    const whole = await whytrace(['note', '--unredacted', file('case.json')]);
    assert.match(whole.stdout, /ask ada@example\.com/);
  });

  const refused: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['a file that is not there', ['gone.json'], /gone\.json can't be read/],
    ['a case of a newer version', ['newer.json'], /newer\.json: .*Update Whytrace/],
    ['no file', [], /Name one case file/],
  ];
  for (const [name, names, message] of refused) {
    test(`says what is wrong with ${name}`, async () => {
      const { code, stderr } = await whytrace(['note', ...names.map(file)]);
      assert.equal(code, 2);
      assert.match(stderr, message);
    });
  }
});
