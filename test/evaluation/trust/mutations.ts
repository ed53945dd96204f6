import type { Claim, VerdictCode } from '../../../src/core/model/claim.ts';
import type { Evidence } from '../../../src/core/model/evidence.ts';
import type { Dice } from '../../samples/writer.ts';
import { inventedFlag, inventedName, inventedPath, misspelt } from './inventions.ts';
import { isDenied, negated } from './negations.ts';
import { evidenceOf, linesOf, plain, standsInFile, stretchOf } from './quotes.ts';
import type { Truth } from './truths.ts';
import type { World } from './world.ts';

/** What a model might have said instead of the truth. */
export interface Mutation {
  readonly name: string;
  /** One of these tells that it was caught for what it is. */
  readonly codes: readonly VerdictCode[];
  /** Nothing where the truth can't be mutated so, or where what comes out would be true as well. */
  readonly of: (truth: Truth, world: World, dice: Dice, strangers: readonly World[]) => Mutant;
}

/** The claims of one hypothesis; the first is judged. */
export type Mutant = readonly [Claim, ...Claim[]] | undefined;

const lost: readonly VerdictCode[] = [
  'notFound',
  'templateOnly',
  'paraphrase',
  'ambiguous',
  'otherEvidence',
  'tooGeneric',
];
const unfounded: readonly VerdictCode[] = [
  'valueMissing',
  'unknownName',
  'countWrong',
  'timeWrong',
];

export const mutations: readonly Mutation[] = [
  { name: 'line 1 to 3 off', codes: ['lineRepaired'], of: shifted(1, 3) },
  { name: 'line 4 to 400 off', codes: ['lineRepaired', 'ambiguous'], of: shifted(4, 400) },
  {
    name: 'line behind the end',
    codes: ['lineRepaired', 'ambiguous'],
    of: shifted(100_000, 900_000),
  },
  {
    name: 'digit flipped in the quote',
    codes: lost,
    of: quoteChanged((quote, dice) => flipDigit(quote, dice)),
  },
  {
    name: 'digit flipped in the claim',
    codes: unfounded,
    of: (truth, world, dice) => textFlipped(truth, world, dice),
  },
  { name: 'quote paraphrased', codes: lost, of: quoteChanged(paraphrased) },
  { name: 'quote with its words in another order', codes: lost, of: quoteChanged(shuffled) },
  { name: 'quote negated', codes: lost, of: quoteChanged((quote) => negated(quote)) },
  { name: 'evidence of another file', codes: lost, of: otherFile },
  { name: 'quote of another log', codes: lost, of: foreignQuote },
  { name: 'evidence that does not exist', codes: ['unknownEvidence'], of: unknownEvidence },
  { name: 'cause and effect swapped', codes: ['orderWrong'], of: swapped },
  {
    name: 'wrong count',
    codes: ['countWrong', 'valueMissing'],
    of: wrongNumber('count', /\b\d+(?= times\b)/),
  },
  {
    name: 'wrong percentage',
    codes: ['countWrong'],
    of: wrongNumber('share', /\b\d+(?:\.\d+)?(?= %)/),
  },
  { name: 'wrong time', codes: ['timeWrong', 'valueMissing'], of: wrongTime },
  { name: 'claim negated', codes: ['contradicted', 'absence'], of: deniedClaim },
  {
    name: 'invented service',
    codes: unfounded,
    of: told((dice) => [
      `It begins in the service ${inventedName(dice)}.`,
      `${inventedName(dice)} refuses the connection.`,
      `The pod ${inventedName(dice)}-${dice.hex(5)} fails first.`,
    ]),
  },
  { name: 'misspelt name', codes: unfounded, of: misspeltName },
  {
    name: 'invented file, flag or variable',
    codes: unfounded,
    of: told((dice) => [
      `It is set in ${inventedPath(dice)}.`,
      `The flag ${inventedFlag(dice)} turns it off.`,
      `The variable ${inventedFlag(dice).slice(2).replaceAll('-', '_').toUpperCase()} is not set.`,
    ]),
  },
  {
    name: 'true and false mixed in the claim',
    codes: unfounded,
    of: told((dice) => [
      `It happened after ${dice.between(1001, 99_999)} ms.`,
      `The log also says “${inventedName(dice)} ran out of file handles”.`,
      `The process exited with code ${dice.between(300, 999)}.`,
    ]),
  },
  { name: 'true and false citations mixed', codes: lost, of: mixedCites },
];

function shifted(least: number, most: number): Mutation['of'] {
  return ({ claim }, world, dice) => {
    const [cite, ...others] = claim.cites;
    const evidence = cite && evidenceOf(world, cite);
    if (!evidence || cite.quote === undefined || others.length > 0) return undefined;
    const [true_] = linesOf(evidence, cite.quote);
    if (true_ === undefined) return undefined;
    const off = dice.between(least, most) * (true_ > most && dice.next() < 0.5 ? -1 : 1);
    const line = true_ + off;
    const file = world.facts.files.find(({ uri }) => uri === evidence.uri);
    const isTrueToo = plain(file?.lineAt(line) ?? '').includes(plain(cite.quote));
    return isTrueToo || line < 1 ? undefined : [{ ...claim, cites: [{ ...cite, line }] }];
  };
}

/** Changes the first quote, to one that does not stand in the file. */
function quoteChanged(change: (quote: string, dice: Dice) => string | undefined): Mutation['of'] {
  return ({ claim }, world, dice) => {
    const [cite, ...others] = claim.cites;
    const evidence = cite && evidenceOf(world, cite);
    if (!evidence || cite.quote === undefined) return undefined;
    const quote = change(cite.quote, dice);
    return quote === undefined || standsInFile(world, evidence, quote)
      ? undefined
      : [{ ...claim, cites: [{ ...cite, quote }, ...others] }];
  };
}

function flipDigit(text: string, dice: Dice): string | undefined {
  const places = [...text.matchAll(/\d/g)].map(({ index }) => index);
  const at = places[dice.between(0, places.length - 1)];
  if (at === undefined) return undefined;
  const digit = (Number(text[at]) + dice.between(1, 8)) % 10;
  return `${text.slice(0, at)}${digit}${text.slice(at + 1)}`;
}

/** Numbers of a claim, not those that point at a line; skipped where the new one is cited as well. */
function textFlipped({ claim }: Truth, world: World, dice: Dice): Mutant {
  const pointless = claim.text.replace(/\blines? [\d, –and-]+/g, (part) => ' '.repeat(part.length));
  const numbers = [...pointless.matchAll(/(?<![\d.:])\d+(?![\d:])/g)];
  const number = numbers[dice.between(0, numbers.length - 1)];
  const flipped = number && flipDigit(number[0], dice);
  if (!number || flipped === undefined || Number(flipped) === Number(number[0])) return undefined;
  const before = claim.text.slice(0, number.index);
  const after = claim.text.slice(number.index + number[0].length);
  const near = Math.abs(Number(flipped) - Number(number[0])) <= Number(number[0]) * 0.01 + 1;
  if (/^ (?:times|%)/.test(after) && near) return undefined;
  const cited = claim.cites.map((cite) => evidenceOf(world, cite)?.text ?? '').join('\n');
  return new RegExp(String.raw`(?<!\d)0*${flipped}(?!\d)`).test(cited)
    ? undefined
    : [{ ...claim, text: `${before}${flipped}${after}` }];
}

/** Some words replaced by others that mean about the same to a reader in a hurry. */
function paraphrased(quote: string, dice: Dice): string | undefined {
  const words = quote.split(' ');
  const long = words.flatMap((word, at) => (/^\p{L}{4,}$/u.test(word) ? [at] : []));
  if (long.length === 0) return undefined;
  const changed = dice.between(1, Math.min(3, long.length));
  for (let count = 0; count < changed; count++) {
    const at = long.splice(dice.between(0, long.length - 1), 1)[0] ?? 0;
    words[at] = dice.pick(['somehow', 'problem', 'which', 'became', 'through', 'unit', 'thing']);
  }
  return words.join(' ');
}

function shuffled(quote: string, dice: Dice): string | undefined {
  const words = quote.split(' ');
  if (words.length < 4) return undefined;
  const order = words.map((word) => ({ word, at: dice.next() })).sort((a, b) => a.at - b.at);
  return order.map(({ word }) => word).join(' ');
}

function otherFile({ claim }: Truth, world: World): Mutant {
  const [cite, ...others] = claim.cites;
  const evidence = cite && evidenceOf(world, cite);
  const quote = cite?.quote;
  if (!evidence || quote === undefined) return undefined;
  const other = world.facts.pack.evidence.find(
    (one) => one.uri !== evidence.uri && !standsInFile(world, one, quote),
  );
  return other && [{ ...claim, cites: [{ evidence: other.id, quote }, ...others] }];
}

function foreignQuote(
  { claim }: Truth,
  world: World,
  dice: Dice,
  strangers: readonly World[],
): Mutant {
  const [cite, ...others] = claim.cites;
  const evidence = cite && evidenceOf(world, cite);
  const stranger = strangers[dice.between(0, strangers.length - 1)];
  const key = stranger?.keyLines[dice.between(0, stranger.keyLines.length - 1)];
  const quote = key && stretchOf(key.file.lineAt(key.line), dice);
  if (!evidence || quote === undefined || standsInFile(world, evidence, quote)) return undefined;
  return [{ ...claim, cites: [{ evidence: cite.evidence, quote }, ...others] }];
}

function unknownEvidence({ claim }: Truth): Mutant {
  return [{ ...claim, cites: claim.cites.map((cite) => ({ ...cite, evidence: 'E999' })) }];
}

/** Clocks may differ by this much before an order is wrong. */
const SKEW = 30_000;

/** A later kind of line as the cause of an earlier one. */
function swapped({ claim }: Truth, world: World): Mutant {
  const [cite] = claim.cites;
  const late = cite && momentOf(world, evidenceOf(world, cite));
  if (!late) return undefined;
  const earlier = world.facts.pack.evidence
    .map((evidence) => momentOf(world, evidence))
    .find((moment) => moment?.uri === late.uri && late.begin - moment.time > SKEW);
  return (
    earlier && [
      { role: 'cause', text: 'This is the cause.', cites: [late.cite] },
      { role: 'symptom', text: 'This is what it led to.', cites: [earlier.cite] },
    ]
  );
}

/** When the line that evidence is about was written, and when its kind of line began. */
function momentOf({ facts }: World, evidence: Evidence | undefined) {
  const index = facts.files.findIndex(({ uri }) => uri === evidence?.uri);
  const [file, line] = [facts.files[index], evidence?.focus[0]?.startLine];
  if (!evidence || !file || line === undefined) return undefined;
  const record = file.recordAt(line);
  const template = facts.mined.templates[facts.mined.templateIds[index]?.[record] ?? -1];
  const time = file.records.timestamp(record);
  if (template?.first.file !== index || Number.isNaN(time)) return undefined;
  const begin = Math.min(template.firstSeen ?? time, time);
  return { uri: file.uri, time, begin, cite: { evidence: evidence.id, line } };
}

/** A number at least a quarter, and at least three, away from the true one. */
function wrongNumber(kind: Truth['says'], pattern: RegExp): Mutation['of'] {
  return ({ claim, says }, _world, dice) => {
    const number = pattern.exec(claim.text)?.[0];
    if (says !== kind || number === undefined) return undefined;
    const value = Number(number);
    const off = Math.max(3, value * (0.25 + dice.next()));
    const other = value > off + 1 && dice.next() < 0.5 ? value - off : value + off;
    const written = number.includes('.') ? other.toFixed(1) : String(Math.round(other));
    return [{ ...claim, text: claim.text.replace(pattern, written) }];
  };
}

function wrongTime({ claim, says }: Truth, _world: World, dice: Dice): Mutant {
  const [time, h = '', m = '', s = ''] = /\b(\d\d):(\d\d):(\d\d)\b/.exec(claim.text) ?? [];
  if (says !== 'time' || time === undefined) return undefined;
  const minute = (Number(m) + dice.between(2, 57)) % 60;
  const other = `${h}:${String(minute).padStart(2, '0')}:${s}`;
  return [{ ...claim, text: claim.text.replace(time, other) }];
}

/** The claim says that what it cites was not so. */
function deniedClaim({ claim }: Truth, _world: World, dice: Dice): Mutant {
  const text = isDenied(claim.text, dice);
  return text === undefined ? undefined : [{ ...claim, text }];
}

/** Adds a false sentence to a true claim. */
function told(sentences: (dice: Dice) => readonly [string, ...string[]]): Mutation['of'] {
  return ({ claim }, _world, dice) => [
    { ...claim, text: `${claim.text} ${dice.pick(sentences(dice))}` },
  ];
}

/** A name of the claim with two letters changed. */
function misspeltName({ claim }: Truth, world: World, dice: Dice): Mutant {
  const names =
    claim.text.match(/(?<![\w.-])[a-z][a-z\d]{2,}(?:[._-][a-z\d]{2,})+(?![\w-])/gi) ?? [];
  const name = names[dice.between(0, names.length - 1)];
  const other = name && misspelt(name, dice);
  const everything = world.facts.pack.evidence.map(({ text }) => plain(text)).join('\n');
  return name === undefined || other === undefined || everything.includes(plain(other))
    ? undefined
    : [{ ...claim, text: claim.text.replace(name, other) }];
}

function mixedCites({ claim }: Truth, _world: World, dice: Dice): Mutant {
  const [cite] = claim.cites;
  const quote = `${inventedName(dice)} gave up after ${dice.between(100, 999)} attempts`;
  return cite && [{ ...claim, cites: [...claim.cites, { evidence: cite.evidence, quote }] }];
}
