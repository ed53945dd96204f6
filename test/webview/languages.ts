import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { readWebviewWords, type WebviewWords } from '../../src/extension/webviewWords.ts';
import { bundleOf } from '../l10n/webviewStrings.ts';
import { tooWide } from './accessibility.ts';
import type { Harness } from './harness.ts';

export const german = wordsOf('de');
export const chinese = wordsOf('zh-cn');

function wordsOf(language: string): WebviewWords {
  const words = readWebviewWords('l10n', language);
  assert.ok(words, language);
  return words;
}

/** Each text of ours in brackets and 40 % longer; the values in it stay outside of the brackets. */
export const pseudo: WebviewWords = {
  language: 'qps-ploc',
  messages: Object.fromEntries(
    Object.keys(JSON.parse(readFileSync(bundleOf(), 'utf8')) as object).map((text) => [
      text,
      text
        .split(/(\{\d\})/)
        .map((part, index) => (index % 2 === 1 || part === '' ? part : wrapped(part)))
        .join(''),
    ]),
  ),
};

function wrapped(text: string): string {
  return `‹${text}${'·'.repeat(Math.ceil(text.length * 0.4))}›`;
}

/** Messages of the host come as events; what they lead to is drawn at once. */
function drawn(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
}

/** Opens what is folded, and what that folds in turn. */
async function unfold(page: Page): Promise<void> {
  for (let round = 0; round < 3; round++) {
    const closed = page.locator('details:not([open]) > summary, [aria-expanded=false]');
    await closed.evaluateAll((all) => {
      for (const one of all) (one as HTMLElement).click();
    });
    await drawn(page);
  }
}

/** Milliseconds for all states of a view, on a machine that is busy. */
const LONG = 120_000;

type States<State> = readonly (readonly [string, State])[];

/** Tests that a webview has no text that could not be translated, and that German has room where it is narrow. */
export function inOtherLanguages<State>(
  harness: () => Harness<State>,
  states: () => States<State>,
): void {
  test('each text can be translated, and content says that it is English', async () => {
    const found = await inEach(harness(), states(), { words: pseudo }, untranslated);
    assert.deepEqual(found, []);
  }).timeout(LONG);

  test('nothing is cut off in German at 320 pixels', async () => {
    assert.deepEqual(await inEach(harness(), states(), { words: german, width: 320 }, tooWide), []);
  }).timeout(LONG);
}

async function inEach<State>(
  harness: Harness<State>,
  states: States<State>,
  options: { readonly words: WebviewWords; readonly width?: number },
  look: (page: Page, states: States<State>) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const found: string[] = [];
  const [first] = states;
  assert.ok(first);
  const view = await harness.open(first[1], options);
  for (const [name, state] of states) {
    await view.show(state);
    await drawn(view.page);
    await unfold(view.page);
    found.push(...(await look(view.page, states)).map((what) => `${name}: ${what}`));
  }
  await view.page.close();
  return found;
}

/**
 * What a page in the pseudo-language shows, or says to a screen reader, that is neither a text of ours nor
 * content: names and sentences of the states, numbers and units. Content of more than a name has to say that
 * it is English.
 */
export async function untranslated(page: Page, states: unknown): Promise<readonly string[]> {
  const shown = await page.evaluate(textsOf);
  const { names, all } = stringsOf(states);
  return [
    ...new Set([
      ...shown.texts.filter((text) => !isContent(text, names)),
      ...shown.attributes.filter((text) => !isContent(text, all)),
    ]),
  ];
}

/** Runs in the page: its texts that are not marked as English, and attributes that are read or seen. */
function textsOf(): { readonly texts: string[]; readonly attributes: string[] } {
  const isEnglish = (element: Element | null): boolean =>
    element?.closest('[lang]')?.getAttribute('lang') === 'en';
  const texts: string[] = [];
  const mixed: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const isOurs = !parent?.closest('script, code, pre') && !isEnglish(parent);
    // What is only said, or shown on hovering, is made of several texts, as an attribute is.
    const told = parent?.closest('svg title, [role=status]') ? mixed : texts;
    if (isOurs) told.push(walker.currentNode.textContent ?? '');
  }
  const named = [
    'aria-label',
    'aria-valuetext',
    'title',
    'placeholder',
    'data-label',
    'data-title',
  ];
  const attributes = [...document.querySelectorAll('body *')].flatMap((element) =>
    isEnglish(element) ? [] : named.map((name) => element.getAttribute(name) ?? ''),
  );
  return { texts: [...new Set(texts)], attributes: [...new Set([...attributes, ...mixed])] };
}

const lineNumbers = /:\d+(?:–\d+)?(?!\d)/g;

/** Units and the like that are the same in all languages, as far as they are no texts of ours. */
const symbols =
  /\d[\d.,:T-]*Z?(?:s|m|h|ms|min|d|×)?(?=[^a-z]|$)|\d+m\d+s|\d+h\d+m|\b(?:UTC|KB|MB|GB|AM|PM|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Alt|Whytrace|[A-Z][A-Z_]+_\d+|\d+ [A-Z]{3,})\b/g;

function isContent(text: string, known: readonly string[]): boolean {
  const all = known.join('\n');
  const isKnown = (given: string): boolean => wordsIn(given).every((part) => all.includes(part));
  // Most is a name or a part of one; else names may stand within a longer text.
  return isKnown(text) || isKnown(known.reduce((rest, one) => rest.replaceAll(one, '\n'), text));
}

/** What of a text is no text of ours, no number and no unit. */
function wordsIn(text: string): readonly string[] {
  return text
    .replace(/‹[^›]*›/g, '\n')
    .replace(lineNumbers, '')
    .split(/\n| · |: |, /)
    .map((part) => part.replace(symbols, ' ').replace(/^[\s“”().;,:…]+|[\s“”().;,:…]+$/g, ''))
    .filter((part) => /\p{L}{2}/u.test(part));
}

/** Fields whose values are names, or texts of the host, which speaks the user's language itself. */
const named = new Set(
  `name file uri model destination reasoner answers folder service host about title question candidate path format
  from to message notice status signature services candidates path label unhealthy currency sources evidence id
  starters questions solution`.split(/\s+/),
);

interface Strings {
  readonly names: readonly string[];
  readonly all: readonly string[];
}

function stringsOf(states: unknown): Strings {
  const found = fieldsOf(states, '');
  const longestFirst = (some: readonly Field[]): readonly string[] =>
    [...new Set(some.flatMap(({ text }) => [text, text.replace(/\s+/g, ' ')]))]
      .filter((one) => one.length > 1)
      .sort((a, b) => b.length - a.length);
  return {
    names: longestFirst(found.filter(({ key }) => named.has(key))),
    all: longestFirst(found),
  };
}

interface Field {
  readonly key: string;
  readonly text: string;
}

function fieldsOf(value: unknown, key: string): readonly Field[] {
  if (typeof value === 'string') return [{ key, text: value }];
  if (Array.isArray(value)) return value.flatMap((one) => fieldsOf(one, key));
  if (typeof value !== 'object' || value === null) return [];
  // Kinds of secrets and of dependencies are names, e.g. `JWT`, `env`.
  const isKindNamed = 'status' in value || 'count' in value;
  return Object.entries(value).flatMap(([name, one]) =>
    fieldsOf(one, name === 'kind' && isKindNamed ? 'name' : name),
  );
}
