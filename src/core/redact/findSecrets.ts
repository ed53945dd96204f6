import { createAnchoredFinder } from './anchored.ts';
import { commandSecrets } from './commandSecrets.ts';
import { type Decoder, undoBase64, undoEntities, undoEscapes, undoPercent } from './decode.ts';
import { findEmailAddresses } from './emailAddresses.ts';
import { headerSecrets } from './headerSecrets.ts';
import { findKubernetesSecrets } from './kubernetesSecrets.ts';
import { namedSecrets } from './namedSecrets.ts';
import { findPrivateKeys } from './privateKeys.ts';
import { publishedRules } from './publishedRules.ts';
import type { Span } from './span.ts';
import { statementSecrets } from './statementSecrets.ts';
import { findBotTokens, tokenRules } from './tokens.ts';
import { urlSecrets } from './urlSecrets.ts';
import { createViewBuilder, type View } from './view.ts';
import { joinWrapped } from './wrappedLines.ts';

/** Each is linear in the text's length and finds what it knows by its own means. */
const detectors: readonly ((text: string) => Iterable<Span>)[] = [
  createAnchoredFinder([
    ...tokenRules,
    ...urlSecrets,
    ...headerSecrets,
    ...commandSecrets,
    ...statementSecrets,
    namedSecrets,
    ...publishedRules,
  ]),
  findPrivateKeys,
  findBotTokens,
  findKubernetesSecrets,
  findEmailAddresses,
];

/** A text in JSON in JSON in base64 is as deep as logs were seen to go. */
const DEPTH = 3;

/**
 * Finds the secrets of a text, as it is written and behind its encodings: with wrapped lines joined,
 * escapes and entities undone, and base64 decoded. What is found there is hidden where it is written.
 */
export function findSecrets(text: string): readonly Span[] {
  return [...findAsWritten(text), ...findDecoded(text, [joinWrapped, ...decoders], DEPTH, text.length)];
}

const findAsWritten = (text: string): readonly Span[] =>
  detectors.flatMap((detect) => [...detect(text)]);

const decoders: readonly Decoder[] = [undoEscapes, undoPercent, undoEntities, undoBase64];

/** Encodings in encodings are followed while they don't grow: `room` is how long a reading may be. */
function findDecoded(
  text: string,
  readings: readonly Decoder[],
  depth: number,
  room: number,
): readonly Span[] {
  const builder = createViewBuilder();
  for (const read of readings) {
    read(text, builder);
  }
  const view = builder.build();
  if (view.text === '') {
    return [];
  }
  const found = findAsWritten(view.text);
  const deeper =
    depth > 1 && view.text.length <= 2 * room + 4096
      ? findDecoded(view.text, decoders, depth - 1, room)
      : [];
  return [...found, ...deeper].flatMap((span) => inSource(view, span));
}

const inSource = (view: View, { start, end, kind }: Span): readonly Span[] =>
  view.sourceOf(start, end).map((range) => ({ ...range, kind }));
