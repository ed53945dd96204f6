import * as vscode from 'vscode';
import type { Probe } from '../core/model/hypothesis.ts';
import type { ProbeOutput } from '../core/model/probeOutput.ts';
import type { RequestHandlers } from '../protocol/webview.ts';
import { changeScheme } from './changeScheme.ts';
import type { Runs } from './runs.ts';
import { shownRun } from './verdictHandlers.ts';

/** More outputs than this are no longer told apart; the oldest go. */
const MOST_OUTPUTS = 12;

/** @param markTried writes down that something was tried, with what came of it. */
export function probeHandlers(
  runs: Runs,
  markTried: (action: string, target: string) => Promise<void>,
): Pick<RequestHandlers, 'probe/output' | 'probe/remove' | 'probe/tried'> {
  const again = (change: (outputs: readonly ProbeOutput[]) => readonly ProbeOutput[]): null => {
    const { request } = runs;
    if (!request)
      throw new Error(vscode.l10n.t('What was diagnosed is not known any more: diagnose again.'));
    // It may take long; the panel learns of it by its state.
    void runs.start({ ...request, probeOutputs: change(request.probeOutputs ?? []) });
    return null;
  };
  return {
    'probe/output': async ({ runId, hypothesis, probe, text }) => {
      const { title, probes } = shownRun(runs, runId).diagnosis.hypotheses[hypothesis] ?? {};
      const made = probes?.[probe];
      if (!made || title === undefined) throw new Error(vscode.l10n.t('There is no such check.'));
      if (text.trim() === '')
        throw new Error(vscode.l10n.t('The output is empty: paste what the check printed.'));
      return again((outputs) => withOutput(outputs, made, title, text));
    },
    'probe/tried': async ({ runId, hypothesis, probe }) => {
      const { service, probes } = shownRun(runs, runId).diagnosis.hypotheses[hypothesis] ?? {};
      const made = probes?.[probe];
      if (!made) throw new Error(vscode.l10n.t('There is no such check.'));
      await markTried(made.title, service ?? '');
      return null;
    },
    'probe/remove': async ({ runId, uri }) => {
      shownRun(runs, runId);
      return again((outputs) => outputs.filter((one) => one.uri !== uri));
    },
  };
}

/** A check that was made again replaces what it printed before. */
function withOutput(
  outputs: readonly ProbeOutput[],
  probe: Probe,
  hypothesis: string,
  text: string,
): readonly ProbeOutput[] {
  const others = outputs.filter(
    ({ of }) => of?.probe.title !== probe.title || of.probe.command !== probe.command,
  );
  const numbers = others.map(({ uri }) => Number(/\d+/.exec(uri)?.[0] ?? 0));
  const number = Math.max(0, ...numbers) + 1;
  const name = vscode.l10n.t('output of “{0}”', shortened(probe.title));
  const taken = others.some((one) => one.name === name);
  const output = {
    uri: `${changeScheme}:/output-${number}.txt`,
    name: taken ? `${name} (${number})` : name,
    text,
    of: { probe, hypothesis },
  };
  return [...others, output].slice(-MOST_OUTPUTS);
}

function shortened(title: string): string {
  return title.length > 60 ? `${title.slice(0, 59).trimEnd()}…` : title;
}

/** Read-only documents, so that a citation of an output can be opened. */
export function textsOfOutputs(outputs: readonly ProbeOutput[]): Readonly<Record<string, string>> {
  return Object.fromEntries(outputs.map(({ uri, text }) => [uri, text]));
}
