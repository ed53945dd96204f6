import { checkTable } from './table.ts';

const before = {
  'package.json': '{\n "dependencies": {\n  "react": "^18.2.0"\n }\n}\n',
  'requirements.txt': 'flask==2.0\n',
};

checkTable('what versions manifests ask for', [
  {
    name: 'a version of npm that is far ahead could not be checked',
    workspace: before,
    wrong: { 'package.json': before['package.json'].replace('^18.2.0', '^88.1.0') },
    found: ['couldNotCheck react 88'],
    sound: { 'package.json': before['package.json'].replace('^18.2.0', '^19.0.0') },
  },
  {
    name: 'a version of PyPI that is far ahead could not be checked',
    workspace: before,
    wrong: { 'requirements.txt': 'flask[async]==44.0\n' },
    found: ['couldNotCheck flask 44'],
    sound: { 'requirements.txt': 'flask>=2.0,<44\nDjango==4.2\n' },
  },
]);
