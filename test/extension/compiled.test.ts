import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireCompiled } from '../../src/extension/compiled.ts';

suite('what was compiled of a bundle is kept for the next start', () => {
  let folder: string;
  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'whytrace-compiled-'));
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  const bundleOf = (answer: string): string =>
    `const { join } = require('node:path'); exports.answer = () => join('a', '${answer}'); exports.at = [__dirname, __filename];`;

  /** Runs the bundle, and then what it left for later, if anything. */
  async function start(kept = join(folder, 'kept', 'compiled.bin')) {
    const bundle = join(folder, 'bundle.cjs');
    let isKept = false;
    const works: (() => Promise<void>)[] = [];
    const loaded = requireCompiled(bundle, kept, createRequire(bundle), (work) => works.push(work));
    const { answer, at } = loaded as { answer: () => string; at: readonly string[] };
    const answered = answer();
    for (const work of works) {
      await work();
      isKept = true;
    }
    assert.deepEqual(at, [folder, bundle]);
    return { answered, isKept };
  }

  const kept = (): string => join(folder, 'kept', 'compiled.bin');
  const damages: readonly [string, () => void][] = [
    ['was cut', () => writeFileSync(kept(), readFileSync(kept()).subarray(0, 100))],
    ['is empty', () => writeFileSync(kept(), '')],
    [
      'has a byte changed',
      () => {
        const bytes = readFileSync(kept());
        bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
        writeFileSync(kept(), bytes);
      },
    ],
    ['was deleted', () => rmSync(kept())],
    // Of the same length, which is all that V8 looks at.
    ['is of another bundle', () => writeFileSync(join(folder, 'bundle.cjs'), bundleOf('y'))],
  ];

  test('a second start uses it and writes nothing', async () => {
    writeFileSync(join(folder, 'bundle.cjs'), bundleOf('x'));
    assert.deepEqual(await start(), { answered: join('a', 'x'), isKept: true });
    assert.deepEqual(await start(), { answered: join('a', 'x'), isKept: false });
  });

  for (const [name, damage] of damages) {
    test(`if it ${name}, the bundle is compiled and kept again`, async () => {
      writeFileSync(join(folder, 'bundle.cjs'), bundleOf('x'));
      await start();
      damage();
      const { answered, isKept } = await start();
      const expected = name === 'is of another bundle' ? 'y' : 'x';
      assert.deepEqual([answered, isKept], [join('a', expected), true]);
      assert.equal((await start()).isKept, false);
    });
  }

  test('where nothing can be kept the bundle runs all the same', async () => {
    writeFileSync(join(folder, 'bundle.cjs'), bundleOf('x'));
    mkdirSync(kept(), { recursive: true });
    assert.equal((await start()).answered, join('a', 'x'));
    assert.equal((await start()).answered, join('a', 'x'));
  });
});
