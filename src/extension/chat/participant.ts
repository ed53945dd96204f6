import * as vscode from 'vscode';
import type { ChatProgress } from '../../protocol/languageServer.ts';
import type { PreviewState } from '../../protocol/preview.ts';
import { registerCommand } from '../commands.ts';
import type { Consents } from '../consents.ts';
import type { ModelRuns } from '../modelRuns.ts';
import { type RequestDocuments, wasSent, wouldBeSent } from '../requestDocuments.ts';
import type { AnswerPorts } from './answerTurn.ts';

export interface ParticipantParts {
  readonly log: vscode.LogOutputChannel;
  /** The way that questions of the side panel go too. */
  readonly ports: AnswerPorts;
  readonly models: Pick<ModelRuns, 'offer'>;
  readonly consents: Consents;
  readonly requests: RequestDocuments;
  /** Questions that suit what is open. */
  starters(): readonly string[];
}

/** A question that is being answered in the editor's chat. */
export interface InChat {
  onStatus(status: string): void;
  onPreview(preview: PreviewState): void;
}

/** What is told of questions that are being answered there. */
export interface Participant {
  report(progress: ChatProgress): void;
  /** Whether it is one of them that waits for the user. */
  reportPreview(runId: string, preview: PreviewState | undefined): boolean;
}

/** Texts of requests that were sent and can be opened, the latest. */
const MOST_SENT = 20;

/** `@why` in the editor's own chat. What answers is loaded with the first question. */
export function registerParticipant(
  context: vscode.ExtensionContext,
  parts: ParticipantParts,
): Participant {
  const running = new Map<string, InChat>();
  const previews = new Map<string, string>();
  const sent = new Map<string, string>();
  const keepSent = (runId: string, text: string): void => {
    sent.set(runId, text);
    for (const oldest of [...sent.keys()].slice(0, -MOST_SENT)) sent.delete(oldest);
  };
  const participant = vscode.chat.createChatParticipant('whytrace.why', async (...asked) => {
    const { answerInChat } = await import('./participantAnswer.ts');
    return answerInChat({ ...parts, running, keepSent }, ...asked);
  });
  participant.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media', 'activity.svg');
  participant.followupProvider = {
    async provideFollowups(result) {
      const { followupsOf } = await import('./participantAnswer.ts');
      return followupsOf(result);
    },
  };
  registerCommand(context, parts.log, 'whytrace.answerInChat', async (runId, act) => {
    if (typeof runId !== 'string') return;
    await doAct(act, runId);
  });
  context.subscriptions.push(participant);

  /** What the buttons of an answer do. */
  async function doAct(act: unknown, runId: string): Promise<void> {
    const preview = previews.get(runId);
    const receipt = sent.get(runId);
    if (act === 'open' && preview !== undefined) {
      await parts.requests.openText([wouldBeSent(), preview], undefined);
    } else if (act === 'open' && receipt !== undefined) {
      await parts.requests.openText([wasSent(), receipt], undefined);
    } else if (preview !== undefined && isEnd(act)) {
      await parts.consents.end(runId, act);
    } else {
      throw new Error(vscode.l10n.t('That question is not waiting any more: ask it again.'));
    }
  }
  return {
    report: ({ runId, status }) => running.get(runId)?.onStatus(status),
    reportPreview(runId, preview) {
      const mine = running.get(runId);
      if (!mine) return false;
      if (preview) {
        previews.set(runId, preview.request.text);
        mine.onPreview(preview);
      } else {
        previews.delete(runId);
      }
      return true;
    },
  };
}

function isEnd(act: unknown): act is 'send' | 'sendAlways' | 'embedded' {
  return act === 'send' || act === 'sendAlways' || act === 'embedded';
}
