import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { WebviewWords } from '../../src/extension/webviewWords.ts';
import type { AuditState } from '../../src/protocol/audit.ts';
import type { ChatState } from '../../src/protocol/chat.ts';
import type { OverviewState } from '../../src/protocol/overview.ts';
import type { SystemMapState } from '../../src/protocol/systemMap.ts';
import type { PanelState } from '../../src/protocol/webview.ts';
import { findBrowser } from '../browser.ts';
import { type ThemeName, themes } from './themes.ts';

/** A browser in which a webview runs as it does in the editor: same bundle, same policy. */
export interface Harness<State> {
  readonly browser: Browser;
  readonly bundleBytes: number;
  open(state: State, options?: OpenOptions): Promise<View<State>>;
  close(): Promise<void>;
}

/** One of our webviews, by what is its own. */
interface Subject {
  readonly entry: string;
  readonly styles: readonly string[];
  /** The request with which it asks for the state, and the event that tells of another. */
  readonly ready: string;
  readonly event: string;
}

/** A message as a webview sends it, whichever it is. */
interface Sent {
  readonly kind: string;
  readonly id: number;
  readonly method?: string;
  readonly params?: unknown;
}

export interface OpenOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly bodyClass?: string;
  /** Nothing is English. */
  readonly words?: WebviewWords | undefined;
}

export interface View<State> {
  readonly page: Page;
  /** Messages it has sent so far, without the one that asks for the state. */
  sent(): Promise<readonly Sent[]>;
  /** The host tells of a new state. */
  show(state: State): Promise<void>;
  /** The host sends another event than that of its state. */
  tell(name: string, data: unknown): Promise<void>;
  /** From now on the host answers requests of this method with this. */
  answerWith(method: string, result: unknown): Promise<void>;
  /** From now on the host answers requests with this failure. */
  failWith(message: string): Promise<void>;
  /** What the page wrote to the console as an error, breaches of its policy among it. */
  readonly errors: readonly string[];
}

export type Panel = View<PanelState>;
export type Overview = View<OverviewState>;
export type AuditView = View<AuditState>;
export type ChatView = View<ChatState>;
export type MapView = View<SystemMapState>;

const origin = 'http://webview.test';

export const panelHarness = (): Promise<Harness<PanelState>> =>
  createHarness({
    entry: 'src/webview/panel.ts',
    styles: ['media/panel.css'],
    ready: 'panel/ready',
    event: 'panel/state',
  });

export const overviewHarness = (): Promise<Harness<OverviewState>> =>
  createHarness({
    entry: 'src/webview/overview.ts',
    styles: ['media/overview.css'],
    ready: 'overview/ready',
    event: 'overview/state',
  });

export const mapHarness = (): Promise<Harness<SystemMapState>> =>
  createHarness({
    entry: 'src/webview/map.ts',
    styles: ['media/map.css'],
    ready: 'map/ready',
    event: 'map/state',
  });

export const auditHarness = (): Promise<Harness<AuditState>> =>
  createHarness({
    entry: 'src/webview/audit.ts',
    styles: ['media/panel.css', 'media/audit.css'],
    ready: 'audit/ready',
    event: 'audit/state',
  });

export const chatHarness = (): Promise<Harness<ChatState>> =>
  createHarness({
    entry: 'src/webview/chat.ts',
    styles: ['media/panel.css', 'media/chat.css'],
    ready: 'chat/ready',
    event: 'chat/state',
  });

interface Assets {
  readonly script: Buffer;
  readonly style: string;
}

async function createHarness<State>(subject: Subject): Promise<Harness<State>> {
  const folder = await mkdtemp(join(tmpdir(), 'whytrace-webview-'));
  const outfile = join(folder, 'webview.js');
  await esbuild.build({
    entryPoints: [subject.entry],
    outfile,
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2023',
    format: 'iife',
    logLevel: 'warning',
  });
  const script = await readFile(outfile);
  const files = ['media/base.css', ...subject.styles].map((path) => readFile(path, 'utf8'));
  const style = (await Promise.all(files)).join('\n');
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  return {
    browser,
    bundleBytes: script.length,
    open: (state, options) => openView(browser, subject, { script, style }, state, options ?? {}),
    async close() {
      await browser.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function openView<State>(
  browser: Browser,
  { ready, event }: Subject,
  { script, style }: Assets,
  state: State,
  options: OpenOptions,
): Promise<View<State>> {
  const viewport = { width: options.width ?? 1200, height: options.height ?? 900 };
  const page = await browser.newPage({ viewport });
  page.setDefaultTimeout(10_000);
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') {
      errors.push(message.text());
    }
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.route(`${origin}/**`, (route) => {
    const path = new URL(route.request().url()).pathname;
    switch (path) {
      case '/webview.js':
        return route.fulfill({ body: script, contentType: 'text/javascript' });
      case '/webview.css':
        return route.fulfill({ body: style, contentType: 'text/css' });
      case '/editor.css':
        return route.fulfill({ body: editorStyle, contentType: 'text/css' });
      default:
        return route.fulfill({ body: hostPage(options.words), contentType: 'text/html' });
    }
  });
  await page.addInitScript(fakeEditor, {
    state,
    ready,
    event,
    bodyClass: `${themes[options.theme ?? 'dark'].bodyClass} ${options.bodyClass ?? ''}`,
    variables: Object.entries(themes[options.theme ?? 'dark'].variables),
  });
  await page.goto(`${origin}/`);
  await page.waitForSelector('.page:not(:empty) h1');
  return {
    page,
    errors,
    sent: async () => {
      const all = await page.evaluate(() => window.sent);
      return all.filter((message) => message.method !== ready);
    },
    async show(next) {
      await page.evaluate((data) => window.hostShows(data), next);
    },
    async tell(name, data) {
      await page.evaluate((told) => window.postMessage({ kind: 'event', ...told }, '*'), {
        name,
        data,
      });
    },
    async answerWith(method, result) {
      await page.evaluate((given) => window.answers.push([given.method, given.result]), {
        method,
        result,
      });
    },
    async failWith(message) {
      await page.evaluate((text) => {
        window.hostFailure = text;
      }, message);
    },
  };
}

declare global {
  interface Window {
    sent: Sent[];
    hostFailure?: string;
    answers: [string, unknown][];
    hostShows(state: unknown): void;
    acquireVsCodeApi?: () => unknown;
  }
}

/** As the host writes it; the policy allows the webview's own script and style sheet and nothing else. */
const hostPage = (
  words: WebviewWords | undefined,
): string => `<!DOCTYPE html><html lang="${words?.language ?? 'en'}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${origin}; script-src 'nonce-n1';">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Whytrace</title>
<link rel="stylesheet" href="/editor.css"><link rel="stylesheet" href="/webview.css"></head>
<body><main id="app"></main>${words ? `<script type="application/json" id="l10n">${JSON.stringify(words)}</script>` : ''}<script nonce="n1" src="/webview.js"></script></body></html>`;

/** What the editor puts into every webview before the webview's own style. */
const editorStyle = `
html { scrollbar-color: #888 transparent; }
body { overscroll-behavior-x: none; background-color: transparent; color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; }
a, a code { color: var(--vscode-textLink-foreground); }
code { font-family: var(--vscode-editor-font-family); color: #d7ba7d; background-color: #0004; padding: 1px 3px; border-radius: 4px; }
pre code { padding: 0; }
kbd { border: 1px solid; }
`;

/** Runs in the page before everything else: stands for the editor and for the host behind it. */
function fakeEditor(given: {
  readonly state: unknown;
  readonly ready: string;
  readonly event: string;
  readonly bodyClass: string;
  readonly variables: readonly (readonly [string, string])[];
}): void {
  let { state } = given;
  const { ready, event } = given;
  window.sent = [];
  window.answers = [];
  const post = (message: unknown): void => window.postMessage(message, '*');
  window.hostShows = (next) => {
    state = next;
    post({ kind: 'event', name: event, data: next });
  };
  window.acquireVsCodeApi = () => ({
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
    setState: (value: unknown) => sessionStorage.setItem('state', JSON.stringify(value)),
    postMessage: (message: Sent) => {
      window.sent.push(message);
      if (message.kind !== 'request') {
        return;
      }
      const { id, method } = message;
      if (method !== ready && window.hostFailure !== undefined) {
        post({ kind: 'failure', id, message: window.hostFailure });
      } else {
        const known = window.answers.find(([of]) => of === method);
        post({ kind: 'result', id, result: method === ready ? state : (known?.[1] ?? null) });
      }
    },
  });
  document.addEventListener('DOMContentLoaded', () => {
    document.body.className = given.bodyClass;
    for (const [name, value] of given.variables) {
      document.documentElement.style.setProperty(`--vscode-${name}`, value);
    }
  });
}
