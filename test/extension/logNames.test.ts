import assert from 'node:assert/strict';
import {
  type DocumentFacts,
  isLogDocument,
  isLogPath,
  mayBeLog,
  outputName,
  uniqueNames,
} from '../../src/extension/logNames.ts';

suite('isLogPath', () => {
  const logs = [
    '/var/log/app.log',
    'app.log.1',
    'app.log.2026-03-14',
    'app.log.2026-03-14.gz',
    'app-2026-03-14.log',
    'C:\\logs\\Service.LOG',
    'catalina.out',
    'nginx/access_log',
    'error.err',
    'syslog',
    'syslog.1',
    'dmesg',
    'pod.stderr',
    'build-log.txt',
  ];
  for (const path of logs) {
    test(`takes ${path} for a log`, () => assert.equal(isLogPath(path), true));
  }

  const others = [
    '',
    'log.ts',
    'src/logger.py',
    'blog.txt',
    'catalog.txt',
    'CHANGELOG.md',
    'login.html',
    'logs/readme.txt',
    'log4j2.xml',
    'out/main.js',
    'err.go',
    'layout.css',
  ];
  for (const path of others) {
    test(`takes ${path || 'an empty name'} for something else`, () =>
      assert.equal(isLogPath(path), false));
  }

  test('takes no time for a hostile name', () => {
    const began = performance.now();
    isLogPath(`${'.log'.repeat(20_000)}!`);
    assert.ok(performance.now() - began < 500);
  });
});

suite('isLogDocument', () => {
  const cases: readonly (readonly [string, DocumentFacts, boolean, boolean])[] = [
    ['a log by language', { scheme: 'file', path: '/x', languageId: 'log' }, true, true],
    ['a log by name', { scheme: 'file', path: '/x.log.1', languageId: 'plaintext' }, true, true],
    [
      'pasted text',
      { scheme: 'untitled', path: 'Untitled-1', languageId: 'plaintext' },
      false,
      true,
    ],
    ['an output channel', { scheme: 'output', path: 'x', languageId: 'Log' }, false, true],
    ['code', { scheme: 'file', path: '/x.ts', languageId: 'typescript' }, false, false],
    [
      'chat input',
      { scheme: 'chatSessionInput', path: 'x.log', languageId: 'plaintext' },
      false,
      false,
    ],
    ['a commit message', { scheme: 'vscode-scm', path: 'x.log', languageId: 'log' }, false, false],
  ];
  for (const [name, facts, isLog, isPossible] of cases) {
    test(`${isLog ? 'holds' : 'does not hold'} for ${name}, which the user may${isPossible ? '' : ' not'} point at`, () => {
      assert.equal(isLogDocument(facts), isLog);
      assert.equal(mayBeLog(facts), isPossible);
    });
  }
});

suite('uniqueNames', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['are base names where these differ', ['/a/x.log', '/a/y.log'], ['x.log', 'y.log']],
    [
      'have parents where base names are the same',
      ['/a/redis/redis.log', '/a/web/app.log', '/b/web/app.log'],
      ['redis.log', 'a/web/app.log', 'b/web/app.log'],
    ],
    ['differ in depth', ['/app.log', '/b/app.log'], ['app.log', 'b/app.log']],
    ['stay the same for the same path', ['/a.log', '/a.log'], ['a.log', 'a.log']],
    ['are none for no path', [], []],
  ];
  for (const [name, paths, expected] of cases) {
    test(name, () => assert.deepEqual(uniqueNames(paths), expected));
  }
});

suite('outputName', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['extension-output-vscode.git-#1-Git', 'Git'],
    ['vscode.git.Git.log', 'Git'],
    ['vscode.github-authentication.GitHub Authentication.log', 'GitHub Authentication'],
    ['tasks', 'tasks'],
  ];
  for (const [path, name] of cases) {
    test(`of ${path} is ${name}`, () => assert.equal(outputName(path), name));
  }
});
