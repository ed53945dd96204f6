import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { webviewHtml } from './webviewHtml.ts';
import { readWebviewWords } from './webviewWords.ts';

/** Gives a webview its document, with the script of this name and these styles and nothing else. */
export function dressWebview(
  webview: vscode.Webview,
  extension: vscode.Uri,
  title: string,
  name: 'panel' | 'overview' | 'map' | 'audit' | 'chat',
  styles: readonly string[] = [name],
): void {
  const dist = vscode.Uri.joinPath(extension, 'dist');
  const media = vscode.Uri.joinPath(extension, 'media');
  const resource = (folder: vscode.Uri, file: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [dist, media] };
  webview.html = webviewHtml({
    title,
    nonce: randomBytes(16).toString('base64url'),
    cspSource: webview.cspSource,
    script: resource(dist, `${name}.js`),
    styles: ['base', ...styles].map((style) => resource(media, `${style}.css`)),
    words: readWebviewWords(vscode.Uri.joinPath(extension, 'l10n').fsPath, vscode.env.language),
  });
}
