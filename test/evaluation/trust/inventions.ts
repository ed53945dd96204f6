import type { Dice } from '../../samples/writer.ts';

/** Names that stand in no log. */
export function inventedName(dice: Dice): string {
  const [first, second] = [dice.pick(heads), dice.pick(tails)];
  switch (dice.between(0, 2)) {
    case 0:
      return `${first}-${second}`;
    case 1:
      return `${first}_${second}`;
    default:
      return `${capital(first)}${capital(second)}${capital(dice.pick(tails))}`;
  }
}

export function inventedPath(dice: Dice): string {
  return `/etc/${dice.pick(heads)}/${dice.pick(tails)}-${dice.pick(tails)}.yaml`;
}

export function inventedFlag(dice: Dice): string {
  return `--${dice.pick(heads)}-${dice.pick(tails)}`;
}

/** Two neighbours swapped and a letter changed, somewhere behind the first letter. */
export function misspelt(name: string, dice: Dice): string {
  const letters = [...name];
  const places = letters.flatMap((letter, at) => (at > 0 && /[a-z]/i.test(letter) ? [at] : []));
  const at = places[dice.between(0, places.length - 1)] ?? 0;
  letters[at] = letters[at] === 'q' ? 'x' : 'q';
  return letters.join('');
}

const heads = ['quillon', 'kestrel', 'marzipan', 'tundra', 'vellum', 'brisket', 'oxbow'] as const;
const tails = ['gateway', 'ledger', 'api', 'worker', 'service', 'broker', 'proxy'] as const;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
