import type { Factor } from '../model/hypothesis.ts';
import type { Experience, Judgement } from '../model/judgement.ts';
import { counted, sigmoid } from './feature.ts';
import { type Curve, curveAt, type Label, type Prior, posteriorOf } from './platt.ts';

/** What the verdicts of this workspace add to a score, given the log-odds that its caps left of it. */
export type Recalibration = (signature: string | undefined, logit: number) => Factor;

/**
 * What is believed of a scorer before the first verdict. The pessimistic one is for models: in
 * simulations over six kinds of scorers, most of them too sure of themselves, it is off least while
 * verdicts are few (mean error .15 after 5 and .10 after 20, against .25 without any learning). Our
 * own analyst's weights were set on labelled incidents, so that of it no bias is expected.
 */
const priors: Readonly<Record<'model' | 'embedded', Prior>> = {
  model: { mean: { shift: -0.7, slope: -0.4 }, deviation: { shift: 0.8, slope: 0.4 } },
  embedded: { mean: { shift: 0, slope: 0 }, deviation: { shift: 0.5, slope: 0.25 } },
};
/** How far a part (one model, one kind of failure) may lie from the whole that it belongs to. */
const apart: Curve = { shift: 0.5, slope: 0.25 };

const DAY = 24 * 3600 * 1000;
/** A verdict counts half after so many days: systems and models change. */
const HALF_LIFE = 180;
/** Older ones than these say nothing that they don't. */
const MOST_COUNTED = 300;
/** A calibration error of fewer verdicts is noise: at 50, a perfect scorer still shows .11. */
const ERROR_FROM = 50;
/** With fewer a rate is told as it is, not as so many of ten. */
const RATE_FROM = 5;

const rightness: Readonly<Record<Judgement['judged'], number>> = {
  right: 1,
  partly: 0.5,
  wrong: 0,
};

/**
 * Learns from a workspace's verdicts how far this reasoner's scores can be believed: Platt scaling
 * with a prior (`platt.ts`), fitted to the verdicts on other reasoners of its kind, from there to those
 * on this reasoner, and from there to those on one kind of failure; what is known after each is the
 * prior of the next, so that a part with few verdicts stays close to the whole. A verdict moves a score in its own direction
 * only, from the shipped score on: "wrong" never raises one and "this was it" never lowers one, also
 * where a steeper curve would. Without verdicts nothing changes.
 */
export function recalibrationOf(
  { judgements, now }: Experience,
  reasoner: string,
): Recalibration | undefined {
  const all = lastWords(judgements).filter((one) => poolOf(one.reasoner) === poolOf(reasoner));
  if (all.length === 0) return undefined;
  const known = new Map<string, readonly Step[]>();
  const own = all.filter((one) => one.reasoner === reasoner);
  return (signature = '', logit) => {
    const steps = known.get(signature) ?? learn(all, reasoner, signature, now);
    known.set(signature, steps);
    const learned = steps.reduce((value, { judged, curve }) => {
      const next = curveAt(curve, logit);
      if (judged === 'partly') return next;
      return judged === 'right' ? Math.max(value, next) : Math.min(value, next);
    }, logit);
    return {
      name: 'local',
      value: sigmoid(logit),
      contribution: learned - logit,
      reason: reasonOf(own.length > 0 ? own : all, own.length > 0),
    };
  };
}

function poolOf(reasoner: string): keyof typeof priors {
  return reasoner === 'embedded' ? 'embedded' : 'model';
}

/** In order of time; of several verdicts on one explanation of one incident the last, of all the newest. */
function lastWords(judgements: readonly Judgement[]): readonly Judgement[] {
  const byIncident = new Map<string, Judgement>();
  for (const one of judgements.toSorted((a, b) => a.time - b.time)) {
    const key = JSON.stringify([one.incident, one.reasoner, one.title]);
    byIncident.delete(key);
    byIncident.set(key, one);
  }
  return [...byIncident.values()].slice(-MOST_COUNTED);
}

/** The curve after each verdict. */
interface Step {
  readonly judged: Judgement['judged'];
  readonly curve: Curve;
}

function learn(
  all: readonly Judgement[],
  reasoner: string,
  signature: string,
  now: number,
): readonly Step[] {
  // Each verdict counts on one level, the nearest: fitted to on several it would count more than once.
  const levelOf = (one: Judgement): number => {
    if (one.reasoner !== reasoner) return 0;
    return signature !== '' && one.signature === signature ? 2 : 1;
  };
  const labels: readonly Label[][] = [[], [], []];
  const curves = new Map<number, Curve>();
  return all.map((one) => {
    labels[levelOf(one)]?.push(labelOf(one, now));
    let known = priors[poolOf(reasoner)];
    labels.forEach((given, level) => {
      const isApart = level > 0 && (level < 2 || signature !== '');
      if (isApart) known = { mean: known.mean, deviation: widened(known.deviation) };
      if (given.length > 0) known = posteriorOf(given, known, curves.get(level));
      if (given.length > 0) curves.set(level, known.mean);
    });
    return { judged: one.judged, curve: known.mean };
  });
}

function widened({ shift, slope }: Curve): Curve {
  return { shift: Math.hypot(shift, apart.shift), slope: Math.hypot(slope, apart.slope) };
}

function labelOf({ judged, logit, time }: Judgement, now: number): Label {
  const age = Math.max(0, now - time) / DAY;
  return { logit, right: rightness[judged], weight: 0.5 ** (age / HALF_LIFE) };
}

/** `Answers of this reasoner were right about 7 of 10 times here (23 verdicts; the true rate is likely 5–8 of 10).` */
function reasonOf(judgements: readonly Judgement[], isOwn: boolean): string {
  const count = judgements.length;
  const right = judgements.reduce((sum, { judged }) => sum + rightness[judged], 0);
  const whose = isOwn ? '' : ' of other models';
  if (count < RATE_FROM) {
    return `Answers${whose} were right ${right} of ${counted(count, 'time')} here; with few verdicts little is learned.`;
  }
  const [low, high] = intervalOf(right / count, count).map(tenths);
  const error =
    count < ERROR_FROM ? '' : ` The calibration error here is ${errorOf(judgements).toFixed(2)}.`;
  return `Answers${whose} were right about ${tenths(right / count)} of 10 times here (${counted(count, 'verdict')}; the true rate is likely ${low}–${high} of 10).${error}`;
}

const tenths = (share: number): number => Math.round(10 * share);

/** Where the true rate lies in 9 of 10 cases (E. B. Wilson's score interval, 1927). */
function intervalOf(rate: number, count: number): readonly [number, number] {
  const z = 1.645;
  const whole = 1 + z ** 2 / count;
  const centre = (rate + z ** 2 / (2 * count)) / whole;
  const half = (z / whole) * Math.sqrt((rate * (1 - rate)) / count + z ** 2 / (4 * count ** 2));
  return [centre - half, centre + half];
}

/** Expected calibration error over five bins of equal mass. */
function errorOf(judgements: readonly Judgement[]): number {
  const sorted = judgements.toSorted((a, b) => a.confidence - b.confidence);
  const size = sorted.length / 5;
  const gaps = [0, 1, 2, 3, 4].map((bin) => {
    const part = sorted.slice(Math.round(bin * size), Math.round((bin + 1) * size));
    return Math.abs(
      part.reduce((sum, { confidence, judged }) => sum + confidence - rightness[judged], 0),
    );
  });
  return gaps.reduce((sum, gap) => sum + gap, 0) / sorted.length;
}
