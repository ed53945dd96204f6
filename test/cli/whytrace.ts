import { type ChildProcess, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { built } from '../built.ts';

export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export function whytrace(words: readonly string[], options: RunOptions = {}): Promise<Result> {
  const { input = '', env, ...more } = options;
  const child = spawn(process.execPath, [built('cli.cjs'), ...words], {
    ...more,
    env: { ...process.env, ...env },
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return resultOf(child);
}

/** Runs a line of a shell in which `$whytrace` is the command. */
export function runInShell(line: string, cwd: string): Promise<Result> {
  const env = { ...process.env, whytrace: `${process.execPath} ${built('cli.cjs')}` };
  return resultOf(spawn('bash', ['-c', line], { cwd, env }));
}

async function resultOf(child: ChildProcess): Promise<Result> {
  const { stdout: out, stderr: errors } = child;
  if (!out || !errors) {
    throw new Error('The output of the command is not piped.');
  }
  const [stdout, stderr] = await Promise.all([text(out), text(errors)]);
  const code = child.exitCode ?? (await new Promise<number | null>((r) => child.once('close', r)));
  return { code, stdout, stderr };
}
