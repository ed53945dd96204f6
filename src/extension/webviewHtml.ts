import type { WebviewWords } from './webviewWords.ts';

export interface WebviewAssets {
  /** By which it is told from other webviews. */
  readonly title: string;
  /** Random, new for each document. */
  readonly nonce: string;
  /** What the editor names as the source of its own resources. */
  readonly cspSource: string;
  readonly script: string;
  /** Base style first. */
  readonly styles: readonly string[];
  /** What it says in the user's language; nothing where that is English. */
  readonly words?: WebviewWords | undefined;
}

/**
 * The document of one of our webviews. It holds no content: everything comes by message and is drawn by the script,
 * and nothing that a log may contain can load or run anything here.
 */
export function webviewHtml(assets: WebviewAssets): string {
  const { title, nonce, cspSource, script, styles, words } = assets;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${words?.language ?? 'en'}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
${styles.map((style) => `<link rel="stylesheet" href="${style}">`).join('\n')}
<title>${title}</title>
</head>
<body>
<main id="app"></main>${words ? dataOf(words) : ''}
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}

/** Data, which no browser runs; it stands before the script, which reads it at once. */
function dataOf(words: WebviewWords): string {
  const json = JSON.stringify(words).replaceAll('<', '\\u003c');
  return `\n<script type="application/json" id="l10n">${json}</script>`;
}
