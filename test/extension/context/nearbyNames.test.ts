import assert from 'node:assert/strict';
import { byNearness, kindOfFile } from '../../../src/extension/context/nearbyNames.ts';

suite('kindOfFile', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['package.json', 'version'],
    ['services/cart/go.mod', 'version'],
    ['requirements-dev.txt', 'version'],
    ['Dockerfile', 'version'],
    ['cart.Dockerfile', 'version'],
    ['.nvmrc', 'version'],
    ['k8s/deployment.yaml', 'config'],
    ['redis.conf', 'config'],
    ['changes/4711.diff', 'change'],
    ['src/cart.ts', 'code'],
    ['alloc.cpp', 'code'],
    ['package-lock.json', undefined],
    ['.env', undefined],
    ['.env.production', undefined],
    ['dist/app.min.js', undefined],
    ['photo.png', undefined],
    ['app.log', undefined],
  ];
  for (const [path, kind] of cases) {
    test(`takes ${path} for ${kind ?? 'nothing of use'}`, () =>
      assert.equal(kindOfFile(path), kind));
  }
});

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
