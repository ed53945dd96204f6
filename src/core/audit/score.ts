import type { Assumption, Audit, Finding } from '../model/audit.ts';
import type { Band, Confidence, Factor, Gate } from '../model/hypothesis.ts';
import weights from './weights.json' with { type: 'json' };

type Told = Pick<Audit, 'suggestion' | 'findings' | 'assumptions' | 'blastRadius' | 'problems'>;

type FactorName = keyof typeof weights.factors;

interface Feature {
  readonly name: FactorName;
  readonly value: number;
  readonly reason: string;
}

/**
 * How sure it is that a suggestion is safe and fitting here: signed parts that sum to a logit, then caps
 * for what no other part may outweigh. Weights stand in `weights.json`.
 */
export function scoreAudit(told: Told): Confidence {
  const factors = [
    {
      name: 'start',
      value: 1,
      contribution: weights.start,
      reason: 'Most suggestions do what they say; every one starts from here.',
    },
    ...featuresOf(told).map(toFactor),
  ];
  const logit = factors.reduce((sum, { contribution }) => sum + contribution, 0);
  const raw = 1 / (1 + Math.exp(-logit));
  const gates = gatesOf(told).filter(({ cap }) => cap < raw);
  const value = Math.min(raw, ...gates.map(({ cap }) => cap));
  return { value, band: bandOf(value), factors, gates };
}

function toFactor({ name, value, reason }: Feature): Factor {
  const { weight, centre, most } = weights.factors[name];
  const counted = Math.min(value, most);
  return { name, value: counted, contribution: weight * (counted - centre), reason };
}

function bandOf(value: number): Band {
  if (value >= weights.bands.veryLikely) return 'veryLikely';
  if (value >= weights.bands.likely) return 'likely';
  return value >= weights.bands.possible ? 'possible' : 'weak';
}

function featuresOf(told: Told): readonly Feature[] {
  return [
    ...findingFeatures(told.findings),
    ...assumptionFeature(told.assumptions),
    ...reachFeatures(told),
    ...sizeFeatures(told),
    ...causeFeature(told.findings),
  ];
}

function findingFeatures(findings: readonly Finding[]): readonly Feature[] {
  const count = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  return [
    {
      name: 'errors',
      value: errors,
      reason:
        errors === 0
          ? 'Nothing in it is known to break.'
          : `${counted(errors, 'finding')} would break something.`,
    },
    {
      name: 'warnings',
      value: warnings,
      reason:
        warnings === 0
          ? 'Nothing in it calls for a second look.'
          : `${counted(warnings, 'finding')} to look at first.`,
    },
  ];
}

function assumptionFeature(assumptions: readonly Assumption[]): readonly Feature[] {
  const checked = assumptions.filter(({ state }) => state === 'checked').length;
  if (assumptions.length === 0) return [];
  return [
    {
      name: 'assumptions',
      value: checked / assumptions.length,
      reason: `${checked} of ${counted(assumptions.length, 'assumption')} ${checked === 1 ? 'was' : 'were'} checked and ${checked === 1 ? 'holds' : 'hold'}.`,
    },
  ];
}

function reachFeatures({ blastRadius }: Told): readonly Feature[] {
  const reached = blastRadius.filter(({ kind }) => kind === 'calls').length;
  const sick = blastRadius.filter(({ unhealthy }) => unhealthy !== undefined).length;
  const reach: Feature = {
    name: 'reach',
    value: reached,
    reason:
      reached === 0
        ? 'No service is known to call what is changed.'
        : `${counted(reached, 'service')} ${reached === 1 ? 'calls' : 'call'} what is changed, directly or through others.`,
  };
  const reason = `${counted(sick, 'service')} it reaches ${sick === 1 ? 'is' : 'are'} unhealthy in the open diagnosis.`;
  return sick === 0 ? [reach] : [reach, { name: 'unhealthy', value: sick, reason }];
}

const testFile =
  /(^|\/)(tests?|specs?|__tests__)\/|[._-](test|spec)\.\w+$|_test\.go$|(^|\/)test_\w+\.py$|Tests?\.(java|kt|cs)$/;

function sizeFeatures({ suggestion: { files }, problems }: Told): readonly Feature[] {
  const lines = files.reduce((sum, { added, removed }) => sum + added.length + removed.length, 0);
  const features: Feature[] = [];
  if (lines > 0) {
    const value = Math.max(0, Math.log10(lines / 20));
    features.push({ name: 'size', value, reason: `It changes ${counted(lines, 'line')}.` });
  }
  const unread = partsUnread(files, problems);
  if (unread > 0) {
    const reason = `${counted(unread, 'part')} of it could not be read within ${unread === 1 ? 'its file' : 'their files'}.`;
    features.push({ name: 'unread', value: 1, reason });
  }
  const hasTests = files.some(({ path, added }) => testFile.test(path) && added.length > 0);
  if (hasTests) features.push({ name: 'tests', value: 1, reason: 'It brings tests with it.' });
  return features;
}

function partsUnread(files: Told['suggestion']['files'], problems: Told['problems']): number {
  const lost = problems.filter(({ code }) =>
    ['outside', 'noFileName', 'tooManyFiles'].includes(code),
  ).length;
  return files.filter(({ isExcerpt }) => isExcerpt).length + lost;
}

function causeFeature(findings: readonly Finding[]): readonly Feature[] {
  const fit = findings.find(({ kind, severity }) => kind === 'fit' && severity === 'info');
  return fit ? [{ name: 'cause', value: 1, reason: fit.message }] : [];
}

function gatesOf({ findings, suggestion, problems, blastRadius }: Told): readonly Gate[] {
  const has = (holds: (finding: Finding) => boolean): boolean => findings.some(holds);
  const isError = ({ severity }: Finding): boolean => severity === 'error';
  const { gates } = weights;
  const all: readonly (readonly [keyof typeof gates, boolean, string])[] = [
    [
      'dangerous',
      has((finding) => isError(finding) && finding.verdict === 'dangerous'),
      'What it does is dangerous.',
    ],
    ['error', has(isError), 'A finding of severity error stands against it.'],
    [
      'unread',
      partsUnread(suggestion.files, problems) > 0,
      'Not all of it could be read within its files.',
    ],
    [
      'couldNotCheck',
      has(({ verdict }) => verdict === 'couldNotCheck'),
      'Something in it could not be checked here.',
    ],
    ['noSystem', blastRadius.length === 0, 'It is not known which services it concerns.'],
    ['always', true, 'Reading alone does not prove that a change is safe.'],
  ];
  return all
    .filter(([, holds]) => holds)
    .map(([name, , reason]) => ({ name, cap: gates[name], reason }));
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
