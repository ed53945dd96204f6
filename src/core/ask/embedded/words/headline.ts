import { exceptionChain } from '../../../tells/exceptionChain.ts';
import type { Clue } from '../clues.ts';
import { patchAt, patchText, testAt } from '../locate.ts';
import { storyOf } from '../story.ts';
import { type Subject, textOf } from '../subject.ts';
import { plain, shorten, shortPaths } from '../text.ts';
import { toldKind } from './kind.ts';
import { phraseOf, saidIn, tellingGroups, withoutNoise, withoutOpenBracket } from './said.ts';

/** Characters a headline may have. */
const longest = 90;

/** What failed and why, in plain words, at most 90 characters. `next` is the line beside the clue. */
export function headlineOf(
  clue: Clue,
  subject: Subject,
  service: string | undefined,
  next: string | undefined,
): string {
  const words = wordsOf(clue, subject, next).replace(/[!.]+$/, '');
  const isNamed =
    service === undefined || words.toLowerCase().includes(service.toLowerCase()) || isFile(service);
  return withoutOpenBracket(
    shorten(isNamed ? words : withService(words, service), longest),
  ).replace(/:\s*$/, '');
}

/** A colon already parts what from why: then the service stands behind. */
function withService(words: string, service: string): string {
  const behind = `${words} (${service})`;
  return words.includes(': ') && behind.length <= longest ? behind : `${service}: ${words}`;
}

/** A log of a build is called after its file; that is not what failed. */
const isFile = (service: string): boolean => /^(?:build|root|console|server)\b/i.test(service);

function wordsOf(clue: Clue, subject: Subject, next: string | undefined): string {
  switch (toldKind(clue)) {
    case 'crash':
      return crashWords(clue, subject);
    case 'compile':
      return compileWords(clue, subject);
    case 'test':
      return testWords(clue, subject, next);
    default:
      return knownWords(clue) ?? exceptionWords(clue) ?? plainWords(clue);
  }
}

const crashNoise: readonly (readonly [RegExp, string])[] = [
  [/, probably for non-canonical address.*$/, ''],
  [/(?: at)? virtual address [0-9a-fx]+/, ''],
  [/: [0-9a-f]{4} \[#\d+\].*$/, ''],
  [/\+0x[0-9a-f]+(?:\/0x[0-9a-f]+)?/g, ''],
  [/^WARNING: CPU: \d+ PID: \d+ at (\S+).*$/, 'WARNING at $1'],
  [/ ?\[[^\]]*[\d:,][^\]]*\]/g, ''],
  [/^(?:watchdog: )?BUG: (?=KASAN|KMSAN|KCSAN|KFENCE|soft)/, ''],
  [/ In 0x[0-9a-f]+: Addr 0x[0-9a-f]+/, ''],
  [/\(0x[0-9a-f, x]+\) -> e\b/i, ''],
  [/^thread '[^']{1,80}' panicked at '?/, 'panic: '],
  [
    /called `(?:Result|Option)::unwrap\(\)` on an `Err` value: \w{1,40} \{.{0,300}message: "([^"]+)".*$/,
    '$1',
  ],
  [
    /^terminate called after throwing an instance of '([^']{1,80})'(?:: what\(\):)?/,
    'uncaught $1:',
  ],
  [/^A fatal error has been detected by the Java Runtime Environment:?.*$/, 'The Java VM crashed'],
  [/called `Result::unwrap\(\)` on an `Err` value: .{0,200}?Error\("([^"]+)"\).*$/, '$1'],
  [/', [\w./-]+\.rs:\d+(?::\d+)?$/, ''],
  [/: ?info=panicked at \S{1,300}?:\d+:\d+:+ ?/, ': '],
  [/!(?= |$)/g, ''],
  [/(?<!\bat) (?:[\w-]{1,60}\/){1,12}[\w.-]{1,60}\.[chS]:\d+$/, ''],
];

/** `BUG: KASAN: use-after-free in a+0x1/0x2` found in `b` -> `KASAN: use-after-free in b`. */
function crashWords(clue: Clue, { title, where }: Subject): string {
  const said = plain(textOf(clue), 400);
  const words = crashNoise.reduce(
    (rest, [pattern, instead]) => rest.replace(pattern, instead),
    // A bare `panic` is told by what follows it, and a C++ exception by its `what()`.
    said.length < 30 || /^terminate called/.test(said) ? title : said,
  );
  const clean = withoutNoise(words);
  if (where === undefined || clean.includes(where)) {
    return clean;
  }
  const kind = clean.replace(/ in [A-Za-z_][\w.]{2,80}$/, '');
  const place = shorten(where.replace(/<.*$/, '').split('::').slice(-2).join('::'), 50);
  return `${shorten(kind, longest - place.length - 4)} in ${place}`;
}

const place =
  /^.{0,300}?[\w)-]\.[A-Za-z]{1,10}(?::\d+(?::\d+)?|[:(]\[?\d+(?:[,:]\d+)*\]?\)?|:\(\.text[^)]{0,200}\)){1,2}:? */;
const errorWord =
  /^(?:(?:fatal |internal compiler |syntax )?error\b(?!,):?\s*)?(?:[A-Z]{1,4}\d{3,5}:\s)?/i;

/** `a/b/sdk@v1: Get "https://...": read tcp ...: connection reset by peer`. */
const fetching =
  /^(?:[^\s/:]{1,80}\/){0,6}([^\s/:]{3,80}): (?:Get|Head) "?[^"\s]{3,3000}"?: (?:.{0,200}: )?([^:]{3,120})$/;

/** `VariableFinder.java does not compile: incompatible types ...`. */
function compileWords(clue: Clue, { where }: Subject): string {
  const patch = patchAt(clue.file, clue.line);
  if (patch) return patchText(patch);
  const text = plain(textOf(clue), 3000).replace(/ \[\/\S+\]$/, '');
  const bared = text.replace(place, '').replace(errorWord, '');
  const message = shortPaths(withoutNoise(bared.replace(fetching, '$1 cannot be fetched: $2')));
  if (/^(?:[\w:]*Error|Exception)\b/.test(message) || where === undefined) {
    return message === '' ? 'The code does not compile' : message;
  }
  const isLinking =
    /undefined (?:reference|symbol)|unresolved (?:external )?symbol|multiple definition/;
  const verb = isLinking.test(text) ? 'does not link' : 'does not compile';
  return message === '' ? `${where} ${verb}` : `${where} ${verb}: ${message}`;
}

/** `testRollStuck fails: test timed out after 90000 milliseconds`. */
function testWords(clue: Clue, subject: Subject, next: string | undefined): string {
  const exception = exceptionWords(clue, false);
  const landmark = testAt(clue.file, clue.line)?.name ?? (exception ? undefined : subject.where);
  if (landmark === undefined) {
    return exception ?? plainWords(clue);
  }
  const name = testName(landmark);
  const own = bare(clue.text);
  const why = [own, exception, next && bare(next)].find(
    (text) => text !== undefined && saysWhy(text, name),
  );
  return why === undefined ? `${name} fails` : `${shorten(name, 50)} fails: ${why}`;
}

const testName = (name: string): string =>
  name
    .replace(/\([\w.$]+\)$/, '')
    .replace(/[:\s]+$/, '')
    .replace(/^.*\/(?=[^/]+::)/, '');

const bare = (text: string): string =>
  withoutNoise(
    plain(shortPaths(text), 400)
      .replace(/^(?:[\w.$]+\.)?(?:AssertionError|Error|AssertionFailedError): /, '')
      .replace(/^[\w./-]{1,200}\.\w{1,4}:\d+: /, '')
      .replace(/^function \S{1,300} line \d+: /, ''),
  );

/** Whether words tell more than that the test of this name failed. */
function saysWhy(text: string, name: string | undefined): boolean {
  const rest = text
    .replace(name ?? '', '')
    .replace(/\b(?:FAIL(?:ED|URE)?|ERROR|Found errors in|errors?|failed|\d+(?:\.\d+)?s)\b/gi, '');
  return (rest.match(/[A-Za-z]{3,}/g) ?? []).length > 1 || /[A-Z]\w+(?:Exception|Error)/.test(rest);
}

/** The title of a known failure, where it names what failed and not only a class of failures. */
function knownWords({ signature, text }: Clue): string | undefined {
  if (!signature || /^(?:symptom|trailer)$/.test(signature.signature.role)) {
    return undefined;
  }
  const { title, technology } = signature.signature;
  if (classOfFailures.test(title) || generic.has(technology)) {
    return undefined;
  }
  const name = title.includes(':') ? undefined : nameIn(text);
  const isFit =
    name !== undefined && !title.includes(name) && title.length + name.length < longest - 3;
  return isFit ? `${title} (${name})` : title;
}

const classOfFailures = /^(?:An?|The|Some|Somebody) /;
const generic: ReadonlySet<string> = new Set([
  'network',
  'jvm',
  'test-runner',
  'compiler',
  'runtime',
  'ci',
]);

/** A name the message puts in quotes: a user, a table, an image, a setting. */
function nameIn(text: string): string | undefined {
  return /["“'‘`]([\w./:@-]{3,60})["”'’`]/.exec(text)?.[1];
}

/** `No space left on device (IOException in Files.write)`. */
function exceptionWords(clue: Clue, withOpening = true): string | undefined {
  const lines = storyOf(clue);
  const { links, frame } = exceptionChain(lines);
  const deepest = links.at(-1);
  if (!deepest) {
    return undefined;
  }
  const message = withoutNoise(plain(shortPaths(deepest.message), 300));
  const type = frame === undefined ? deepest.type : `${deepest.type} in ${frame}`;
  if (!/\w\W+\w/.test(message)) {
    const opening =
      withOpening && deepest.offset > 0 ? withoutNoise(phraseOf(saidIn(lines[0] ?? ''))) : '';
    const what = message === '' ? type : `${deepest.type}: ${message}`;
    return opening === '' || opening.includes(deepest.type) ? what : `${opening}: ${what}`;
  }
  const isFit = message.length + type.length < longest - 3;
  return isFit ? `${message} (${type})` : `${deepest.type}: ${message}`;
}

function plainWords(clue: Clue): string {
  const text = phraseOf(saidIn(textOf(clue)));
  const request = /"?\b([A-Z]{3,7}) (\/[^\s?"]{0,60})[^\s"]{0,300} HTTP\/[\d.]+"? (\d{3})\b/.exec(
    text,
  );
  if (request) {
    return `${request[1]} ${request[2]} is answered with ${request[3]}`;
  }
  const deep = /Caused by [\w.]{3,80}\(["']?(?:<[^>]{1,200}>: )?(?<deep>[^"]{8,300})/.exec(text);
  const thrown =
    /\w=(?<type>(?:\w{1,60}\.){0,12}[A-Z]\w{2,80}(?:Exception|Error)): (?:\k<type>: )?(?<said>.{4,300})/.exec(
      text,
    );
  if (thrown) {
    return withoutNoise(`${thrown.groups?.['type']}: ${thrown.groups?.['said']}`);
  }
  const words = withoutNoise(tellingGroups(shortPaths(deep?.groups?.['deep'] ?? text)));
  return words
    .replace(/^[\w-]{1,60}\.\w{1,4}:\d+: /, '')
    .replace(/^(?:Error|fatal): (?=\S+ \S)/, '');
}
