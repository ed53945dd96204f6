import type { ChangedValue } from '../model/baseline.ts';

/** Characters of a message that are compared. */
const LONGEST = 400;

/**
 * The value in which a message of one run differs from the same message of another, where that may
 * matter: a version, or a count that is none in one of the two. Times, sizes and ids differ always.
 */
export function changedValue(before: string, now: string): ChangedValue | undefined {
  const [then, here] = [before, now].map((text) => text.slice(0, LONGEST).split(/\s+/));
  if (!then || !here || then.length !== here.length) {
    return undefined;
  }
  for (const [at, word] of here.entries()) {
    const [was, is] = [bare(then[at] ?? ''), bare(word)];
    if (was !== is && (isVersion(was, is) || isNone(was, is))) {
      return { was, is };
    }
  }
  return undefined;
}

const bare = (word: string): string => word.replace(/^["'([{<]+|["')\]}>,;.:]+$/g, '');

/** `v22.11.0`, `3.12.4-slim`, `runner-base:2026.11`, `lodash@4.17.21`; a time or an address is none. */
const VERSION =
  /^(?:(?<name>[A-Za-z][\w./-]{0,80})(?<sign>[:@=/-]))?(?:v\d{1,5}(?:\.\d{1,6}){0,3}|\d{1,5}(?:\.\d{1,6}){2}|\d{1,5}\.\d{1,6})(?<rest>[-+]\w[\w.+-]{0,40})?$/;

function isVersion(was: string, is: string): boolean {
  const [a, b] = [VERSION.exec(was), VERSION.exec(is)];
  const name = a?.groups?.['name'];
  if (!a || !b || name !== b.groups?.['name']) {
    return false;
  }
  const isPlain = [was, is].every((text) => /^\d{1,5}\.\d{1,6}$/.test(text));
  return !isPlain && !(a.groups?.['sign'] === '=' && /=\d{1,5}\.\d{1,6}$/.test(was));
}

/** `0 rows` where there were 40, or `1 failed` where there was none. */
function isNone(was: string, is: string): boolean {
  const count = /^\d{1,12}$/;
  return count.test(was) && count.test(is) && (was === '0') !== (is === '0');
}
