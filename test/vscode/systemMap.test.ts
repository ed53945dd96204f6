import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { eventually } from '../eventually.ts';
import { diagnosedPanel, useSession } from './session.ts';
import { runCommand, webviewFrame } from './window.ts';

suite('The system map', () => {
  const session = useSession('1-kubernetes-outage');

  async function map(): Promise<Frame> {
    await runCommand(session.page, 'Whytrace: Show System Map');
    const frame = await webviewFrame(session.page, 'System Map');
    await frame.locator('.page.shown h1').waitFor({ timeout: 30_000 });
    return frame;
  }

  test('shows who depends on whom, and opens the line that says so', async () => {
    const frame = await map();
    await frame.locator('.node[data-service="postgres"]').click();
    await frame.getByText('may be hit:').waitFor();
    await frame.getByRole('button', { name: 'k8s/catalog.yaml:20' }).click();
    await eventually(async () => {
      const shown = await session.editor.inHost(`
        const editor = vscode.window.activeTextEditor;
        return editor && [editor.document.uri.path.split('/').at(-1), editor.selection.active.line + 1];`);
      assert.deepEqual(shown, ['catalog.yaml', 20]);
    });
  });

  test('names what the open diagnosis suspects', async () => {
    await session.show('catalog.log', 'payments.log', 'web-access.log');
    await runCommand(session.page, 'Whytrace: Diagnose');
    await diagnosedPanel(session.page);
    const frame = await map();
    await frame.locator('.node.suspect .note').first().waitFor();
  });
});
