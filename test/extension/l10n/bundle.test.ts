import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import {
  type Bundle,
  bundlePath,
  exportedBundle,
  textOf,
  translationOf,
} from '../../l10n/bundle.ts';
import { type HostTexts, hostTexts } from '../../l10n/hardCoded.ts';
import { differing, lacking, languages, textsOf } from '../../l10n/languages.ts';
import { nlsPath } from '../../l10n/manifest.ts';
import { type StaysEnglish, staysEnglish } from '../../l10n/staysEnglish.ts';

const isOf = ({ file }: StaysEnglish, path: string): boolean =>
  path.startsWith(`src/extension/${file}`);

suite('what the extension host says to people', () => {
  let exported: Bundle;
  let said: HostTexts;

  suiteSetup(async () => {
    said = hostTexts();
    exported = await exportedBundle(said);
  });

  test('passes through vscode.l10n.t, or is told to stay English', () => {
    const found = said.hardCoded.filter(
      ({ file, text }) =>
        !staysEnglish.some((one) => isOf(one, file) && (one.texts?.includes(text) ?? true)),
    );
    assert.deepEqual(
      found.map(({ file, line, text }) => `${file}:${line}: ${text}`),
      [],
      "write vscode.l10n.t('…', values) there, then run `npm run l10n`; what is no text for people, or must stay English, goes into test/l10n/staysEnglish.ts with its reason",
    );
  });

  test('stays English only where there is such a text', () => {
    for (const one of staysEnglish) {
      const ofFile = said.hardCoded.filter(({ file }) => isOf(one, file)).map(({ text }) => text);
      const unused = one.texts?.filter((text) => !ofFile.includes(text)) ?? [];
      assert.ok(ofFile.length > 0 && unused.length === 0, `${one.file}: ${unused.join(', ')}`);
    }
  });

  test('is given to vscode.l10n.t as a literal, which alone can be exported', () => {
    const texts = new Set(Object.values(textOf(exported)));
    const found = said.translated.filter(
      ({ message }) => message === undefined || !texts.has(message),
    );
    assert.deepEqual(
      found.map(({ file, call }) => `${file}: ${call}`),
      [],
    );
    assert.ok(said.translated.length >= texts.size);
  });

  test('is asked for where it is shown, and not while the extension starts', () => {
    assert.deepEqual(
      said.translated
        .filter(({ isAtStart }) => isAtStart)
        .map(({ file, call }) => `${file}: ${call}`),
      [],
      'make it a function: const title = () => vscode.l10n.t(…)',
    );
  });

  test('stands in the exported bundle as it is', () => {
    assert.deepEqual(
      JSON.parse(readFileSync(bundlePath(), 'utf8')),
      exported,
      'run `npm run l10n`, which exports it anew and tells what lacks a translation',
    );
  });

  for (const language of languages) {
    test(`is complete in ${bundlePath(language)}, with the same placeholders`, () => {
      const english = textOf(exported);
      const translated = translationOf(language);
      assert.deepEqual(
        lacking(english, translated),
        [],
        `translate these in ${bundlePath(language)}, then run \`npm run l10n\``,
      );
      assert.deepEqual(
        lacking(translated, english),
        [],
        `nothing says these any more: run \`npm run l10n\`, which removes them from ${bundlePath(language)}`,
      );
      assert.deepEqual(differing(english, translated), []);
      assert.deepEqual(
        Object.keys(translated).filter((key) => translated[key]?.trim() === ''),
        [],
      );
    });

    test(`calls commands in ${bundlePath(language)} what ${nlsPath(language)} calls them`, () => {
      const titles = textsOf(nlsPath());
      const own = textsOf(nlsPath(language));
      const translated = translationOf(language);
      const commands = Object.keys(titles).filter((key) => /^command\.\w+\.title$/.test(key));
      for (const key of commands) {
        const title = titles[key] ?? '';
        const called = Object.keys(translated).filter((text) =>
          text.includes(`Whytrace: ${title}`),
        );
        for (const text of [title, ...called]) {
          const given = translated[text];
          if (given !== undefined) assert.ok(given.includes(own[key] ?? ''), `${key}: ${given}`);
        }
      }
    });
  }

  test('is packaged, with the texts of package.json', () => {
    const kept = readFileSync('.vscodeignore', 'utf8')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    const needed = [undefined, ...languages].flatMap((each) => [bundlePath(each), nlsPath(each)]);
    assert.deepEqual(
      needed.filter((path) => !kept.some((pattern) => matchesGlob(path, pattern))),
      [],
    );
  });
});
