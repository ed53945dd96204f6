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

/** Opens what is folded, and what that folds in turn. */
export async function unfold(page: Page): Promise<void> {
  for (let round = 0; round < 3; round++) {
    const closed = page.locator('details:not([open]) > summary, [aria-expanded=false]');
    for (const one of (await closed.all()).reverse()) {
      await one.evaluate((element) => (element as HTMLElement).click());
    }
    await page.waitForTimeout(30);
  }
}

type States<State> = readonly (readonly [string, State])[];

/** Tests that a webview has no text that could not be translated, and that German has room where it is narrow. */
export function inOtherLanguages<State>(
  harness: () => Harness<State>,
  states: () => States<State>,
): void {
  test('each text can be translated, and content says that it is English', async () => {
    const found = await inEach(harness(), states(), { words: pseudo }, untranslated);
    assert.deepEqual(found, []);
  });

  test('nothing is cut off in German at 320 pixels', async () => {
    assert.deepEqual(await inEach(harness(), states(), { words: german, width: 320 }, tooWide), []);
  });
}

async function inEach<State>(
  harness: Harness<State>,
  states: States<State>,
  options: { readonly words: WebviewWords; readonly width?: number },
  look: (page: Page, state: State) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [name, state] of states) {
    const { page } = await harness.open(state, options);
    await unfold(page);
    found.push(...(await look(page, state)).map((what) => `${name}: ${what}`));
    await page.close();
  }
  return found;
}

/**
 * What a page in the pseudo-language shows, or says to a screen reader, that is neither a text of ours nor
 * content: names and sentences of the state, numbers and units. Content of more than a name has to say that
 * it is English.
 */
export async function untranslated(page: Page, state: unknown): Promise<readonly string[]> {
  const shown = await page.evaluate(textsOf);
  const { names, all } = stringsOf(state);
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
  const tips: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const isOurs = !parent?.closest('script, code, pre') && !isEnglish(parent);
    // What a picture's part says on hovering is made of several texts, as an attribute is.
    const told = parent?.closest('svg title') ? tips : texts;
    if (isOurs) told.push(walker.currentNode.textContent ?? '');
  }
  const named = ['aria-label', 'aria-valuetext', 'title', 'placeholder', 'data-label', 'data-title'];
  const attributes = [...document.querySelectorAll('body *')].flatMap((element) =>
    isEnglish(element) ? [] : named.map((name) => element.getAttribute(name) ?? ''),
  );
  return { texts, attributes: [...attributes, ...tips] };
}

const lineNumbers = /:\d+(?:–\d+)?(?!\d)/g;

/** Units and the like that are the same in all languages, as far as they are no texts of ours. */
const symbols =
  /\d[\d.,:T-]*Z?(?:s|m|h|ms|min|d|×)?(?=[^a-z]|$)|\d+m\d+s|\d+h\d+m|\b(?:UTC|KB|MB|GB|AM|PM|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Alt|Whytrace|[A-Z][A-Z_]+_\d+|\d+ [A-Z]{3,})\b/g;

function isContent(text: string, known: readonly string[]): boolean {
  const others = known
    .reduce((rest, one) => rest.replaceAll(one, '\n'), text)
    .replace(/‹[^›]*›/g, '\n')
    .replace(lineNumbers, '')
    .split(/\n| · |: |, /)
    .map((part) => part.replace(symbols, ' ').replace(/^[\s“”().;,:…]+|[\s“”().;,:…]+$/g, ''));
  // What is left may be a part of something longer that was cut.
  return others.every((part) => !/\p{L}{2}/u.test(part) || known.some((one) => one.includes(part)));
}

/** Fields whose values are names, or texts of the host, which speaks the user's language itself. */
const named = new Set(
  `name file uri model destination reasoner answers folder service host about title question candidate path format
  from to message notice status signature services candidates path label unhealthy currency sources evidence quote id
  starters questions solution`.split(/\s+/),
);

interface Strings {
  readonly names: readonly string[];
  readonly all: readonly string[];
}

function stringsOf(state: unknown): Strings {
  const names: string[] = [];
  const all: string[] = [];
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      all.push(value.replace(/\s+/g, ' '), value);
      if (named.has(key)) names.push(value.replace(/\s+/g, ' '), value);
    } else if (Array.isArray(value)) {
      for (const one of value) visit(one, key);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, one] of Object.entries(value)) {
        // Kinds of secrets and of dependencies are names, e.g. `JWT`, `env`.
        visit(one, name === 'kind' && ('status' in value || 'count' in value) ? 'name' : name);
      }
    }
  };
  visit(state, '');
  const longest = (a: string, b: string): number => b.length - a.length;
  const sorted = (some: readonly string[]): readonly string[] =>
    [...new Set(some)].filter((one) => one.length > 1).sort(longest);
  return { names: sorted(names), all: sorted(all) };
}
