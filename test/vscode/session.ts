import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { type Editor, projectRoot, startEditor } from './editor.ts';
import { launchBrowser, openWindow, webviewFrame } from './window.ts';

/** One window of a VS Code with Whytrace in it, shared by the tests of a suite. */
export interface Session {
  readonly editor: Editor;
  readonly page: Page;
  /** The folder that is open; a copy, so tests may write in it. */
  readonly workspace: string;
  /** Opens files of the workspace in this order; the last one is active. */
  show(...files: readonly string[]): Promise<void>;
}

const driver = join(projectRoot, 'test/vscode/extensions/driver');

/** Starts before the suite's tests and stops after them. */
export function useSession(
  sample: string,
  options: {
    readonly settings?: () => Promise<Readonly<Record<string, unknown>>>;
    /** Makes the packaged extension to install; otherwise the project itself is loaded. */
    readonly vsix?: () => string;
    readonly extensions?: readonly string[];
    /** The folder of Whytrace, where it is not the project's, and the language of the editor. */
    readonly inLanguage?: { readonly own: string; readonly language: string };
    /** Writes more files into the workspace before it is opened. */
    readonly prepare?: (workspace: string) => void;
  } = {},
): Session {
  let editor: Editor | undefined;
  let browser: Browser | undefined;
  let page: Page | undefined;
  const workspace = mkdtempSync(join(tmpdir(), 'whytrace-workspace-'));
  cpSync(join(projectRoot, 'media/samples', sample), workspace, { recursive: true });

  suiteSetup(async () => {
    const { vsix, extensions = [], settings, prepare, inLanguage } = options;
    const own = vsix ? [] : [inLanguage?.own ?? projectRoot];
    prepare?.(workspace);
    editor = await startEditor({
      extensions: [...own, driver, ...extensions],
      vsix: vsix ? [vsix()] : [],
      workspace,
      settings: (await settings?.()) ?? {},
      ...(inLanguage && { language: inLanguage.language }),
    });
    browser = await launchBrowser();
    page = await openWindow(browser, editor.url);
    await editor.inHost('return vscode.version');
  });
  setup(async () => {
    await editor?.inHost(
      `await vscode.commands.executeCommand('workbench.action.closeAllEditors')`,
    );
  });
  suiteTeardown(async () => {
    await browser?.close();
    await editor?.stop();
    rmSync(workspace, { recursive: true, force: true });
  });
  const started = <T>(value: T | undefined): T => {
    if (value === undefined) {
      throw new Error('The session is used outside its suite.');
    }
    return value;
  };
  return {
    workspace,
    get editor() {
      return started(editor);
    },
    get page() {
      return started(page);
    },
    async show(...files) {
      await started(editor).inHost(`
        for (const file of ${JSON.stringify(files)}) {
          const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, file);
          await vscode.window.showTextDocument(uri, { preview: false, viewColumn: 1 });
        }`);
    },
  };
}

/** The panel, once it shows a finished diagnosis. */
export async function diagnosedPanel(page: Page, timeout = 60_000): Promise<Frame> {
  const panel = await webviewFrame(page, 'Whytrace', timeout);
  await panel.locator('.page.done h1').waitFor({ timeout });
  return panel;
}

/** The panel, once it asks whether something may be sent. */
export async function previewPanel(page: Page): Promise<Frame> {
  const panel = await webviewFrame(page, 'Whytrace', 60_000);
  await panel.locator('.page.preview h1').waitFor({ timeout: 60_000 });
  return panel;
}

/** Lets what the panel shows be sent. */
export async function allow(page: Page): Promise<void> {
  const panel = await previewPanel(page);
  await panel.getByRole('button', { name: 'Send', exact: true }).click();
  await panel.locator('.page.preview').waitFor({ state: 'detached' });
}
