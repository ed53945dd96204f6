import assert from 'node:assert/strict';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import type { SourceQuestion } from '../../src/core/model/source.ts';
import { sourcePlaces } from '../../src/core/source/sourcePlaces.ts';
import { createSourceAccess } from '../../src/node/sourceAccess.ts';
import { createSourceIndexes } from '../../src/node/sourceIndex.ts';
import { createGitRepository, type GitRepository } from './gitRepository.ts';

const files = {
  'src/store.go':
    'package store\n\nfunc open() {\n\tlog.Printf("cannot open segment %s", path)\n}\n',
  'src/com/shop/Cart.java':
    'class Cart {\n  void save() {\n    throw new Lost("The basket was lost again");\n  }\n}\n',
  'build/store.go': 'log.Printf("cannot open segment %s", path)\n',
  'secret/keys.go': 'log.Printf("rotating the master key of %s", name)\n',
  'generated/big.go': `log.Printf("table %d is out of order", n)\n${'x'.repeat(600_000)}`,
  '.gitignore': 'generated/\n',
  '.aiexclude': 'secret/\n',
};

const asked = (messages: readonly string[], ...frames: readonly string[]): SourceQuestion => ({
  messages,
  places: frames.flatMap(sourcePlaces),
});

suite('createSourceAccess', () => {
  let repository: GitRepository;
  let now = 0;
  const indexes = createSourceIndexes({ now: () => now });
  const find = async (question: SourceQuestion, asksGit = false) => {
    const access = createSourceAccess(indexes, { folders: [repository.folder], asksGit });
    return (await access.find([question], neverCancelled))[0];
  };
  const places = async (question: SourceQuestion) => {
    const answer = await find(question);
    const spots = [...(answer?.statements ?? []), ...(answer?.frame ? [answer.frame] : [])];
    return spots.map(({ name, startLine }) => `${name}:${startLine}`);
  };

  suiteSetup(() => {
    repository = createGitRepository();
    repository.write(files);
    repository.commit('2026-03-01T10:00:00Z', 'Ann Lee', 'All of it');
  });
  suiteTeardown(() => repository.remove());

  test('finds the statement of a message, with lines around it', async () => {
    const answer = await find(asked(['cannot open segment /data/7']));
    const [spot] = answer?.statements ?? [];
    assert.equal(spot?.name, 'src/store.go');
    assert.deepEqual([spot?.startLine, spot?.endLine, spot?.excerpt.startLine], [4, 4, 1]);
    assert.match(spot?.excerpt.text ?? '', /^package store[\s\S]*\}\n$/);
    assert.equal(spot?.others.length, 0);
  });

  test('finds the first frame that lies in the folder', async () => {
    const frames = ['at org.spring.Call.go(Call.java:9)', 'at com.shop.Cart.save(Cart.java:3)'];
    assert.deepEqual(await places(asked([], ...frames)), ['src/com/shop/Cart.java:3']);
  });

  const silent: readonly (readonly [string, SourceQuestion])[] = [
    [
      'a frame whose line the file does not have',
      asked([], 'at com.shop.Cart.save(Cart.java:300)'),
    ],
    ['what was built', asked([], '/app/build/store.go:1')],
    [
      'what an AI-ignore file keeps',
      asked(['rotating the master key of a'], '/x/secret/keys.go:1'),
    ],
    ['what a .gitignore names', asked(['table 7 is out of order'])],
    ['no question', asked([])],
  ];
  for (const [name, question] of silent) {
    test(`finds nothing for ${name}`, async () => assert.deepEqual(await places(question), []));
  }

  test('asks git only where that is allowed', async () => {
    const question = asked(['cannot open segment /data/7']);
    const [without] = (await find(question, false))?.statements ?? [];
    const [asking] = (await find(question, true))?.statements ?? [];
    assert.equal(without?.history, undefined);
    assert.deepEqual(
      asking?.history?.changes.map(({ subject }) => subject),
      ['All of it'],
    );
  });

  test('sees what was changed once its index is a minute old', async () => {
    repository.write({ 'src/new.go': 'log.Printf("lease of %s was taken away", name)\n' });
    const question = asked(['lease of shard-7 was taken away']);
    assert.deepEqual(await places(question), []);
    now += 61_000;
    assert.deepEqual(await places(question), ['src/new.go:1']);
  });

  test('answers for each question, also where the run was stopped', async () => {
    const access = createSourceAccess(indexes, { folders: [repository.folder], asksGit: true });
    const stopped = { aborted: true, throwIfAborted() {} };
    const answers = await access.find([asked(['cannot open segment 1']), asked([])], stopped);
    assert.deepEqual(answers, [
      { statements: [], frame: undefined },
      { statements: [], frame: undefined },
    ]);
  });
});
