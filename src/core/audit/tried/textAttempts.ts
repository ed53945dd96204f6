import type { SuggestedCommand } from '../../model/audit.ts';
import { type Idea, ideaOf, type Verb, wordsIn } from './idea.ts';

/** One thing that a suggestion does, held against what was tried. */
export interface Attempt {
  readonly idea: Idea;
  /** Words that may name what it is done to. */
  readonly targets: ReadonlySet<string>;
  /** For people, e.g. `raises limits.memory 256Mi → 512Mi`. */
  readonly what: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
}

/** What a text proposes: a fix, a probe, a sentence of an answer. */
export function attemptOfText(text: string): Attempt {
  return {
    idea: withCommandWords(text, ideaOf(text)),
    targets: new Set(wordsIn(text)),
    what: text,
    file: undefined,
    line: undefined,
  };
}

export function attemptOfCommand({ text, place }: SuggestedCommand): Attempt {
  return { ...attemptOfText(text), what: `\`${text}\``, file: place?.file, line: place?.line };
}

/** What commands do that their words do not say. */
const commandVerbs: readonly (readonly [RegExp, readonly Verb[], string | undefined])[] = [
  [
    /\brollout\s+restart\b|\b(?:docker|compose|systemctl|service|pm2|supervisorctl|nerdctl|podman)\b[^\n]*\brestart\b|\bdelete\s+pods?\b|\bkill\s+(?:-\w+\s+)?\d+\b/,
    ['restart'],
    undefined,
  ],
  [/\brollout\s+undo\b|\bhelm\s+rollback\b|\bgit\s+revert\b/, ['rollBack'], undefined],
  [/\bkubectl\b[^\n]*\bscale\b|--replicas\b|\bservice\s+scale\b/, ['change'], 'replicas'],
  [/\bset\s+image\b/, ['change'], 'version'],
  [/\bset\s+resources\b|\bdocker\s+update\b|\bconfig\s+set\b|--set\b/i, ['change'], undefined],
  [/\bflush(?:all|db)\b|\bdrop_caches\b|\bcache\s+clean\b/i, ['flush'], 'cache'],
  [/\bcreate\s+(?:unique\s+)?index\b/i, ['enable'], 'index'],
];

function withCommandWords(text: string, idea: Idea): Idea {
  const found = commandVerbs.filter(([pattern]) => pattern.test(text));
  if (found.length === 0) {
    // "Set a policy" changes no amount; "set it to 2Gi" does.
    return /\d/.test(text)
      ? idea
      : { ...idea, verbs: new Set([...idea.verbs].filter((verb) => verb !== 'change')) };
  }
  return {
    ...idea,
    // What the command does counts, not what its flags are called.
    verbs: new Set(found.flatMap(([, verbs]) => verbs)),
    objects: new Set([...idea.objects, ...found.flatMap(([, , object]) => object ?? [])]),
  };
}
