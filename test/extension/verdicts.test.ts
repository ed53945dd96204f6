import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeptVerdict } from '../../src/core/model/case.ts';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import { createVerdictStore, judgementsOf, toKept } from '../../src/extension/verdicts.ts';
import { diagnosed } from '../webview/fixture.ts';

const run = { runId: 'run-1', diagnosis: diagnosed };

function kept(index = 0, judged: KeptVerdict['judged'] = 'right', given = run): KeptVerdict {
  const verdict = toKept(given, index, { judged }, 1000);
  assert.ok(verdict);
  return verdict;
}

suite('createVerdictStore', () => {
  let folder: string;
  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whytrace-verdicts-'));
  });
  teardown(() => rm(folder, { recursive: true }));

  test('a verdict is there for another window', async () => {
    await createVerdictStore(join(folder, 'new')).give(kept());
    assert.deepEqual(await createVerdictStore(join(folder, 'new')).all(), [kept()]);
  });

  test('another verdict on the same explanation takes its place, one on another stands beside it', async () => {
    const store = createVerdictStore(folder);
    await Promise.all([
      store.give(kept(0, 'right')),
      store.give(kept(1, 'wrong')),
      store.give(kept(0, 'wrong')),
    ]);
    const words = store.known.map(({ hypothesis, judged }) => `${hypothesis} ${judged}`);
    assert.deepEqual(words, ['1 wrong', '0 wrong']);
    assert.deepEqual(await createVerdictStore(folder).all(), store.known);
    assert.deepEqual(await readdir(folder), ['verdicts.json']);
  });

  test('a verdict that is taken back is gone', async () => {
    const store = createVerdictStore(folder);
    await store.give(kept(0));
    await store.give(kept(1));
    await store.takeBack('run-1', 0);
    assert.deepEqual(await createVerdictStore(folder).all(), [kept(1)]);
  });

  const broken: readonly (readonly [string, string])[] = [
    ['a file that was cut short', '{"version":1,"verdicts":[{"ju'],
    ['what another version wrote', JSON.stringify({ version: 99, verdicts: [kept()] })],
    ['null', 'null'],
    [
      'a verdict without its score',
      JSON.stringify({ version: 1, verdicts: [{ ...kept(), logit: null }] }),
    ],
    [
      'a word that is no verdict',
      JSON.stringify({ version: 1, verdicts: [{ ...kept(), judged: 'yes' }] }),
    ],
  ];
  for (const [name, text] of broken) {
    test(`${name} counts for nothing`, async () => {
      await writeFile(join(folder, 'verdicts.json'), text);
      assert.deepEqual(await createVerdictStore(folder).all(), []);
    });
  }

  test('what another version wrote is not written over', async () => {
    const text = JSON.stringify({ version: 99, verdicts: [kept()] });
    await writeFile(join(folder, 'verdicts.json'), text);
    await createVerdictStore(folder).give(kept());
    const [aside = ''] = (await readdir(folder)).filter((name) => name.endsWith('.unreadable'));
    assert.equal(await readFile(join(folder, aside), 'utf8'), text);
    assert.deepEqual(await createVerdictStore(folder).all(), [kept()]);
  });

  test('verdicts that two windows give stand side by side', async () => {
    const [a, b] = [createVerdictStore(folder), createVerdictStore(folder)];
    await Promise.all([a.all(), b.all()]);
    await Promise.all([a.give(kept(0)), b.give(kept(1, 'wrong'))]);
    const words = (await createVerdictStore(folder).all()).map(({ judged }) => judged);
    assert.deepEqual([...words].sort(), ['right', 'wrong']);
  });

  test('verdicts of an imported case are shown and teach nothing; what was said here stays', async () => {
    const store = createVerdictStore(folder);
    await store.give(kept(0));
    await store.adopt([
      { ...kept(0, 'wrong'), isImported: true },
      { ...kept(1), isImported: true },
    ]);
    const known = store.known.map(({ hypothesis, judged }) => `${hypothesis} ${judged}`);
    assert.deepEqual(known, ['0 right', '1 right']);
    assert.equal(judgementsOf(store.known).length, 1);
  });

  test('verdicts go with their runs, or all of them', async () => {
    const store = createVerdictStore(folder);
    await store.give(kept(0));
    await store.give({ ...kept(0), runId: 'run-2' });
    assert.equal(await store.remove(['run-1', 'run-9']), 1);
    assert.deepEqual(
      store.known.map(({ runId }) => runId),
      ['run-2'],
    );
    assert.equal(await store.remove('all'), 1);
    assert.deepEqual(await createVerdictStore(folder).all(), []);
  });
});

suite('what is kept of a verdict', () => {
  test('is what a score can learn from, and of the logs the headline alone', async () => {
    const verdict = toKept(run, 0, { judged: 'wrong', reason: 'symptom', note: 'the disk' }, 1000);
    const [leading] = diagnosed.hypotheses;
    assert.ok(leading && verdict);
    const { incident, logit, ...rest } = verdict;
    assert.deepEqual(rest, {
      judged: 'wrong',
      reason: 'symptom',
      note: 'the disk',
      runId: 'run-1',
      hypothesis: 0,
      time: 1000,
      title: leading.title,
      signature: 'redis.maxmemory',
      reasoner: 'embedded',
      confidence: leading.confidence.value,
    });
    assert.match(incident, /^[0-9a-f]{16}$/);
    // The sum is 3.75, and its cap .95.
    assert.equal(logit.toFixed(2), '2.94');
    const quotes = leading.claims.flatMap(({ citations }) => citations.map(({ quote }) => quote));
    assert.ok(quotes.every((quote) => !JSON.stringify(verdict).includes(quote.slice(0, 40))));
  });

  test('leaves out what earlier verdicts had added to the score', () => {
    const [leading, ...others] = diagnosed.hypotheses;
    assert.ok(leading);
    const local = { name: 'local', value: 0.95, contribution: -1, reason: '' };
    const confidence = { ...leading.confidence, factors: [...leading.confidence.factors, local] };
    const moved = { ...diagnosed, hypotheses: [{ ...leading, confidence }, ...others] };
    const { logit } = kept(0, 'right', { ...run, diagnosis: moved });
    assert.equal(logit.toFixed(6), kept().logit.toFixed(6));
  });

  test('names a model, and the same incident in another run over the same logs', () => {
    const model = { kind: 'openai', name: 'gpt-5.2 at api.example.com' } as const;
    const other: Diagnosis = { ...diagnosed, reasoner: model, evidence: [] };
    const again = kept(0, 'right', { runId: 'run-2', diagnosis: other });
    assert.equal(again.reasoner, 'openai gpt-5.2 at api.example.com');
    assert.equal(again.incident, kept().incident);
    const elsewhere = { ...diagnosed, sources: diagnosed.sources.slice(1) };
    const another = kept(0, 'right', { ...run, diagnosis: elsewhere });
    assert.notEqual(another.incident, kept().incident);
  });

  test('where another explanation was right, the leading one was wrong', () => {
    const words = (...given: readonly KeptVerdict[]): readonly string[] =>
      judgementsOf(given).map(({ judged, title }) => `${judged}: ${title}`);
    const [leading, second] = diagnosed.hypotheses;
    assert.deepEqual(words(kept(1)), [`right: ${second?.title}`, `wrong: ${leading?.title}`]);
    assert.deepEqual(words(kept(1, 'wrong')), [`wrong: ${second?.title}`]);
    assert.deepEqual(words(kept(0)), [`right: ${leading?.title}`]);
    assert.deepEqual(words(kept(1), kept(0, 'partly')), [
      `right: ${second?.title}`,
      `partly: ${leading?.title}`,
    ]);
  });

  test('there is none of an explanation that is not there', () => {
    assert.equal(toKept(run, 99, { judged: 'right' }, 1), undefined);
  });

  test('its file is for the user alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'whytrace-verdicts-'));
    await createVerdictStore(folder).give(kept());
    const text = await readFile(join(folder, 'verdicts.json'), 'utf8');
    assert.equal(JSON.parse(text).version, 1);
    await rm(folder, { recursive: true });
  });
});
