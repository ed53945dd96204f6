import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandRules } from '../../src/core/commands/commandRules.ts';
import { type ChatSubject, chatCommands } from '../../src/core/model/chat.ts';
import { subjectWords } from '../../src/protocol/chatSubject.ts';
import { hostRemark } from '../../src/protocol/modelText.ts';

/** Where the strings of the webviews lie, English first. */
export const bundleOf = (language?: string): string =>
  `l10n/webview.l10n${language ? `.${language}` : ''}.json`;

/** All that the webviews say, in order: what their sources give to `t` and its like, and words of shared tables. */
export function webviewStrings(): readonly string[] {
  const files = readdirSync('src/webview', { recursive: true, encoding: 'utf8' });
  const found = files
    .filter((file) => file.endsWith('.ts') && file !== 'l10n.ts')
    .flatMap((file) => stringsOf(readFileSync(join('src/webview', file), 'utf8'), file));
  return [...new Set([...found, ...sharedWords()])].sort();
}

/** A string as the formatter leaves it. */
const literal = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"/.source;
const text = new RegExp(`(?<![\\w.$])(?:t|parts)\\(\\s*(?:${literal})`, 'g');
const plural = new RegExp(
  `(?<![\\w.$])plural\\([^'"]*?,\\s*(?:${literal}),\\s*(?:${literal})`,
  'g',
);
const count = new RegExp(
  `(?<![\\w.$])formatCount\\([^'"]*?,\\s*(?:${literal})(?:,\\s*(?:${literal}))?`,
  'g',
);

/** The strings of one source; one that can't be read here could not be translated, so it throws. */
export function stringsOf(source: string, file: string): readonly string[] {
  const all = (pattern: RegExp): readonly (readonly string[])[] =>
    [...source.matchAll(pattern)].map((match) =>
      match.slice(1).flatMap((part) => (part === undefined ? [] : [unescaped(part)])),
    );
  const counts = all(count).map(([one = '', many = `${one}s`]) => [`{0} ${one}`, `{0} ${many}`]);
  const found = [all(text), all(plural), counts].map((some) => some.flat());
  const calls = (name: string): number =>
    [...source.matchAll(new RegExp(`(?<![\\w.$]|function )${name}\\(`, 'g'))].length;
  const read = [all(text).length, all(plural).length, counts.length];
  const made = [calls('t') + calls('parts'), calls('plural'), calls('formatCount')];
  // The formats themselves put strings together that their callers give.
  if (file !== 'format.ts' && String(read) !== String(made)) {
    throw new Error(`${file} has texts that are no plain strings: ${made} calls, ${read} read`);
  }
  return found.flat();
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}

const place = { uri: '', file: '', startLine: 1, endLine: 1 };
const subjects: readonly ChatSubject[] = [
  { kind: 'log', uri: '', name: '' },
  { kind: 'lines', ...place },
  { kind: 'lines', ...place, endLine: 2 },
  { kind: 'diagnosis', title: '' },
  { kind: 'evidence', evidence: 'E1' },
  { kind: 'hypothesis', hypothesis: 0, title: '' },
  { kind: 'claim', hypothesis: 0, list: 'claims', claim: 0, text: '' },
  { kind: 'claim', hypothesis: 0, list: 'against', claim: 0, text: '' },
  { kind: 'suggestion', about: '' },
];

/** What webviews show by `word`: it is said in English to other processes, and translated where it is shown. */
function sharedWords(): readonly string[] {
  const actions = readFileSync('src/core/chatCommands.ts', 'utf8');
  return [
    ...commandRules.map(({ what }) => what),
    ...Object.values(chatCommands),
    ...subjects.map((subject) => subjectWords(subject).detail),
    ...[...actions.matchAll(/kind: 'action', label: '([^']+)'/g)].map(([, label = '']) => label),
    hostRemark({ kind: 'address', text: '', host: '' }),
    'Embedded analyst',
    'Embedded engine',
  ];
}
