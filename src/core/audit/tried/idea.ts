/** What somebody would do, in words that do not depend on how it is said. */
export interface Idea {
  readonly verbs: ReadonlySet<Verb>;
  readonly objects: ReadonlySet<string>;
  /** All its words, in lower case. */
  readonly words: ReadonlySet<string>;
}

export type Verb =
  | 'raise'
  | 'lower'
  | 'restart'
  | 'rollBack'
  | 'upgrade'
  | 'flush'
  | 'disable'
  | 'enable'
  /** In which direction is not known. */
  | 'change';

/** The first that matches at a place takes its words, so longer wordings stand first. */
const verbs: readonly (readonly [Verb, RegExp])[] = [
  [
    'restart',
    /\b(?:roll(?:ing|out)?[\s-]+)?(?:restart(?:s|ed|ing)?|reboot(?:s|ed|ing)?|bounc(?:e|es|ed|ing)|recycl(?:e|es|ed|ing))\b|\b(?:delet|kill|recreat)(?:e|es|ed|ing|s)?\s+(?:the\s+)?(?:\S+\s+)?(?:pods?|container|process)\b|\bpower[\s-]?cycl\w*/g,
  ],
  [
    'rollBack',
    /\b(?:roll(?:s|ed|ing)?[\s-]?back|rollbacks?|revert(?:s|ed|ing)?|undo(?:es|ing)?|downgrad(?:e|es|ed|ing)|go(?:es|ing)?\s+back\s+to)\b/g,
  ],
  [
    'raise',
    /\b(?:rais(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|bump(?:s|ed|ing)?(?:\s+up)?|grow(?:s|ing)?|enlarg(?:e|es|ed|ing)|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|quadrupl\w+|extend(?:s|ed|ing)?|lengthen(?:s|ed|ing)?|boost(?:s|ed|ing)?|expand(?:s|ed|ing)?|scal(?:e|es|ed|ing)[\s-]+(?:up|out)|up(?:siz|scal)\w+|giv(?:e|es|ing)\s+\S+\s+more|more|bigger|larger|longer|higher)\b/g,
  ],
  [
    'lower',
    /\b(?:lower(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|shrink(?:s|ing)?|cut(?:s|ting)?|halv(?:e|es|ed|ing)|shorten(?:s|ed|ing)?|scal(?:e|es|ed|ing)[\s-]+(?:down|in)|less|smaller|shorter|fewer)\b/g,
  ],
  [
    'upgrade',
    /\b(?:upgrad(?:e|es|ed|ing)|updat(?:e|es|ed|ing)|newer\s+version|latest\s+version)\b/g,
  ],
  [
    'flush',
    /\b(?:flush(?:es|ed|ing)?(?:all|db)?|clear(?:s|ed|ing)?|purg(?:e|es|ed|ing)|empt(?:y|ies|ied|ying)|invalidat(?:e|es|ed|ing)|prun(?:e|es|ed|ing))\b/g,
  ],
  [
    'disable',
    /\b(?:disabl(?:e|es|ed|ing)|(?:turn|switch)(?:s|es|ed|ing)?\s+off|remov(?:e|es|ed|ing)|delet(?:e|es|ed|ing)|drop(?:s|ped|ping)?|tak(?:e|es|ing)\s+away|get(?:s|ting)?\s+rid\s+of)\b/g,
  ],
  [
    'enable',
    /\b(?:enabl(?:e|es|ed|ing)|(?:turn|switch)(?:s|es|ed|ing)?\s+on|add(?:s|ed|ing)?|introduc(?:e|es|ed|ing)|creat(?:e|es|ed|ing)|install(?:s|ed|ing)?)\b/g,
  ],
  [
    'change',
    /\b(?:chang(?:e|es|ed|ing)|set(?:s|ting)?|adjust(?:s|ed|ing)?|tun(?:e|es|ed|ing)|modif(?:y|ies|ied|ying)|configur(?:e|es|ed|ing)|scal(?:e|es|ed|ing)|resiz(?:e|es|ed|ing))\b/g,
  ],
];

const objects: readonly (readonly [string, RegExp])[] = [
  [
    'memory',
    /\b(?:memory|mem|ram|heap|xmx|maxmemory|max[_-]?old[_-]?space\w*|memorylimit|mem_limit)\b/,
  ],
  ['cpu', /\b(?:cpus?|cores?|millicores?)\b/],
  [
    'replicas',
    /\b(?:replicas?|replicacount|instances?|min_?replicas|max_?replicas|desired[_-]?count)\b/,
  ],
  ['timeout', /(?:\b|_)(?:time-?outs?|deadlines?)(?:\b|_)/],
  [
    'pool',
    /\b(?:pools?|poolsize|pool_size|max_?connections|connections?|hikari\w*|maximum-?pool-?size)\b/,
  ],
  ['retries', /\b(?:retry|retries|attempts?|backoff|max_?retries)\b/],
  ['cache', /\b(?:caches?|flushall|flushdb|drop_caches|evict\w*)\b/],
  ['ttl', /\b(?:ttl|expir\w+)\b/],
  ['disk', /\b(?:disks?|storage|volumes?|pvcs?|persistentvolumeclaims?)\b/],
  ['version', /\b(?:versions?|image|tag|release)\b/],
  ['workers', /\b(?:threads?|workers?|concurrency|parallelism)\b/],
  ['index', /\b(?:index|indexes|indices|reindex)\b/],
  ['probe', /\b(?:probes?|liveness\w*|readiness\w*|health-?checks?)\b/],
  ['dns', /\b(?:dns|coredns|ndots|resolver)\b/],
  ['certificate', /\b(?:cert(?:ificate)?s?|tls|ssl)\b/],
  ['queue', /\b(?:queues?|backlog|buffers?)\b/],
  ['partitions', /\b(?:partitions?|shards?)\b/],
  ['batch', /\b(?:batch(?:es|ing)?|batch_?size)\b/],
  ['descriptors', /\b(?:ulimit|nofile|file\s+descriptors?|open\s+files)\b/],
  ['rate', /\b(?:rate[\s_-]?limit\w*|throttl\w*|qps)\b/],
  ['collector', /\b(?:gc|garbage\s+collect\w*|g1gc|zgc)\b/],
  ['logLevel', /\b(?:log[\s_-]?level|verbosity)\b/],
];

export function ideaOf(text: string): Idea {
  const plain = plainText(text);
  return { verbs: verbsIn(plain), objects: objectsIn(plain), words: new Set(wordsIn(plain)) };
}

/** `resources.limits.maxMemory` -> `resources limits max memory`, kept beside its own spelling. */
function plainText(text: string): string {
  const split = text.replace(/([a-z0-9])([A-Z])/g, '$1 $2');
  return `${split === text ? text : `${split} ${text}`}`.toLowerCase().slice(0, 4_000);
}

function verbsIn(text: string): ReadonlySet<Verb> {
  const found = new Set<Verb>();
  let rest = text;
  for (const [verb, pattern] of verbs) {
    const left = rest.replace(pattern, (words) => ' '.repeat(words.length));
    if (left !== rest) found.add(verb);
    rest = left;
  }
  return found;
}

function objectsIn(text: string): ReadonlySet<string> {
  const found = objects.flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));
  // What is scaled without a word of what is the number of instances.
  return new Set(found.length === 0 && /\bscal(?:e|es|ed|ing)\b/.test(text) ? ['replicas'] : found);
}

/** Words of names are told apart: `deploy/api-gateway` has `api-gateway`, `api` and `gateway`. */
export function wordsIn(text: string): readonly string[] {
  const names = text.toLowerCase().match(/[a-z0-9][\w.-]*/g) ?? [];
  return names.flatMap((name) => {
    const whole = name.replace(/[.-]+$/, '');
    return [whole, ...whole.split(/[._-]+/)];
  });
}

/** Words that are neither what is done nor what of a thing is changed: `redis` of `Raise redis memory`. */
export function thingsIn(text: string): readonly string[] {
  const plain = text.toLowerCase().replace(/[^a-z0-9\s._-]+/g, ' ');
  const verbless = verbs.reduce((rest, [, pattern]) => rest.replace(pattern, ' '), plain);
  const things = objects.reduce(
    (rest, [, pattern]) => rest.replace(new RegExp(pattern, 'g'), ' '),
    verbless,
  );
  const words = things.match(/[a-z][\w.-]*/g) ?? [];
  return words.filter((word) => word.length > 2 && !idle.has(word) && !measures.has(word));
}

const measures: ReadonlySet<string> = new Set(
  'limit limits request requests size value max min maximum minimum count number'.split(' '),
);

/** The same thing again: in the same direction where both are known, to the same object where one is told. */
export function isSameIdea(tried: Idea, proposed: Idea): boolean {
  if (tried.verbs.size === 0) return isSaidAgain(tried, proposed);
  return sharesVerb(tried.verbs, proposed.verbs) && sharesObject(tried, proposed);
}

function sharesVerb(tried: ReadonlySet<Verb>, proposed: ReadonlySet<Verb>): boolean {
  const isDirected = (verb: Verb): boolean =>
    verb === 'raise' || verb === 'lower' || verb === 'upgrade' || verb === 'rollBack';
  return [...tried].some(
    (verb) =>
      proposed.has(verb) ||
      (isDirected(verb) && proposed.has('change') && ![...proposed].some(isDirected)) ||
      (verb === 'change' && [...proposed].some(isDirected)),
  );
}

function sharesObject(tried: Idea, proposed: Idea): boolean {
  if (tried.objects.size > 0)
    return [...tried.objects].some((object) => proposed.objects.has(object));
  // "Restart" needs no object; "add" alone would mean anything.
  return (
    tried.verbs.has('restart') ||
    tried.verbs.has('rollBack') ||
    tried.verbs.has('upgrade') ||
    isSaidAgain(tried, proposed)
  );
}

/** Words that carry the meaning of an action that no table knows, e.g. "vacuum full". */
function isSaidAgain({ words }: Idea, proposed: Idea): boolean {
  const telling = [...words].filter((word) => word.length > 2 && !idle.has(word));
  return telling.length > 0 && telling.every((word) => proposed.words.has(word));
}

const idle: ReadonlySet<string> = new Set(
  'the and for with from into its our all new old run use again some any that this add adds remove removes disable enable delete'.split(
    ' ',
  ),
);
