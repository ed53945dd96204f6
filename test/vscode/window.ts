import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { findBrowser } from '../browser.ts';
import { pause } from './editor.ts';

/** Debian runs as root here and there, where Chromium's own sandbox can't work. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser(), args: FLAGS });
}

/** Opens VS Code's window as a new user (an own browser profile) and waits until it stands. */
export async function openWindow(
  browser: Browser,
  url: string,
  viewport = { width: 1500, height: 950 },
): Promise<Page> {
  const context = await browser.newContext({
    viewport,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  await page.goto(url, { timeout: 60_000 });
  await page.waitForSelector('.monaco-workbench .part.statusbar .statusbar-item', {
    timeout: 60_000,
  });
  return page;
}

/** The document inside one of our webviews, by its title; VS Code wraps it in two frames. */
export async function webviewFrame(page: Page, title: string, timeout = 30_000): Promise<Frame> {
  const deadline = Date.now() + timeout;
  for (;;) {
    for (const frame of page.frames()) {
      const isOurs = frame.url().includes('/fake.html?id=');
      if (isOurs && (await frame.title().catch(() => '')) === title) {
        return frame;
      }
    }
    if (Date.now() > deadline) {
      throw new Error(`No webview with the title ${title} appeared within ${timeout} ms.`);
    }
    await pause(50);
  }
}

/** Runs a command as people do: F1, its title, a click on its row. */
export async function runCommand(page: Page, title: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await chooseInPalette(page, title);
    } catch (error) {
      // A view that takes the focus late closes the palette; people open it again.
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

const ATTEMPTS = 3;

async function chooseInPalette(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget input[type="text"]').first();
  await input.waitFor();
  await input.fill(`>${title}`);
  const row = page.locator('.quick-input-widget .monaco-list-row', { hasText: title }).first();
  await row.waitFor();
  await row.click({ timeout: 10_000 });
}

/** Clicks an item of the open context menu. */
export async function chooseFromMenu(page: Page, name: string): Promise<void> {
  const item = page.getByRole('menuitem', { name });
  await item.waitFor();
  // VS Code ignores the mouse in a menu's first 100 ms; a later timer of the page ends after that one.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 150)));
  await item.click();
}
