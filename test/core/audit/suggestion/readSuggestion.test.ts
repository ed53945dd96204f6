import assert from 'node:assert/strict';
import {
  type ReadSuggestion,
  readSuggestion,
  type SuggestionInput,
} from '../../../../src/core/audit/suggestion/readSuggestion.ts';
import { type Files, memoryWorkspace } from '../../../audit/memoryWorkspace.ts';

interface Case {
  readonly name: string;
  readonly files?: Files;
  readonly diff?: string;
  readonly input?: SuggestionInput;
  /** Path, `before` and `after` of each file; an excerpt by its added lines. */
  readonly read?: readonly (readonly [string, string | undefined, string | undefined])[];
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
  readonly commands?: readonly string[];
  readonly problems?: readonly string[];
  readonly renamedFrom?: string;
  readonly refused?: RegExp;
}

const ten = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n';

const cases: readonly Case[] = [
  {
    name: 'a hunk is put where it says',
    files: { 'a.txt': ten },
    diff: 'diff --git a/a.txt b/a.txt\nindex 1..2 100644\n--- a/a.txt\n+++ b/a.txt\n@@ -2,3 +2,3 @@\n two\n-three\n+3\n four\n',
    read: [['a.txt', ten, ten.replace('three', '3')]],
    added: ['3:3'],
    removed: ['3:three'],
  },
  {
    name: 'a hunk whose numbers are off is found by its context, and that is said',
    files: { 'a.txt': ten },
    diff: '--- a/a.txt\n+++ b/a.txt\n@@ -20,3 +20,4 @@\n eight\n nine\n+9.5\n ten\n',
    read: [['a.txt', ten, ten.replace('nine\n', 'nine\n9.5\n')]],
    added: ['10:9.5'],
    problems: ['moved'],
  },
  {
    name: 'of several places the nearest is taken, and hunks stay in their order',
    files: { 'a.txt': 'x\ny\nx\ny\nx\ny\n' },
    diff: '--- a/a.txt\n+++ b/a.txt\n@@ -3,2 +3,2 @@\n x\n-y\n+z\n',
    read: [['a.txt', 'x\ny\nx\ny\nx\ny\n', 'x\ny\nx\nz\nx\ny\n']],
    added: ['4:z'],
  },
  {
    name: 'wrong counts and missing numbers, as in what models write, are no matter',
    files: { 'a.txt': ten },
    diff: '--- a/a.txt\n+++ b/a.txt\n@@ ... @@\n two\n-three\n+3\n+3.5\n four\n@@ -7,1 +8,1 @@\n seven\n-eight\n+8\n nine\n',
    read: [['a.txt', ten, ten.replace('three', '3\n3.5').replace('eight', '8')]],
    added: ['3:3', '4:3.5', '9:8'],
  },
  {
    name: 'blanks that differ hide no context',
    files: { 'a.py': 'def f():\n\treturn 1\n' },
    diff: '--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n def f():\n-    return 1\n+    return 2\n',
    read: [['a.py', 'def f():\n\treturn 1\n', 'def f():\n    return 2\n']],
  },
  {
    name: 'a patch that fits nowhere is read as an excerpt, and that is said',
    files: { 'a.txt': ten },
    diff: '--- a/a.txt\n+++ b/a.txt\n@@ -2,2 +2,2 @@\n zwei\n-drei\n+3\n',
    added: ['3:3'],
    removed: ['3:drei'],
    problems: ['misfit'],
  },
  {
    name: 'a file that is not there is read as an excerpt',
    diff: '--- a/b.txt\n+++ b/b.txt\n@@ -1 +1 @@\n-x\n+y\n',
    added: ['1:y'],
    problems: ['noSuchFile'],
  },
  {
    name: 'new and deleted files, several in one patch',
    files: { 'old.txt': 'x\ny\n' },
    diff: 'diff --git a/new.txt b/new.txt\nnew file mode 100644\n--- /dev/null\n+++ b/new.txt\n@@ -0,0 +1,2 @@\n+a\n+b\ndiff --git a/old.txt b/old.txt\ndeleted file mode 100644\n--- a/old.txt\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-x\n-y\n',
    read: [
      ['new.txt', undefined, 'a\nb\n'],
      ['old.txt', 'x\ny\n', undefined],
    ],
    added: ['1:a', '2:b'],
    removed: ['1:x', '2:y'],
  },
  {
    name: 'a renamed file keeps its text, with and without a change',
    files: { 'src/a.ts': 'x\ny\n' },
    diff: 'diff --git a/src/a.ts b/src/b.ts\nsimilarity index 60%\nrename from src/a.ts\nrename to src/b.ts\n--- a/src/a.ts\n+++ b/src/b.ts\n@@ -1,2 +1,2 @@\n x\n-y\n+z\n',
    read: [['src/b.ts', 'x\ny\n', 'x\nz\n']],
    renamedFrom: 'src/a.ts',
  },
  {
    name: 'a pure rename has no hunk',
    files: { 'src/a b.ts': 'x\n' },
    diff: 'diff --git a/src/a b.ts b/src/c.ts\nsimilarity index 100%\nrename from src/a b.ts\nrename to src/c.ts\n',
    read: [['src/c.ts', 'x\n', 'x\n']],
    renamedFrom: 'src/a b.ts',
  },
  {
    name: 'a change of mode alone is a change',
    files: { 'run.sh': 'x\n' },
    diff: 'diff --git a/run.sh b/run.sh\nold mode 100644\nnew mode 100755\n',
    read: [['run.sh', 'x\n', 'x\n']],
  },
  {
    name: 'a line end that is missing, or is added, is kept so',
    files: { 'a.txt': 'x\ny' },
    diff: '--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n x\n-y\n\\ No newline at end of file\n+z\n',
    read: [['a.txt', 'x\ny', 'x\nz\n']],
  },
  {
    name: 'no newline at the end of the new text',
    files: { 'a.txt': 'x\ny\n' },
    diff: '--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n x\n-y\n+z\n\\ No newline at end of file\n',
    read: [['a.txt', 'x\ny\n', 'x\nz']],
  },
  {
    name: 'a file with CRLF keeps it, whatever the patch has',
    files: { 'a.txt': 'x\r\ny\r\n' },
    diff: '--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n x\n-y\n+z\n',
    read: [['a.txt', 'x\r\ny\r\n', 'x\r\nz\r\n']],
  },
  {
    name: 'a patch with CRLF fits a file without',
    files: { 'a.txt': 'x\ny\n' },
    diff: '--- a/a.txt\r\n+++ b/a.txt\r\n@@ -1,2 +1,2 @@\r\n x\r\n-y\r\n+z\r\n',
    read: [['a.txt', 'x\ny\n', 'x\nz\n']],
  },
  {
    name: 'paths in quotes are read as the bytes they stand for',
    files: { 'café "x".txt': 'x\n' },
    diff: 'diff --git "a/caf\\303\\251 \\"x\\".txt" "b/caf\\303\\251 \\"x\\".txt"\n--- "a/caf\\303\\251 \\"x\\".txt"\n+++ "b/caf\\303\\251 \\"x\\".txt"\n@@ -1 +1 @@\n-x\n+y\n',
    read: [['café "x".txt', 'x\n', 'y\n']],
  },
  {
    name: 'removed and added lines that look like headers are lines',
    files: { 'a.sql': 'a\n-- drop\nb\n' },
    diff: '--- a/a.sql\n+++ b/a.sql\n@@ -1,3 +1,3 @@\n a\n--- drop\n+++ x\n b\n',
    read: [['a.sql', 'a\n-- drop\nb\n', 'a\n++ x\nb\n']],
  },
  {
    name: 'a mail of git ends with its version',
    files: { 'a.txt': 'x\ny\n' },
    diff: 'From 0123456789 Mon Sep 17 00:00:00 2001\nSubject: [PATCH] x\n\n---\n a.txt | 2 +-\n\ndiff --git a/a.txt b/a.txt\n--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n x\n-y\n+z\n-- \n2.43.0\n\n',
    read: [['a.txt', 'x\ny\n', 'x\nz\n']],
  },
  {
    name: 'paths without a/ and b/, with times, and from a folder above',
    files: { 'src/a.txt': 'x\n' },
    diff: '--- shop/src/a.txt\t2026-01-01 10:00:00\n+++ shop/src/a.txt\t2026-01-01 10:00:01\n@@ -1 +1 @@\n-x\n+y\n',
    read: [['src/a.txt', 'x\n', 'y\n']],
  },
  {
    name: 'a change that the workspace holds already is turned round',
    files: { 'a.txt': 'x\nz\n', 'n.txt': 'new\n' },
    diff: '--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n x\n-y\n+z\n--- /dev/null\n+++ b/n.txt\n@@ -0,0 +1 @@\n+new\n',
    read: [
      ['a.txt', 'x\ny\n', 'x\nz\n'],
      ['n.txt', undefined, 'new\n'],
    ],
    added: ['2:z', '1:new'],
    problems: ['alreadyApplied', 'alreadyApplied'],
  },
  {
    name: 'a path that leads out of the workspace is not read',
    diff: '--- a/../../etc/passwd\n+++ b/../../etc/passwd\n@@ -1 +1 @@\n-x\n+y\n',
    refused: /leads out of the workspace/,
  },
  {
    name: 'a combined diff is refused, with what to do',
    diff: 'diff --cc a.txt\nindex 1,2..3\n--- a/a.txt\n+++ b/a.txt\n@@@ -1,1 -1,1 +1,1 @@@\n- x\n -y\n++z\n',
    refused: /combined diff of a merge.*git diff HEAD\^1 HEAD/,
  },
  { name: 'an empty text is refused', diff: '\n', refused: /is empty/ },
  { name: 'prose is refused', diff: 'Please change the port.', refused: /no unified diff/ },
  {
    name: 'text is inserted at the end of a file',
    files: { 'a.txt': 'x\n' },
    input: { kind: 'text', name: 's', path: 'a.txt', text: 'y\n' },
    read: [['a.txt', 'x\n', 'x\ny\n']],
    added: ['2:y'],
  },
  {
    name: 'text is inserted before a line',
    files: { 'a.txt': 'x\r\nz\r\n' },
    input: { kind: 'text', name: 's', path: './a.txt', text: 'y', at: 2 },
    read: [['a.txt', 'x\r\nz\r\n', 'x\r\ny\r\nz\r\n']],
    added: ['2:y'],
  },
  {
    name: 'text is the whole of a file that is not there',
    input: { kind: 'text', name: 's', path: 'b/a.txt', text: 'y\n' },
    read: [['b/a.txt', undefined, 'y\n']],
  },
  {
    name: 'a line beyond the end is refused',
    files: { 'a.txt': 'x\n' },
    input: { kind: 'text', name: 's', path: 'a.txt', text: 'y\n', at: 9 },
    refused: /a\.txt has 1 lines/,
  },
  {
    name: 'of a chat answer the code is inserted, and its commands are told apart',
    files: { 'a.ts': 'x();\n' },
    input: {
      kind: 'text',
      name: 'answer.md',
      path: 'a.ts',
      text: 'Do this:\n\n```ts\ny();\n```\n\nThen run\n\n```bash\n# first\nnpm install left-pad\nnpm \\\n  test\n```\n',
    },
    read: [['a.ts', 'x();\n', 'x();\ny();\n']],
    commands: ['npm install left-pad', 'npm test'],
  },
  {
    name: 'a chat answer yields files, patches and commands of a session',
    files: { 'k8s/web.yaml': 'replicas: 1\n', 'src/a.ts': 'const a = 1;\nconst b = 2;\nrun(a);\n' },
    diff: 'Edit **k8s/web.yaml**:\n\n```yaml\nreplicas: 3\n```\n\nand `src/a.ts`:\n\n```ts\nconst a = 1;\n// ...\nrun(a, b);\n```\n\n```console\n$ kubectl apply -f k8s\ndeployment configured\n```\n\n```diff\n--- a/k8s/web.yaml\n+++ b/k8s/web.yaml\n@@ -1 +1 @@\n-replicas: 1\n+replicas: 3\n```\n',
    added: ['3:run(a, b);'],
    commands: ['kubectl apply -f k8s'],
    problems: ['part', 'part'],
  },
  {
    name: 'commands lose their prompts, and keep what they are given',
    input: {
      kind: 'command',
      text: '$ kubectl get pods\nNAME\n$ kubectl apply -f - <<EOF\nkind: Pod\nEOF',
    },
    commands: ['kubectl get pods', 'kubectl apply -f - <<EOF\nkind: Pod\nEOF'],
  },
];

/** The case as it was read, with what it does not look at left as it was found. */
function seen(read: ReadSuggestion, expected: Case): object {
  if (read.kind === 'refused') return { refused: read.message };
  const { suggestion, problems } = read;
  const { files, commands } = suggestion;
  const numbered = (side: 'added' | 'removed') =>
    files.flatMap((file) => file[side].map(({ line, text }) => `${line}:${text}`));
  return {
    commands: commands.map(({ text }) => text),
    problems: problems.map(({ code }) => code),
    ...(expected.read && {
      read: files.map(({ path, before, after }) => [path, before, after]),
      excerpts: files.filter(({ isExcerpt }) => isExcerpt).length,
    }),
    ...(expected.added && {
      added: numbered('added').filter((line) => expected.added?.includes(line)),
    }),
    ...(expected.removed && { removed: numbered('removed') }),
    ...(expected.renamedFrom && { renamedFrom: files[0]?.renamedFrom }),
  };
}

suite('readSuggestion', () => {
  for (const expected of cases) {
    const { name, files = {}, diff = '', input, refused, ...rest } = expected;
    test(name, async () => {
      const given = input ?? ({ kind: 'diff', text: diff, name: 'x.diff' } as const);
      const read = await readSuggestion(given, memoryWorkspace(files));
      if (refused) {
        assert.match(read.kind === 'refused' ? read.message : 'was read', refused);
        return;
      }
      const { commands = [], problems = [] } = rest;
      const whole = { commands, problems, ...rest, ...(rest.read && { excerpts: 0 }) };
      assert.deepEqual(seen(read, expected), whole);
    });
  }
});
