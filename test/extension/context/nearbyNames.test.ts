import assert from 'node:assert/strict';
import { byNearness } from '../../../src/extension/context/nearbyNames.ts';

suite('byNearness', () => {
  test('sorts by folders between file and log, then configuration, versions, code, then name', () => {
    const paths = [
      '/w/other/b.yaml',
      '/w/other/a.yaml',
      '/w/logs/x.ts',
      '/w/logs/k.yaml',
      '/w/go.mod',
    ];
    assert.deepEqual(byNearness(paths, ['/w/logs/app.log']), [
      '/w/logs/k.yaml',
      '/w/logs/x.ts',
      '/w/go.mod',
      '/w/other/a.yaml',
      '/w/other/b.yaml',
    ]);
  });

  test('takes the nearest of several logs', () => {
    const paths = ['/a/x.yaml', '/b/c/y.yaml'];
    assert.deepEqual(byNearness(paths, ['/q/r/s/1.log', '/b/c/2.log']), [
      '/b/c/y.yaml',
      '/a/x.yaml',
    ]);
  });
});
