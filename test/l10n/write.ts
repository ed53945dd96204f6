// `npm run webview-words`: writes the strings of the webviews, and says what the translations lack.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { bundleOf, webviewStrings } from './webviewStrings.ts';

const strings = webviewStrings();
writeFileSync(
  bundleOf(),
  `${JSON.stringify(Object.fromEntries(strings.map((text) => [text, text])), null, 2)}\n`,
);
for (const language of ['de', 'zh-cn']) {
  const path = bundleOf(language);
  const known: Record<string, string> = existsSync(path)
    ? JSON.parse(readFileSync(path, 'utf8'))
    : {};
  const kept = strings.flatMap((text) => (known[text] === undefined ? [] : [[text, known[text]]]));
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
  for (const text of strings.filter((one) => known[one] === undefined)) {
    process.stdout.write(`${language} lacks: ${text}\n`);
  }
}
