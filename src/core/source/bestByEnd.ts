/**
 * Of several files the one whose path ends like a written one: logs come from other machines, so the
 * folders before do not count. A name alone is enough only where one of the two is no more than a name.
 * Nothing where two fit as well.
 */
export function bestByEnd<T>(
  written: string,
  files: readonly T[],
  partsOf: (file: T) => readonly string[],
): T | undefined {
  const wanted = written.split('/').filter((part) => part !== '' && part !== '.');
  let best: { readonly file: T; readonly shared: number } | undefined;
  let isTied = false;
  for (const file of files) {
    const parts = partsOf(file);
    const shared = sharedEnd(wanted, parts);
    const isEnough = shared >= 2 || shared === wanted.length || shared === parts.length;
    if (!isEnough || shared === 0) continue;
    isTied = shared === best?.shared;
    if (!best || shared > best.shared) best = { file, shared };
  }
  return isTied ? undefined : best?.file;
}

function sharedEnd(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a.at(-1 - shared) === b.at(-1 - shared)) {
    shared++;
  }
  return shared;
}
