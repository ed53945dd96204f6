import type { Cite, Claim } from '../../model/claim.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Probe, ProposedHypothesis } from '../../model/hypothesis.ts';
import type { NumberFinding } from '../../model/template.ts';
import type { TellKind } from '../../tells/tell.ts';
import type { Material } from '../reasoner.ts';
import { changeBefore } from './changes.ts';
import { citeRef, linesWith, quoted } from './shown.ts';
import { fileStem, serviceName } from './words/names.ts';

/** From here on a change of measurements is more than healthy systems do. */
const STRONG = 0.7;
/** Who ran out of something may have filled it slowly, and told of it seldom. */
const GROWING = 0.6;
/** A wait alone, without anything that grows behind it, must be this clear. */
const ALONE = 0.85;
/** Milliseconds that somebody notices, and for measures without a unit how many times the usual. */
const FELT = 200;
const FELT_TIMES = 3;

/** What the measurements say when no line tells of a failure. */
interface Picture {
  /** What somebody waits for. */
  readonly wait: NumberFinding;
  /** What grows or runs out beside it. */
  readonly driver: NumberFinding | undefined;
  /** Work of the system itself, such as a purge or a collection, that takes longer each time. */
  readonly stall: NumberFinding | undefined;
  /** What is in use, as written early and late, where it stays while what is held grows. */
  readonly inUse: readonly string[];
}

/**
 * An explanation from measurements alone: requests got slower (for good, or again and again) and
 * something behind them grows. `undefined` where ordinary life explains as much.
 */
export function trendHypothesis(
  material: Material,
  isAlone: boolean,
): ProposedHypothesis | undefined {
  const picture = pictureOf(material);
  if (!picture) {
    return undefined;
  }
  const service = serviceOf(picture.driver ?? picture.wait, material);
  const changed =
    changeBefore(effectOf(picture.driver ?? picture.wait, material), material) ??
    changeBefore(effectOf(picture.wait, material), material);
  const chain = chainOf(picture, material);
  const context = contextClaims(picture, material);
  const told = material.files[picture.wait.onset.file]?.records.at(
    (picture.wait.exemplars[1] ?? picture.wait.onset).record,
  )?.body;
  return {
    title: titleOf(picture, service, changed?.after),
    summary: [
      summaryOf(picture, service, isAlone),
      told === undefined ? '' : ` It is told by ${quoted(told.split('\n')[0] ?? '', 140)}.`,
    ].join(''),
    service,
    claims: [...chain, ...(changed?.claims ?? []), ...context],
    against: [],
    missing: [
      'Which requests wait, and what they wait for: a trace or a profile of one slow request.',
    ],
    probes: [isFragmentation(picture) ? fragmentationProbe : waitProbe],
    structure: isAlone ? 0.85 : 0.1,
  };
}

/** Measurements that changed before a failure, told as part of the chain that leads to it. */
export function trendsBefore(
  { kind, failed = Number.NEGATIVE_INFINITY, names }: Failure,
  material: Material,
): Trends {
  const least = kind === 'resource' ? GROWING : STRONG;
  const related = (material.mined.numbers ?? []).filter((finding) => {
    const onset = timeOf(finding, material) ?? Number.POSITIVE_INFINITY;
    const isMeant = finding.strength >= least && finding.measure !== 'time' && onset < failed;
    const { name = '', records } = material.files[finding.onset.file] ?? {};
    const where = `${name} ${records?.at(finding.onset.record)?.service ?? ''}`.toLowerCase();
    return isMeant && names.some((one) => where.includes(one));
  });
  const onsets = related.flatMap((finding) => timeOf(finding, material) ?? []);
  return {
    onset: onsets.length === 0 ? undefined : Math.min(...onsets),
    claims: related.slice(0, MOST_TRENDS).flatMap((finding) => {
      const cites = citesOf(finding, material);
      const text = `Before that, ${finding.slot} ${wordOf(finding)}: ${courseOf(finding, material)}${saidBy(finding, material)}.`;
      return cites.length > 1 ? [{ role: 'mechanism' as const, text, cites }] : [];
    }),
  };
}

interface Failure {
  readonly kind: TellKind;
  /** Milliseconds since the epoch. */
  readonly failed: number | undefined;
  /** Whose measurements may have to do with it. */
  readonly names: readonly string[];
}

interface Trends {
  /** Milliseconds since the epoch at which the first of them set in. */
  readonly onset: number | undefined;
  readonly claims: readonly Claim[];
}

const MOST_TRENDS = 2;

/** Whose number it is stands in its message: `price-cache entries=1792`. */
function saidBy({ exemplars, slot }: NumberFinding, { files }: Material): string {
  const [last] = exemplars.slice(-1);
  const body = last && files[last.file]?.records.at(last.record)?.body.split('\n')[0];
  return body === undefined || body.startsWith(slot) ? '' : `, in ${quoted(body, 70)}`;
}

function pictureOf(material: Material): Picture | undefined {
  const strong = (material.mined.numbers ?? []).filter(
    (finding) => finding.strength >= STRONG && timeOf(finding, material) !== undefined,
  );
  const times = strong.filter((finding) => finding.measure === 'time' && isFelt(finding));
  const stall = times.find((finding) => isUpkeep(finding, material));
  const wait = times.find((finding) => !isUpkeep(finding, material)) ?? stall ?? pileIn(strong);
  if (!wait) {
    return undefined;
  }
  const behind = strong
    .filter(
      (finding) => finding !== wait && (finding.measure === 'usage' || finding.measure === 'room'),
    )
    .toSorted(
      (a, b) => Number(/resident|rss/i.test(b.slot)) - Number(/resident|rss/i.test(a.slot)),
    );
  const held = behind.find(
    (finding) => holding.test(finding.slot) && inUseBeside(finding, material).length > 0,
  );
  const driver = held ?? behind.find(({ onset }) => onset.file === wait.onset.file) ?? behind[0];
  if (!driver && wait.strength < ALONE) {
    return undefined;
  }
  return {
    wait,
    driver,
    stall: stall === wait ? undefined : stall,
    inUse: held ? inUseBeside(held, material) : [],
  };
}

/** Work that waits, by the names of its measures. */
const waiting =
  /\b(?:lag|backlog|queued?|queue(?:[_ .-]?(?:depth|size|length|len))?|pending|behind|outstanding|unacked|unprocessed|depth)\b|(?:_lag|_backlog|_pending|_depth|queue_\w{1,12})$/i;
/** Times what was usual, and pieces of work, from which on a pile is one. */
const PILED_TIMES = 10;
const PILED = 100;

/** Work that piles up for good, where nothing tells how long it takes. */
const pileIn = (strong: readonly NumberFinding[]): NumberFinding | undefined =>
  strong.find(
    ({ slot, kind, before, after, until, strength }) =>
      waiting.test(slot) &&
      kind !== 'spikes' &&
      until === undefined &&
      strength >= ALONE &&
      after >= PILED &&
      after >= PILED_TIMES * Math.max(1, before),
  );

const isPile = ({ wait }: Picture): boolean => waiting.test(wait.slot) && wait.measure !== 'time';

function isFelt({ unit, before, after }: NumberFinding): boolean {
  return unit === 'ms' ? after >= FELT && after >= 2 * before : after >= FELT_TIMES * before;
}

/** What a runtime, store or allocator does for itself while others wait. */
const upkeep =
  /\b(?:purg|gc\b|garbage|collect|compact|vacuum|checkpoint|flush|sweep|evict|rehash|fsync|merg|snapshot|defrag|trim|rebalanc|clean|lock held|pause|stop-the-world|safepoint)/i;

const isUpkeep = ({ template }: NumberFinding, { mined }: Material): boolean =>
  upkeep.test(mined.templates[template]?.text ?? '');

/** Memory as it is held, in the words of allocators and runtimes; and as it is used by the program. */
const holding =
  /resident|rss|active|reserved|committed|mapped|footprint|sys$|heap.?(?:size|total|sys)/i;
const using =
  /\b((?:allocated|used|live|in[_-]?use|heap[_-]?used|heap[_-]?alloc))[=: ]{1,2}(\d{1,15}(?:\.\d{1,6})?) ?([A-Za-z]{0,5})/i;

/** What is in use, as the same messages say it early and late, where it changed by less than a tenth. */
function inUseBeside(finding: NumberFinding, { files }: Material): readonly string[] {
  const read = [finding.exemplars[0], finding.exemplars.at(-1)].map((ref) => {
    const body = ref && files[ref.file]?.records.at(ref.record)?.body;
    return using.exec(body ?? '');
  });
  const [early, late] = read;
  if (!early || !late || early[1] === finding.slot || early[3] !== late[3]) {
    return [];
  }
  const [before, after] = [Number(early[2]), Number(late[2])];
  return Math.abs(after - before) <= before / 10 ? [early[0], late[0]] : [];
}

const isFragmentation = ({ inUse }: Picture): boolean => inUse.length > 0;

function titleOf(picture: Picture, service: string | undefined, after: string | undefined): string {
  const { wait, driver, stall } = picture;
  const where = service === undefined ? '' : `${service}: `;
  const slow = isPile(picture)
    ? `work piles up, ${wait.slot} ${wordOf(wait)}`
    : wait.kind === 'spikes'
      ? 'intermittent latency'
      : 'requests got slow';
  if (isFragmentation(picture)) {
    return `${where}memory fragmentation: the allocator holds far more than is in use, ${slow}`;
  }
  const upkeep = stall ? ', stalled by upkeep that takes longer each time' : '';
  const cause = driver ? `, ${driver.slot} ${wordOf(driver)}` : upkeep;
  return `${where}${slow}${cause}${after === undefined ? '' : `, ${after}`}`;
}

function summaryOf(picture: Picture, service: string | undefined, isAlone: boolean): string {
  const { wait, driver, stall, inUse } = picture;
  const parts = [
    isAlone
      ? `No line tells of a failure${service ? ` in ${service}` : ''}; the measurements do.`
      : `Beside the failures the measurements of ${service ?? 'the run'} changed.`,
    `${capital(wait.reason)}: ${isPile(picture) ? 'more comes in than is done' : wait.kind === 'spikes' ? 'intermittent latency' : 'it stayed slow'}.`,
    driver && `Beside it, ${driver.reason}.`,
    inUse.length > 0
      ? 'What is in use stays the same: freed memory lies in pieces between live ones (fragmentation), so the allocator cannot reuse it well and has more and more to give back.'
      : undefined,
    stall && `Upkeep takes longer each time and stalls what waits for it: ${stall.reason}.`,
  ];
  return parts.filter((part) => part !== undefined).join(' ');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function wordOf({ kind, before, after }: NumberFinding): string {
  if (kind === 'spikes') return 'jumped again and again';
  if (kind === 'step') return after > before ? 'went up' : 'went down';
  return after > before ? 'grew' : 'fell';
}

/** `“resident=2.00GiB”, later “resident=5.97GiB”`; a field is no quotation where its line writes it otherwise. */
export function courseOf({ written, exemplars }: NumberFinding, { files }: Material): string {
  const said = written.map((text, i) => {
    const { file = 0, record = 0 } = exemplars[i] ?? {};
    const line = files[file]?.lineAt(files[file]?.records.startLine(record) ?? 0) ?? '';
    return line.includes(text) ? quoted(text, 60) : text.replace('=', ' ');
  });
  const [first, ...rest] = [...new Set(said)];
  return [first ?? '', ...rest].join(', later ');
}

function chainOf(picture: Picture, material: Material): readonly Claim[] {
  const { wait, driver, stall, inUse } = picture;
  const slow = isPile(picture)
    ? 'Work is done more slowly than it comes in'
    : wait.kind === 'spikes'
      ? 'Some requests wait far longer than others'
      : 'Requests take longer than before';
  const kept =
    inUse.length > 0
      ? `, while what is in use stays: ${inUse.map((text) => quoted(text)).join(', later ')}`
      : '';
  return [
    claimOf('symptom', `${slow}: ${courseOf(wait, material)}.`, wait, material),
    stall &&
      claimOf(
        driver ? 'mechanism' : 'cause',
        `Upkeep stalls them, longer each time: ${courseOf(stall, material)}.`,
        stall,
        material,
      ),
    driver &&
      claimOf(
        'cause',
        `${inUse.length > 0 ? 'Fragmentation: ' : 'Beside it, '}${driver.slot} ${wordOf(driver)}, ${courseOf(driver, material)}${kept}.`,
        driver,
        material,
      ),
  ].filter((claim) => claim !== undefined);
}

function claimOf(
  role: Claim['role'],
  text: string,
  finding: NumberFinding,
  material: Material,
): Claim | undefined {
  const cites = citesOf(finding, material);
  return cites.length === 0 ? undefined : { role, text, cites };
}

const citesOf = ({ exemplars }: NumberFinding, material: Material): readonly Cite[] =>
  exemplars.flatMap((ref) => citeRef(ref, material) ?? []);

/** Settings and code that speak of the same things: most of their words stand in the lines of the chain. */
function contextClaims(picture: Picture, material: Material): readonly Claim[] {
  const lines = [picture.wait, picture.driver, picture.stall]
    .flatMap((finding) => finding?.exemplars ?? [])
    .map(({ file, record }) => material.files[file]?.records.at(record)?.body ?? '');
  const said = `${lines.join('\n')} ${material.mined.templates
    .slice(0, 200)
    .map(({ text }) => text)
    .join('\n')}`.toLowerCase();
  return ['config' as const, 'code' as const].flatMap((kind) => {
    const evidence = material.pack.evidence.find((one) => one.kind === kind);
    const cites = evidence ? tellingLines(evidence, said) : [];
    if (!evidence || cites.length === 0) return [];
    const text =
      kind === 'config'
        ? `It is set up in ${evidence.file}: ${quoted(cites[0]?.quote ?? '', 110)}.`
        : `The code it runs stands in ${evidence.file}: ${quoted(cites[0]?.quote ?? '', 110)}.`;
    return [{ role: 'mechanism' as const, text, cites }];
  });
}

/** The line that shares most words with what the log says. */
function tellingLines(evidence: Evidence, said: string) {
  const share = (line: string): number =>
    (line.toLowerCase().match(/[a-z]{4,30}/g) ?? []).filter((word) => said.includes(word)).length;
  const lines = evidence.text
    .split('\n')
    .filter((line) => !/^\s*(?:#|\/\/|\*|import|using)/.test(line));
  const best = Math.max(0, ...lines.map(share));
  return best === 0
    ? []
    : linesWith(evidence, (line) => lines.includes(line) && share(line) === best, 1);
}

function effectOf(finding: NumberFinding, material: Material) {
  const { name = '', records } = material.files[finding.onset.file] ?? {};
  const service = records?.at(finding.onset.record)?.service;
  const stem = name.replace(/^.*\//, '').replace(/\.\w{1,5}$/, '');
  const names = [service, stem].flatMap((one) => (one === undefined ? [] : one.toLowerCase()));
  return { onset: begunBy(finding, material), names: names.filter((one) => one.length > 2) };
}

/** By when it had begun: growth is read back to a line, which may lie a little before the change. */
function begunBy(finding: NumberFinding, material: Material): number | undefined {
  const onset = timeOf(finding, material);
  const [, seen] = finding.exemplars;
  const at = seen && material.files[seen.file]?.records.at(seen.record)?.timestamp;
  return finding.kind === 'growth' && onset !== undefined && at !== undefined
    ? Math.max(onset, Math.min(at, onset + READ_BACK))
    : onset;
}

/** Milliseconds by which the line of a growth may begin before what set it off. */
const READ_BACK = 30_000;

const timeOf = ({ onset }: NumberFinding, { files }: Material): number | undefined =>
  files[onset.file]?.records.at(onset.record)?.timestamp;

function serviceOf({ onset }: NumberFinding, { files }: Material): string | undefined {
  const file = files[onset.file];
  const written = file?.records.at(onset.record)?.service;
  return (
    (written === undefined ? undefined : serviceName(written)) ?? (file && fileStem(file.name))
  );
}

const fragmentationProbe: Probe = {
  title:
    'Compare what the allocator holds with what is in use, and see whether returning it ends the waits',
  command:
    'MALLOC_CONF=stats_print:true (jemalloc); malloc_info(0, stdout) (glibc); jcmd PID VM.native_memory (JVM)',
  confirms: 'Held memory is a multiple of what is in use, and the waits come with each purge.',
  refutes: 'The two grow together: then something keeps references, which is a leak.',
};

const waitProbe: Probe = {
  title: 'Trace or profile one slow request',
  confirms: 'It spends its time where the measurements changed.',
  refutes: 'It waits elsewhere: a lock, a pool or another service.',
};
