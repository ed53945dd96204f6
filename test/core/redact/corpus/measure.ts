import { createRedactor } from '../../../../src/core/redact/redact.ts';
import {
  type CorpusCase,
  corpusCases,
  type LookAlike,
  leakedPart,
  lookAlikeCases,
} from './build.ts';

/** Texts from which something leaked, and look-alikes that were changed, of all that were tried. */
export interface Tally<T> {
  readonly tried: number;
  readonly missed: readonly { readonly one: T; readonly redacted: string }[];
}

const redact = (text: string): string => createRedactor().redact(text).text;

/** Each secret in a text of its own, by a redactor that knows nothing yet. */
export function measureLeaks(
  seeds: readonly number[],
  isWanted: (one: CorpusCase) => boolean = () => true,
): Tally<CorpusCase> {
  const cases = seeds.flatMap(corpusCases).filter(isWanted);
  const missed = cases
    .map((one) => ({ one, redacted: redact(one.text) }))
    .filter(({ one, redacted }) => leakedPart(redacted, one) !== undefined);
  return { tried: cases.length, missed };
}

export function measureFalseAlarms(
  seeds: readonly number[],
  isWanted: (one: LookAlike) => boolean = () => true,
): Tally<LookAlike> {
  const cases = seeds.flatMap(lookAlikeCases).filter(isWanted);
  const missed = cases
    .map((one) => ({ one, redacted: redact(one.text) }))
    .filter(({ one, redacted }) => redacted !== one.text);
  return { tried: cases.length, missed };
}
