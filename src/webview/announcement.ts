import type { PanelState } from '../protocol/webview.ts';
import { formatProbability } from './format.ts';
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
    case 'running': {
      if (next.preview) return previewAnnouncement(next.preview);
      const stage = next.stages.at(-1);
      // After the preview the stages are on the screen again.
      const isSame = last.kind === 'running' && !last.preview;
      const before = isSame ? last.stages.at(-1)?.stage : undefined;
      return stage && stage.stage !== before ? stageWord[stage.stage].doing : undefined;
    }
    case 'done': {
      const [leading] = next.diagnosis.hypotheses;
      const confidence = next.diagnosis.outcome === 'diagnosed' ? leading?.confidence : undefined;
      const sure = confidence
        ? ` ${bandWord[confidence.band]}, ${formatProbability(confidence.value)}.`
        : '';
      return `Done. ${headline(next.diagnosis)}.${sure}`;
    }
    case 'cancelled':
      return 'Cancelled';
    case 'failed':
      return `Failed. ${next.message}`;
  }
}
