import type { LogFile } from '../../model/logFile.ts';

/** A line beside a failure that names where it happened. */
export interface Landmark {
  readonly line: number;
  readonly name: string;
}

const testNames: readonly RegExp[] = [
  /^\s*_{4,}\s*(?<name>[\w[\].:/ -]{3,160}?)\s*_{4,}\s*$/,
  /^\s*--- FAIL: (?<name>\S{2,160})/,
  /^\s*\[ {1,2}(?:RUN|FAILED) {1,8}\] (?<name>\w+[./]\w\S{1,160})/,
  /^\s*(?:(?:FAIL|ERROR):?|FAILED) +(?<name>\w[\w.:#/[\]-]{4,200})/,
  /^(?<name>[A-Z]\w{1,80}[#.]test_?\w{1,160})/,
  /Found errors in (?<name>\w{3,120})/,
  /TEST METHOD FAILED (?<name>\w{2,120})/,
  /<<< (?:FAILURE|ERROR)!.{0,20}$|^(?<name>\w{3,120}\([\w.$]{3,200}\))\s/,
  /^\s{0,6}\d{1,3}\) (?<name>\S.{2,160})/,
  /^Test (?<name>[\w:/+*-]{3,120}) (?:backtrace|condition):$/,
  /^\s*● (?<name>\S.{2,200})/,
  /^(?<name>\S{1,120} > \S.{0,160}) FAILED$/,
  /^\s*not ok \d+ -? ?(?<name>\S.{2,160})/,
];

/** The nearest line that names the failing test, up to `reach` lines above the failure or on it. */
export function testAt(file: LogFile, line: number, reach = 45): Landmark | undefined {
  for (let at = line; at >= Math.max(1, line - reach); at--) {
    const line = file.lineAt(at).slice(0, 400);
    const text = withoutTime(line);
    // Where a service writes its time, the next word is a level and no verdict of a test.
    if (stamped.test(line) && !runner.test(line)) continue;
    for (const pattern of testNames) {
      const name = pattern.exec(text)?.groups?.['name']?.trim();
      if (name) {
        return { line: at, name };
      }
    }
  }
  return undefined;
}

const stamped = /^\S{4,30}[T ]\d\d:\d\d:\d\d\S{0,12} +(?:ERROR|FAIL)/;
/** Runners of builds put seven digits before each line, whatever it is. */
const runner = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z /;

const command =
  /The command "(?<said>.{2,300}?)" (?:exited|failed)|^\s*(?:\$|\+|##\[(?:command|group)\](?:Run )?|\[command\]) ?(?<run>\S.{1,200})|^> Task (?<task>:\S{2,160}) FAILED|Execution failed for task '(?<gradle>[^']{2,160})'|Failed to execute goal (?<goal>\S{2,160})/;

/** The command that failed: named right after the failure, else the last one echoed before it. */
export function commandAt(file: LogFile, line: number): Landmark | undefined {
  for (let at = line; at <= Math.min(file.lineCount, line + 60); at++) {
    const named = commandIn(file, at);
    if (named && !named.isEcho) return named;
  }
  for (let at = line; at >= Math.max(1, line - 400); at--) {
    const named = commandIn(file, at);
    if (named) return named;
  }
  return undefined;
}

function commandIn(file: LogFile, line: number): (Landmark & { isEcho: boolean }) | undefined {
  const groups = command.exec(withoutTime(file.lineAt(line).slice(0, 600)))?.groups;
  const name =
    groups?.['said'] ??
    groups?.['task'] ??
    groups?.['gradle'] ??
    groups?.['goal'] ??
    groups?.['run'];
  return name === undefined ? undefined : { line, name, isEcho: name === groups?.['run'] };
}

/** Whether a runner of builds wrote the log, which puts a time before each line of whatever it runs. */
export const isOfRunner = ({ format }: LogFile): boolean =>
  /^(?:github-actions|gitlab|jenkins)$/.test(format);

export const withoutTime = (text: string): string =>
  text.replace(/^\d{4}-\d\d-\d\dT[\d:.]{5,18}Z ?/, '').replace(/^##\[error\]/, '');

const hunk =
  /^\s*(?:Hunk #\d{1,4} (?:FAILED|ignored)|\d{1,4} out of \d{1,4} hunks? (?:FAILED|ignored))/;
const patched = /^\s*(?:patching|checking) file [`'‘]?(?<target>[^\s`'’]{1,300})/;
const patchName =
  /\b[Aa]pplying:? (?:patch )?[`'"]?(?<path>[^\s`'"]{1,300})|^Patch #?\d{1,5} \((?<rpm>[^)]{1,200})\)/;
/** Lines above a hunk among which its patch is named. */
const patchReach = 60;

export interface PatchFailed {
  /** The patch, where its name stands above. */
  readonly name: string | undefined;
  /** The file that it was to change. */
  readonly target: string;
  /** Lines that name the file and the patch, 1-based. */
  readonly lines: readonly number[];
}

/** What was being patched where a hunk failed. */
export function patchAt(file: LogFile, line: number): PatchFailed | undefined {
  if (!hunk.test(withoutTime(file.lineAt(line)))) return undefined;
  let target: Landmark | undefined;
  for (let at = line - 1; at >= Math.max(1, line - patchReach); at--) {
    const text = withoutTime(file.lineAt(at).slice(0, 600));
    const path = patched.exec(text)?.groups?.['target'];
    target ??= path === undefined ? undefined : { name: path, line: at };
    const groups = target && patchName.exec(text)?.groups;
    const name = groups?.['path'] ?? groups?.['rpm'];
    if (target && name !== undefined)
      return { name, target: target.name, lines: [target.line, at] };
  }
  return target && { name: undefined, target: target.name, lines: [target.line] };
}

/** `CVE-2023-46218.patch does not apply to lib/cookie.c`. */
export const patchText = ({ name, target }: PatchFailed): string =>
  `${name?.replace(/^.*\//, '') ?? 'A patch'} does not apply to ${target}`;

const source =
  /(?<file>[\w./\\+@-]{1,200}\.[A-Za-z]{1,10})(?::\d|[:(]\[?\d)|(?:--> |File "|in |at )(?<other>[\w./\\+@-]{1,200}\.[A-Za-z]{1,6})\b/;

/** `src/VariableFinder.java:[107,64] ...` -> `VariableFinder.java`. */
export function sourceIn(text: string): string | undefined {
  const groups = source.exec(text.slice(0, 600))?.groups;
  const path = groups?.['file'] ?? groups?.['other'];
  return path?.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
