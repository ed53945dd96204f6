import { resolve } from 'node:path';
import { stdin } from 'node:process';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import type { LogSource } from '../core/diagnose.ts';

const STDIN = '-';

/** Log files as the command line names them; `-` is standard input, and each is read once. */
export async function sourcesOf(files: readonly string[]): Promise<readonly LogSource[]> {
  const sources = new Map<string, LogSource>();
  for (const file of files) {
    const source = file === STDIN ? await standardInput() : fileSource(file);
    if (!sources.has(source.uri)) {
      sources.set(source.uri, source);
    }
  }
  return [...sources.values()];
}

function fileSource(file: string): LogSource {
  return { uri: pathToFileURL(resolve(file)).href, name: file };
}

async function standardInput(): Promise<LogSource> {
  const text = new TextDecoder().decode(await buffer(stdin));
  return { uri: 'stdin:', name: 'standard input', text };
}
