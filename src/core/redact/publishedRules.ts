import type { Anchored } from './anchored.ts';
import { entropy } from './entropy.ts';
import published from './publishedRules.json' with { type: 'json' };
import { isHarmless } from './secretValue.ts';

interface PublishedRule {
  readonly id: string;
  readonly words: readonly string[];
  readonly name?: string;
  readonly pattern: string;
  readonly ignoreCase?: boolean;
  readonly entropy?: number;
}

/** What may stand between a service's name and its value, if a word in it tells of a secret. */
const TELLING = '(?=[ \\t\\w.-]{0,20}(?:key|token|secret|pass|pwd|auth|cred|access|licen))';
const BETWEEN = `[ \\t\\w.-]{0,20}\\\\{0,3}[\\s'"]{0,3}(?:=>|:{1,3}=|\\?=|==?|:)[\\s\`'"\\\\]{0,5}`;

function compile(rule: PublishedRule): Anchored {
  const { name, pattern: value, ignoreCase, words } = rule;
  // A value that is any row of letters and digits is a secret only by what it is called.
  const isAnything = /^[a-z0-9]{0,2}\[/i.test(value) && !/key|token|login/i.test(name ?? '');
  const telling = isAnything ? TELLING : '';
  const source = name
    ? `(?:${name})${telling}${BETWEEN}(${value})(?![\\w+/-])`
    : `(?<![A-Za-z0-9])(${value})(?![A-Za-z0-9])`;
  const pattern = new RegExp(source, ignoreCase ? 'iy' : 'y');
  const kind = rule.id
    .toUpperCase()
    .replace(/[^A-Z]+/g, '_')
    .replace(/^_|_$/g, '');
  return {
    words,
    ...(name === undefined ? { group: 'token' } : {}),
    open: (text) => (start) => {
      pattern.lastIndex = start;
      const found = pattern.exec(text)?.[1] ?? '';
      const isSecret = found !== '' && !isHarmless(found) && entropy(found) >= (rule.entropy ?? 0);
      const end = pattern.lastIndex;
      return isSecret ? [{ start: end - found.length, end, kind }] : [];
    },
  };
}

/** gitleaks' rules, converted by `npm run secret-rules`. */
export const publishedRules: readonly Anchored[] = (
  published.rules as readonly PublishedRule[]
).map(compile);
