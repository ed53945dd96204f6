import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import { replaceFile } from './replaceFile.ts';

const DIGEST = 32;

/** Milliseconds from a start to when all that belongs to it has run. */
const SETTLED = 3000;
const afterStart = (work: () => Promise<void>): void => {
  setTimeout(work, SETTLED).unref();
};

/**
 * Runs a CommonJS bundle like `require`, but with what V8 made of it the last time, which takes as
 * long to compile as the rest of a start takes. The first time, and after each update, it compiles
 * the bundle anew and keeps the result.
 *
 * @param kept file for the result, which is used only as it was written and for the bundle it was made of
 * @param later waits until nobody waits any longer: by then what a start needs has been compiled
 */
export function requireCompiled(
  bundle: string,
  kept: string,
  require: NodeJS.Require,
  later = afterStart,
): unknown {
  const source = readFileSync(bundle);
  const cachedData = compiledOf(source, kept);
  const script = new Script(wrapped(source.toString()), {
    filename: bundle,
    ...(cachedData && { cachedData }),
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, bundle, dirname(bundle));
  if (!cachedData || script.cachedDataRejected) {
    later(() => keep(script, source, kept));
  }
  return module.exports;
}

const wrapped = (source: string): string =>
  `(function (exports, require, module, __filename, __dirname) {${source}\n})`;

/** What was kept for exactly this source, and is whole: V8 itself compares no more than lengths. */
function compiledOf(source: Buffer, kept: string): Buffer | undefined {
  try {
    const file = readFileSync(kept);
    const data = file.subarray(DIGEST);
    return file.subarray(0, DIGEST).equals(digestOf(source, data)) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Where nothing can be kept, e.g. on a full disk, the next start takes as long as this one. */
async function keep(script: Script, source: Buffer, kept: string): Promise<void> {
  const data = script.createCachedData();
  const file = Buffer.concat([digestOf(source, data), data]);
  await replaceFile(dirname(kept), kept, file).catch(() => {});
}

const digestOf = (source: Buffer, data: Buffer): Buffer =>
  createHash('sha256').update(source).update(data).digest();
