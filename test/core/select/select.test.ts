import assert from 'node:assert/strict';
import { noContext, type RunContext } from '../../../src/core/model/context.ts';
import type { EvidencePack } from '../../../src/core/model/evidence.ts';
import type { LineRange, LogFile } from '../../../src/core/model/logFile.ts';
import { selectEvidence } from '../../../src/core/select/select.ts';
import { fixtureLog, fixtureMined } from '../fixtureLog.ts';

const pace = { step: () => undefined };

function select(
  files: readonly LogFile[],
  budget = 2000,
  context: RunContext = noContext,
  ranges: readonly (LineRange | undefined)[] = [],
): Promise<EvidencePack> {
  const mined = fixtureMined(files);
  return selectEvidence({ files, mined, signatures: [], context, budget, ranges }, pace);
}

const build = fixtureLog('build.log', [
  'configuring',
  ...Array.from({ length: 40 }, (_, i) => `compiling part${i}.c`),
  "moon.c:12: undefined reference to `lookup'",
  'collect2: error: ld returned 1 exit status',
  'make: *** [all] Error 2',
]);

suite('select', () => {
  test('the cause stands first and its trailers below it', async () => {
    const { evidence } = await select([build]);
    assert.equal(evidence[0]?.id, 'E1');
    assert.deepEqual(evidence[0]?.focus[0], { startLine: 42, endLine: 42 });
    assert.match(evidence[0]?.text ?? '', /undefined reference/);
  });

  test('every text is the true lines it names, within the budget', async () => {
    for (const budget of [60, 200, 1000]) {
      const pack = await select([build], budget);
      assert.ok(pack.characters <= budget);
      for (const { startLine, endLine, text } of pack.evidence) {
        const lines = Array.from({ length: endLine - startLine + 1 }, (_, i) =>
          build.lineAt(startLine + i),
        );
        assert.equal(text, lines.join('\n'));
      }
    }
  });

  test('of many alike three are shown, and the rest is told of', async () => {
    const log = fixtureLog(
      'mail.log',
      Array.from(
        { length: 60 },
        (_, i) => `10:00:${String(i).padStart(2, '0')} ERROR login ${i} refused`,
      ),
    );
    const { evidence, leftOut } = await select([log], 20_000);
    const focus = evidence.flatMap((one) => one.focus);
    assert.ok(focus.length <= 3);
    assert.match(evidence[0]?.reason ?? '', /one of 60/);
    assert.deepEqual(
      leftOut.groups.map(({ reason }) => reason),
      ['repeats'],
    );
    assert.equal(leftOut.totalLines, 60);
  });

  test('the first failure of a flood comes before its repeats', async () => {
    const log = fixtureLog('a.log', [
      '10:00:00 INFO started',
      ...Array.from({ length: 9 }, (_, i) => `10:00:1${i} ERROR call ${i + 3} failed`),
    ]);
    const { evidence } = await select([log], 40);
    assert.equal(evidence[0]?.focus[0]?.startLine, 2);
  });

  test('a long stack trace is shown by its headline and its deepest cause', async () => {
    const frames = Array.from(
      { length: 60 },
      (_, i) => `  at com.acme.Deep.call${i}(Deep.java:${i})`,
    );
    const log = fixtureLog('a.log', [
      'java.lang.RuntimeException: not served',
      ...frames,
      '  Caused by: java.io.IOException: No space left on device',
      '  at com.acme.Store.write(Store.java:7)',
    ]);
    const { evidence } = await select([log], 900);
    const shown = evidence.map(({ text }) => text).join('\n');
    assert.match(shown, /not served/);
    assert.match(shown, /No space left/);
    assert.ok(evidence.length >= 2);
  });

  test('only what was selected is asked about', async () => {
    const log = fixtureLog('a.log', [
      '10:00:00 ERROR disk: No space left on device',
      ...Array.from({ length: 30 }, () => '10:00:30 INFO fine'),
      '10:01:00 ERROR mail was refused',
    ]);
    const { evidence } = await select([log], 2000, noContext, [{ startLine: 20, endLine: 32 }]);
    assert.equal(evidence[0]?.focus[0]?.startLine, 32);
  });

  test('code that the failing lines name comes along, other code does not', async () => {
    const item = (name: string, text: string) => ({
      kind: 'code' as const,
      uri: `file:///${name}`,
      name,
      startLine: 1,
      endLine: text.split('\n').length,
      text,
    });
    const context: RunContext = {
      topology: undefined,
      items: [item('src/moon.c', 'int lookup();'), item('src/sun.c', 'int rise();')],
    };
    const { evidence } = await select([build], 2000, context);
    const names = evidence.filter(({ kind }) => kind === 'code').map(({ file }) => file);
    assert.deepEqual(names, ['src/moon.c']);
  });

  test('nothing gives nothing', async () => {
    const pack = await select([fixtureLog('a.log', [])]);
    assert.deepEqual([pack.evidence, pack.characters, pack.leftOut.groups], [[], 0, []]);
  });
});
