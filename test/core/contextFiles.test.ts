import assert from 'node:assert/strict';
import { kindOfFile } from '../../src/core/contextFiles.ts';

suite('kindOfFile', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['package.json', 'version'],
    ['services/cart/go.mod', 'version'],
    ['requirements-dev.txt', 'version'],
    ['pyproject.toml', 'version'],
    ['Gemfile', 'version'],
    ['app/shop.gradle', 'version'],
    ['Shop.csproj', 'version'],
    ['Dockerfile', 'version'],
    ['cart.Dockerfile', 'version'],
    ['.nvmrc', 'version'],
    ['k8s/deployment.yaml', 'config'],
    ['redis.conf', 'config'],
    ['Jenkinsfile', 'config'],
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
