import assert from 'node:assert/strict';
import { readConstraints } from '../../../src/core/audit/constraints/readConstraints.ts';
import { changedSpan } from '../../../src/extension/suggestions/changedSpan.ts';
import {
  constraintSnippet,
  newConstraints,
} from '../../../src/extension/suggestions/constraintSnippet.ts';

const cases: readonly (readonly [string, string, string])[] = [
  ["import request from 'request';", 'typescript', '{ package: "npm:request" }'],
  ["import { a } from '@shop/db/client';", 'typescript', '{ package: "npm:@shop/db" }'],
  ["const x = require('lodash/fp')", 'javascript', '{ package: "npm:lodash" }'],
  ['from sqlalchemy.orm import Session', 'python', '{ package: "pypi:sqlalchemy" }'],
  ['  image: redis:latest', 'yaml', '{ image: "redis:latest" }'],
  ['FROM node:18', 'dockerfile', '{ image: "node:18" }'],
  ['  eval(code);', 'javascript', '{ call: eval }'],
  ['await child.exec(cmd)', 'javascript', '{ call: child.exec }'],
  ["md5 = 'x.y'", 'python', "{ pattern: 'md5 = ''x\\.y''' }"],
];

/** What stands in the file once the user has taken what the stops propose. */
function written(snippet: string): string {
  return snippet
    .replace(/\$\{\d:([^}]*)\}/g, '$1')
    .replace(/\$0/g, '')
    .replace(/\\([\\$}])/g, '$1');
}

suite('a constraint from a selection', () => {
  for (const [selected, language, forbid] of cases) {
    test(`${selected.trim()} in ${language} is forbidden by ${forbid}`, () => {
      const text = written(constraintSnippet(selected, language));
      assert.match(text, new RegExp(`forbid: ${forbid.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`));
    });

    test(`${selected.trim()}: what is written is read without an error`, () => {
      const file = `${newConstraints}${written(constraintSnippet(selected, language))}`;
      const { entries, problems } = readConstraints(file);
      assert.deepEqual(problems, []);
      assert.equal(entries.length, 1);
    });
  }
});

suite('the span in which two texts differ', () => {
  const spans: readonly (readonly [string, string, readonly [number, number, number]])[] = [
    ['ab', 'aXb', [1, 1, 2]],
    ['aXb', 'ab', [1, 2, 1]],
    ['', 'abc', [0, 0, 3]],
    ['aaa', 'aaaa', [3, 3, 4]],
    ['same', 'same', [4, 4, 4]],
  ];
  for (const [before, after, [start, endBefore, endAfter]] of spans) {
    test(`${JSON.stringify(before)} and ${JSON.stringify(after)}`, () =>
      assert.deepEqual(changedSpan(before, after), { start, endBefore, endAfter }));
  }
});
