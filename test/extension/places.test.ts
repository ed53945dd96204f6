import assert from 'node:assert/strict';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import { placesOf } from '../../src/extension/places.ts';
import type { PreviewState } from '../../src/protocol/preview.ts';

suite('placesOf', () => {
  const claim = (uri: string) => ({ citations: [{ uri }] });
  const diagnosis = {
    sources: [{ uri: 'file:///a.log' }],
    evidence: [{ uri: 'file:///deploy.yaml' }, { uri: 'file:///a.log' }],
    hypotheses: [{ claims: [claim('file:///b.log')], against: [claim('file:///c.log')] }],
  } as unknown as Diagnosis;

  test('are the logs, the evidence and the citations of the run', () => {
    const places = placesOf({ kind: 'done', runId: 'r', diagnosis, notice: '' });
    assert.deepEqual(
      [...places],
      ['file:///a.log', 'file:///deploy.yaml', 'file:///b.log', 'file:///c.log'],
    );
  });

  test('are those of what would be sent, while the user is asked', () => {
    const begun = { runId: 'r', sources: [], reasoner: '', stages: [], elapsed: 0 };
    const running = { kind: 'running', ...begun } as const;
    const items = [{ uri: 'file:///a.log' }, { uri: 'file:///deploy.yaml' }];
    const preview = { request: { items } } as unknown as PreviewState;
    assert.deepEqual(
      [...placesOf({ ...running, preview })],
      items.map(({ uri }) => uri),
    );
    assert.equal(placesOf(running).size, 0);
  });

  test('are none before there is a diagnosis', () => {
    assert.equal(placesOf({ kind: 'empty' }).size, 0);
  });
});
