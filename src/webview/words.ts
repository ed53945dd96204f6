import { t } from './l10n.ts';
import type { Claim, Confidence, Evidence, StageName, Timeline } from './model.ts';

/** The words of the panel for the engine's codes. */

export const bandWord: Readonly<Record<Confidence['band'], string>> = {
  veryLikely: t('Very likely'),
  likely: t('Likely'),
  possible: t('Possible'),
  weak: t('Weak'),
};

/** The same within a sentence. */
export const bandInText: typeof bandWord = {
  veryLikely: t('very likely'),
  likely: t('likely'),
  possible: t('possible'),
  weak: t('weak'),
};

export const roleWord: Readonly<Record<Claim['role'], string>> = {
  symptom: t('Symptom'),
  mechanism: t('Mechanism'),
  cause: t('Cause'),
  impact: t('Impact'),
  ruledOut: t('Ruled out'),
};

export const markWord: Readonly<Record<NonNullable<Timeline['marks']>[number]['kind'], string>> = {
  change: t('Change'),
  novel: t('New message'),
  burst: t('Burst'),
  silent: t('Fell silent'),
  shift: t('Measurement changed'),
};

/** How a link of the chain follows from the one before it. */
export const roleLink: Readonly<Record<Claim['role'], string>> = {
  symptom: '',
  mechanism: t('because'),
  cause: t('because'),
  impact: t('as a result'),
  ruledOut: '',
};

export const verdictWord: Readonly<Record<Claim['verdict']['kind'], string>> = {
  supported: t('Supported'),
  partly: t('Partly supported'),
  unsupported: t('Not supported'),
  refuted: t('Refuted'),
};

export const kindWord: Readonly<Record<Evidence['kind'], string>> = {
  log: t('log'),
  code: t('code'),
  config: t('configuration'),
  diagnostic: t('editor diagnostic'),
  change: t('change'),
  version: t('version'),
  probe: t('output of a check'),
  count: t('counted in the logs'),
};

/** In the order they run. */
export const stageNames: readonly StageName[] = [
  'collect',
  'mine',
  'select',
  'redact',
  'ask',
  'verify',
  'score',
];

export const stageWord: Readonly<
  Record<StageName, { readonly done: string; readonly doing: string }>
> = {
  collect: { done: t('Read'), doing: t('Reading the logs') },
  mine: { done: t('Mine'), doing: t('Finding patterns') },
  select: { done: t('Select'), doing: t('Selecting evidence') },
  redact: { done: t('Redact'), doing: t('Removing secrets') },
  ask: { done: t('Ask'), doing: t('Asking for explanations') },
  verify: { done: t('Verify'), doing: t('Checking every citation') },
  score: { done: t('Score'), doing: t('Scoring') },
};

const factorWords: Readonly<Record<string, string>> = {
  start: t('Starting point'),
  citations: t('Citations found'),
  coverage: t('Symptoms explained'),
  dependencyPath: t('Path in the system'),
  timeOrder: t('Order in time'),
  numbers: t('Numbers recomputed'),
  evidenceKinds: t('Kinds of evidence'),
  rivals: t('Ahead of rivals'),
  refuting: t('Facts against'),
  signature: t('Known signature'),
  structure: t('Shape of the incident'),
  telling: t('Weight of its lines'),
  secondOpinion: t('A second reader'),
  stated: t('The model’s own number'),
  probe: t('Check that was made'),
  local: t('Verdicts here'),
  errors: t('Errors'),
  warnings: t('Warnings'),
  assumptions: t('Assumptions'),
  reach: t('Reach'),
  size: t('Size'),
};

/** `citations` -> `Citations found`; an unknown `someName` -> `Some name`. */
export function factorWord(name: string): string {
  const known = factorWords[name];
  if (known) {
    return known;
  }
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const leftOutWord = {
  budget: t('no room'),
  repeats: t('repeats what is shown'),
  ordinary: t('ordinary'),
} as const;

/** What became of the records of a file that are not shown, after their number. */
export const leftOutRecords = {
  budget: t('found no room'),
  repeats: t('repeat what is shown'),
  ordinary: t('are ordinary'),
} as const;
