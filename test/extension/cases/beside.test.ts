import assert from 'node:assert/strict';
import { besides } from '../../../src/extension/cases/beside.ts';
import { begun, done, openWindow, useFolder } from './setUp.ts';

const audit = { kind: 'done', about: 'Staged changes', audit: { findings: [] }, places: [] };
const chat = { schema: 'whytrace.chat/1', id: 'c', title: 'Why?', turns: [], leaf: null };

suite('what belongs to a case beside its runs', () => {
  const folder = useFolder();

  test('is listed with the case that was shown when it was made, the latest first and each once', async () => {
    const { cases } = openWindow(folder.path);
    await cases.keep(begun('r1'));
    await cases.keep(done('r1'));
    await cases.attach('chat', 'c', { ...chat, title: 'Why' });
    await cases.attach('audit', 'a', audit);
    await cases.attach('chat', 'c', chat);
    const [shown] = cases.known;
    const listed = besides(await cases.attachments(shown?.id ?? ''));
    assert.deepEqual(
      listed.map(({ kind, title }) => [kind, title]),
      [
        ['chat', 'Why?'],
        ['audit', 'Staged changes'],
      ],
    );
  });

  const others: readonly (readonly [string, string, unknown])[] = [
    ['an audit that has no answer', 'audit', { kind: 'running', about: 'x' }],
    ['an audit without findings’ place', 'audit', { kind: 'done', about: 'x', audit: null }],
    ['a conversation of another version', 'chat', { ...chat, schema: 'whytrace.chat/9' }],
    ['no data', 'chat', null],
    ['a kind that nobody knows', 'poem', chat],
  ];
  for (const [name, kind, data] of others) {
    test(`of a file that others wrote, ${name} is left out`, () => {
      assert.deepEqual(besides([{ kind, key: 'k', time: 1, data }]), []);
    });
  }
});
