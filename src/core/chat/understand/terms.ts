import type { Term } from '../question.ts';

/** Things that logs say in several ways; the first pattern is how people name them. */
const concepts: readonly { readonly named: RegExp; readonly spellings: readonly string[] }[] = [
  {
    named: /\b(?:time-?\s?outs?|timed[ -]out|timing out|time[ds]? out)\b/i,
    spellings: ['timeout', 'timed out', 'time out', 'time-out', 'timedout', 'deadline exceeded'],
  },
  {
    named:
      /\b(?:refused connections?|connections? (?:was |were |is |are )?refused|econnrefused)\b/i,
    spellings: ['connection refused', 'econnrefused', 'refused connection'],
  },
  {
    named: /\b(?:connections? (?:was |were |is |are )?reset|reset connections?|econnreset)\b/i,
    spellings: ['connection reset', 'econnreset'],
  },
  {
    named: /\b(?:out[ -]of[ -]memory|oom(?:[ -]?kill(?:s|ed|er)?)?s?)\b/i,
    spellings: ['out of memory', 'outofmemory', 'oomkill', 'oom-kill', 'oom_kill', 'oom killer'],
  },
  {
    named: /\b(?:disks? (?:is |was )?full|full disks?|out of (?:disk )?space|no space left)\b/i,
    spellings: ['no space left', 'disk full', 'disk is full', 'enospc', 'out of disk'],
  },
  {
    named: /\b(?:permissions? denied|access denied|denied access)\b/i,
    spellings: ['permission denied', 'access denied', 'eacces', 'accessdenied'],
  },
  { named: /\bretr(?:y|ies|ied|ying)\b/i, spellings: ['retry', 'retri'] },
  { named: /\b(?:crash(?:es|ed|ing)?)\b/i, spellings: ['crash'] },
  { named: /\b(?:restart(?:s|ed|ing)?)\b/i, spellings: ['restart'] },
  { named: /\b(?:deploy(?:s|ed|ing|ments?)?)\b/i, spellings: ['deploy'] },
  { named: /\b(?:exceptions?)\b/i, spellings: ['exception'] },
  { named: /\b(?:fail(?:s|ed|ing|ures?)?)\b/i, spellings: ['fail'] },
  { named: /\b(?:panic(?:s|ked|king)?)\b/i, spellings: ['panic'] },
  { named: /\b(?:dead-?locks?(?:ed)?)\b/i, spellings: ['deadlock'] },
  {
    named: /\b(?:stack ?traces?|tracebacks?)\b/i,
    spellings: ['traceback', 'stack trace', '\n\tat ', '\n    at '],
  },
];

/** What is quoted is looked for as it is written. */
export function takeQuoted(text: string): {
  readonly terms: readonly Term[];
  readonly rest: string;
} {
  const terms: Term[] = [];
  const rest = text.replace(quoted, (_, ...groups: (string | undefined)[]) => {
    const word =
      groups
        .slice(0, 4)
        .find((group) => group !== undefined)
        ?.trim() ?? '';
    if (word !== '') terms.push({ word, spellings: [word.toLowerCase()], isWhole: false });
    return ' ';
  });
  return { terms, rest };
}

const quoted =
  /“([^”\n]{1,300})”|"([^"\n]{1,300})"|`([^`\n]{1,300})`|(?<!\w)'([^'\n]{2,300})'(?!\w)/g;

export function takeConcepts(text: string): {
  readonly terms: readonly Term[];
  readonly rest: string;
} {
  const terms: Term[] = [];
  let rest = text;
  for (const { named, spellings } of concepts) {
    const match = named.exec(rest);
    if (!match) continue;
    terms.push({ word: match[0], spellings, isWhole: false });
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
  }
  return { terms, rest };
}

/** What is left of a question once all that we know was taken out of it: words of the log, or of nobody. */
export function wordsAsTerms(text: string): readonly Term[] {
  const words = text.match(/[\p{L}\p{N}_][\p{L}\p{N}_./:@#$%*+-]*/gu) ?? [];
  return words
    .map((word) => word.replace(/[.,:;/?!-]+$/, '').replace(/['’]s$/, ''))
    .filter((word) => word.length > 1 && !commonWords.has(word.toLowerCase()))
    .map(termOf);
}

/** Words as short as this stand for themselves: `db` is none of `feedback`. */
const SHORT = 3;

function termOf(word: string): Term {
  const lower = word.toLowerCase();
  const stem = /^[a-z]{5,}s$/.test(lower) && !/(?:ss|us|is)$/.test(lower) ? singular(lower) : lower;
  return { word, spellings: [stem], isWhole: lower.length <= SHORT || /^\d+$/.test(lower) };
}

function singular(word: string): string {
  if (word.endsWith('ies')) return word.slice(0, -2);
  return /(?:ch|sh|x|ss)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** Whether one of a term's spellings stands in a text of lower case. */
export function holdsTerm(text: string, { spellings, isWhole }: Term): boolean {
  return spellings.some((spelling) =>
    isWhole ? hasWhole(text, spelling) : text.includes(spelling),
  );
}

function hasWhole(text: string, spelling: string): boolean {
  for (let at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + spelling.length] ?? ' '];
    if (!wordSign.test(before) && !wordSign.test(after)) return true;
  }
  return false;
}

const wordSign = /[\p{L}\p{N}_]/u;

/** Words of questions and of talk about logs: they are never looked for. */
const commonWords: ReadonlySet<string> = new Set(
  `a about above across actually after again against all almost also always am an and another any anybody anyone
  anything anywhere appear appeared appears appearing are around as ask at be became because been before began begin
  begins being below between both busiest but by came can cause caused causes causing changed change changes check come
  comes common contain contained containing contains could count counts cover covers day days did differ different
  display do does doing don't done during each earlier earliest either else end ended ends entries entry ever every
  everything exactly explain far few fewest find first follow following for found frequency frequent frequently from
  get gets getting give given go goes going gone got grep had happen happened happening happens has have having he hello
  help here hi highest hit hits hour hours how however i if important in including inside into is isn't it its itself just kind
  kinds know largest last late later latest least less let like likely line lines list log logged logging logs long
  longest look looked lot lots lowest made main make makes many matter max maximum may me mean means median mention
  mentioned mentions message messages might min minimum minute minutes more most much must my near never new next no
  none normal not nothing now number numbers occur occurred occurrence occurrences occurs of off often ok okay on once
  one only or order other our out over overall p50 p90 p95 p99 part particular past peak per percent percentage percentile
  place please point possible present print problem problems rate rates read really reason recent record recorded records
  report reported reports right root said same saw say says search second seconds see seem seems seen several shall she
  should show showed shown shows since slow slower slowest smallest so some somebody something sometimes sort spike spikes
  start started starting starts still stop stopped stops such system take takes tell than thank thanks that that's the
  their them then there there's these they thing things this those through time times to today together tell told too took top
  total try under until up us use used using value values very want was we well went were what what's when whenever where
  where's whether which while who whole whose why will with within without won't word words worst would write writes
  writing written wrong year yes yesterday yet you your average mean total overview summary summarize summarise please there
  occurring often biggest share codes code minus versus vs service services pod pods host hosts container containers node nodes logger loggers thread threads
  component components instance instances server servers machine machines level levels severity severities status statuses gap gaps
  silence pause pauses affected affect affects depend depends impact impacted blast radius sure certain confident summary quick quickly fast faster fastest event events entire file files kept keep keeps`.split(
    /\s+/,
  ),
);
