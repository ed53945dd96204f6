import assert from 'node:assert/strict';
import { type HardCoded, textsIn } from '../../l10n/hardCoded.ts';

const hole = '$' + '{value}';

/** Statements, and the literals in them that are found. */
const statements: readonly (readonly [name: string, code: string, found: readonly string[]])[] = [
  [
    'a message that is shown',
    "vscode.window.showInformationMessage('There was nothing to delete.');",
    ['There was nothing to delete.'],
  ],
  ['a button of one word', "show('Delete');", ['Delete']],
  ['a word in small letters at a place that is shown', "({ label: 'output' })", ['output']],
  ['a sentence with a value', `tell(\`At most ${hole} characters.\`);`, ['At most {} characters.']],
  ['a word after an icon', "({ title: '$(pulse) Diagnose' })", ['$(pulse) Diagnose']],
  ['an error that a command shows', "throw new Error('Open a log first.');", ['Open a log first.']],
  ['a text in a branch', "const name = isOpen ? 'Open' : 'Solved';", ['Open', 'Solved']],
  ['a count', `const count = \`${hole} files\`;`, ['{} files']],
  ['a text that is translated', "vscode.l10n.t('Open a log first.');", []],
  ['a translated text after an icon', `({ label: \`$(pass) ${hole}\` })`, []],
  ['the name of the product', "({ title: 'Whytrace', text: '$(pulse) Whytrace' })", []],
  ['what is logged', "log.warn('The run was not kept', String(error));", []],
  ['an id', "registerCommand(context, log, 'whytrace.openCase', open);", []],
  ['a comparison', "if (code === 'Blocked') stop();", []],
  ['a key', "const found = entry['Whole text'];", []],
  ['a module', "import { a } from 'A module';", []],
];

suite('the search for texts that no translation reaches', () => {
  let hardCoded: readonly HardCoded[] = [];

  suiteSetup(() => {
    const sources = statements.map(([name, code]) => [`${name}.ts`, code]);
    ({ hardCoded } = textsIn(Object.fromEntries(sources)));
  });

  for (const [name, , found] of statements) {
    test(`${found.length > 0 ? 'finds' : 'leaves alone'} ${name}`, () => {
      assert.deepEqual(
        hardCoded.flatMap(({ file, text }) => (file === `${name}.ts` ? [text] : [])),
        found,
      );
    });
  }

  test('knows the line, and calls whose text is put together', () => {
    const found = textsIn({
      'a.ts': "\n\nshow('Open a log.');",
      'b.ts':
        "vscode.l10n.t('a ' + b); const c = () => vscode.l10n.t({ message: 'c', comment: ['d'] });",
    });
    assert.deepEqual(found.hardCoded, [{ file: 'a.ts', line: 3, text: 'Open a log.' }]);
    assert.deepEqual(
      found.translated.map(({ message, isAtStart }) => [message, isAtStart]),
      [
        [undefined, true],
        ['c', false],
      ],
    );
  });
});
