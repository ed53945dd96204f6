import type { Claim, Confidence, Evidence, StageName } from './model.ts';

/** The words of the panel for the engine's codes. */

export const bandWord: Readonly<Record<Confidence['band'], string>> = {
  veryLikely: 'Very likely',
  likely: 'Likely',
  possible: 'Possible',
  weak: 'Weak',
};

export const roleWord: Readonly<Record<Claim['role'], string>> = {
  symptom: 'Symptom',
  mechanism: 'Mechanism',
  cause: 'Cause',
  impact: 'Impact',
  ruledOut: 'Ruled out',
};

/** How a link of the chain follows from the one before it. */
export const roleLink: Readonly<Record<Claim['role'], string>> = {
  symptom: '',
  mechanism: 'because',
  cause: 'because',
  impact: 'as a result',
  ruledOut: '',
};

export const verdictWord: Readonly<Record<Claim['verdict']['kind'], string>> = {
  supported: 'Supported',
  partly: 'Partly supported',
  unsupported: 'Not supported',
  refuted: 'Refuted',
};

export const kindWord: Readonly<Record<Evidence['kind'], string>> = {
  log: 'log',
  code: 'code',
  config: 'configuration',
  diagnostic: 'editor diagnostic',
  change: 'change',
  version: 'version',
  probe: 'output of a check',
  count: 'counted in the logs',
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
  collect: { done: 'Read', doing: 'Reading the logs' },
  mine: { done: 'Mine', doing: 'Finding patterns' },
  select: { done: 'Select', doing: 'Selecting evidence' },
  redact: { done: 'Redact', doing: 'Removing secrets' },
  ask: { done: 'Ask', doing: 'Asking for explanations' },
  verify: { done: 'Verify', doing: 'Checking every citation' },
  score: { done: 'Score', doing: 'Scoring' },
};

const factorWords: Readonly<Record<string, string>> = {
  start: 'Starting point',
  citations: 'Citations found',
  coverage: 'Symptoms explained',
  dependencyPath: 'Path in the system',
  timeOrder: 'Order in time',
  numbers: 'Numbers recomputed',
  evidenceKinds: 'Kinds of evidence',
  rivals: 'Ahead of rivals',
  refuting: 'Facts against',
  signature: 'Known signature',
  structure: 'Shape of the incident',
  telling: 'Weight of its lines',
  secondOpinion: 'A second reader',
  stated: 'The model’s own number',
  probe: 'Check that was made',
  local: 'Verdicts here',
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
  budget: 'no room',
  repeats: 'repeats what is shown',
  ordinary: 'ordinary',
} as const;
