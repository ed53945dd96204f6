export interface PanelAssets {
  /** Random, new for each document. */
  readonly nonce: string;
  /** What the editor names as the source of its own resources. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
}

/**
 * The panel's document. It holds no content: everything comes by message and is drawn by the script,
 * and nothing that a log may contain can load or run anything here.
 */
export function panelHtml({ nonce, cspSource, script, style }: PanelAssets): string {
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
<link rel="stylesheet" href="${style}">
<title>Whytrace</title>
</head>
<body>
<main id="app"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
