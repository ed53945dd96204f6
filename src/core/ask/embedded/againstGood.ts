import type { Claim } from '../../model/claim.ts';
import type { Proposal, ProposedHypothesis } from '../../model/hypothesis.ts';
import { Severity } from '../../model/severity.ts';
import type { RecordRef, Signal } from '../../model/template.ts';
import type { Material } from '../reasoner.ts';
import type { Incident } from './incidents.ts';
import { citeRef, quoted } from './shown.ts';

/** Records before a failure among which something new may have led to it. */
const before = 200;

/**
 * What a good run of the same thing adds to an explanation: that it lacks the decisive line, and what
 * else it lacks that came shortly before.
 */
export function newAgainstGood(
  { cause }: Incident,
  claims: readonly Claim[],
  material: Material,
): readonly Claim[] {
  const { baseline, signals, templates } = material.mined;
  const first = templates[cause.template]?.first;
  if (baseline?.standings[cause.template] !== 'new' || first === undefined) {
    return [];
  }
  const cited = new Set(claims.flatMap(({ cites }) => cites.map(({ line }) => line)));
  const earlier = signals
    .filter(({ kind, onset }) => kind === 'novel' && isBefore(onset, first))
    .map(({ onset }) => onset)
    .sort((a, b) => b.record - a.record)
    .flatMap((onset) => claimOn(onset, 'New against the good run, before it:', material))
    .find(({ cites }) => !cited.has(cites[0]?.line));
  return [...claimOn(first, 'Not in the good run:', material), ...(earlier ? [earlier] : [])];
}

const isBefore = (onset: RecordRef, first: RecordRef): boolean =>
  onset.file === first.file && onset.record < first.record && first.record - onset.record <= before;

function claimOn(ref: RecordRef, opening: string, material: Material): readonly Claim[] {
  const cite = citeRef(ref, material);
  const said = material.files[ref.file]?.records.at(ref.record)?.body.split('\n')[0]?.trim() ?? '';
  return cite && said.length > 2
    ? [{ role: 'mechanism', text: `${opening} ${quoted(said, 160)}.`, cites: [cite] }]
    : [];
}

/** Differences that are told where no line speaks of a failure. */
const most = 3;

/**
 * The answer where no line tells of a failure, yet the run differs from a good one: whoever compares
 * them says that something is wrong here.
 */
export function differencesAlone(material: Material, healthy: string): Proposal | undefined {
  const { baseline, signals } = material.mined;
  if (!baseline) {
    return undefined;
  }
  const strong = signals.filter((signal) => isStrong(signal, material)).slice(0, most);
  if (strong.length > 0) {
    const hypotheses = strong.flatMap((signal, at) => hypothesisOf(signal, at, material));
    return { outcome: 'diagnosed', reason: '', hypotheses };
  }
  const isAny =
    baseline.gone.some(({ isSkipped }) => isSkipped) ||
    baseline.standings.some((standing) => standing !== 'known');
  const reason = `${healthy} It differs from the good run in what stands above, and none of that tells of a failure.`;
  return isAny ? { outcome: 'notEnoughEvidence', reason, hypotheses: [] } : undefined;
}

/** A warning or worse that the good run lacks, or kinds that come far more often or hardly any more. */
function isStrong({ kind, template }: Signal, { mined }: Material): boolean {
  const standing = mined.baseline?.standings[template];
  const severity = mined.templates[template]?.severityNumber ?? 0;
  return (
    (kind === 'novel' && standing === 'new' && severity >= Severity.warn) ||
    (kind === 'burst' && standing === 'more') ||
    (kind === 'silent' && standing === 'fewer')
  );
}

const openings = {
  novel: 'not in the good run',
  burst: 'far more often than in the good run',
  silent: 'far less often than in the good run',
  rare: 'rare',
} as const;

function hypothesisOf(
  { kind, onset, reason }: Signal,
  at: number,
  material: Material,
): readonly ProposedHypothesis[] {
  const [claim] = claimOn(onset, `${capital(openings[kind])}:`, material);
  const record = material.files[onset.file]?.records.at(onset.record);
  const said = quoted(record?.body.split('\n')[0]?.trim() ?? '', 60);
  return claim
    ? [
        {
          title: `${capital(openings[kind])}: ${said}`,
          summary: `No line tells of a failure by itself. What differs most from the good run is ${said}: ${reason}.`,
          service: record?.service,
          claims: [
            { ...claim, role: 'symptom' },
            { ...claim, role: 'cause' },
          ],
          against: [],
          missing: ['What a user or another service sees of it: no line here tells of a failure.'],
          probes: [],
          structure: at === 0 ? 0.6 : 0.1,
        },
      ]
    : [];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
