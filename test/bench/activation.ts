// `npm run bench:activation [-- STARTS]`: how long the extension takes to start in a real VS Code: when the editor has
// nothing else to do, and as the editor's own *Show Running Extensions* tells it of the start of a window, where all
// extensions start at once. The table is Markdown; the build comes first: `npm run build`. With `--limit MS` it fails where
// the p95 at rest is above that.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { type Editor, projectRoot, startEditor } from '../vscode/editor.ts';
import { launchBrowser, openWindow } from '../vscode/window.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { limit: { type: 'string' } },
});
const starts = Number(positionals[0] ?? 20);
const limit = Number(values.limit ?? Number.POSITIVE_INFINITY);
/** The editor's own ones, to tell what of the time is the machine's: they start at the same moment. */
const others = ['Git', 'Emmet', 'Merge Conflict'];

const scratch = mkdtempSync(join(tmpdir(), 'whytrace-activation-'));
const workspace = join(scratch, 'workspace');
mkdirSync(workspace);
writeFileSync(
  join(workspace, 'app.log'),
  '2026-11-02T10:00:00Z ERROR checkout: connection refused\n'.repeat(50),
);
const browser = await launchBrowser();
try {
  const settled = await withEditor(asleep(), atRest);
  const started = await withEditor(projectRoot, whileStarting);
  const p95 = shareOf(settled.get('Whytrace') ?? [], 0.95);
  if (p95 > limit) {
    process.stderr.write(`The p95 at rest is ${p95.toFixed(0)} ms, above ${limit} ms.\n`);
    process.exitCode = 1;
  }
  process.stdout.write(
    [
      `VS Code and its browser on ${cpus().length} × ${cpus()[0]?.model.trim()}, ${starts} starts each. The target is a p95 of 30 ms.`,
      '',
      '| start | extension | least | p50 | p95 |',
      '|---|---|---|---|---|',
      ...rows('in a window that has come to rest, until all is registered', settled),
      ...rows('with a window and the log open in it, as the editor tells', started),
      '',
    ].join('\n'),
  );
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
}

type Times = ReadonlyMap<string, readonly number[]>;

/** The extension, but nothing that happens while a window starts wakes it. */
function asleep(): string {
  const folder = join(scratch, 'extension');
  mkdirSync(folder);
  for (const part of ['dist', 'media']) {
    cpSync(join(projectRoot, part), join(folder, part), { recursive: true });
  }
  const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as object;
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ ...manifest, activationEvents: [] }),
  );
  return folder;
}

async function withEditor(
  extension: string,
  measure: (editor: Editor, page: Page) => Promise<Times>,
): Promise<Times> {
  const driver = join(projectRoot, 'test/vscode/extensions/driver');
  const editor = await startEditor({ extensions: [extension, driver], workspace });
  try {
    return await measure(editor, await openWindow(browser, editor.url));
  } finally {
    await editor.stop();
  }
}

async function atRest(editor: Editor, page: Page): Promise<Times> {
  const start = (): Promise<number> =>
    editor.inHost<number>(`
      const extension = vscode.extensions.getExtension('whytrace.whytrace');
      if (extension.isActive) throw new Error('It was active before it was asked');
      const start = performance.now();
      await extension.activate();
      return performance.now() - start;`);
  await restart(page);
  const first = await start();
  // The first start of a version keeps for the others what was compiled in it, a little later.
  await page.waitForTimeout(8000);
  const times: number[] = [];
  while (times.length < starts) {
    await restart(page);
    times.push(await start());
  }
  return new Map([
    ['Whytrace', times],
    ['Whytrace, first start of a version', [first]],
  ]);
}

async function whileStarting(editor: Editor, page: Page): Promise<Times> {
  await editor.inHost(`
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, 'app.log');
    await vscode.window.showTextDocument(uri);
    return true;`);
  const inEditor = (command: string): Promise<boolean> =>
    editor.inHost(`await vscode.commands.executeCommand('${command}'); return true;`);
  const times = new Map<string, number[]>();
  for (let start = 0; start < starts; start++) {
    await restart(page);
    await inEditor('workbench.action.showRuntimeExtensions');
    const list = page.locator('.runtime-extensions-editor .monaco-list-row');
    await list.filter({ hasText: 'Whytrace' }).first().waitFor();
    for (const told of await list.allInnerTexts()) {
      const [name = ''] = told.split('\n');
      const [, time] = /Activation: (\d+)ms/.exec(told) ?? [];
      if (time) times.set(name, [...(times.get(name) ?? []), Number(time)]);
    }
    await inEditor('workbench.action.closeActiveEditor');
  }
  return times;
}

async function restart(page: Page): Promise<void> {
  await page.reload();
  await page.locator('.monaco-workbench').waitFor();
  await page.waitForTimeout(5000);
}

function rows(situation: string, times: Times): readonly string[] {
  return [...times].flatMap(([name, measured]) => {
    if (!name.startsWith('Whytrace') && !others.includes(name)) return [];
    const at = (share: number): string => `${shareOf(measured, share).toFixed(0)} ms`;
    return [`| ${situation} | ${name} | ${at(0)} | ${at(0.5)} | ${at(0.95)} |`];
  });
}

/** The least of the times that so many of them are not above; infinite where there are none. */
function shareOf(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.POSITIVE_INFINITY;
}
