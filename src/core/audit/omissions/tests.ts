import type { Omission } from '../../model/audit.ts';
import { fileName } from '../../topology/paths.ts';
import { isTestFile, languageOf } from '../source/language.ts';
import type { OmissionFacts } from './omissions.ts';

const MOST = 3;
const notCode = /^(?:prose|json|other|settings|yaml|toml|markup|dockerfile)$/;

/** Tests of what is changed that stay as they are. */
export function testOmissions({ suggestion, texts }: OmissionFacts): readonly Omission[] {
  const changed = new Set(suggestion.files.map(({ path }) => path));
  const tests = [...texts.keys()].filter((path) => isTestFile(path));
  const left = suggestion.files.flatMap(({ path, before, removed, added }) => {
    if (before === undefined || isTestFile(path) || notCode.test(languageOf(path))) return [];
    if (removed.length + added.length === 0) return [];
    const stem = stemOf(path);
    const own = tests.filter((test) => stemOf(test) === stem);
    const [test] = own;
    return test === undefined || own.some((each) => changed.has(each)) ? [] : [{ path, test }];
  });
  return left.slice(0, MOST).map(({ path, test }) => ({
    kind: 'test',
    text: `${test} tests ${fileName(path)} and is left as it was.`,
    source: { file: test, line: 1 },
  }));
}

/** `cart.test.ts`, `cart_test.go`, `test_cart.py` and `CartTest.java` are of `cart`. */
function stemOf(path: string): string {
  return fileName(path)
    .replace(/\.\w+$/, '')
    .replace(/[._-](?:tests?|specs?)$|^test_|(?:Tests?|Spec|IT)$/, '')
    .toLowerCase();
}
