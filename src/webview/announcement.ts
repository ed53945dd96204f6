import type { PanelState } from '../protocol/webview.ts';
import { formatProbability } from './format.ts';
import { t } from './l10n.ts';
import type { Done, Running } from './model.ts';
import { headline } from './views/diagnosis.ts';
import { previewAnnouncement } from './views/preview.ts';
import { bandWord, stageWord } from './words.ts';

/**
 * What a screen reader should say when one state follows another: each step and the end, never
 * each count. Nothing for the first state, which is no change.
 */
export function announcementOf(next: PanelState, last: PanelState | undefined): string | undefined {
  if (!last) {
    return undefined;
  }
  switch (next.kind) {
    case 'empty':
      return undefined;
    case 'running':
      return ofRunning(next, last);
    case 'done':
      // A verdict on it is no other answer.
      return last.kind === 'done' && last.runId === next.runId ? undefined : ofDone(next);
    case 'cancelled':
      return t('Cancelled');
    case 'failed':
      return t('Failed. {0}', next.message);
  }
}

function ofRunning({ preview, stages }: Running, last: PanelState): string | undefined {
  if (preview) return previewAnnouncement(preview);
  const stage = stages.at(-1);
  // After the preview the stages are on the screen again.
  const isSame = last.kind === 'running' && !last.preview;
  const before = isSame ? last.stages.at(-1)?.stage : undefined;
  return stage && stage.stage !== before ? stageWord[stage.stage].doing : undefined;
}

function ofDone({ diagnosis }: Done): string {
  const [leading] = diagnosis.hypotheses;
  const confidence = diagnosis.outcome === 'diagnosed' ? leading?.confidence : undefined;
  const sure = confidence
    ? t('{0}, {1}.', bandWord[confidence.band], formatProbability(confidence.value))
    : '';
  return [t('Done. {0}.', headline(diagnosis)), sure].join(' ').trim();
}
