import assert from 'node:assert/strict';
import { inputOfText } from '../../../src/extension/suggestions/textInput.ts';

const place = { path: 'src/cart.ts', line: 12 };
const cases: readonly (readonly [string, string, string | undefined, string | undefined])[] = [
  [
    'a git patch is a diff',
    'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b',
    undefined,
    'diff',
  ],
  ['hunks alone are a diff', '@@ -1,2 +1,2 @@\n-a\n+b', undefined, 'diff'],
  [
    'a chat answer with a fence is read as such',
    'Try this:\n\n```yaml\na: 1\n```',
    'markdown',
    'diff',
  ],
  [
    'a line that a tool runs is a command',
    'kubectl scale deploy/cart --replicas=0',
    'plaintext',
    'command',
  ],
  [
    'a prompt before it is one too',
    '$ redis-cli FLUSHALL\n$ redis-cli INFO\n',
    undefined,
    'command',
  ],
  ['a shell script is commands', 'for i in 1 2; do echo $i; done', 'shellscript', 'command'],
  ['code is text that would stand somewhere', 'const a = await fetch(url);', 'typescript', 'text'],
  ['code that names a tool is still code', 'git = require("git")\nmake(1)', 'javascript', 'text'],
];

suite('what a selected or copied text is', () => {
  for (const [name, text, language, kind] of cases) {
    test(name, () => assert.equal(inputOfText(text, 'it', language, place)?.kind, kind));
  }

  test('code goes where the cursor stands', () => {
    assert.deepEqual(inputOfText('f()', 'the clipboard', undefined, place), {
      kind: 'text',
      text: 'f()',
      name: 'the clipboard',
      path: 'src/cart.ts',
      at: 12,
    });
  });

  test('code without a place is nothing that could be audited', () => {
    assert.equal(inputOfText('f()', 'the clipboard', undefined, undefined), undefined);
  });
});
