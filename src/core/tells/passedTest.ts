import type { LogFile } from '../model/logFile.ts';

/** How runners begin a test or a class of tests, and what they say when it is through. */
const begun = /^\s*(?:=== (?:RUN|CONT)\b|\[ RUN {6}\] |(?:\[INFO\] )?Running (?:\w+\.)+\w+\s*$)/;
const passed =
  /^\s*(?:--- (?:PASS|SKIP): |\[ {7}OK \] |(?:\[(?:INFO|WARNING)\] )?Tests run: \d+, Failures: 0, Errors: 0,.{0,80}Time elapsed)/;
const failed =
  /^\s*(?:--- FAIL: |\[ {2}FAILED {2}\] |FAIL\b|panic: |(?:\[ERROR\] )?Tests run: \d+, .{0,80}Time elapsed)/;

/** Lines that one test is expected to write at most. */
const reach = 150;

/**
 * Whether a line was written by a test that passed, such as an error that it meant to cause: runners
 * tell how a test ended below what it wrote, older ones above it.
 */
export function isOfPassedTest(file: LogFile, line: number): boolean {
  const below = markOf(file, line, 1);
  if (below !== 'begun') {
    return below === 'passed' && markOf(file, line, -1) === 'begun';
  }
  return markOf(file, line, -1) === 'passed' && /^\s{4,}/.test(file.lineAt(line));
}

function markOf(
  file: LogFile,
  line: number,
  step: 1 | -1,
): 'begun' | 'passed' | 'failed' | undefined {
  for (let at = line; at >= 1 && at <= file.lineCount && Math.abs(at - line) <= reach; at += step) {
    const text = withoutTime(file.lineAt(at).slice(0, 300));
    if (passed.test(text)) return 'passed';
    if (failed.test(text)) return 'failed';
    if (at !== line && begun.test(text)) return 'begun';
  }
  return undefined;
}

/** Runners of builds put a time before each line. */
const withoutTime = (text: string): string => text.replace(/^\d{4}-\d\d-\d\dT[\d:.]{8,18}Z /, '');
