import type { PanelState } from '../protocol/webview.ts';

/** What the one item in the status bar says. */
export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
}

/** In the words of people who wait. */
const doing: Readonly<Record<string, string>> = {
  collect: 'reading',
  mine: 'mining',
  select: 'choosing evidence',
  redact: 'hiding secrets',
  ask: 'asking',
  verify: 'checking',
  score: 'scoring',
};

/** @param asksModel whether the next run would ask a language model. */
export function statusText(state: PanelState, asksModel: boolean): StatusText {
  if (state.kind === 'running') {
    const stage = state.stages.find((each) => each.state === 'running')?.stage ?? '';
    const reasoner = state.reasoner === '' ? '' : ` with ${state.reasoner}`;
    return {
      text: `$(loading~spin) Whytrace: ${doing[stage] ?? 'diagnosing'}`,
      tooltip: `Whytrace is diagnosing ${state.sources.join(', ')}${reasoner}. Click to see it.`,
    };
  }
  const next = asksModel
    ? 'The next run asks your language model'
    : 'The next run stays on this machine';
  return { text: '$(pulse) Whytrace', tooltip: `${next}. Click to show the last diagnosis.` };
}

/** Whether the item is worth its place: something was asked, or a log is looked at. */
export function isStatusShown(state: PanelState, isLogActive: boolean): boolean {
  return isLogActive || state.kind !== 'empty';
}
