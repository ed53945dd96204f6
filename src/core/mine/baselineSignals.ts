import type { Baseline } from '../model/baseline.ts';
import type { MinedLogs, NumberFinding, Signal, Template } from '../model/template.ts';
import { countText, timesText } from './wording.ts';

/**
 * The signals of a run beside good ones: what a good run has as often is not remarkable, and what it
 * lacks is, whenever it came. Of what is new, the earliest comes first: a cause is logged before its
 * cascade.
 */
export function signalsBeside(
  { templates, signals }: MinedLogs,
  baseline: Baseline,
): readonly Signal[] {
  const standing = ({ id }: Pick<Template, 'id'>) => baseline.standings[id] ?? 'known';
  const kept = signals.filter(
    ({ kind, template }) =>
      kind !== 'novel' && !(kind === 'rare' && standing({ id: template }) === 'known'),
  );
  const fresh = templates
    .filter((template) => standing(template) === 'new' || standing(template) === 'changed')
    .sort(byFirst);
  const more = templates.filter((template) => standing(template) === 'more');
  const fewer = templates.filter((template) => standing(template) === 'fewer');
  const than = `in ${namesText(baseline)}`;
  const usual = ({ id }: Template): string => countText(baseline.expected[id] ?? 0);
  return [
    ...fresh.slice(0, MOST).map(
      (template, at): Signal => ({
        ...{ kind: 'novel', template: template.id, onset: template.first },
        strength: 1 - at / Math.max(1, fresh.length),
        reason: whyNew(template, baseline),
      }),
    ),
    ...more.slice(0, MOST).map(
      (template): Signal => ({
        ...{ kind: 'burst', template: template.id, onset: template.first, strength: 1 },
        reason: `${timesText(template.count)}; about ${usual(template)} by what stands ${than}`,
      }),
    ),
    ...fewer.slice(0, MOST).map(
      (template): Signal => ({
        ...{ kind: 'silent', template: template.id, onset: template.last, strength: 1 },
        reason: `only ${timesText(template.count)}; about ${usual(template)} by what stands ${than}`,
      }),
    ),
    ...kept,
  ];
}

/** Findings beside the good runs first; of one place they take the place of what the run tells alone. */
export function numbersOf(
  { numbers = [] }: MinedLogs,
  baseline: Baseline,
): readonly NumberFinding[] {
  const told = new Set(baseline.numbers.map(placeOf));
  return [...baseline.numbers, ...numbers.filter((finding) => !told.has(placeOf(finding)))];
}

const placeOf = ({ template, slot }: NumberFinding): string => `${template}\n${slot}`;

const MOST = 200;

function whyNew({ id, count }: Template, baseline: Baseline): string {
  const value = baseline.values.get(id);
  const names = namesText(baseline);
  return value
    ? `${value.was} in ${names}, the good run; here ${value.is}`
    : `not in ${names}, the good run; here ${timesText(count)}`;
}

const byFirst = ({ first: a }: Template, { first: b }: Template): number =>
  a.file - b.file || a.record - b.record;

/** `good.log`, or `good.log and 2 more` */
export function namesText({ names }: Pick<Baseline, 'names'>): string {
  const [first = '', ...more] = names;
  return more.length === 0 ? first : `${first} and ${more.length} more`;
}
