import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { stdin } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { LogSource } from '../core/diagnose.ts';
import { type Cancellation, neverCancelled } from '../core/model/cancellation.ts';
import { createPace } from '../core/pace.ts';
import type { FileAccess, OpenedFile } from '../core/ports.ts';
import { MOST_ROTATED } from '../core/rotations.ts';
import { clock } from '../node/clock.ts';
import { openedFile, openHandle } from '../node/files.ts';
import { goodRunFor } from '../node/goodRuns.ts';
import { keeperOf } from '../node/ignoreFiles.ts';
import { rotatedFiles } from '../node/rotatedFiles.ts';
import { openStream } from '../node/streams.ts';
import { secondHalf } from './secondHalf.ts';

const STDIN = '-';
const STDIN_URI = 'stdin:';

/** Log files as the command line names them; `-` is standard input, and each is read once. */
export function sourcesOf(files: readonly string[]): readonly LogSource[] {
  const sources = new Map<string, LogSource>();
  for (const file of files) {
    const source = sourceOf(file);
    if (!sources.has(source.uri)) {
      sources.set(source.uri, source);
    }
  }
  return [...sources.values()];
}

function sourceOf(file: string): LogSource {
  return file === STDIN
    ? { uri: STDIN_URI, name: 'standard input' }
    : { uri: pathToFileURL(resolve(file)).href, name: file };
}

/**
 * The same with the other files of each log: they are read too where `isRotated`, up to a number, and
 * named otherwise.
 */
export async function withRotations(
  given: readonly LogSource[],
  isRotated: boolean,
): Promise<readonly LogSource[]> {
  const known = new Set(given.map(({ uri }) => uri));
  const all: LogSource[] = [];
  for (const source of given) {
    const paths = source.uri === STDIN_URI ? [] : await rotatedFiles(fileURLToPath(source.uri));
    const others = paths.flatMap((path) => {
      const uri = pathToFileURL(path).href;
      return known.has(uri) ? [] : { uri, name: renamed(source.name, basename(path)) };
    });
    // Each is told of once, though several of its log may have been named.
    for (const { uri } of others) known.add(uri);
    const read = isRotated ? others.slice(-MOST_ROTATED) : [];
    const beside = others.slice(0, others.length - read.length).map(({ name }) => basename(name));
    all.push(beside.length === 0 ? source : { ...source, beside }, ...read);
  }
  return all;
}

/** The runs to compare with: those that were named, else one that is found beside the log. */
export async function goodRunsOf(
  {
    baselines,
    findsBaseline,
  }: { readonly baselines: readonly string[]; readonly findsBaseline: boolean },
  sources: readonly LogSource[],
): Promise<readonly LogSource[]> {
  if (baselines.length > 0 || !findsBaseline) {
    return sourcesOf(baselines);
  }
  const paths = sources.flatMap(({ uri }) => (uri === STDIN_URI ? [] : fileURLToPath(uri)));
  const pace = createPace(clock, neverCancelled);
  const found = paths.length === sources.length ? await goodRunFor(paths, pace) : undefined;
  return found === undefined
    ? []
    : [{ ...sourceOf(nameFromHere(found.path, sources)), found: found.why }];
}

/** As people would name it: like the log that they named. */
function nameFromHere(path: string, [first]: readonly LogSource[]): string {
  const folder = first ? dirname(first.name) : '.';
  const own = join(folder, basename(path));
  return resolve(own) === path ? own : relative('.', path);
}

/** The same with the ignore file that keeps a log from models, for a run that would ask one. */
export function withKeepers(given: readonly LogSource[]): Promise<readonly LogSource[]> {
  return Promise.all(
    given.map(async (source) => {
      const keeper = await keeperOf(source.uri);
      if (keeper === undefined) return source;
      const inside = relative('.', keeper);
      return { ...source, keptBy: inside.startsWith('..') ? keeper : inside };
    }),
  );
}

const renamed = (path: string, name: string): string =>
  `${path.slice(0, path.length - basename(path).length)}${name}`;

/**
 * Files, standard input, and pipes and devices that somebody named, as a shell does for `<(…)`.
 * Reading those may wait for a writer, which is right here and nowhere else.
 */
export const commandLineFiles: FileAccess = {
  async open(uri, cancellation) {
    if (uri === STDIN_URI) {
      return openStandardInput();
    }
    const path = fileURLToPath(uri);
    const found = await stat(path).catch(() => undefined);
    return found?.isFIFO() || found?.isCharacterDevice()
      ? openStream(createReadStream(path), basename(path), cancellation)
      : openTogether(uri, cancellation);
  },
};

/** A large file is read by two threads. */
async function openTogether(uri: string, cancellation: Cancellation): Promise<OpenedFile> {
  const handle = await openHandle(uri);
  if (handle.kind === 'failure') return handle;
  const opened = await openedFile(handle, cancellation);
  if (opened.kind === 'failure' || opened.compressed) return opened;
  const half = secondHalf(handle);
  if (!half) return opened;
  const close = (): void => void half.close().then(opened.close);
  return { ...opened, half, close };
}

export function openStandardInput(): Promise<OpenedFile> {
  return openStream(stdin, 'standard input', neverCancelled);
}
