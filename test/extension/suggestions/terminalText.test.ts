import assert from 'node:assert/strict';
import { installsPackages } from '../../../src/extension/suggestions/installCommand.ts';
import { commandsInTerminal } from '../../../src/extension/suggestions/terminalText.ts';

const terminals: readonly (readonly [string, string, string])[] = [
  ['bash with user and host', 'ann@host:~/shop$ kubectl get pods', 'kubectl get pods'],
  ['root', 'root@host:/tmp# rm -rf /', 'rm -rf /'],
  ['PowerShell', 'PS C:\\shop> npm i lodash', 'npm i lodash'],
  ['a virtual environment', '(venv) ann@host:~$ pip install x', 'pip install x'],
  ['a dollar alone', '$ make all', 'make all'],
  ['an arrow', '❯ npm test', 'npm test'],
  ['a path before the sign', '~/shop $ ls', 'ls'],
  ['no prompt', 'docker compose up -d', 'docker compose up -d'],
  ['a redirection is none', 'echo a > b', 'echo a > b'],
  ['a variable is none', '$HOME/bin/run', '$HOME/bin/run'],
  ['blank lines are left out', '$ a\n\n$ b  \r\n', 'a\nb'],
];

const commands: readonly (readonly [string, boolean])[] = [
  ['npm install lodahs', true],
  ['sudo npm -g i lodahs', true],
  ['cd x && pip install requsts', true],
  ['python -m pip install a', true],
  ['cargo add serd', true],
  ['go get example.com/x', true],
  ['dotnet add app.csproj package Foo', true],
  ['pnpm \\\n add x', true],
  ['npm install', false],
  ['npm test', false],
  ['kubectl get pods', false],
  ['git add package.json', false],
];

suite('commands in a terminal', () => {
  for (const [name, text, expected] of terminals) {
    test(name, () => assert.equal(commandsInTerminal(text), expected));
  }
});

suite('a command that installs', () => {
  for (const [text, expected] of commands) {
    test(`${JSON.stringify(text)} ${expected ? 'installs' : 'installs nothing by name'}`, () =>
      assert.equal(installsPackages(text), expected));
  }
});
