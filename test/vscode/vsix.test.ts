import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './editor.ts';
import { diagnosedPanel, useSession } from './session.ts';
import { runCommand } from './window.ts';

suite('The packaged extension', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whytrace-vsix-'));
  const vsix = join(folder, 'whytrace.vsix');
  const session = useSession('1-kubernetes-outage', {
    vsix() {
      const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
      execFileSync(npm, ['run', 'package', '--', '--out', vsix], {
        cwd: projectRoot,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      return vsix;
    },
  });

  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  test('diagnoses a sample, from a file below 2.5 MB', async () => {
    assert.ok(statSync(vsix).size < 2.5 * 1024 * 1024, `${statSync(vsix).size} bytes`);
    await session.show('payments.log', 'postgres.log', 'catalog.log');
    await runCommand(session.page, 'Whytrace: Diagnose');
    const panel = await diagnosedPanel(session.page);
    assert.match(await panel.locator('h1').innerText(), /connection|client|postgres/i);
  });
});
