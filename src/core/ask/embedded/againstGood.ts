import type { Claim } from '../../model/claim.ts';
import type { Proposal, ProposedHypothesis } from '../../model/hypothesis.ts';
import { Severity } from '../../model/severity.ts';
import type { RecordRef, Signal } from '../../model/template.ts';
import type { Material } from '../reasoner.ts';
import type { Incident } from './incidents.ts';
import { citeRef, quoted } from './shown.ts';

/**
 * What a good run of the same thing adds to an explanation: that it lacks the decisive line, and what
 * else it lacks that came shortly before.
 */
export function besideGood(
  hypothesis: ProposedHypothesis,
  { cause }: Incident,
  material: Material,
): ProposedHypothesis {
  const first = material.mined.templates[cause.template]?.first;
  if (!isFresh(cause.template, material) || first === undefined) {
    return hypothesis;
  }
  const { claims, summary } = hypothesis;
  const cited = new Set(claims.flatMap(({ cites }) => cites.map(({ line }) => line)));
  const earlier = earlierThan(first, material).filter(({ cites }) => !cited.has(cites[0]?.line));
  const difference = claimOn(first, openingOf(cause.template, material), material);
  const was = material.mined.baseline?.values.get(cause.template)?.was;
  return {
    ...hypothesis,
    summary: was === undefined ? summary : `${summary} In the good run it was ${was}.`,
    claims: [...claims, ...difference, ...earlier],
  };
}

function isFresh(template: number, { mined }: Material): boolean {
  const standing = mined.baseline?.standings[template];
  return standing === 'new' || standing === 'changed';
}

const openingOf = (template: number, { mined }: Material): string =>
  mined.baseline?.values.has(template) ? 'Otherwise in the good run:' : 'Not in the good run:';

/** Records before a failure among which something new may have led to it. */
const reach = 200;
const mostEarlier = 2;

/** What else the good run lacks, nearest first. */
function earlierThan(place: RecordRef, material: Material): readonly Claim[] {
  return material.mined.signals
    .filter(({ kind, onset }) => kind === 'novel' && isBefore(onset, place))
    .sort((a, b) => b.onset.record - a.onset.record)
    .flatMap(({ onset, template }) =>
      claimOn(onset, `Before it. ${openingOf(template, material)}`, material),
    )
    .slice(0, mostEarlier);
}

const isBefore = (onset: RecordRef, place: RecordRef): boolean =>
  onset.file === place.file && onset.record < place.record && place.record - onset.record <= reach;

function claimOn(ref: RecordRef, opening: string, material: Material): readonly Claim[] {
  const cite = citeRef(ref, material);
  const said = messageAt(ref, material);
  return cite && said.length > 2
    ? [{ role: 'mechanism', text: `${opening} ${quoted(said, 160)}.`, cites: [cite] }]
    : [];
}

const messageAt = ({ file, record }: RecordRef, { files }: Material): string =>
  files[file]?.records.at(record)?.body.split('\n')[0]?.trim() ?? '';

/** Differences that are told where no line speaks of a failure. */
const most = 3;
/** Times from which on something is no single event. */
const several = 5;

/**
 * The answer where no line tells of a failure, yet the run differs from a good one: whoever compares
 * them says that something is wrong here.
 */
export function differencesAlone(material: Material, healthy: string): Proposal | undefined {
  const { baseline, signals } = material.mined;
  const strong = signals
    .filter((signal) => isStrong(signal, material))
    .sort((a, b) => severityOf(b, material) - severityOf(a, material))
    .slice(0, most);
  if (strong.length > 0) {
    const hypotheses = strong.flatMap((signal, at) => hypothesisOf(signal, at === 0, material));
    return { outcome: 'diagnosed', reason: '', hypotheses };
  }
  const missed = baseline?.gone.find(({ expected, isSkipped }) => isSkipped && expected >= several);
  const often = Math.round(missed?.expected ?? 0);
  return (
    missed && {
      outcome: 'notEnoughEvidence',
      reason: `${healthy} Yet something is missing that the good run has: “${missed.text}” should stand here about ${often} times.`,
      hypotheses: [],
    }
  );
}

const severityOf = ({ template }: Signal, { mined }: Material): number =>
  mined.templates[template]?.severityNumber ?? 0;

/** A warning that the good run lacks, something new again and again, and what comes far more or less often. */
function isStrong({ kind, template }: Signal, { mined }: Material): boolean {
  const standing = mined.baseline?.standings[template];
  const { severityNumber = 0, count = 0 } = mined.templates[template] ?? {};
  const isLoud = severityNumber >= Severity.warn || count >= several;
  return (
    (kind === 'novel' && standing === 'new' && isLoud) ||
    (kind === 'burst' && standing === 'more') ||
    (kind === 'silent' && standing === 'fewer')
  );
}

const openings = {
  novel: 'Not in the good run',
  burst: 'Far more often than in the good run',
  silent: 'Far less often than in the good run',
  rare: 'Rare',
} as const;

function hypothesisOf(
  { kind, onset, reason }: Signal,
  isLeading: boolean,
  material: Material,
): readonly ProposedHypothesis[] {
  const [claim] = claimOn(onset, `${openings[kind]}:`, material);
  if (!claim) {
    return [];
  }
  const said = quoted(messageAt(onset, material), 60);
  const earlier = isLeading ? earlierThan(onset, material) : [];
  return [
    {
      title: `${openings[kind]}: ${said}`,
      summary: `No line tells of a failure by itself. What differs most from the good run is ${said}: ${reason}.`,
      service: material.files[onset.file]?.records.at(onset.record)?.service,
      claims: [
        { ...claim, role: 'symptom' },
        ...(earlier.length > 0
          ? earlier.map((one, at): Claim => (at === 0 ? { ...one, role: 'cause' } : one))
          : [{ ...claim, role: 'cause' } as const]),
      ],
      against: [],
      missing: ['What a user or another service sees of it: no line here tells of a failure.'],
      probes: [],
      structure: isLeading ? 0.3 : 0.05,
    },
  ];
}
