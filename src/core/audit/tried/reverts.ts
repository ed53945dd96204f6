import type { TriedEntry } from '../../model/tried.ts';
import { thingsIn } from './idea.ts';

/** Months as `git log` writes them. */
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/**
 * What commits that were taken back had tried, from the text of `git log` or the head of a patch, newest
 * first as git tells them. What was brought in again afterwards does not count as failed.
 */
export function revertsIn(text: string, file: string): readonly TriedEntry[] {
  const entries: TriedEntry[] = [];
  const settled = new Set<string>();
  let when: string | undefined;
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (/^(?:commit|From) [0-9a-f]{7,64}\b/.test(line)) when = undefined;
    when = dayIn(line) ?? when;
    const [, said, subject = ''] =
      /(?:^\s*(?:Subject:\s*(?:\[[^\]]*\]\s*)?)?|:\s+|^[0-9a-f]{7,40}\s+(?:\([^)]*\)\s+)?)(Revert|Reapply)\s+"(.{3,300})"\s*$/.exec(
        line,
      ) ?? [];
    if (said === undefined) continue;
    const { action, isReverted } = unwound(said, subject);
    if (settled.has(action)) continue;
    settled.add(action);
    const target = targetOf(action);
    if (!isReverted || target === '') continue;
    const note = undefined;
    entries.push({ action, target, result: 'reverted', when, note, file, line: index + 1 });
  }
  return entries;
}

/** `Revert "Revert "Raise it""` brings it in again. */
function unwound(
  said: string,
  subject: string,
): { readonly action: string; readonly isReverted: boolean } {
  let action = subject;
  let isReverted = said === 'Revert';
  for (;;) {
    const inner = /^(Revert|Reapply)\s+"(.+)"$/.exec(action);
    if (!inner) return { action, isReverted };
    action = inner[2] ?? '';
    if (inner[1] === 'Revert') isReverted = !isReverted;
  }
}

/** `fix(redis): raise memory` is about redis; else about what is left without what is done to it. */
function targetOf(subject: string): string {
  const scope = /^\w+\(([\w./-]+)\)!?:/.exec(subject)?.[1];
  return scope ?? thingsIn(subject.replace(/^\w+!?:\s+/, '')).join(' ');
}

function dayIn(line: string): string | undefined {
  const iso = /\b(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}|$)/.exec(line)?.[1];
  if (iso !== undefined) return iso;
  const [, month = '', day = '', year = ''] =
    /^Date:\s+\w{3},? (\w{3}) (\d{1,2}) [\d:]{8} (\d{4})\b/.exec(line) ?? [];
  const at = months.indexOf(month) + 1;
  return at === 0 ? undefined : `${year}-${String(at).padStart(2, '0')}-${day.padStart(2, '0')}`;
}
