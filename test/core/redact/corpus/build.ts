import { blockKinds } from './blockKinds.ts';
import { carriers, namedCarriers } from './carriers.ts';
import { createDice, type Dice } from './dice.ts';
import {
  freshLookAlikes,
  freshNamed,
  freshStructured,
  freshTokens,
  isFresh,
} from './freshKinds.ts';
import {
  isLater,
  laterLookAlikes,
  laterNamed,
  laterStructured,
  laterTokens,
} from './laterKinds.ts';
import { lookAlikeKinds } from './lookAlikeKinds.ts';
import { namedKinds } from './namedKinds.ts';
import { type Passage, structuredKinds } from './structuredKinds.ts';
import { namelessTokens, tokenKinds } from './tokenKinds.ts';

/** One text with secrets in it; `half` is the part of the kinds that it belongs to. */
export interface CorpusCase extends Passage {
  readonly kind: string;
  readonly carrier: string;
  readonly half: Half;
}

/** Rules are written with the first half of the kinds in view; the second tells what they are worth. */
export type Half = 'first' | 'second' | 'later' | 'fresh';

/** Each kind in each carrier that can hold it. */
export function corpusCases(seed: number): CorpusCase[] {
  const dice = createDice(seed);
  return [...tokenCases(dice), ...namedCases(dice), ...passageCases(dice)];
}

function tokenCases(dice: Dice): CorpusCase[] {
  return [...tokenKinds, ...laterTokens, ...freshTokens, ...laterNamed, ...freshNamed].flatMap(
    ([kind, name, make]) => {
      const named = namedCarriers.map(([carrier, carry]) =>
        oneCase(kind, carrier, carry(name, make(dice), dice)),
      );
      if (isNameless(kind)) {
        return named;
      }
      const bare = carriers.map(([carrier, carry]) => {
        const secret = make(dice);
        return oneCase(kind, carrier, carry({ text: secret, secrets: [secret] }, dice));
      });
      return [...named, ...bare];
    },
  );
}

/** Without its name it can't be told from an id. */
const isNameless = (kind: string): boolean =>
  namelessTokens.has(kind) || [...laterNamed, ...freshNamed].some(([named]) => named === kind);

function namedCases(dice: Dice): CorpusCase[] {
  return namedKinds.flatMap(([kind, names, make]) => {
    const named = namedCarriers.map(([carrier, carry]) =>
      oneCase(kind, carrier, carry(dice.oneOf(names), make(dice), dice)),
    );
    const within = carriers.map(([carrier, carry]) => {
      const secret = make(dice);
      const text = `${dice.oneOf(names)}=${secret}`;
      return oneCase(kind, `${carrier}, name=value`, carry({ text, secrets: [secret] }, dice));
    });
    return [...named, ...within];
  });
}

function passageCases(dice: Dice): CorpusCase[] {
  const wholeLines = new Set(['mid sentence']);
  const ofLines = [...structuredKinds, ...laterStructured, ...freshStructured].flatMap(
    ([kind, make]) =>
      carriers
        .filter(([carrier]) => !wholeLines.has(carrier))
        .map(([carrier, carry]) => oneCase(kind, carrier, carry(make(dice), dice))),
  );
  const blockCarriers = carriers.filter(([carrier]) =>
    ['gutter', 'JSON', 'JSON in JSON', 'ANSI', 'base64'].includes(carrier),
  );
  const ofBlocks = blockKinds.flatMap(([kind, make]) => [
    oneCase(kind, 'as it is', make(dice)),
    ...blockCarriers.map(([carrier, carry]) => oneCase(kind, carrier, carry(make(dice), dice))),
  ]);
  return [...ofLines, ...ofBlocks];
}

const oneCase = (kind: string, carrier: string, passage: Passage): CorpusCase => ({
  kind,
  carrier,
  half: halfOf(kind),
  ...passage,
});

/** By a hash of the name, so that nobody chooses. */
function halfOf(kind: string): Half {
  if (isFresh(kind)) {
    return 'fresh';
  }
  if (isLater(kind)) {
    return 'later';
  }
  let hash = 7;
  for (const character of kind) {
    hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  }
  return (hash >>> 8) % 2 === 0 ? 'first' : 'second';
}

export interface LookAlike {
  readonly kind: string;
  readonly half: Half;
  readonly text: string;
}

export function lookAlikeCases(seed: number): LookAlike[] {
  const dice = createDice(seed);
  return [...lookAlikeKinds, ...laterLookAlikes, ...freshLookAlikes].map(([kind, make]) => ({
    kind,
    half: halfOf(kind),
    text: make(dice),
  }));
}

/** What of the secrets can still be read: stretches of six characters, or a shorter one whole. */
export function leakedPart(redacted: string, { text, secrets }: Passage): string | undefined {
  const readable = redacted.replace(/⟦[^⟧\n]*⟧/g, '\n');
  // What stands outside of the secrets too, e.g. `secret_` in the name of a flag, is no leak.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal are taken out.
  const unbroken = text.replace(/\n(?:L\d+\|)?|\u200b|\x1b\[\d*m/g, '');
  const around = secrets.reduce((rest, secret) => rest.replaceAll(secret, '\n'), unbroken);
  for (const secret of secrets) {
    const length = Math.min(6, secret.length);
    for (let start = 0; start + length <= secret.length; start += 1) {
      const part = secret.slice(start, start + length);
      if (readable.includes(part) && !around.includes(part)) {
        return part;
      }
    }
  }
  return undefined;
}
