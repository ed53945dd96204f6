// Takes the README's pictures from the real editor: `npm run pictures`.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { recordAnimation } from './animation.ts';
import { type Editor, pause, projectRoot, startEditor } from './editor.ts';
import { diagnosedPanel } from './session.ts';
import { launchBrowser, openWindow, runCommand, webviewFrame } from './window.ts';

const SAMPLE = '1-kubernetes-outage';
const LOGS = ['web-access.log', 'payments.log', 'events.log', 'catalog.log', 'postgres.log'];
const THEMES = { dark: 'Dark Modern', light: 'Light Modern', contrast: 'High Contrast' };

/** As a copilot may put it. */
const SUGGESTED = [
  '--- a/k8s/postgres.yaml',
  '+++ b/k8s/postgres.yaml',
  '@@ -10,5 +10,5 @@',
  ' apiVersion: apps/v1',
  ' kind: StatefulSet',
  '-metadata: { name: postgres, namespace: shop }',
  '+metadata: { name: database, namespace: shop }',
  ' spec:',
  '-  serviceName: postgres',
  '+  serviceName: database',
  '',
].join('\n');

/** A tool of the shop, and what a copilot would write below its last line. */
const TOOL = {
  'tools/package.json': '{ "dependencies": { "pg": "8.16.3", "lodash": "4.17.21" } }\n',
  'tools/warm.js': [
    "const { Client } = require('pg');",
    '',
    'const client = new Client(process.env.DATABASE_URL);',
    '',
    '// Keeps the best products of a category in memory.',
    '',
  ].join('\n'),
  '.whytrace/constraints.yaml': [
    'version: 1',
    'constraints:',
    '  - id: reads-through-catalog',
    '    rule: Tools never query the database themselves.',
    '    why: Reads go through catalog, which caches them.',
    '    paths: tools/**',
    '    forbid: { call: "*.query" }',
    '',
  ].join('\n'),
  '.suggested.txt': [
    'async function warm(category) {',
    "  const { rows } = await client.query('select * from product where category_id = ' + category);",
    "  return require('lodahs').keyBy(rows, 'id');",
    '}',
  ].join('\n'),
};

const pictures = join(projectRoot, 'media/pictures');
const workspace = mkdtempSync(join(tmpdir(), 'shop-'));
cpSync(join(projectRoot, 'media/samples', SAMPLE), workspace, { recursive: true });
mkdirSync(pictures, { recursive: true });
for (const [file, text] of Object.entries(TOOL)) {
  mkdirSync(dirname(join(workspace, file)), { recursive: true });
  writeFileSync(join(workspace, file), text);
}

const editor = await startEditor({
  extensions: [
    projectRoot,
    ...['driver', 'fakeCopilot'].map((name) => join(projectRoot, 'test/vscode/extensions', name)),
  ],
  workspace,
  settings: {
    'workbench.colorTheme': `Default ${THEMES.dark}`,
    'workbench.layoutControl.enabled': false,
    'window.commandCenter': false,
    'editor.minimap.enabled': false,
  },
});
const browser = await launchBrowser();
try {
  const page = await openWindow(browser, editor.url, { width: 1440, height: 1000 });
  await openLogs(editor);
  await takeHover(page);
  await runCommand(page, 'Whytrace: Diagnose');
  await diagnosedPanel(page);
  for (const [name, theme] of Object.entries(THEMES)) {
    await setTheme(editor, `Default ${theme}`);
    await pause(1500);
    await page.screenshot({ path: join(pictures, `panel-${name}.png`) });
  }
  await takeScore(page);
  await takeOverview(page);
  await takeMap(page);
  await takeAudit(page);
  await takeCard(page);
  await setTheme(editor, `Default ${THEMES.dark}`);
  await page.context().close();
  const animation = await recordAnimation(browser, editor, LOGS);
  writeFileSync(join(pictures, 'why.gif'), animation);
} finally {
  await browser.close();
  await editor.stop();
  rmSync(workspace, { recursive: true, force: true });
}

async function openLogs({ inHost }: Editor): Promise<void> {
  await inHost(`
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    for (const file of ${JSON.stringify(LOGS)}) {
      const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, file);
      await vscode.window.showTextDocument(uri, { preview: false, viewColumn: 1 });
    }`);
}

/** The card over the first line that says what is wrong. */
async function takeHover(page: Page): Promise<void> {
  await editor.inHost(`
    const editor = vscode.window.activeTextEditor;
    const line = editor.document.getText().split('\\n').findIndex((text) => text.includes('too many clients'));
    editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.InCenter);
    editor.selection = new vscode.Selection(line, 50, line, 50);`);
  const line = page.locator('.view-line', { hasText: 'too many clients' }).first();
  await line.waitFor();
  const card = page.locator('.monaco-hover:visible').first();
  for (let attempt = 0; attempt < 20 && (await card.count()) === 0; attempt += 1) {
    await line.hover({ position: { x: 300 + attempt, y: 8 } });
    await pause(1000);
  }
  await card.waitFor();
  await page.screenshot({
    path: join(pictures, 'hover-dark.png'),
    clip: { x: 0, y: 0, width: 1440, height: 620 },
  });
  await page.keyboard.press('Escape');
}

/** The lower part of the panel: the why trace and what the score is made of, in the dark. */
async function takeScore(page: Page): Promise<void> {
  await setTheme(editor, `Default ${THEMES.dark}`);
  const panel = await diagnosedPanel(page);
  await panel.getByText('How sure', { exact: false }).last().scrollIntoViewIfNeeded();
  await pause(1500);
  await page.screenshot({ path: join(pictures, 'score-dark.png') });
}

/** The log overview in a column of its own, wide enough for its table. */
async function takeOverview(page: Page): Promise<void> {
  await editor.inHost(`await vscode.commands.executeCommand('workbench.action.closeAllEditors')`);
  await openLogs(editor);
  await runCommand(page, 'Whytrace: Show Log Overview');
  const overview = await webviewFrame(page, 'Log Overview');
  await overview.locator('.page.shown').waitFor();
  const side = page.locator('.part.sidebar');
  const edge = await side.boundingBox();
  await page.mouse.move((edge?.x ?? 0) + (edge?.width ?? 0), 500);
  await page.mouse.down();
  await page.mouse.move(860, 500, { steps: 10 });
  await page.mouse.up();
  await pause(1500);
  await page.screenshot({ path: join(pictures, 'overview-dark.png') });
}

async function setTheme({ inHost }: Editor, theme: string): Promise<void> {
  await inHost(`
    const settings = vscode.workspace.getConfiguration('workbench');
    await settings.update('colorTheme', ${JSON.stringify(theme)}, vscode.ConfigurationTarget.Global);`);
}

/** The services of the sample, with the one selected that the diagnosis suspects. */
async function takeMap(page: Page): Promise<void> {
  await editor.inHost(`
    await vscode.commands.executeCommand('workbench.action.closePanel');
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');`);
  await runCommand(page, 'Whytrace: Show System Map');
  const map = await webviewFrame(page, 'System Map');
  await map.locator('.node[data-service="postgres"]').click();
  await inThemes(page, 'map', 620);
}

/** A change that somebody suggests and that forgets who depends on it. */
async function takeAudit(page: Page): Promise<void> {
  await editor.inHost(`
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, 'k8s/postgres.yaml');
    await vscode.window.showTextDocument(uri, { preview: false, viewColumn: 1 });
    await vscode.env.clipboard.writeText(${JSON.stringify(SUGGESTED)});`);
  await runCommand(page, 'Whytrace: Audit Clipboard as Suggestion');
  const audit = await webviewFrame(page, 'Whytrace Audit');
  await audit.locator('.page.done h1').waitFor({ timeout: 30_000 });
  await inThemes(page, 'audit', 1000);
}

/** The audit of a suggestion that nobody has accepted, beside it. */
async function takeCard(page: Page): Promise<void> {
  await editor.inHost(`
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, 'tools/warm.js');
    const shown = await vscode.window.showTextDocument(uri, { preview: false, viewColumn: 1 });
    const end = shown.document.lineAt(shown.document.lineCount - 1).range.end;
    shown.selection = new vscode.Selection(end, end);
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');`);
  await page.locator('.ghost-text, .ghost-text-decoration').first().waitFor();
  await page.keyboard.press('Control+Alt+Y');
  await page.locator('.review-widget').getByText('Open the panel').waitFor();
  await inThemes(page, 'card', 480);
}

/** The same in every theme; the dark one, which comes last, is that of the next picture. */
async function inThemes(page: Page, name: string, height: number): Promise<void> {
  for (const theme of ['light', 'contrast', 'dark'] as const) {
    await setTheme(editor, `Default ${THEMES[theme]}`);
    await pause(1500);
    const path = join(pictures, `${name}-${theme}.png`);
    await page.screenshot({ path, clip: { x: 0, y: 0, width: 1440, height } });
  }
}
