import assert from 'node:assert/strict';
import { differing, lacking, languages, textsOf } from '../../l10n/languages.ts';
import { hardCoded, keysOf, manifestTexts, nlsPath } from '../../l10n/manifest.ts';

const texts = manifestTexts();
const english = textsOf(nlsPath());

suite('the texts of package.json', () => {
  test('stand in package.nls.json, all that people see', () => {
    assert.deepEqual(
      hardCoded(texts).map(({ path, text }) => `${path}: ${text}`),
      [],
      `write "%key%" there, such as "%command.diagnose.title%", and the key with its text into ${nlsPath()} and, translated, into ${languages.map(nlsPath).join(' and ')}`,
    );
  });

  test('have a text for each key, and no key without use', () => {
    const used = keysOf(texts);
    assert.deepEqual(
      used.filter((key) => !Object.hasOwn(english, key)),
      [],
      `keys of package.json that ${nlsPath()} lacks: add them there`,
    );
    assert.deepEqual(
      Object.keys(english).filter((key) => !used.includes(key)),
      [],
      `keys that package.json does not use: remove them from ${nlsPath()} and its translations`,
    );
  });

  for (const language of languages) {
    test(`are complete in ${nlsPath(language)}, with the same links, code and placeholders`, () => {
      const translated = textsOf(nlsPath(language));
      assert.deepEqual(
        lacking(english, translated),
        [],
        `translate these of ${nlsPath()} into ${nlsPath(language)}`,
      );
      assert.deepEqual(
        lacking(translated, english),
        [],
        `remove these from ${nlsPath(language)}: ${nlsPath()} has them no more`,
      );
      assert.deepEqual(differing(english, translated), []);
    });
  }

  test('name in links to commands what the commands are called', () => {
    for (const language of [undefined, ...languages]) {
      const own = textsOf(nlsPath(language));
      for (const [key, text] of Object.entries(own)) {
        for (const [, label, command] of text.matchAll(
          /\[([^\]]+)\]\(command:whytrace\.(\w+)\)/g,
        )) {
          if (key.startsWith('viewWelcome') && command === 'importCase') continue;
          assert.equal(label, own[`command.${command}.title`], `${nlsPath(language)}: ${key}`);
        }
      }
    }
  });

  test('that a literal would be found', () => {
    const planted = [
      { path: 'contributes.commands.0.title', text: 'Diagnose' },
      { path: 'contributes.views.whytrace.0.name', text: 'Cases' },
      { path: 'contributes.configuration.0.properties.a.enumDescriptions.1', text: 'One' },
      { path: 'contributes.chatParticipants.0.commands.0.description', text: 'Asks why' },
    ];
    const fine = [
      { path: 'contributes.commands.0.title', text: '%command.diagnose.title%' },
      { path: 'contributes.commands.0.category', text: 'Whytrace' },
      {
        path: 'contributes.languageModelTools.0.inputSchema.properties.a.description',
        text: 'For models.',
      },
    ];
    assert.deepEqual(hardCoded([...planted, ...fine]), planted);
  });
});
