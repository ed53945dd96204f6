import { isTestFile } from '../../source/language.ts';
import { type LineRule, type LossRule, programs } from '../riskRule.ts';

/** Tests that no longer test. */
export const testRules: readonly LineRule[] = [
  {
    id: 'test-skipped',
    severity: 'warning',
    message: 'The test no longer runs, so what it guards can break unseen.',
    safer: 'Repair the code or the test; if it must wait, say why and until when.',
    files: programs,
    where: isTestFile,
    inTests: true,
    view: 'bare',
    pattern:
      /(?<![\w.])(?:it|test|describe|suite|context|specify)\.(?:skip|todo|fixme)\s*\(|(?<![\w.])(?:xit|xtest|xdescribe|xcontext|xspecify|xscenario|xfeature)\s*(?:\(|(?=["'`])|\bdo\b)|@pytest\.mark\.skip\b|@unittest\.skip\b|\bpytest\.skip\(|@(?:Ignore|Disabled)\b|\[(?:Ignore|Fact\(\s*Skip)\b|\bt\.Skip(?:Now|f)?\(|#\[ignore|\bmarkTestSkipped\(|^\s*(?:skip|pending)\s*(?:["'(]|$)/,
  },
  {
    id: 'one-test-only',
    severity: 'warning',
    message: 'Only this test runs; all others are left out without a word.',
    safer: 'Take `.only` away before it is committed.',
    files: ['javascript', 'ruby'],
    where: isTestFile,
    inTests: true,
    view: 'bare',
    pattern:
      /(?<![\w.])(?:it|test|describe|suite|context)\.only\s*\(|(?<![\w.])(?:fit|fdescribe)\s*\(\s*["'`]/,
  },
  {
    id: 'assertion-of-nothing',
    severity: 'info',
    message: 'The assertion holds whatever the code does.',
    safer: 'Compare what the code gives with what it should give.',
    files: programs,
    where: isTestFile,
    inTests: true,
    view: 'bare',
    pattern:
      /\bexpect\(\s*true\s*\)\.to(?:Be|Equal)\(\s*true|\bexpect\(\s*true\s*\)\.toBeTruthy\(|^\s*assert\s+True\s*$|\bassertTrue\(\s*(?:true|True)\s*\)|\bassert!\(\s*true\s*\)/,
  },
];

/** Counted over all files of a suggestion: a test may move from one to another. */
export const assertionLoss: LossRule = {
  id: 'assertions-removed',
  severity: 'warning',
  message: 'Assertions are taken away, so what they guard can break unseen.',
  safer: 'Let the tests fail, and repair the code; or say why the expectation was wrong.',
  files: programs,
  where: isTestFile,
  inTests: true,
  view: 'bare',
  pattern:
    /(?<![\w.])(?:expect|assert\w*|should|require|verify|Assert|XCTAssert\w*|check)(?:\.\w+|::\w+)*!?\s*\(|^\s*assert\s|\.should(?:\.|\s)/,
};
