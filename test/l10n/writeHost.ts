import { existsSync, writeFileSync } from 'node:fs';
import { type Bundle, bundlePath, exportedBundle, textOf, translationOf } from './bundle.ts';
import { hostTexts } from './hardCoded.ts';
import { lacking, languages, type Texts } from './languages.ts';

// `npm run l10n`: exports what the extension host says to people, drops translations of what it says no
// more, and tells what lacks one.
const bundle = await exportedBundle(hostTexts());
write(bundlePath(), bundle);
for (const language of languages) {
  const kept = keptOf(bundle, existsSync(bundlePath(language)) ? translationOf(language) : {});
  write(bundlePath(language), kept);
  report(language, lacking(textOf(bundle), kept));
}

/** The translations of what is still said, in the order of the export. */
function keptOf(said: Bundle, translated: Texts): Texts {
  return Object.fromEntries(
    Object.keys(said).flatMap((key) => {
      const text = translated[key];
      return text === undefined ? [] : [[key, text]];
    }),
  );
}

function write(path: string, texts: Bundle): void {
  writeFileSync(path, `${JSON.stringify(texts, undefined, 2)}\n`);
}

function report(language: string, missing: readonly string[]): void {
  if (missing.length === 0) {
    process.stdout.write(`${bundlePath(language)} is complete\n`);
    return;
  }
  process.stdout.write(
    `${bundlePath(language)} lacks ${missing.length}; add them and run this again:\n`,
  );
  for (const key of missing) {
    process.stdout.write(`  ${JSON.stringify(key)}: "",\n`);
  }
  process.exitCode = 1;
}
