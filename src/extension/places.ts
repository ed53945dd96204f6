import type { PanelState } from '../protocol/webview.ts';

/** The URIs that the panel may open: those of the run's own logs, evidence and citations, or what would be sent. */
export function placesOf(state: PanelState): ReadonlySet<string> {
  if (state.kind === 'running') {
    return new Set(state.preview?.request.items.map(({ uri }) => uri));
  }
  if (state.kind !== 'done') {
    return new Set();
  }
  const { sources, evidence, hypotheses } = state.diagnosis;
  const citations = hypotheses.flatMap(({ claims, against }) =>
    [...claims, ...against].flatMap((claim) => claim.citations),
  );
  return new Set([...sources, ...evidence, ...citations].map(({ uri }) => uri));
}
