import type { Finding } from '../model/audit.ts';

const ranks: Readonly<Record<Finding['severity'], number>> = { error: 0, warning: 1, info: 2 };

/** Worst first, then as they stand in the suggestion; what two checks found alike is told once. */
export function orderFindings(findings: readonly Finding[]): readonly Finding[] {
  const told = new Set<string>();
  return [...findings].sort(worstFirst).filter((finding) => {
    const { kind, verdict, subject, file, line, message } = finding;
    const about = [kind, verdict, subject, file].join('\0');
    const keys = [`${about}\0${line}`, `${about}\0${message}`];
    const isNew = keys.every((key) => !told.has(key));
    for (const key of keys) told.add(key);
    return isNew;
  });
}

function worstFirst(a: Finding, b: Finding): number {
  return (
    ranks[a.severity] - ranks[b.severity] ||
    compare(a.file ?? '', b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compare(a.subject, b.subject)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
