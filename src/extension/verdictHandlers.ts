import * as vscode from 'vscode';
import type { PanelState, RequestHandlers } from '../protocol/webview.ts';
import type { Cases } from './cases/cases.ts';
import type { Runs } from './runs.ts';
import { toKept, type VerdictStore } from './verdicts.ts';

interface Parts {
  readonly runs: Runs;
  readonly verdicts: VerdictStore;
  readonly cases: Pick<Cases, 'similar'>;
}

/** What the panel draws: the run's state, and what the user said of its hypotheses. */
export function shownState({ runs, verdicts, cases }: Parts): PanelState {
  const { state } = runs;
  if (state.kind !== 'done') return state;
  const given = verdicts.known.filter(({ runId }) => runId === state.runId);
  return {
    ...state,
    verdicts: given.map(({ hypothesis, judged, reason, note }) => ({
      hypothesis,
      judged,
      ...(reason !== undefined && { reason }),
      ...(note !== undefined && { note }),
    })),
    verdictCount: verdicts.known.length,
    similar: cases.similar(),
  };
}

export type Done = Extract<PanelState, { readonly kind: 'done' }>;

/** The diagnosis of that run; what was clicked on an older one does not count for the present one. */
export function shownRun({ state }: Runs, runId: string): Done {
  if (state.kind !== 'done' || state.runId !== runId) {
    throw new Error(vscode.l10n.t('This diagnosis is no longer shown.'));
  }
  return state;
}

export function verdictHandlers(
  { runs, verdicts }: Parts,
  redraw: () => void,
): Pick<RequestHandlers, 'verdict/give'> {
  return {
    'verdict/give': async ({ runId, hypothesis, verdict }) => {
      const done = shownRun(runs, runId);
      const kept = verdict && toKept(done, hypothesis, verdict, Date.now());
      if (verdict && !kept) throw new Error(vscode.l10n.t('There is no such explanation.'));
      await (kept ? verdicts.give(kept) : verdicts.takeBack(runId, hypothesis));
      redraw();
      return null;
    },
  };
}
