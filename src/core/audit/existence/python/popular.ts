import known from '../known/pythonExports.json' with { type: 'json' };
import { editDistance } from '../nearMiss.ts';

const modules: Readonly<Record<string, string>> = known;

/** Names of a module of a popular package, of the version that the index was made with. */
export function popularMembers(module: string): ReadonlySet<string> | undefined {
  const names = modules[module];
  return names === undefined ? undefined : new Set(names.split(' '));
}

/** One sign is wrong in a name that is long enough; names that differ in digits do so on purpose. */
export function isMistyped(name: string, known: string): boolean {
  const digits = (text: string): string => text.replace(/\D/g, '');
  const isLong = Math.min(name.length, known.length) >= 6;
  return isLong && digits(name) === digits(known) && editDistance(name, known, 1) === 1;
}
