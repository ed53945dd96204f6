// `npm run sizes`: what the build weighs, held against what people should have to load. Fails above a limit.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

const KB = 1024;
/** The host is read at each start of the editor, a view when it is opened; the rest when it is first needed. */
const limits = [
  { of: /^host\.cjs$/, kilobytes: 250, what: 'extension host' },
  { of: /\.js$/, kilobytes: 250, what: 'view' },
  { of: /^worker\.cjs$/, kilobytes: 200, what: 'first log' },
  { of: /^pipeline\.cjs$/, kilobytes: 600, what: 'first diagnosis' },
];

const bundles = readdirSync(join(root, 'dist'))
  .filter((name) => /\.c?js$/.test(name))
  .map((name) => {
    const limit = limits.find(({ of }) => of.test(name));
    return { name, kilobytes: statSync(join(root, 'dist', name)).size / KB, limit };
  })
  .toSorted((one, other) => one.kilobytes - other.kilobytes);

for (const { name, kilobytes, limit } of bundles) {
  const allowed = limit ? `of ${limit.kilobytes} KB, ${limit.what}` : '';
  console.log(`${name.padEnd(22)} ${kilobytes.toFixed(0).padStart(5)} KB ${allowed}`);
}
const tooLarge = bundles.filter(({ kilobytes, limit }) => limit && kilobytes > limit.kilobytes);
if (tooLarge.length > 0) {
  console.error(`Too large: ${tooLarge.map(({ name }) => name).join(', ')}.`);
  process.exitCode = 1;
}
