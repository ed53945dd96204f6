import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowser } from '../installBrowser.ts';
import { projectRoot, startEditor } from './editor.ts';
import { launchBrowser, openWindow, webviewFrame } from './window.ts';

const samples = join(projectRoot, 'media/samples');
const opener = join(projectRoot, 'test/vscode/extensions/opener');

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    sample: { type: 'string', default: readdirSync(samples).sort()[0] ?? '' },
    screenshot: { type: 'string', default: join(tmpdir(), 'whytrace-check.png') },
    port: { type: 'string', default: '0' },
  },
});

// A copy, as people will try things in it.
const workspace = mkdtempSync(join(tmpdir(), `${values.sample}-`));
cpSync(join(samples, values.sample), workspace, { recursive: true });

if (values.check) {
  await check();
} else if (hasDesktop()) {
  openDesktop();
} else {
  await serve();
}

/** Waits for the first diagnosis as a user would see it. */
async function check(): Promise<void> {
  ensureBrowser();
  const editor = await startEditor({ extensions: [projectRoot, opener], workspace });
  const browser = await launchBrowser();
  const screenshot = resolve(values.screenshot);
  try {
    const page = await openWindow(browser, editor.url);
    try {
      const panel = await webviewFrame(page, 'Whytrace', 60_000);
      await panel.locator('.page.done h1').first().waitFor({ timeout: 60_000 });
      const headline = await panel.locator('h1').first().innerText();
      process.stdout.write(`Diagnosed: ${headline.trim()}\n`);
    } finally {
      await page.screenshot({ path: screenshot });
      process.stdout.write(`Screenshot: ${screenshot}\n`);
    }
  } finally {
    await browser.close();
    await editor.stop();
  }
  process.exit(0);
}

/** Serves VS Code until Ctrl+C. */
async function serve(): Promise<void> {
  const editor = await startEditor({
    extensions: [projectRoot, opener],
    workspace,
    port: Number(values.port),
  });
  process.stdout.write(
    `\nVS Code with Whytrace is at ${editor.url}\nOpen it in a browser; it diagnoses the sample in ${workspace}.\nStop with Ctrl+C.\n`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void editor.stop().then(() => process.exit(0)));
  }
}

function hasDesktop(): boolean {
  const canShow =
    process.platform !== 'linux' ||
    Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  return canShow && spawnSync('code', ['--version'], { shell: true }).status === 0;
}

function openDesktop(): void {
  const data = mkdtempSync(join(tmpdir(), 'whytrace-desktop-'));
  const args = [
    ...['--new-window', '--user-data-dir', data, '--disable-workspace-trust'],
    ...[`--extensionDevelopmentPath=${projectRoot}`, `--extensionDevelopmentPath=${opener}`],
    workspace,
  ];
  spawn('code', args, { shell: true, stdio: 'inherit' }).once('exit', () => {
    process.stdout.write(
      `VS Code was opened on the sample in ${workspace}; close its window to stop.\n`,
    );
  });
}
