import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import type { BehaviourName } from '../modelServer/behaviours.ts';
import { type ModelServer, startModelServer } from '../modelServer/modelServer.ts';
import { aiOn } from './editor.ts';
import { diagnosedPanel, useSession } from './session.ts';
import { runCommand, webviewFrame } from './window.ts';

/** How the server behaves, and words that the user then reads beside the embedded answer. */
const failures: readonly (readonly [BehaviourName, RegExp])[] = [
  ['unauthorised', /refused the API key/],
  ['quota', /quota or credit .* is used up/],
  ['rateLimitLong', /takes no more requests right now/],
  ['modelMissing', /Pick one with/],
  ['contextLength', /too long for this model/],
  ['internalError', /answered with an error \(HTTP 500\)/],
  ['badGateway', /answered with an error \(HTTP 502\)/],
  ['cut', /could not be reached/],
  ['prose', /could not be read as JSON/],
  ['wrongShape', /does not have the expected shape/],
  ['refusal', /declined to answer/],
  ['outOfTokens', /cut off at its length limit/],
  ['never', /did not answer within/],
];

suite('A model server asked from VS Code', () => {
  let server: ModelServer;
  const session = useSession('3-redis-cache', {
    async settings() {
      server = await startModelServer();
      return {
        ...aiOn,
        'whytrace.model.provider': 'openai',
        'whytrace.model.baseUrl': server.url,
        'whytrace.model.name': 'test-model',
        'whytrace.model.timeoutSeconds': 5,
        'whytrace.model.preview': 'never',
        'whytrace.model.keepReplies': false,
      };
    },
  });
  suiteTeardown(() => server.close());

  const diagnose = async (): Promise<Frame> => {
    await session.show('redis.log', 'cart-api.log');
    await runCommand(session.page, 'Whytrace: Diagnose');
    return diagnosedPanel(session.page);
  };

  test('its streamed answer is verified: a quote that is in the log holds, an invented one does not', async () => {
    const before = server.requests.length;
    const panel = await diagnose();
    const body = panel.locator('body');
    assert.ok(server.requests.length > before);
    assert.match(await body.innerText(), /test-model/);
    assert.match(await body.innerText(), /✓|supported/);
    await panel.getByRole('tab').nth(1).click();
    await body.getByText('Not supported').first().waitFor();
  });

  test('what the panel shows as sent is what went over the wire, all requests of the run', async () => {
    const before = server.requests.length;
    const panel = await diagnose();
    await panel.getByText('What was sent').click();
    const sent = server.requests.slice(before).map(({ body }) => {
      const { messages } = JSON.parse(body) as { messages: { content: string }[] };
      return messages.map((message) => message.content).join('\n\n');
    });
    const receipt = panel.locator('pre', { hasText: sent[0]?.slice(0, 60) ?? '' });
    await receipt.first().waitFor();
    // One claim of the test server's answer is invented, so it is asked to mend that.
    assert.equal(sent.length, 2);
    assert.equal(
      await receipt.first().textContent(),
      sent.map((text, at) => `=== Request ${at + 1} of 2 ===\n${text}`).join('\n\n'),
    );
  });

  test('where AI is turned off in the editor, nothing is asked, and the embedded analyst answers', async () => {
    const before = server.requests.length;
    const turn = (off: boolean): Promise<void> =>
      session.editor.inHost(
        `await vscode.workspace.getConfiguration('chat').update('disableAIFeatures', ${off}, true)`,
      );
    await turn(true);
    const text = await (await diagnose()).locator('body').innerText();
    await turn(false);
    assert.match(text, /embedded analyst/i);
    assert.equal(server.requests.length, before);
  });

  for (const [behaviour, words] of failures) {
    test(`when it fails by ${behaviour}, the user reads why, and the embedded analyst answers`, async () => {
      server.setBehaviour(behaviour);
      const text = await (await diagnose()).locator('body').innerText();
      assert.match(text, words);
      assert.match(text, /embedded analyst/i);
      assert.match(text, /cart-api\.log:\d+/);
    });
  }

  test('Cancel while the model is silent gives the evidence gathered so far, marked as partial', async () => {
    server.setBehaviour('headersOnly');
    await session.show('redis.log', 'cart-api.log');
    await runCommand(session.page, 'Whytrace: Diagnose');
    const panel = await webviewFrame(session.page, 'Whytrace');
    // The stages that are still to come stand there too.
    await panel.locator('.stage.running').getByText('Asking for explanations').waitFor();
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel
      .locator('.page.done')
      .getByText(/partial/i)
      .first()
      .waitFor();
  });

  test('plain http to another machine is asked for; declined, nothing is sent and the user reads why', async () => {
    const before = server.requests.length;
    await session.editor.inHost(`
      const settings = vscode.workspace.getConfiguration('whytrace.model');
      await settings.update('baseUrl', 'http://models.example.com/v1', vscode.ConfigurationTarget.Global);`);
    await session.show('redis.log', 'cart-api.log');
    await runCommand(session.page, 'Whytrace: Diagnose');
    const dialog = session.page.locator('.monaco-dialog-box');
    await dialog.getByText(/models\.example\.com without encryption/).waitFor();
    await session.page.keyboard.press('Escape');
    const panel = await diagnosedPanel(session.page);
    const text = await panel.locator('body').innerText();
    assert.match(text, /sending logs unencrypted was declined/);
    assert.match(text, /embedded analyst/i);
    assert.equal(server.requests.length, before);
  });
});
