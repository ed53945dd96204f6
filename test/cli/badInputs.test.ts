import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { badInputs, EXPLAINED, writeInput } from '../inputs/badInputs.ts';
import { runInShell, whytrace } from './whytrace.ts';

/** One of each kind; test/integration/badInputs.test.ts reads them all. */
const shown = [
  'mixed.log',
  'hole.log',
  'cut.log.gz',
  'syslog',
  'caf\ufffd.log',
  'a #b?c%41&d+e.log',
];

suite('the command line on bad inputs', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'whytrace-bad-'));
  suiteSetup(() => {
    for (const input of badInputs) writeInput(folder, input);
  });
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  test('refuses what is no log, each with a reason, and with exit code 2', async () => {
    const refused = badInputs.filter(({ told }) => told.kind === 'refused');
    const names = refused.map(({ name }) => name);
    const { code, stdout, stderr } = await whytrace(['diagnose', ...names], { cwd: folder });
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.equal(stderr.trimEnd().split('\n').length, refused.length, stderr);
    for (const { told } of refused) {
      assert.match(stderr, told.kind === 'refused' ? told.message : /^$/);
    }
  });

  for (const { what, name, stored, told } of badInputs) {
    if (told.kind === 'refused' || !shown.includes(name)) continue;
    test(`diagnoses ${what}`, async () => {
      const word = stored ? name.replace('\ufffd', '?') : `'${name}'`;
      const line = `$whytrace diagnose --json ./${word}`;
      const { code, stdout, stderr } = await runInShell(line, folder);
      assert.equal(code, 0, stderr);
      const { hypotheses, evidence, leftOut, problems } = JSON.parse(stdout);
      assert.match(hypotheses[0].title, EXPLAINED);
      assert.equal(evidence[0].file, `./${name}`);
      if (told.lines !== undefined) assert.equal(leftOut.totalLines, told.lines);
      const messages = problems.map(({ message }: { readonly message: string }) => message);
      assert.equal(messages.length, told.problems.length, messages.join('\n'));
      for (const [i, problem] of told.problems.entries()) assert.match(messages[i], problem);
    });
  }
});
