// `npm run bench:activation [-- STARTS]`: how long the extension takes to start in a real VS Code, as the editor's own
// *Show Running Extensions* tells it. The table is Markdown; the build comes first: `npm run build`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot, startEditor } from '../vscode/editor.ts';
import { launchBrowser, openWindow } from '../vscode/window.ts';

const starts = Number(process.argv[2] ?? 20);
/** The editor's own ones, to tell what of the time is the machine's: they start at the same moment. */
const others = ['Git', 'Emmet', 'Merge Conflict'];

const workspace = mkdtempSync(join(tmpdir(), 'whytrace-activation-'));
writeFileSync(
  join(workspace, 'app.log'),
  '2026-11-02T10:00:00Z ERROR checkout: connection refused\n'.repeat(50),
);
const editor = await startEditor({
  extensions: [projectRoot, join(projectRoot, 'test/vscode/extensions/driver')],
  workspace,
});
const browser = await launchBrowser();
try {
  const page = await openWindow(browser, editor.url);
  await editor.inHost(`
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, 'app.log');
    await vscode.window.showTextDocument(uri);
    return true;`);
  process.stdout.write(
    [
      `VS Code and its browser on ${cpus().length} × ${cpus()[0]?.model.trim()}, ${starts} starts of a window with an open log. The target is a p95 of 30 ms.`,
      '',
      '| extension | least | p50 | p95 |',
      '|---|---|---|---|',
      ...rows(await measured(page)),
      '',
    ].join('\n'),
  );
} finally {
  await browser.close();
  await editor.stop();
  rmSync(workspace, { recursive: true, force: true });
}

type Times = ReadonlyMap<string, readonly number[]>;

/** Milliseconds by extension, in order of size. */
async function measured(page: Page): Promise<Times> {
  const times = new Map<string, number[]>();
  for (let start = 0; start < starts; start++) {
    await page.reload();
    await page.locator('.monaco-workbench').waitFor();
    await page.waitForTimeout(5000);
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

function inEditor(command: string): Promise<boolean> {
  return editor.inHost(`await vscode.commands.executeCommand('${command}'); return true;`);
}

function rows(times: Times): readonly string[] {
  return ['Whytrace', ...others].map((name) => {
    const sorted = (times.get(name) ?? []).toSorted((one, other) => one - other);
    const at = (share: number): string => `${sorted[Math.ceil(share * sorted.length) - 1]} ms`;
    return `| ${name} | ${sorted[0]} ms | ${at(0.5)} | ${at(0.95)} |`;
  });
}
