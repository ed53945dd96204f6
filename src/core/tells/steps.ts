import type { LogFile } from '../model/logFile.ts';
import { tellOf } from './tells.ts';

/** The lines that a failed command wrote, 1-based, without its echo and without the runner's verdict. */
export interface Step {
  readonly first: number;
  readonly last: number;
}

/** How a runner of builds ends a failed step, and how it began one. */
interface Runner {
  readonly failed: RegExp;
  readonly begun: RegExp;
}

const runners: readonly Runner[] = [
  // Travis names the command again, which it had echoed.
  {
    failed: /^The command "(?<command>.{2,300}?)(?:" (?:exited with [1-9]|failed)|$)/,
    begun: /^\$ (?<command>\S.*)/,
  },
  // GitHub, and what its forks make of it.
  { failed: /##\[error\]Process completed with exit code [1-9]/, begun: /##\[group\]Run \S/ },
  {
    failed: /##\[error\](?:Bash|PowerShell|Cmd\.exe) exited with code '?[1-9]/,
    begun: /##\[section\]Starting: /,
  },
  {
    failed: /^(?:\S{0,8}\[0K)?\S{0,10}ERROR: Job failed: (?:exit|command|script)/,
    begun: /^\S{0,12}\$ \S/,
  },
  { failed: /script returned exit code [1-9]/, begun: /^\[Pipeline\] (?:sh|bat|powershell)\b/ },
];

/** Lines from the end among which a verdict stands, and above it among which its step began. */
const tail = 2500;
const longest = 20_000;
const steps = new WeakMap<LogFile, { readonly step: Step | undefined }>();

/** The step at which a run of commands failed; the first one where several did. */
export function failedStep(file: LogFile): Step | undefined {
  const known = steps.get(file) ?? { step: findStep(file) };
  steps.set(file, known);
  return known.step;
}

function findStep(file: LogFile): Step | undefined {
  // For all verdicts together, or a log full of them would be read once for each.
  let left = longest;
  for (let at = Math.max(1, file.lineCount - tail); at <= file.lineCount; at++) {
    const text = lineOf(file, at);
    for (const runner of maySay.test(text) ? runners : []) {
      const match = runner.failed.exec(text);
      if (!match) continue;
      const from = Math.max(1, at - left);
      const first = begunAt(file, from, at, runner, match.groups?.['command']);
      if (first) return { first: first + 1, last: at - 1 };
      left -= at - from;
    }
  }
  return undefined;
}

/** A word that each of these verdicts holds. */
const maySay = /exit|failed|The command/;

function begunAt(
  file: LogFile,
  from: number,
  end: number,
  { begun }: Runner,
  command: string | undefined,
): number | undefined {
  for (let at = end - 1; at >= from; at--) {
    const match = begun.exec(lineOf(file, at));
    const echoed = match?.groups?.['command'];
    if (match && (command === undefined || echoed === undefined || isSame(echoed, command))) {
      return at;
    }
  }
  return undefined;
}

const isSame = (echoed: string, command: string): boolean =>
  echoed.slice(0, 60).trimEnd() === command.slice(0, 60).trimEnd();

/** Without the time and the colours that runners put before each line. */
const lineOf = (file: LogFile, at: number): string =>
  file
    .lineAt(at)
    .slice(0, 700)
    .replace(/^(?:[^\t]{1,60}\t){0,2}\d{4}-\d\d-\d\dT[\d:.]{8,18}Z /, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
    .replace(/\u001b\[[\d;]*[mK]/g, '');

/** Weight from which a line tells why its command failed. */
const telling = 0.5;
/** Lines of a step that are read for one, and last lines that are told where there is none. */
const read = 600;
const lastLines = 3;
const outputs = new WeakMap<LogFile, ReadonlySet<number>>();

/**
 * Whether a line is what a failed command had to say, though no word in it tells of a failure: the
 * difference that it printed, or its last lines.
 */
export function isLastWord(file: LogFile, line: number): boolean {
  const known = outputs.get(file) ?? lastWords(file);
  outputs.set(file, known);
  return known.has(line);
}

function lastWords(file: LogFile): ReadonlySet<number> {
  const step = failedStep(file);
  const lines: number[] = [];
  for (
    let at = Math.max(step?.first ?? 1, (step?.last ?? 0) - read);
    step && at <= step.last;
    at++
  ) {
    const text = lineOf(file, at);
    const tell = tellOf(text, 0);
    if (tell && tell.kind !== 'trailer' && tell.weight >= telling) return new Set();
    if (/\w{2}/.test(text) && !mark.test(text)) lines.push(at);
  }
  const difference = lines.filter((at) => /^\+?diff (?:-\w+|--git) \S/.test(lineOf(file, at)));
  return new Set(difference.length > 0 ? difference.slice(0, lastLines) : lines.slice(-lastLines));
}

/** What runners write between steps. */
const mark = /^(?:travis_(?:time|fold)|section_(?:start|end)|##\[|shell: |env:)/;
