import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { isProbe } from '../modelServer/answer.ts';
import { type ModelServer, startModelServer } from '../modelServer/modelServer.ts';
import { aiOn } from './editor.ts';
import { allow, diagnosedPanel, previewPanel, useSession } from './session.ts';
import { runCommand } from './window.ts';

suite('Before something is sent from VS Code', () => {
  let server: ModelServer;
  const session = useSession('3-redis-cache', {
    async settings() {
      server = await startModelServer();
      return {
        ...aiOn,
        'whytrace.model.provider': 'openai',
        'whytrace.model.baseUrl': server.url,
        'whytrace.model.name': 'test-model',
        'whytrace.model.prices': { 'test-*': { input: 3, output: 15, currency: 'EUR' } },
      };
    },
  });
  suiteTeardown(() => server.close());

  /** The messages of each request that asked for a diagnosis. */
  const sent = (): readonly string[] =>
    server.requests
      .filter(({ body }) => !isProbe(body))
      .map(({ body }) => {
        const { messages } = JSON.parse(body) as { messages: readonly { content: string }[] };
        return messages.map(({ content }) => content).join('\n\n');
      });
  const diagnose = async (): Promise<void> => {
    await session.show('redis.log', 'cart-api.log');
    await runCommand(session.page, 'Whytrace: Diagnose');
  };
  const press = (panel: Frame, name: string): Promise<void> =>
    panel.getByRole('button', { name, exact: true }).click();
  const textOf = (panel: Frame): Promise<string> => panel.locator('body').innerText();

  test('the user sees what would be, takes an excerpt out, and what was shown is sent', async () => {
    await diagnose();
    const panel = await previewPanel(session.page);
    assert.deepEqual(server.requests, []);
    assert.match(await textOf(panel), /127\.0\.0\.1:\d+\s*test-model at/);
    assert.match(await textOf(panel), /about €\d/);
    const box = panel.locator('.item input').nth(1);
    const place = (await box.getAttribute('aria-label'))?.replace('Send ', '') ?? assert.fail();
    await box.focus();
    await session.page.keyboard.press('Space');
    await panel.locator('.item.dropped').waitFor();
    await panel.getByText('The exact text').click();
    const exact = await panel
      .getByRole('region', { name: 'The first request, byte for byte' })
      .textContent();
    await panel.getByText('Open in an editor').click();
    const opened = await session.editor.inHost<string>(`
      const active = () => vscode.window.activeTextEditor?.document;
      while (active()?.uri.scheme !== 'whytrace-request') await new Promise((r) => setTimeout(r, 50));
      return active().getText();`);
    assert.equal(opened, exact);
    await allow(session.page);
    const done = await diagnosedPanel(session.page);
    assert.equal(sent()[0], exact);
    assert.doesNotMatch(exact ?? '', /### E2 /);
    await done.getByText('What was sent').click();
    await done.getByText('You saw it before and allowed it.').waitFor();
    await done.getByText(`You took out ${place}.`).waitFor();
    const receipt = await done.locator('pre.receipt').textContent();
    for (const text of sent()) assert.ok(receipt?.includes(text));
  });

  test('allowed for the workspace, it is not asked again, and the same costs nothing again', async () => {
    await diagnose();
    await press(await previewPanel(session.page), 'Send without asking again in this workspace');
    await diagnosedPanel(session.page);
    const before = server.requests.length;
    await diagnose();
    const panel = await diagnosedPanel(session.page);
    await panel.getByText(/Answered from the reply of \d\d:\d\d/).waitFor();
    assert.match(await textOf(panel), /nothing left this machine/);
    assert.equal(server.requests.length, before);
    await press(panel, 'Ask again');
    await panel.getByText(/Answered from the reply of/).waitFor({ state: 'detached' });
    await diagnosedPanel(session.page);
    assert.ok(server.requests.length > before);
  });

  test('taken back, it is asked again; with the embedded analyst nothing is sent', async () => {
    await runCommand(session.page, 'Whytrace: Ask Before Sending');
    const before = server.requests.length;
    await diagnose();
    const preview = await previewPanel(session.page);
    await preview.getByText(/The same was asked at \d\d:\d\d/).waitFor();
    await press(preview, 'Use the embedded analyst instead');
    const panel = await diagnosedPanel(session.page);
    assert.match(await textOf(panel), /nothing left this machine/);
    assert.match(await textOf(panel), /Embedded analyst/);
    assert.equal(server.requests.length, before);
  });

  test('Escape in the preview cancels the run, and nothing is sent', async () => {
    const before = server.requests.length;
    await diagnose();
    const panel = await previewPanel(session.page);
    await panel.locator('h1').click();
    await session.page.keyboard.press('Escape');
    await panel.getByRole('heading', { name: 'Cancelled' }).waitFor();
    assert.equal(server.requests.length, before);
  });

  test('the limit of a day stops a request, and the user reads which setting it is', async () => {
    const before = server.requests.length;
    const set = (tokens: number): Promise<unknown> =>
      session.editor.inHost(`
        await vscode.workspace.getConfiguration('whytrace.model')
          .update('tokensPerDay', ${tokens}, vscode.ConfigurationTarget.Global);`);
    await set(100);
    await diagnose();
    const text = await textOf(await diagnosedPanel(session.page));
    assert.match(
      text,
      /of the 100 tokens of a day were used, which "whytrace\.model\.tokensPerDay"/,
    );
    assert.match(text, /embedded analyst/i);
    assert.equal(server.requests.length, before);
    await set(0);
  });

  test('what was found out about the server can be seen, and forgotten', async () => {
    await runCommand(session.page, 'Whytrace: Show Model Server Capabilities');
    const list = session.page.locator('.quick-input-widget');
    const row = list.locator('.monaco-list-row', { hasText: 'test-model' });
    await row.getByText(/JSON schema honoured/).waitFor();
    await row.hover();
    await row.locator('.codicon-trash').click();
    await row.waitFor({ state: 'detached' });
    await session.page.keyboard.press('Escape');
  });
});
