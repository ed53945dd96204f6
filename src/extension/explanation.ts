import type { Explaining } from '../protocol/audit.ts';
import type { PreviewState } from '../protocol/preview.ts';
import { type End, endOf } from './auditRun.ts';
import type { AuditPorts, CapturedSuggestion } from './audits.ts';

/** A model that explains an audit, one at a time. */
export interface Explanation {
  /** The run in which it is asked, while it is. */
  readonly runId: string | undefined;
  /** Nothing where no model was chosen; throws where it could not be done. */
  run(
    subject: CapturedSuggestion,
    cancelled: AbortSignal,
    onDidChange: (explaining: Explaining) => void,
  ): Promise<End | undefined>;
  reportPreview(runId: string, preview: PreviewState | undefined): boolean;
}

export function createExplanation(ports: AuditPorts): Explanation {
  let asked: { readonly runId: string; show(preview: PreviewState | undefined): void } | undefined;
  return {
    get runId() {
      return asked?.runId;
    },
    async run(subject, cancelled, onDidChange) {
      const explainer = await ports.explainer();
      if (!explainer) return undefined;
      const { params, release } = explainer;
      const show = (preview: PreviewState | undefined): void =>
        onDidChange({ model: params.model.name, preview });
      asked = { runId: params.runId, show };
      try {
        show(undefined);
        const end = await endOf(ports, subject, cancelled, params);
        if (end.state.kind === 'failed') throw new Error(end.state.message);
        return end;
      } finally {
        asked = undefined;
        release();
      }
    },
    reportPreview(runId, preview) {
      if (runId !== asked?.runId) return false;
      asked.show(preview);
      return true;
    },
  };
}
