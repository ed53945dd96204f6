import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ecosystem, RegistryAnswer } from '../../../src/core/model/packageRegistry.ts';
import { type AnswerCache, fileCache } from '../../../src/node/registries/cache.ts';
import { createRegistries } from '../../../src/node/registries/registries.ts';
import { npmAnswer, type RegistryServer, type Said, serveRegistry } from './registryServer.ts';

const now = Date.parse('2026-11-22T00:00:00Z');
const noCache: AnswerCache = { get: async () => undefined, set: async () => {} };

async function asked(
  server: RegistryServer,
  ecosystem: Ecosystem,
  name: string,
): Promise<RegistryAnswer> {
  const registries = createRegistries({
    urls: { [ecosystem]: `${server.url}/` },
    now: () => now,
    cache: noCache,
    patience: 300,
  });
  return registries.lookUp(ecosystem, name);
}

interface Telling {
  readonly name: string;
  readonly ecosystem: Ecosystem;
  readonly package: string;
  readonly answers: Readonly<Record<string, Said>>;
  readonly expected: RegistryAnswer;
}

const json = (value: unknown): Said => ({ status: 200, body: JSON.stringify(value) });
const text = (body: string): Said => ({ status: 200, body, type: 'text/plain' });

const tellings: readonly Telling[] = [
  {
    name: 'npm tells age, versions and maintainers; a scope is one part of the path',
    ecosystem: 'npm',
    package: '@acme/tools',
    answers: {
      '/@acme%2ftools': npmAnswer('@acme/tools', { created: '2026-11-19T00:00:00Z' }),
    },
    expected: {
      kind: 'found',
      signs: { ageDays: 3, versions: ['1.0.0', '1.1.0'], maintainers: 2 },
    },
  },
  {
    name: 'what npm took down is gone',
    ecosystem: 'npm',
    package: 'left-pod',
    answers: {
      '/left-pod': json({ name: 'left-pod', versions: {} }),
      '/semver': npmAnswer('semver'),
    },
    expected: { kind: 'notFound' },
  },
  {
    name: 'PyPI tells the first upload, whatever dashes a name is written with',
    ecosystem: 'pypi',
    package: 'flask_helper',
    answers: {
      '/pypi/flask_helper/json': json({
        info: { name: 'Flask-Helper' },
        releases: {
          '0.2': [{ upload_time_iso_8601: '2026-11-20T00:00:00Z' }],
          '0.1': [{ upload_time_iso_8601: '2026-11-12T00:00:00Z' }],
        },
      }),
    },
    expected: { kind: 'found', signs: { ageDays: 10, versions: ['0.2', '0.1'] } },
  },
  {
    name: 'crates.io tells downloads of ninety days',
    ecosystem: 'cargo',
    package: 'serde_helpers',
    answers: {
      '/api/v1/crates/serde_helpers': json({
        crate: { id: 'serde-helpers', created_at: '2026-11-21T00:00:00Z', recent_downloads: 12 },
        versions: [{ num: '0.1.0' }],
      }),
    },
    expected: {
      kind: 'found',
      signs: { ageDays: 1, versions: ['0.1.0'], downloads: { count: 12, within: 'quarter' } },
    },
  },
  {
    name: 'the Go proxy tells versions, and the time of the first one when asked; capitals are escaped',
    ecosystem: 'go',
    package: 'github.com/BurntSushi/toml',
    answers: {
      '/github.com/!burnt!sushi/toml/@v/list': text('v1.10.0\nv1.2.0\n'),
      '/github.com/!burnt!sushi/toml/@v/v1.2.0.info': json({ Time: '2026-10-23T00:00:00Z' }),
    },
    expected: { kind: 'found', signs: { ageDays: 30, versions: ['v1.10.0', 'v1.2.0'] } },
  },
  {
    name: 'a module that was never tagged is there too',
    ecosystem: 'go',
    package: 'github.com/a/b',
    answers: { '/github.com/a/b/@v/list': text('') },
    expected: { kind: 'found', signs: {} },
  },
  {
    name: 'Maven Central tells versions',
    ecosystem: 'maven',
    package: 'org.acme.tools:tools-core',
    answers: {
      '/org/acme/tools/tools-core/maven-metadata.xml': text(
        '<metadata><groupId>org.acme.tools</groupId><artifactId>tools-core</artifactId><versioning><versions><version>1.0</version></versions></versioning></metadata>',
      ),
    },
    expected: { kind: 'found', signs: { versions: ['1.0'] } },
  },
  {
    name: 'NuGet tells dates, and what is unlisted has none',
    ecosystem: 'nuget',
    package: 'Serilog.Helpers',
    answers: {
      '/v3/registration5-semver1/serilog.helpers/index.json': json({
        items: [
          {
            items: [
              { catalogEntry: { version: '1.0.0', published: '1900-01-01T00:00:00Z' } },
              { catalogEntry: { version: '1.1.0', published: '2026-11-02T00:00:00Z' } },
            ],
          },
        ],
      }),
    },
    expected: { kind: 'found', signs: { ageDays: 20, versions: ['1.0.0', '1.1.0'] } },
  },
  {
    name: 'RubyGems tells downloads of each version',
    ecosystem: 'gem',
    package: 'rails-helper',
    answers: {
      '/api/v1/versions/rails-helper.json': json([
        { number: '0.2', created_at: '2026-11-02T00:00:00Z', downloads_count: 5 },
        { number: '0.1', created_at: '2026-11-01T00:00:00Z', downloads_count: 7 },
      ]),
    },
    expected: {
      kind: 'found',
      signs: { ageDays: 21, versions: ['0.2', '0.1'], downloads: { count: 12, within: 'always' } },
    },
  },
  {
    name: 'Packagist tells the time of each version',
    ecosystem: 'composer',
    package: 'Acme/Tools',
    answers: {
      '/p2/acme/tools.json': json({
        packages: { 'acme/tools': [{ version: 'v1.0', time: '2026-11-20T00:00:00Z' }] },
      }),
    },
    expected: { kind: 'found', signs: { ageDays: 2, versions: ['v1.0'] } },
  },
];

interface BadDay {
  readonly name: string;
  readonly said: Said;
  readonly why: RegExp;
}

const page = '<!doctype html><title>Sign in</title>';

const badDays: readonly BadDay[] = [
  { name: 'lets people wait', said: 'silence', why: /did not answer within 1 second/ },
  { name: 'hangs up', said: 'hangUp', why: /could not be reached/ },
  { name: 'asks for fewer questions', said: { status: 429 }, why: /fewer questions \(429\)/ },
  { name: 'wants a login', said: { status: 403 }, why: /wants a login \(403\)/ },
  { name: 'fails', said: { status: 503, body: page }, why: /failed \(503\)/ },
  {
    name: 'shows a page to sign in',
    said: { status: 200, body: page, type: 'text/html' },
    why: /its answer is no description of lodahs/,
  },
  {
    name: 'tells of another package',
    said: npmAnswer('lodash'),
    why: /its answer is no description of lodahs/,
  },
  { name: 'sends half an object', said: text('{"name":"lodahs",'), why: /no description/ },
  {
    name: 'sends on to another host',
    said: { to: 'http://localhost:9/lodahs' },
    why: /sends on to localhost:9, which was not asked/,
  },
  { name: 'sends on to a file', said: { to: 'file:///etc/passwd' }, why: /sends on to another/ },
  { name: 'sends on and on', said: { to: '/lodahs' }, why: /sends on and on/ },
  {
    name: 'has nothing at all, as at a wrong address',
    said: { status: 404, body: page, type: 'text/html' },
    why: /does not have semver either/,
  },
];

suite('registries of packages', () => {
  let server: RegistryServer | undefined;
  teardown(() => server?.close());

  for (const { name, ecosystem, package: called, answers, expected } of tellings) {
    test(name, async () => {
      server = await serveRegistry(answers);
      assert.deepEqual(await asked(server, ecosystem, called), expected);
    });
  }

  for (const { name, said, why } of badDays) {
    test(`nothing is concluded from one that ${name}`, async () => {
      server = await serveRegistry({ '/lodahs': said });
      const answer = await asked(server, 'npm', 'lodahs');
      assert.equal(answer.kind, 'couldNotCheck');
      assert.match(answer.kind === 'couldNotCheck' ? answer.why : '', why);
    });
  }

  test('a package is not found where the registry has others', async () => {
    server = await serveRegistry({ '/semver': npmAnswer('semver') });
    assert.deepEqual(await asked(server, 'npm', 'lodahs'), { kind: 'notFound' });
    assert.deepEqual(server.asked, ['/lodahs', '/semver']);
  });

  test('a redirect on the same host is followed', async () => {
    server = await serveRegistry({
      '/lodahs': { to: '/moved/lodahs' },
      '/moved/lodahs': npmAnswer('lodahs'),
    });
    assert.equal((await asked(server, 'npm', 'lodahs')).kind, 'found');
  });

  test('one that failed is not asked again, and not for each of many names', async () => {
    server = await serveRegistry(() => ({ status: 429 }));
    const registries = createRegistries({ urls: { npm: server.url }, cache: noCache });
    const names = Array.from({ length: 30 }, (_, index) => `name-${index}`);
    const answers = await Promise.all(names.map((name) => registries.lookUp('npm', name)));
    assert.ok(answers.every(({ kind }) => kind === 'couldNotCheck'));
    assert.ok(server.asked.length <= 6, `${server.asked.length} questions`);
  });

  test('downloads are asked for at their own address, and their server may fail', async () => {
    server = await serveRegistry({
      '/a-b': npmAnswer('a-b'),
      '/c-d': npmAnswer('c-d'),
      '/counts/point/last-week/a-b': json({ downloads: 7 }),
      '/counts/point/last-week/c-d': { status: 500 },
    });
    const urls = { npm: server.url, npmDownloads: `${server.url}/counts` };
    const registries = createRegistries({ urls, now: () => now, cache: noCache });
    const downloads = async (name: string): Promise<unknown> => {
      const answer = await registries.lookUp('npm', name);
      return answer.kind === 'found' && answer.signs.downloads;
    };
    assert.deepEqual(await downloads('a-b'), { count: 7, within: 'week' });
    assert.equal(await downloads('c-d'), undefined);
  });

  test('an address that is none is said', async () => {
    const registries = createRegistries({ urls: { npm: 'file:///etc' }, cache: noCache });
    assert.deepEqual(await registries.lookUp('npm', 'passwd'), {
      kind: 'couldNotCheck',
      why: 'its address in the settings is none',
    });
  });
});

suite('kept answers of registries', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whytrace-registries-'));
  const file = join(folder, 'deep', 'registries.json');
  const hour = 3_600_000;
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  test('a package is remembered by the next process, a day older a day later; a missing one for an hour', async () => {
    const server = await serveRegistry({
      '/a-b': npmAnswer('a-b', { created: '2026-11-20T00:00:00Z' }),
      '/semver': npmAnswer('semver'),
    });
    let time = now;
    const ask = (name: string): Promise<RegistryAnswer> => {
      const clock = (): number => time;
      const cache = fileCache(file, clock);
      return createRegistries({ urls: { npm: server.url }, now: clock, cache }).lookUp('npm', name);
    };
    const age = async (): Promise<unknown> => {
      const answer = await ask('a-b');
      return answer.kind === 'found' && answer.signs.ageDays;
    };
    try {
      assert.equal(await age(), 2);
      await ask('none');
      time += 24 * hour;
      assert.equal(await age(), 3);
      assert.deepEqual(server.asked, ['/a-b', '/none', '/semver']);
      await ask('none');
      assert.deepEqual(server.asked.slice(3), ['/none', '/semver']);
      assert.doesNotMatch(readFileSync(file, 'utf8'), /semver"/);
    } finally {
      await server.close();
    }
  });

  test('a file that holds something else is as good as none', async () => {
    writeFileSync(file, '{"http://x a": {"at": "soon"}, "http://x b": 3, "c": null}');
    assert.equal(await fileCache(file, () => now).get('http://x a'), undefined);
    writeFileSync(file, 'null');
    assert.equal(await fileCache(file, () => now).get('http://x a'), undefined);
  });
});
