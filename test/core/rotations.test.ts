import assert from 'node:assert/strict';
import { byLog, rotatedName, rotationsOf } from '../../src/core/rotations.ts';

/** A folder, and the logs of which its files are parts, each oldest first. */
const folders: readonly (readonly [string, readonly (readonly string[])[]])[] = [
  ['numbers of logrotate', [['app.log.10.gz', 'app.log.2.gz', 'app.log.1', 'app.log']]],
  [
    'dates of logrotate',
    [['app.log-20261118.gz', 'app.log-20261119.gz', 'app.log-20261120', 'app.log']],
  ],
  ['dates of logrotate by the hour', [['a.log-2026112009', 'a.log-2026112010.gz', 'a.log']]],
  [
    'dates and seconds since 1970',
    [['app.log-20261119-1763596800', 'app.log-20261120', 'app.log']],
  ],
  ['a system log', [['syslog.7.gz', 'syslog.2.gz', 'syslog.1', 'syslog']]],
  ['messages with dates', [['messages-20261108', 'messages-20261115.gz', 'messages']]],
  [
    'logback by day and size',
    [['app-2026-11-19.10.log.gz', 'app-2026-11-20.0.log.gz', 'app-2026-11-20.1.log', 'app.log']],
  ],
  [
    'Spring Boot by day and size',
    [['app.log.2026-11-19.2.gz', 'app.log.2026-11-19.10.gz', 'app.log.2026-11-20.0.gz', 'app.log']],
  ],
  ['log4j by day', [['app.log.2026-11-19', 'app.log.2026-11-20', 'app.log']]],
  ['log4j by hour', [['app.log.2026-11-20-09', 'app.log.2026-11-20-10', 'app.log']]],
  [
    'log4j2 with an American date',
    [['app-12-31-2025-1.log.gz', 'app-11-20-2026-1.log.gz', 'app-11-20-2026-2.log.gz', 'app.log']],
  ],
  ['log4j2 by month', [['app-2026-10.log.gz', 'app-2026-11.log.gz', 'app.log']]],
  ['logback by number', [['app.3.log.gz', 'app.2.log', 'app.1.log', 'app.log']]],
  ['Tomcat by day', [['catalina.2026-11-19.log', 'catalina.2026-11-20.log'], ['catalina.out']]],
  ['days without a file of today', [['app-2026-11-19.log', 'app-2026-11-20.log']]],
  ['kubelet', [['0.log.20261120-091112.gz', '0.log.20261120-101112', '0.log'], ['1.log']]],
  ['Docker', [['3f9a-json.log.2.gz', '3f9a-json.log.1', '3f9a-json.log']]],
  ['Python by time', [['app.log.2026-11-20_09-00-00', 'app.log.2026-11-20_10-00-00', 'app.log']]],
  ['lumberjack', [['a-2026-11-20T09-11-12.345.log.gz', 'a-2026-11-20T10-11-12.345.log', 'a.log']]],
  ['winston by size', [['a-2026-11-20.log', 'a-2026-11-20.log.1', 'a-2026-11-20.log.2']]],
  ['Serilog', [['log20261119.txt', 'log20261120.txt', 'log20261120_001.txt']]],
  ['IIS', [['u_ex261119.log', 'u_ex261120.log']]],
  ['rotatelogs', [['access_log.1763510400', 'access_log.1763596800', 'access_log']]],
  ['PostgreSQL', [['postgresql-2026-11-19_000000.log', 'postgresql-2026-11-20_000000.log']]],
  ['Minecraft', [['2026-11-19-2.log.gz', '2026-11-20-1.log.gz', 'latest.log']]],
  ['the same with numbers', [['latest.log.2', 'latest.log.1', 'latest.log']]],
  ['one that was put away', [['Xorg.0.log.old', 'Xorg.0.log'], ['Xorg.1.log']]],
  ['logs of machines that have numbers', [['web.1.log'], ['web.2.log'], ['db-1.log'], ['db.log']]],
  ['outputs of ranks', [['rank.1'], ['rank.2'], ['slurm-1700000001'], ['slurm-1700000002']]],
  ['ports and versions', [['node-2001.log'], ['node-2002.log'], ['app-2.0.1'], ['app-2.0.2']]],
  ['a log of which only older files are left', [['app.log.2.gz', 'app.log.1']]],
  ['a log and a packed copy of it', [['app.log'], ['app.log.gz']]],
  ['logs with names that begin alike', [['app.log.1', 'app.log'], ['app2.log'], ['app-error.log']]],
  ['numbers that are no date', [['app-20269999.log'], ['build-1234.log'], ['build.log']]],
];

suite('files of one log', () => {
  for (const [name, logs] of folders) {
    test(`are found by their names: ${name}`, () => {
      const found = [...byLog(logs.flat().toReversed()).values()];
      const sorted = (all: readonly (readonly string[])[]) =>
        all.toSorted((a, b) => (String(a) < String(b) ? -1 : 1));
      assert.deepEqual(sorted(found), sorted(logs));
    });
  }

  test('are found from each of them', () => {
    const folder = ['app.log', 'app.log.1', 'app.log.2.gz', 'other.log', 'app.log.txt'];
    assert.deepEqual(rotationsOf('app.log', folder), ['app.log.2.gz', 'app.log.1']);
    assert.deepEqual(rotationsOf('app.log.1', folder), ['app.log.2.gz', 'app.log']);
    assert.deepEqual(rotationsOf('other.log', folder), []);
    assert.deepEqual(rotationsOf('app.1.log', folder), ['app.log.2.gz', 'app.log.1', 'app.log']);
    assert.deepEqual(rotationsOf('new.log', []), []);
  });

  const unmarked = ['app.log', 'app.log.gz', '1.log', 'server', 'app-v2.log', 'app-1.2.log.x'];
  for (const name of unmarked) {
    test(`${name} has no mark of one that was put away`, () => {
      assert.equal(rotatedName(name), undefined);
    });
  }
});
