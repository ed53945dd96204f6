import assert from 'node:assert/strict';
import type { ContextItem, ContextKind } from '../../../src/core/model/context.ts';
import { type Failure, relatedLines, relationsOf } from '../../../src/core/select/related.ts';

function item(kind: ContextKind, name: string, text: string): ContextItem {
  const endLine = text.split('\n').length;
  return { kind, uri: `file:///${name}`, name, startLine: 1, endLine, text };
}

const onset = Date.parse('2026-11-03T12:21:33Z');

const failure = (more: Partial<Failure>): Failure => ({
  text: '',
  words: '',
  services: [],
  onset,
  ...more,
});

const patch = (commit: string, date: string): ContextItem =>
  item('change', `${commit}.patch`, `commit ${commit}\nDate:   ${date}\n\n    tidy up\n`);

suite('relationsOf', () => {
  const table: readonly (readonly [string, ContextItem, Partial<Failure>, boolean])[] = [
    [
      'takes code that the failing lines name by file',
      item('code', 'src/cartStore.ts', 'export class Store {}'),
      { text: 'at save (/app/src/cartStore.ts:21:5)' },
      true,
    ],
    [
      'takes manifests of a failing service, whose pods have its name',
      item('config', 'k8s/app.yaml', 'metadata:\n  name: catalog\n'),
      { services: ['catalog-6c9f7d5b8-k4bvs'] },
      true,
    ],
    [
      'takes settings that are known to matter for such a failure',
      item('config', 'broker.conf', 'log.retention.hours=1\nmessage.max.bytes=1000\n'),
      { words: 'the record is larger than message.max.bytes of the broker' },
      true,
    ],
    [
      'takes what states the version that is missing',
      item('config', 'Cargo.toml', '# imports example:io at 0.2.3\nio = "0.14.2"'),
      { text: 'instance example/io 0.2.3 was not found; imports differ' },
      true,
    ],
    [
      'takes a patch that the logs name',
      patch('9ab21f4', 'Tue Nov 3 2025 12:20:41 +0000'),
      { text: 'Sync to 9ab21f4' },
      true,
    ],
    ['takes a patch of the same day', patch('1234567', 'Tue Nov 3 12:20:41 2026 +0000'), {}, true],
    ['leaves a patch of long ago', patch('1234567', 'Tue Oct 6 12:20:41 2026 +0000'), {}, false],
    [
      'leaves a patch that came after',
      patch('1234567', 'Tue Nov 3 18:20:41 2026 +0000'),
      {},
      false,
    ],
    [
      'leaves what shares no word',
      item('config', 'theme.toml', 'colour = "blue"\nfont = "serif"'),
      { text: 'FATAL: too many clients already' },
      false,
    ],
    [
      'leaves what shares only words that every file has',
      item('config', 'k8s/other.yaml', 'metadata:\n  namespace: default\nspec:\n  replicas: 2\n'),
      { text: 'deployment default namespace replicas unavailable' },
      false,
    ],
  ];
  for (const [name, one, more, isRelated] of table) {
    test(name, () => assert.equal(relationsOf([one], failure(more)).length, isRelated ? 1 : 0));
  }

  test('weighs a word less that all items share', () => {
    const shared = item('config', 'a.conf', 'scheduler workers');
    const others = Array.from({ length: 9 }, (_, i) =>
      item('config', `${i}.conf`, 'scheduler workers'),
    );
    const said = failure({ text: 'scheduler has no workers' });
    assert.equal(relationsOf([shared], said).length, 1);
    assert.equal(relationsOf([shared, ...others], said).length, 0);
  });
});

suite('relatedLines', () => {
  test('gives the lines that name what the failing lines name, by their number in the file', () => {
    const code = { ...item('code', 'a.ts', 'one\nloadCart()\nthree'), startLine: 40, endLine: 42 };
    assert.deepEqual(relatedLines(code, 'TypeError in loadCart', 6), [41]);
  });
});
