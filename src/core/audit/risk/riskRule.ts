import type { Language } from '../source/language.ts';
import type { SourceView } from '../source/sourceView.ts';

/** What a finding of a rule says. */
export interface RiskAdvice {
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** A sentence for people: what happens, and why that hurts. */
  readonly message: string;
  /** What to do instead. */
  readonly safer: string;
}

/** Which files a rule reads. */
export interface RuleScope {
  readonly files: readonly Language[];
  /** Of those, the ones whose path fits, e.g. pipelines. */
  readonly where?: (path: string) => boolean;
  /** The file must hold this somewhere. */
  readonly context?: RegExp;
  /** It is as bad in tests and examples. */
  readonly inTests?: true;
}

/** A rule on lines that a suggestion adds. */
export interface LineRule extends RiskAdvice, RuleScope {
  readonly view: keyof SourceView;
  readonly pattern: RegExp;
  /** The rule does not hold of a line that this matches. */
  readonly unless?: RegExp;
  /** As many lines are read as one, from the one that was added. */
  readonly lines?: number;
  /** What stands around the line may excuse it. */
  readonly only?: (place: LinePlace) => boolean;
}

export interface LinePlace {
  /** What was matched, with its groups. */
  readonly match: RegExpExecArray;
  /** Lines of the rule's view. */
  readonly lines: readonly string[];
  /** Of the added line, from 0. */
  readonly index: number;
}

/** A rule on what is taken away and not written anew elsewhere in the file. */
export interface LossRule extends RiskAdvice, RuleScope {
  readonly view: keyof SourceView;
  readonly pattern: RegExp;
  /** What it belongs to, e.g. a container: where that goes too, it is not missed. */
  readonly goesWith?: RegExp;
}

/** A rule on a setting whose value changes. */
export interface ValueRule extends RiskAdvice, RuleScope {
  /** The setting's key after that of its parent, e.g. `tls.enabled`. */
  readonly key: RegExp;
  readonly breaks: (before: string, after: string) => boolean;
}

export const programs: readonly Language[] = [
  'javascript',
  'python',
  'go',
  'java',
  'csharp',
  'ruby',
  'php',
  'rust',
  'c',
];
export const settingFiles: readonly Language[] = [
  'yaml',
  'json',
  'toml',
  'settings',
  'terraform',
  'dockerfile',
];

/** The nearest line at or above that matches `key` also matches `wanted`. */
export function isUnder(
  { lines, index }: LinePlace,
  key: RegExp,
  wanted: RegExp,
  reach = 12,
): boolean {
  for (let at = index; at >= 0 && at > index - reach; at--) {
    const line = lines[at] ?? '';
    if (key.test(line)) return wanted.test(line);
  }
  return false;
}

/** Some lines before and after, as one text. */
export function around({ lines, index }: LinePlace, reach: number): string {
  return lines.slice(Math.max(0, index - reach), index + reach + 1).join('\n');
}
