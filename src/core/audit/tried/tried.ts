import type { Check, CheckResult, Finding, Suggestion } from '../../model/audit.ts';
import type { TriedEntry, TriedList } from '../../model/tried.ts';
import { changedSource } from '../source/changedSource.ts';
import { brokenFile, teamFileCheck } from '../teamFile/teamFile.ts';
import { attemptsOfFile } from './attempts.ts';
import { distinct, readLists } from './lists.ts';
import { readTried, triedFile } from './readTried.ts';
import { repeats } from './repeats.ts';
import { type Attempt, attemptOfCommand } from './textAttempts.ts';

/** A suggestion against what was tried already: by the team's list, and by others that are given. */
export function createTriedCheck(lists: readonly TriedList[]): Check {
  const others = readLists(lists);
  const check = teamFileCheck(triedFile, 'tried', readTried, async (entries, suggestion) =>
    checkEntries(distinct([...entries, ...others.entries]), suggestion),
  );
  return async (suggestion, workspace) => {
    const result = await check(suggestion, workspace);
    // A list that lies elsewhere is no part of what is audited: it breaks nothing there.
    const broken = others.problems.map(
      ({ file, ...problem }): Finding => ({
        ...brokenFile('tried', file, problem),
        severity: 'warning',
      }),
    );
    return { ...result, findings: [...result.findings, ...broken] };
  };
}

function checkEntries(entries: readonly TriedEntry[], suggestion: Suggestion): CheckResult {
  if (entries.length === 0) return { findings: [], assumptions: [] };
  const attempts = [
    ...suggestion.commands.map(attemptOfCommand),
    ...suggestion.files.flatMap((file) => attemptsOfFile(changedSource(file))),
  ];
  const findings = entries.flatMap((entry) => {
    const attempt = attempts.find((each) => repeats(entry, each));
    return attempt ? [findingOf(entry, attempt)] : [];
  });
  return { findings, assumptions: [] };
}

function findingOf(
  { action, target, result, when, note, file: source, line }: TriedEntry,
  { what, file, line: at }: Attempt,
): Finding {
  const day = when === undefined ? '' : ` on ${when.slice(0, 10)}`;
  const remark =
    note === undefined
      ? ''
      : ` ${note[0]?.toUpperCase() ?? ''}${note.slice(1).replace(/\.$/, '')}.`;
  return {
    kind: 'tried',
    verdict: 'repeated',
    severity: /^(?:fixed|worked|solved|helped|success)/i.test(result) ? 'info' : 'warning',
    message: `${what}. That was tried already: "${action}" on ${target}${day}, with this result: ${result.replace(/\.$/, '')}.${remark}`,
    subject: target,
    file,
    line: at,
    source: { file: source, line },
  };
}
