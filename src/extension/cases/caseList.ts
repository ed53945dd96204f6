import type { CaseSummary } from '../../core/model/case.ts';
import type { CaseStore } from './store.ts';

/** The list of cases as it stands in memory: summaries only, whatever the cases hold. */
export interface CaseList {
  readonly known: readonly CaseSummary[];
  find(caseId: string | undefined): CaseSummary | undefined;
  refresh(): Promise<readonly CaseSummary[]>;
  save(summary: CaseSummary): Promise<void>;
  /** Changes a case; one that another window removed is gone here too. */
  change(caseId: string, make: (summary: CaseSummary) => CaseSummary): Promise<void>;
  /** The same, but nobody did anything to it. */
  tidy(caseId: string, make: (summary: CaseSummary) => CaseSummary): Promise<void>;
  forget(caseId: string): void;
}

interface Ports {
  readonly store: CaseStore;
  now(): number;
  onDidChange(): void;
}

export function createCaseList({ store, now, onDidChange }: Ports): CaseList {
  let known: readonly CaseSummary[] = [];
  const show = (next: readonly CaseSummary[]): void => {
    known = next.toSorted((a, b) => b.changed - a.changed);
    onDidChange();
  };
  const others = (caseId: string): readonly CaseSummary[] =>
    known.filter(({ id }) => id !== caseId);
  const put: CaseList['tidy'] = async (caseId, make) => {
    const next = await store.change(caseId, make);
    show(next ? [...others(caseId), next] : others(caseId));
  };
  return {
    get known() {
      return known;
    },
    find: (caseId) => known.find(({ id }) => id === caseId),
    async refresh() {
      show(await store.list());
      return known;
    },
    async save(summary) {
      await store.save(summary);
      show([...others(summary.id), summary]);
    },
    async change(caseId, make) {
      const changed = now();
      await put(caseId, (one) => ({ ...make(one), changed }));
    },
    tidy: put,
    forget: (caseId) => show(others(caseId)),
  };
}
