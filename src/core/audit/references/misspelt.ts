import { editDistance } from '../existence/nearMiss.ts';

/**
 * The known name that a name of several words was probably meant to be: `SMTP_TIMEOUT_SECS` is
 * `SMTP_TIMEOUT_SECONDS`, while `DB_HOST` and `DB_PORT` are two names. Nothing where several are as near.
 */
export function misspelt(name: string, known: Iterable<string>): string | undefined {
  const words = wordsIn(name);
  const near = [...new Set(known)].filter(
    (other) => other !== name && isNear(words, wordsIn(other)),
  );
  return near.length === 1 ? near[0] : undefined;
}

function wordsIn(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

function isNear(a: readonly string[], b: readonly string[]): boolean {
  const [joinedA, joinedB] = [a.join(''), b.join('')];
  if (joinedA.length < 4 || joinedB.length < 4) return false;
  if (joinedA === joinedB) return true;
  if (a.length === b.length) {
    const pairs = a.flatMap((word, index) => {
      const other = b[index] ?? '';
      return word === other ? [] : [[word, other] as const];
    });
    const [only] = pairs;
    if (pairs.length === 1 && only) return isSameWord(...only);
    return a.length > 1 && [...a].sort().join() === [...b].sort().join();
  }
  const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
  const isHead = shorter.length > 1 && shorter.every((word, index) => word === longer[index]);
  return isHead && longer.length === shorter.length + 1 && units.has(longer.at(-1) ?? '');
}

/** Words that say in what something is counted: whoever leaves them out means the same. */
const units = new Set('seconds secs sec ms millis milliseconds minutes bytes mb kb'.split(' '));

/** Ways to write the same word. */
const spellings: readonly (readonly string[])[] = [
  ['s', 'sec', 'secs', 'second', 'seconds'],
  ['ms', 'millis', 'msec', 'milliseconds'],
  ['min', 'mins', 'minutes'],
  ['password', 'passwd', 'passw', 'pwd', 'pass'],
  ['database', 'db'],
  ['address', 'addr'],
  ['config', 'conf', 'cfg', 'configuration'],
  ['username', 'user', 'usr'],
  ['connection', 'connections', 'conn', 'conns'],
  ['credential', 'credentials', 'creds', 'cred'],
  ['certificate', 'certificates', 'cert', 'certs'],
  ['url', 'uri'],
  ['number', 'num', 'no', 'nr'],
  ['identifier', 'id'],
  ['description', 'desc'],
  ['quantity', 'qty'],
  ['timestamp', 'ts'],
  ['maximum', 'max'],
  ['minimum', 'min'],
];

function isSameWord(a: string, b: string): boolean {
  if (spellings.some((words) => words.includes(a) && words.includes(b))) return true;
  const length = Math.min(a.length, b.length);
  if (length > 1 && singular(a) === singular(b)) return true;
  if (length < 4 || a.replace(/\D/g, '') !== b.replace(/\D/g, '')) return false;
  const limit = length < 8 ? 1 : 2;
  if (editDistance(a, b, limit) > limit) return false;
  // One sign instead of another makes another word, where words are short: `test` and `text`.
  return a.length !== b.length || length >= 6 || [...a].sort().join() === [...b].sort().join();
}

/** `policies` -> `policy`, `boxes` -> `box`, `users` -> `user`. */
function singular(word: string): string {
  return word
    .replace(/ies$/, 'y')
    .replace(/(?<=[sxz]|[cs]h)es$/, '')
    .replace(/(?<=[^s])s$/, '');
}
