import type { Files } from './memoryWorkspace.ts';

const CONTEXT = 3;

/** A unified diff between two states of a folder, one hunk a file. */
export function diffOf(before: Files, after: Files): string {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return paths
    .filter((path) => before[path] !== after[path])
    .map((path) => fileDiff(path, before[path], after[path]))
    .join('');
}

function fileDiff(path: string, before: string | undefined, after: string | undefined): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let tail = 0;
  const most = Math.min(old.length, now.length) - start;
  while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  const from = Math.max(0, start - CONTEXT);
  const left = Math.max(0, tail - CONTEXT);
  const hunk = [
    ...old.slice(from, start).map((line) => ` ${line}`),
    ...old.slice(start, old.length - tail).map((line) => `-${line}`),
    ...now.slice(start, now.length - tail).map((line) => `+${line}`),
    ...old.slice(old.length - tail, old.length - left).map((line) => ` ${line}`),
  ];
  const range = (lines: readonly string[]): string => {
    const count = lines.length - left - from;
    return `${count === 0 ? from : from + 1},${count}`;
  };
  return [
    `diff --git a/${path} b/${path}`,
    ...(before === undefined ? ['new file mode 100644'] : []),
    ...(after === undefined ? ['deleted file mode 100644'] : []),
    before === undefined ? '--- /dev/null' : `--- a/${path}`,
    after === undefined ? '+++ /dev/null' : `+++ b/${path}`,
    `@@ -${range(old)} +${range(now)} @@`,
    ...hunk,
    '',
  ].join('\n');
}

function linesOf(text = ''): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
