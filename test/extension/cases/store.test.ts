import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { newCase, withRun } from '../../../src/core/cases/summary.ts';
import type { CaseRun } from '../../../src/core/model/case.ts';
import { createCaseStore } from '../../../src/extension/cases/store.ts';
import { diagnosed } from '../../webview/fixture.ts';
import { request, useFolder } from './setUp.ts';

function run(id: string, began: number, isDone = true): CaseRun {
  const end: CaseRun['end'] = isDone
    ? { kind: 'done', diagnosis: diagnosed, notice: '' }
    : { kind: 'running' };
  return { id, began, request, end, texts: {} };
}

suite('createCaseStore', () => {
  const folder = useFolder();
  const problems: string[] = [];
  setup(() => void problems.splice(0));
  const open = () => createCaseStore(folder.path, (message) => problems.push(message));
  const file = (...names: readonly string[]): string => join(folder.path, ...names);

  async function oneCase(): Promise<void> {
    await open().saveRun('c', run('r', 1));
    await open().save({ ...withRun(newCase('c', 1), run('r', 1)), title: 'Carts', note: 'n' });
  }

  /** What a kill or a bad disk leaves behind, and what is there afterwards. */
  const accidents: readonly {
    readonly name: string;
    happens(): Promise<void>;
    readonly cases: readonly string[];
    readonly runs: number;
    readonly told: RegExp | undefined;
  }[] = [
    {
      name: 'a draft beside a run: the run is as it was',
      happens: () => writeFile(file('c', 'run-r.json.ab12.tmp'), '{"format":"whytr'),
      ...{ cases: ['Carts'], runs: 1, told: undefined },
    },
    {
      name: 'a run that was written before the case had its place in the list',
      happens: async () => {
        await open().saveRun('d', run('s', 2));
      },
      ...{ cases: ['', 'Carts'], runs: 1, told: undefined },
    },
    {
      name: 'a folder in which nothing was written yet',
      happens: async () => void (await mkdir(file('e'))),
      ...{ cases: ['Carts'], runs: 1, told: undefined },
    },
    {
      name: 'a case that was being deleted is deleted',
      happens: async () => {
        await mkdir(file('.trash-x'));
        await writeFile(file('.trash-x', 'case.json'), '{}');
      },
      ...{ cases: ['Carts'], runs: 1, told: undefined },
    },
    {
      name: 'a place in the list that is cut short is made again of its runs',
      happens: () => truncate(file('c', 'case.json'), 40),
      ...{
        cases: [''],
        runs: 1,
        told: /no JSON object, or was cut short.*case\.json\.\w+\.unreadable/,
      },
    },
    {
      name: 'a run that is cut short is set aside, and the case stays',
      happens: () => truncate(file('c', 'run-r.json'), 900),
      ...{ cases: ['Carts'], runs: 0, told: /A run of a case .*run-r\.json\.\w+\.unreadable/ },
    },
    {
      name: 'a run without its evidence is set aside',
      happens: async () => {
        const text = await readFile(file('c', 'run-r.json'), 'utf8');
        await writeFile(file('c', 'run-r.json'), text.replace('"evidence":[', '"proof":['));
      },
      ...{ cases: ['Carts'], runs: 0, told: /end\.diagnosis\.evidence/ },
    },
    {
      name: 'a case of a newer version is left as it is',
      happens: () => writeFile(file('c', 'case.json'), '{"format":"whytrace.case/7"}'),
      ...{ cases: [], runs: 1, told: /newer Whytrace \(whytrace\.case\/7\).*Update/ },
    },
    {
      name: 'a lock whose window was killed holds nobody up',
      happens: async () => {
        await mkdir(file('c', '.lock'));
        await utimes(file('c', '.lock'), 1, 1);
        await open().change('c', (one) => ({ ...one, title: 'Unlocked' }));
      },
      ...{ cases: ['Unlocked'], runs: 1, told: undefined },
    },
  ];
  for (const { name, happens, cases, runs, told } of accidents) {
    test(`survives ${name}`, async () => {
      await oneCase();
      await happens();
      const known = await open().list();
      assert.deepEqual(known.map(({ title }) => title).sort(), [...cases].sort());
      assert.equal((await open().runs('c')).length, runs);
      assert.equal(problems.length > 0, told !== undefined, problems.join('\n'));
      if (told) assert.match(problems.join('\n'), told);
      assert.deepEqual((await open().list()).length, cases.length);
    });
  }

  test('nothing that can’t be read is lost', async () => {
    await oneCase();
    const broken = '{"format":"whytrace.case/1","id":7}';
    await writeFile(file('c', 'case.json'), broken);
    await open().list();
    await writeFile(file('c', 'case.json'), 'again');
    await open().list();
    const kept = (await readdir(file('c'))).filter((name) => name.endsWith('.unreadable'));
    const texts = await Promise.all(kept.map((name) => readFile(file('c', name), 'utf8')));
    assert.deepEqual(texts.sort(), ['again', broken]);
  });

  test('a run that had ended when its window was killed has ended in the list too', async () => {
    await open().saveRun('c', run('r', 1, false));
    await open().save(withRun(newCase('c', 1), run('r', 1, false)));
    await open().saveRun('c', run('r', 1));
    const [known] = await open().list();
    assert.equal(known?.runs[0]?.end, 'done');
    assert.equal(known?.conclusion?.headline, diagnosed.hypotheses[0]?.title);
  });

  test('drafts that a kill left behind go, those that are being written stay', async () => {
    await oneCase();
    await writeFile(file('c', 'old.tmp'), '');
    await utimes(file('c', 'old.tmp'), 1, 1);
    await writeFile(file('c', 'new.tmp'), '');
    await open().list();
    const left = (await readdir(file('c'))).filter((name) => name.endsWith('.tmp'));
    assert.deepEqual(left, ['new.tmp']);
  });

  for (const id of ['../evil', 'a/b', '', '.', 'x'.repeat(65)]) {
    test(`takes “${id.slice(0, 8)}” for no id`, async () => {
      const store = open();
      assert.throws(() => store.saveRun(id, run('r', 1)), /no id/);
      assert.throws(() => store.saveRun('c', run(id, 1)), /name a file/);
      assert.throws(() => store.attach('c', { kind: 'chat', key: id, time: 1, data: {} }));
    });
  }

  test('its files are for the user alone', async function () {
    if (process.platform === 'win32') this.skip();
    await oneCase();
    const { stat } = await import('node:fs/promises');
    assert.equal((await stat(file('c', 'run-r.json'))).mode & 0o077, 0);
  });

  test('whatever is killed in whatever step, all steps before it are there', async () => {
    const step = fc.record({
      caseId: fc.constantFrom('a', 'b'),
      runId: fc.constantFrom('1', '2', '3'),
      isDone: fc.boolean(),
      /** Where the kill falls: nowhere, or into the draft of this step, so many characters in. */
      cutAt: fc.option(fc.nat(5000), { freq: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const place = await mkdtemp(join(folder.path, 'p-'));
        const store = createCaseStore(place, (message) => assert.fail(message));
        const expected = new Map<string, string>();
        for (const [at, { caseId, runId, isDone, cutAt }] of steps.entries()) {
          const next = run(runId, at, isDone);
          if (cutAt === null) {
            await store.saveRun(caseId, next);
            expected.set(`${caseId} ${runId}`, next.end.kind);
          } else {
            await mkdir(join(place, caseId), { recursive: true });
            const draft = join(place, caseId, `run-${runId}.json.${at}.tmp`);
            await writeFile(draft, JSON.stringify(next).slice(0, cutAt));
          }
        }
        const found = new Map<string, string>();
        for (const { id } of await store.list()) {
          for (const each of await store.runs(id)) found.set(`${id} ${each.id}`, each.end.kind);
        }
        assert.deepEqual([...found].sort(), [...expected].sort());
      }),
      { numRuns: 40 },
    );
  });
});
