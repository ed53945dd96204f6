import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readContextFolder } from '../../src/node/contextFolder.ts';
import { defaultBudget, readCases } from './cases.ts';
import { measureTrust, type Trust } from './trust/measure.ts';
import { floors, reportOf, shareCaught, shareRejected } from './trust/report.ts';
import { openCase, openWorld, type World } from './trust/world.ts';

const samples = fileURLToPath(new URL('../../media/samples', import.meta.url));

async function openSample(name: string): Promise<World> {
  const folder = join(samples, name);
  const logs = readdirSync(folder).filter((file) => file.endsWith('.log'));
  const sources = logs.sort().map((file) => ({
    uri: pathToFileURL(join(folder, file)).href,
    name: file,
  }));
  const { context } = await readContextFolder(folder);
  return openWorld(name, { sources, context, budget: defaultBudget });
}

/** Every so manieth of the holdout's cases; `npm run bench:trust -- FOLDER` takes all. */
const EACH = 6;

suite('evaluation: what the verifier lets pass', () => {
  let trust: Trust;

  suiteSetup(async function () {
    this.timeout(120_000);
    const cases = readCases(join(import.meta.dirname, 'holdout'));
    const folders = readdirSync(samples, { withFileTypes: true });
    const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    const worlds = [
      ...(await Promise.all(names.map(openSample))),
      ...(await Promise.all(cases.filter((_, at) => at % EACH === 0).map(openCase))),
    ];
    trust = measureTrust(worlds, 20_261_121);
    for (const world of worlds) world.close();
  });

  test('each mutation was tried, and often', () => {
    const rare = trust.mutations.filter(({ tried }) => tried < 10).map(({ name }) => name);
    assert.deepEqual(rare, []);
  });

  test(`of false claims ${100 * floors.caught} % are caught, or rightly repaired`, () => {
    assert.ok(shareCaught(trust) >= floors.caught, reportOf(trust));
  });

  test('of each kind of false claim 95 % are caught, or rightly repaired', () => {
    const weak = trust.mutations.filter(({ tried, missed }) => missed.length > 0.05 * tried);
    assert.deepEqual(
      weak.flatMap(({ missed }) => missed),
      [],
    );
  });

  test(`of true claims at most ${100 * floors.rejected} % are rejected`, () => {
    assert.ok(
      shareRejected(trust) <= floors.rejected,
      trust.truths.flatMap(({ missed }) => missed).join('\n'),
    );
  });
});
