import type { Dice } from '../../samples/writer.ts';

/** A quote that says the opposite; nothing where no word of it can be turned. */
export function negated(quote: string): string | undefined {
  for (const [pattern, to] of opposites) {
    if (pattern.test(quote)) return quote.replace(pattern, to);
  }
  return undefined;
}

const opposites: readonly [RegExp, string][] = [
  [/\b(can|could|does|do|did|is|are|was|were|has|have|will)(?: not|n't|not)\b/i, '$1'],
  [/\bfailed to\b/i, 'managed to'],
  [/\bunable to\b/i, 'able to'],
  [/\bno (?=\w)/i, 'a '],
  [/\bnot (?=\w)/i, ''],
  [/\b(failed|refused|killed|rejected|denied|aborted|crashed|exceeded|expired)\b/i, 'not $1'],
  [/\b(is|was|are|were|has|have|will|can|could|must)\b/i, '$1 not'],
  [/\b(error|failure|exception|timeout)\b/i, 'no $1'],
];

/**
 * A claim that denies what the truth says, in the ways in which people deny; nothing where the truth
 * has no verb that is known here.
 */
export function isDenied(text: string, dice: Dice): string | undefined {
  const [head = '', ...quotes] = text.split(/(?=“)/);
  const rest = quotes.join('');
  const known = denials.filter(([pattern]) => pattern.test(head));
  const [first, ...others] = known;
  if (first === undefined) return undefined;
  const [pattern, to] = dice.pick([first, ...others]);
  return `${head.replace(pattern, to)}${rest}`;
}

const denials: readonly [RegExp, string][] = [
  [/\breports this failure\b/, 'does not report this failure'],
  [/\breports this failure\b/, 'never reports this failure'],
  [/\bThe log says\b/, 'The log does not say'],
  [/\bThe log says\b/, 'The log never says'],
  [/\bThe log names the failure\b/, 'The log does not name the failure'],
  [/\bThis line tells what failed\b/, 'This line tells that nothing failed'],
  [/\bThis line tells what failed\b/, 'This line shows that no error occurred'],
  [/\bIt shows as\b/, 'It does not show as'],
  [/\bIt happens in\b/, 'It does not happen in'],
  [/\bIt is new there\b/, 'It is not new there'],
  [/\bJust before, the log says\b/, 'Just before, the log does not say'],
  [/\bshows this (build error|exception)\b/, 'shows no $1'],
  [/\bshows this (build error|exception)\b/, 'does not show this $1'],
  [/\bholds this crash report\b/, 'holds no crash report'],
  [/\bnames what is missing\b/, 'does not name what is missing'],
  [/\brefuses the (code|input)\b/, 'does not refuse the $1'],
  [/\brefuses the (code|input)\b/, 'accepts the $1'],
  [/\bThe input is refused\b/, 'The input is not refused'],
  [/\bThe check that fails\b/, 'The check that does not fail'],
  [/\bThe other party fails\b/, 'The other party does not fail'],
  [/\bThe other party fails\b/, 'The other party works without errors'],
  [/\bmeets this limit\b/, 'does not meet this limit'],
  [/\bThe limit is named\b/, 'The limit is not named'],
  [/\bfails to reach\b/, 'does not fail to reach'],
  [/\b(\w+) fails\b/, '$1 does not fail'],
  [/\b(\w+) fails too\b/, '$1 works well'],
  [/\bSuch a line was written\b/, 'Such a line was not written'],
  [/\bIt was (first|last) seen\b/, 'It was not $1 seen'],
  [/\bIt was written\b/, 'It was not written'],
];
