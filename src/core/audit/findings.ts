import type { Finding } from '../model/audit.ts';

const ranks: Readonly<Record<Finding['severity'], number>> = { error: 0, warning: 1, info: 2 };

/** Worst first, then as they stand in the suggestion; what two checks found alike is told once. */
export function orderFindings(findings: readonly Finding[]): readonly Finding[] {
  const distinct = new Map<string, Finding>();
  for (const finding of [...findings].sort(worstFirst)) {
    const { kind, verdict, subject, file, line } = finding;
    const key = [kind, verdict, subject, file, line].join('\0');
    if (!distinct.has(key)) distinct.set(key, finding);
  }
  return [...distinct.values()];
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
