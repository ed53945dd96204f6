import * as vscode from 'vscode';
import type { PanelState } from '../protocol/webview.ts';

/** What the one item in the status bar says. */
export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
}

/** In the words of people who wait. */
const doing: Readonly<Record<string, () => string>> = {
  collect: () => vscode.l10n.t('reading'),
  mine: () => vscode.l10n.t('mining'),
  select: () => vscode.l10n.t('choosing evidence'),
  redact: () => vscode.l10n.t('hiding secrets'),
  ask: () => vscode.l10n.t('asking'),
  verify: () => vscode.l10n.t('checking'),
  score: () => vscode.l10n.t('scoring'),
};

/** @param asksModel whether the next run would ask a language model. */
export function statusText(state: PanelState, asksModel: boolean): StatusText {
  if (state.kind === 'running') {
    const stage = state.stages.find((each) => each.state === 'running')?.stage ?? '';
    return {
      text: `$(loading~spin) Whytrace: ${doing[stage]?.() ?? vscode.l10n.t('diagnosing')}`,
      tooltip: runningText(state.sources.join(', '), state.reasoner),
    };
  }
  const tooltip = asksModel
    ? vscode.l10n.t('The next run asks your language model. Click to show the last diagnosis.')
    : vscode.l10n.t('The next run stays on this machine. Click to show the last diagnosis.');
  return { text: '$(pulse) Whytrace', tooltip };
}

function runningText(sources: string, reasoner: string): string {
  return reasoner === ''
    ? vscode.l10n.t('Whytrace is diagnosing {0}. Click to see it.', sources)
    : vscode.l10n.t('Whytrace is diagnosing {0} with {1}. Click to see it.', sources, reasoner);
}

/** Whether the item is worth its place: something was asked, or a log is looked at. */
export function isStatusShown(state: PanelState, isLogActive: boolean): boolean {
  return isLogActive || state.kind !== 'empty';
}
