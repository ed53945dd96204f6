import assert from 'node:assert/strict';
import { hideTried } from '../../src/core/hideTried.ts';
import type { Hypothesis, Probe } from '../../src/core/model/hypothesis.ts';

const probe = (title: string, command?: string): Probe => ({
  title,
  ...(command !== undefined && { command }),
  confirms: '',
  refutes: '',
});

const hypothesis = (...probes: readonly Probe[]): Hypothesis => ({
  title: 'redis runs out of memory',
  summary: '',
  service: 'redis',
  signature: undefined,
  claims: [],
  against: [],
  missing: [],
  probes,
  confidence: { value: 0.5, band: 'possible', factors: [], gates: [] },
});

const raise = probe('Raise the memory limit of redis to 1Gi');
const restart = probe('Restart it', 'kubectl rollout restart deploy/redis');
const look = probe('Look at its memory', 'redis-cli -h redis info memory');

const list = (...entries: readonly string[]) => ({
  name: 'your own list',
  kind: 'entries' as const,
  text: `version: 1\ntried:\n${entries.map((entry) => `  - { ${entry} }\n`).join('')}`,
});
const raised = list('action: raise memory limit, target: redis, result: no effect');
const both = list(
  'action: raise memory limit, target: redis, result: no effect',
  'action: restart, target: redis, result: came back',
);
const reverted = {
  kind: 'change' as const,
  uri: 'git:1',
  name: 'redis.yaml (8c1f2ab9)',
  startLine: 1,
  endLine: 3,
  text: 'Commit 8c1f2ab9 on branch main: Revert "Raise redis memory"\ndiff --git a/x b/x\n+Revert "Restart redis"\n',
};

suite('ideas of a diagnosis that were tried already', () => {
  test('are hidden with what they repeat, and counted', () => {
    const { hypotheses, triedNote } = hideTried([hypothesis(raise, restart, look)], {
      tried: [both],
      items: [],
    });
    assert.deepEqual(hypotheses[0]?.probes, [look]);
    assert.deepEqual(
      hypotheses[0]?.alreadyTried?.map(({ probe: { title }, entry }) => [title, entry.line]),
      [
        [raise.title, 3],
        [restart.title, 4],
      ],
    );
    assert.equal(triedNote, '2 ideas that you already tried are hidden.');
  });

  test('are counted once where several explanations have them', () => {
    const { triedNote } = hideTried([hypothesis(raise), hypothesis(raise, look)], {
      tried: [raised],
      items: [],
    });
    assert.equal(triedNote, '1 idea that you already tried is hidden.');
  });

  test('are known by reverted commits, but not by what their patches hold', () => {
    const { hypotheses } = hideTried([hypothesis(raise, restart)], { items: [reverted] });
    assert.deepEqual(hypotheses[0]?.probes, [restart]);
    assert.equal(hypotheses[0]?.alreadyTried?.[0]?.entry.file, reverted.name);
  });

  test('stay in sight where their output was just given', () => {
    const output = { uri: 'a', name: 'a', text: 'x', of: { probe: raise, hypothesis: 'h' } };
    const { hypotheses, triedNote } = hideTried([hypothesis(raise)], {
      tried: [raised],
      items: [],
      outputs: [output],
    });
    assert.deepEqual([hypotheses[0]?.probes, triedNote], [[raise], undefined]);
  });

  test('are the same as before where nothing was tried', () => {
    const given = [hypothesis(raise, look)];
    assert.deepEqual(hideTried(given, { items: [] }), { hypotheses: given, problems: [] });
  });

  test('are not hidden by a list that cannot be read, which is told', () => {
    const { hypotheses, problems } = hideTried([hypothesis(raise)], {
      tried: [list('action: raise memory limit, target: redis')],
      items: [],
    });
    assert.deepEqual(hypotheses[0]?.probes, [raise]);
    assert.match(problems[0]?.message ?? '', /^your own list:3: .*needs "result"/);
  });
});
