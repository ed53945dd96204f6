import type { PersonalKind } from '../model/redactedText.ts';
import { type Anchored, createAnchoredFinder } from './anchored.ts';
import { commandSecrets } from './commandSecrets.ts';
import { createLineCutter } from './crowdedLines.ts';
import { type Decoder, undoBase64, undoEntities, undoEscapes, undoPercent } from './decode.ts';
import { headerSecrets } from './headerSecrets.ts';
import { findKubernetesSecrets } from './kubernetesSecrets.ts';
import { namedSecrets } from './namedSecrets.ts';
import { personalFinders } from './personalData.ts';
import { findPrivateKeys } from './privateKeys.ts';
import { publishedRules } from './publishedRules.ts';
import type { Span } from './span.ts';
import { statementSecrets } from './statementSecrets.ts';
import { findBotTokens, findUnknownTokens, tokenRules } from './tokens.ts';
import { urlSecrets } from './urlSecrets.ts';
import { createViewBuilder, type View } from './view.ts';
import { joinWrapped } from './wrappedLines.ts';

const anchored: readonly Anchored[] = [
  ...tokenRules,
  ...urlSecrets,
  ...headerSecrets,
  ...commandSecrets,
  ...statementSecrets,
  namedSecrets,
  ...publishedRules,
];

/** Addresses of people are known by their @. */
export const cutCrowdedLines = createLineCutter([
  ...new Set(['@', ...anchored.flatMap(({ words }) => words.map((word) => word.toLowerCase()))]),
]);

/** Each is linear in the text's length and finds what it knows by its own means. */
const detectors: readonly ((text: string) => Iterable<Span>)[] = [
  createAnchoredFinder(anchored),
  findPrivateKeys,
  findBotTokens,
  findUnknownTokens,
  findKubernetesSecrets,
];

/** A text in JSON in JSON in base64 is as deep as logs were seen to go. */
const DEPTH = 3;

type Finder = (text: string) => readonly Span[];

/**
 * Finds the secrets of a text, as it is written and behind its encodings: with wrapped lines joined,
 * escapes and entities undone, and base64 decoded. What is found there is hidden where it is written.
 * Data of people is looked for in the same readings.
 */
export function findSecrets(text: string, personal: readonly PersonalKind[]): readonly Span[] {
  // Settings are written by hand: kinds that don't exist are left out.
  const known = personal.filter((kind) => Object.hasOwn(personalFinders, kind));
  const finders = [...detectors, ...known.map((kind) => personalFinders[kind])];
  const find: Finder = (reading) => finders.flatMap((detect) => [...detect(reading)]);
  return [...find(text), ...findDecoded(text, find, [joinWrapped, ...decoders], DEPTH)];
}

const decoders: readonly Decoder[] = [undoEscapes, undoPercent, undoEntities, undoBase64];

/** Encodings in encodings are followed. A reading is hardly ever longer than what it was read from. */
function findDecoded(
  text: string,
  find: Finder,
  readings: readonly Decoder[],
  depth: number,
): readonly Span[] {
  const builder = createViewBuilder(text);
  for (const read of readings) {
    read(text, builder);
  }
  const view = builder.build();
  if (view.text === '') {
    return [];
  }
  const deeper = depth > 1 ? findDecoded(view.text, find, decoders, depth - 1) : [];
  return [...find(view.text), ...deeper].flatMap((span) => inSource(view, span));
}

const inSource = (view: View, { start, end, kind, hint }: Span): readonly Span[] =>
  view
    .sourceOf(start, end)
    .map((range) => ({ ...range, kind, ...(hint !== undefined && { hint }) }));
