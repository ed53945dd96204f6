import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readContextFolder } from '../../src/node/contextFolder.ts';

suite('readContextFolder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whytrace-context-'));
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };

  test('takes code, manifests and patches by their kind, and leaves out what is not ours', async () => {
    write('src/cart.ts', 'a\nb\n');
    write('k8s/app.yaml', 'kind: Pod\n');
    write('Dockerfile', 'FROM node:24\n');
    write('changes/1.patch', '+x\n');
    write('node_modules/x/index.js', 'no');
    write('go.mod', 'module shop\n');
    write('requirements.txt', 'redis==5.0\n');
    write('app.log', 'no');
    write('huge.json', 'x'.repeat(300 * 1024));
    const { context, problems } = await readContextFolder(folder);
    assert.deepEqual(
      context.items.map(({ name, kind, endLine }) => [name, kind, endLine]),
      [
        ['Dockerfile', 'version', 2],
        ['changes/1.patch', 'change', 2],
        ['go.mod', 'version', 2],
        ['k8s/app.yaml', 'config', 2],
        ['requirements.txt', 'version', 2],
        ['src/cart.ts', 'code', 3],
      ],
    );
    assert.deepEqual(problems, []);
    assert.equal(context.topology, undefined);
  });

  test('reads who calls whom from topology.json', async () => {
    write(
      'topology.json',
      '{"services":["a","b"],"calls":[{"caller":"a","callee":"b","spans":3},{}]}',
    );
    const { context } = await readContextFolder(folder);
    assert.deepEqual(context.topology, {
      services: ['a', 'b'],
      edges: [{ from: 'a', to: 'b', status: 'observed' }],
    });
  });

  test('says what topology.json must hold when it can not be used', async () => {
    write('topology.json', '{"services":');
    const { context, problems } = await readContextFolder(folder);
    assert.equal(context.topology, undefined);
    assert.match(problems[0]?.message ?? '', /must hold/);
  });

  test('tells what it can not read, and reads the rest', async () => {
    // Names that are no UTF-8 come back from the file system as others, which are not there.
    const named = (...bytes: number[]): Buffer =>
      Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(bytes), Buffer.from('.yaml')]);
    mkdirSync(named(0xfe));
    writeFileSync(named(0xff), 'a: 1\n');
    const { context, problems } = await readContextFolder(folder);
    assert.ok(context.items.some(({ name }) => name === 'src/cart.ts'));
    const unread = problems.filter(({ code }) => code === 'contextUnreadable');
    assert.deepEqual(
      unread.map(({ file, message }) => [file, /was not read \(ENOENT\)/.test(message)]),
      [
        ['\ufffd.yaml', true],
        ['\ufffd.yaml', true],
      ],
    );
  });
});
