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
}

/**
 * The document of one of our webviews. It holds no content: everything comes by message and is drawn by the script,
 * and nothing that a log may contain can load or run anything here.
 */
export function webviewHtml({ title, nonce, cspSource, script, styles }: WebviewAssets): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
${styles.map((style) => `<link rel="stylesheet" href="${style}">`).join('\n')}
<title>${title}</title>
</head>
<body>
<main id="app"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
