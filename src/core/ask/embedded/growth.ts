import type { Claim } from '../../model/claim.ts';
import type { Probe, ProposedHypothesis } from '../../model/hypothesis.ts';
import type { NumberFinding } from '../../model/template.ts';
import type { Material } from '../reasoner.ts';
import { citeRef } from './shown.ts';
import { courseOf } from './trends.ts';
import { fileStem, serviceName } from './words/names.ts';

/** A resource that a process takes and must give back: who never does runs out of it. */
interface Resource {
  readonly slot: RegExp;
  readonly name: string;
  /** The least that was gained before anybody calls it a leak; bytes where the measure has that unit. */
  readonly gain: number;
  readonly bytes?: number;
  readonly probe: Probe;
}

const MEGABYTE = 1024 ** 2;

const resources: readonly Resource[] = [
  {
    slot: /(?:^|[_.\s-])(?:fds?|file_?(?:descriptors|handles)|descriptors|handles|open[_ ]?files|sockets)\b|openF(?:d|iles)/i,
    name: 'file descriptors',
    gain: 100,
    probe: {
      title: 'List what the process holds open, twice, ten minutes apart',
      command: 'ls -l /proc/PID/fd | sort -k11 | tail -n 40; lsof -p PID | sort -k9 | uniq -c -f8',
      confirms: 'The same kind of file or peer stands there more often the second time.',
      refutes: 'The number is back where it was: then a burst of work held them.',
    },
  },
  {
    slot: /(?:^|[_.\s-])(?:threads|goroutines|tasks|fibers|coroutines|workers)\b/i,
    name: 'threads',
    gain: 100,
    probe: {
      title: 'Compare two dumps of all threads, ten minutes apart',
      command:
        'jcmd PID Thread.print; curl localhost:6060/debug/pprof/goroutine?debug=1; py-spy dump --pid PID',
      confirms: 'One stack is there more often each time: those were started and never end.',
      refutes: 'The stacks differ and their number falls when the load does.',
    },
  },
  {
    slot: /(?:^|[_.\s-])(?:connections?|conns|in[_-]?use|leased|borrowed|checked[_ -]?out)\b/i,
    name: 'connections',
    gain: 50,
    probe: {
      title: 'See who holds the connections, and since when',
      command: "ss -tnp state established | awk '{print $4}' | sort | uniq -c | sort -rn | head",
      confirms: 'Many to one peer are old and idle: they were not given back.',
      refutes: 'They are young and busy: then it is load.',
    },
  },
  {
    slot: /(?:^|[_.\s-])(?:rss|resident|mem(?:ory)?|heap|footprint|working[_ ]?set|alloc(?:ated)?)(?=$|[_.\s-]|[A-Z])/i,
    name: 'memory',
    gain: 200,
    bytes: 128 * MEGABYTE,
    probe: {
      title: 'Compare two heap profiles, half an hour apart',
      command:
        'jcmd PID GC.class_histogram; go tool pprof -base first.pb.gz second.pb.gz; heaptrack --pid PID',
      confirms: 'One type or call site holds what was gained, also after a full collection.',
      refutes: 'After a full collection it is back where it was.',
    },
  },
  {
    slot: /(?:^|[_.\s-])(?:queue\w{0,12}|backlog|pending|unacked|outstanding|in_?flight|depth|lag)\b|_(?:lag|backlog|pending|depth)$/i,
    name: 'waiting work',
    gain: 100,
    probe: {
      title: 'Compare how much comes in with how much is done',
      command:
        'rabbitmqctl list_queues name messages consumers; kafka-consumer-groups.sh --describe --group GROUP',
      confirms: 'More comes in than is done, or a consumer has stopped.',
      refutes: 'The two are even and the number falls.',
    },
  },
];

/** How many times as much it must have become, and how long that must have taken at least. */
const TIMES = 2;
const LONG = 20 * 60_000;
/** More work explains more of everything: by so much it may have grown meanwhile. */
const BUSIER = 1.3;

/**
 * What only ever grows, in a log in which nothing fails yet: a leak before it hurts. Told where it
 * went on to the very end without falling back, while the work of the log stayed what it was.
 */
export function growthHypothesis(material: Material): ProposedHypothesis | undefined {
  const found = (material.mined.numbers ?? [])
    .flatMap((finding) => {
      const resource = resourceOf(finding);
      return resource && isLost(finding, resource, material) ? [{ finding, resource }] : [];
    })
    .sort((a, b) => b.finding.strength - a.finding.strength)[0];
  return found && told(found.finding, found.resource, material);
}

const resourceOf = ({ slot }: NumberFinding): Resource | undefined =>
  resources.find((one) => one.slot.test(slot));

function isLost(finding: NumberFinding, resource: Resource, material: Material): boolean {
  const { before, after, unit, kind, isUnbroken, measure } = finding;
  const gain = unit === 'bytes' ? (resource.bytes ?? Number.POSITIVE_INFINITY) : resource.gain;
  return (
    kind === 'growth' &&
    isUnbroken === true &&
    measure === 'usage' &&
    unit !== '%' &&
    after >= TIMES * Math.max(before, 1) &&
    after - before >= gain &&
    isSteadyWork(finding, material) &&
    !isBusier(finding, material)
  );
}

/** What the same message says of the load, e.g. `rps=40`: where that grew as well, it explains the rest. */
const load =
  /\b(?:[rqt]ps|(?:req(?:uest)?s?|quer(?:y|ies)|messages?|ops)(?:_per_s(?:ec(?:ond)?)?|\/s)?|rate|throughput|users|clients|players|visitors)["']?[=: ]{1,3}(\d{1,9}(?:\.\d{1,4})?)/i;

function isBusier({ exemplars }: NumberFinding, { files }: Material): boolean {
  const [first, last] = [exemplars[0], exemplars.at(-1)].map((ref) => {
    const record = ref && files[ref.file]?.records.at(ref.record);
    const fields = Object.entries(record?.attributes ?? {}).map(
      ([key, value]) => `${key}=${value}`,
    );
    return Number(load.exec(`${record?.body ?? ''} ${fields.join(' ')}`)?.[1]);
  });
  return first !== undefined && last !== undefined && last >= first * BUSIER;
}

/** Whether the log was written long enough, and about as densely at its end as at its start. */
function isSteadyWork({ onset }: NumberFinding, { files }: Material): boolean {
  const { records } = files[onset.file] ?? {};
  const last = (records?.length ?? 0) - 1;
  const at = (place: number): number => records?.timestamp(Math.floor(place * last)) ?? Number.NaN;
  const [start, early, late, end] = [at(0), at(1 / 3), at(2 / 3), at(1)];
  const isLong = end - start >= LONG;
  return isLong && early - start <= BUSIER * (end - late);
}

function told(
  finding: NumberFinding,
  { name, probe }: Resource,
  material: Material,
): ProposedHypothesis | undefined {
  const { onset, slot, exemplars, reason } = finding;
  const file = material.files[onset.file];
  const writer = file?.records.at(onset.record)?.service;
  const service = writer === undefined ? file && fileStem(file.name) : serviceName(writer);
  const cites = exemplars.flatMap((ref) => citeRef(ref, material) ?? []);
  if (cites.length < 2) {
    return undefined;
  }
  const claims: readonly Claim[] = [
    {
      role: 'symptom',
      text: `${slot} grows and never falls back: ${courseOf(finding, material)}.`,
      cites,
    },
    {
      role: 'cause',
      text: `It looks like a leak of ${name}: what is taken is not given back.`,
      cites: cites.slice(-2),
    },
  ];
  return {
    title: `${service === undefined ? '' : `${service}: `}${slot} only grows, like a leak of ${name}`,
    summary: `Nothing fails yet${service === undefined ? '' : ` in ${service}`}; ${reason}. It did not fall back once and was still growing at the end, while the log's work stayed the same.`,
    service,
    claims,
    against: [],
    missing: [`The limit of ${name}, and what the log says once it is reached.`],
    probes: [probe],
    structure: 0.7,
  };
}
