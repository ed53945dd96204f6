import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../eventually.ts';
import { diagnosedPanel, useSession } from './session.ts';
import { runCommand } from './window.ts';

const start = Date.UTC(2026, 2, 14, 10);
const FIRST = 301;

/** Ordinary traffic, then a failure with a stack trace that comes again and again. */
const lines = Array.from({ length: 420 }, (_, i) => {
  const time = new Date(start + i * 1000).toISOString();
  const failed = `${time} ERROR [main] shop.Cart - could not save: OOM command not allowed when used memory > 'maxmemory'.`;
  return i < FIRST - 1 || i % 4 !== 0
    ? [`${time} INFO [main] shop.Web - GET /cart/${i} took ${i % 7} ms`]
    : [
        failed,
        '    at CartStore.save (/app/src/cartStore.ts:20:5)',
        '    at run (/app/src/x.ts:1:1)',
      ];
}).flat();

suite('A log in VS Code', () => {
  const session = useSession('3-redis-cache', {
    prepare(workspace) {
      writeFileSync(join(workspace, 'shop.log'), lines.join('\n'));
      const long = Array.from({ length: 40 }, () => lines.slice(0, FIRST - 1)).flat();
      writeFileSync(join(workspace, 'long.log'), long.join('\n'));
      writeFileSync(join(workspace, 'results-1.txt'), 'run 1 begins\nrun 1 ends\n');
      writeFileSync(join(workspace, 'notes.txt'), lines.slice(0, 40).join('\n'));
    },
    settings: async () => ({
      'editor.minimap.enabled': false,
      'whytrace.logs.patterns': ['**/results*.txt'],
    }),
  });

  /** What a provider gives for the active editor, once it gives anything. */
  function provided<T>(command: string, args = 'document.uri'): Promise<T> {
    return eventually(async () => {
      const result = await session.editor.inHost<T | null>(`
        const document = vscode.window.activeTextEditor.document;
        return vscode.commands.executeCommand(${JSON.stringify(command)}, ${args});`);
      assert.ok(Array.isArray(result) && result.length > 0, command);
      return result;
    });
  }

  /** The file and line (1-based) of the cursor. */
  const cursor = (): Promise<string> =>
    session.editor.inHost<string>(`
      const editor = vscode.window.activeTextEditor;
      return editor.document.uri.path.split('/').at(-1) + ':' + (editor.selection.active.line + 1);`);

  const goTo = (line: number): Promise<void> =>
    session.editor.inHost(`
      const editor = vscode.window.activeTextEditor;
      editor.selection = new vscode.Selection(${line - 1}, 30, ${line - 1}, 30);
      editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenter);`);

  /** The card over a line, as it is on the screen. */
  async function openHover(line: number) {
    await goTo(line);
    const text = session.page.locator('.view-line', { hasText: 'OOM command' }).first();
    await text.waitFor();
    const card = session.page.locator('.monaco-hover:visible', { hasText: 'Diagnose from here' });
    await eventually(async () => {
      await session.editor.inHost(
        `await vscode.commands.executeCommand('editor.action.showHover')`,
      );
      await card.first().waitFor({ timeout: 2000 });
    });
    return card.first();
  }

  test('has a card on hover that says what the line means, how often, since when and where', async () => {
    await session.show('shop.log');
    // The first card does not wait for the list of the workspace's files.
    const { card, text } = await eventually(async () => {
      const card = await openHover(FIRST);
      const text = await card.innerText();
      assert.match(text, /at cartStore/);
      return { card, text };
      // The server starts and reads the log first.
    }, 45_000);
    assert.match(text, /Redis refuses writes: memory limit reached/);
    assert.match(text, /error · 30× · new at 10:05:00/);
    assert.match(text, /first line 301 10:05:00 UTC · last line \d+/);
    assert.match(text, /just before in main line 300 GET \/cart\/299/);
    assert.match(text, /at cartStore\.ts:20 await this\.#redis\.set/);
    assert.doesNotMatch(text, /Explain with the model|\*\*|command:|<span/);
    assert.ok((await card.locator('.codicon-error').count()) > 0, 'the level has an icon');
  });

  test('has links in the card that show other lines and diagnose from this one', async () => {
    await session.show('shop.log');
    const card = await openHover(FIRST);
    await card.getByText('line 300', { exact: true }).click();
    await eventually(async () => assert.equal(await cursor(), 'shop.log:300'));
    const again = await openHover(FIRST);
    await again.getByText('Diagnose from here').click();
    const panel = await diagnosedPanel(session.page);
    assert.match(await panel.locator('h1').innerText(), /redis|memory/i);
  });

  test('has an outline, foldings, and marks over new errors', async () => {
    await session.show('shop.log');
    const names = await eventually(async () => {
      const found = await session.editor.inHost<readonly string[]>(`
        const { uri } = vscode.window.activeTextEditor.document;
        const symbols = await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', uri);
        return (symbols ?? []).flatMap(({ name, children }) => [name, ...children.map((each) => '  ' + each.name)]);`);
      assert.ok(found.length > 0);
      return found;
    });
    assert.deepEqual(names.slice(0, 3), [
      '30 errors',
      'Errors',
      '  Redis refuses writes: memory limit reached',
    ]);
    const foldings = await provided<readonly { start: number; end: number }[]>(
      'vscode.executeFoldingRangeProvider',
    );
    assert.ok(foldings.some(({ start, end }) => start === FIRST - 1 && end === FIRST + 1));
    await goTo(FIRST);
    await session.page
      .locator('.codelens-decoration', { hasText: 'New error, first of 30' })
      .waitFor();
  });

  test('has links from stack frames that open the source', async () => {
    await session.show('shop.log');
    const links = await provided<readonly { target: { path: string; fragment: string } }[]>(
      'vscode.executeLinkProvider',
      'document.uri, 1',
    );
    const [link] = links;
    assert.match(link?.target.path ?? '', /src\/cartStore\.ts$/);
    await goTo(FIRST + 1);
    await session.editor.inHost(`
      const editor = vscode.window.activeTextEditor;
      const character = editor.document.lineAt(${FIRST}).text.indexOf('cartStore');
      editor.selection = new vscode.Selection(${FIRST}, character, ${FIRST}, character);
      await vscode.commands.executeCommand('editor.action.openLink');`);
    await eventually(async () => assert.equal(await cursor(), 'cartStore.ts:20'));
  });

  test('is gone through from error to error of one kind, around its end', async () => {
    await session.show('shop.log');
    await goTo(FIRST);
    await runCommand(session.page, 'Whytrace: Next Error Like This');
    await eventually(async () => assert.equal(await cursor(), `shop.log:${FIRST + 6}`));
    await session.editor.inHost(
      `await vscode.commands.executeCommand('whytrace.previousErrorLikeThis')`,
    );
    await eventually(async () => assert.equal(await cursor(), `shop.log:${FIRST}`));
    await session.editor.inHost(
      `await vscode.commands.executeCommand('whytrace.previousErrorLikeThis')`,
    );
    await eventually(async () => {
      assert.match(
        await session.page.locator('.part.statusbar').innerText(),
        /30 of 30, from the last/,
      );
    });
  });

  test('has colours for who wrote a line, also in a long log', async () => {
    await session.show('long.log');
    await goTo(6000);
    // The grammar of the editor leaves names in brackets as they are.
    const name = session.page.locator('.view-line', { hasText: 'GET /cart' }).first();
    await eventually(async () => {
      const colours = await name.evaluate((line) => {
        const spans = [...line.querySelectorAll('span > span')];
        const colourOf = (word: string) =>
          spans
            .filter((span) => span.textContent === word)
            .map((span) => getComputedStyle(span).color);
        return [colourOf('main')[0], getComputedStyle(line).color];
      });
      assert.ok(colours[0] && colours[0] !== colours[1], String(colours));
    });
  });

  test('lists its incidents and shows elapsed times as long as the user wants that', async () => {
    await session.show('shop.log');
    const shown = (isOn: boolean) =>
      session.editor.inHost<readonly [string, number]>(`
        const { uri } = vscode.window.activeTextEditor.document;
        const settings = vscode.workspace.getConfiguration('whytrace.logs');
        for (const name of ['problems', 'elapsedTime']) {
          if (settings.get(name) !== ${isOn}) await settings.update(name, ${isOn}, vscode.ConfigurationTarget.Global);
        }
        const hints = await vscode.commands.executeCommand(
          'vscode.executeInlayHintProvider', uri, new vscode.Range(0, 0, 10, 0));
        return [vscode.languages.getDiagnostics(uri).map(({ message }) => message).join(), hints.length];`);
    assert.deepEqual(await shown(false), ['', 0]);
    await eventually(async () => {
      const [problems, hints] = await shown(true);
      assert.match(problems, /^Redis refuses writes.* \(30 times, first here\)/);
      assert.equal(hints, 10);
    });
    await eventually(async () => assert.deepEqual(await shown(false), ['', 0]));
  });

  const language = (): Promise<string> =>
    session.editor.inHost<string>('return vscode.window.activeTextEditor.document.languageId');

  test('is what the settings say that it is', async () => {
    await session.show('results-1.txt');
    await eventually(async () => assert.equal(await language(), 'log'));
  });

  test('is recognised in a plain text, and the user is asked once', async () => {
    await session.show('notes.txt');
    const question = session.page.locator('.notification-list-item', {
      hasText: 'looks like a log',
    });
    await question.getByRole('button', { name: 'Treat as Log' }).click();
    await eventually(async () => assert.equal(await language(), 'log'));
    await provided('vscode.executeDocumentSymbolProvider');
  });
});
