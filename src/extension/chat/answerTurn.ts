import type { ChatBlock, ChatFindings, ChatOutcome } from '../../core/model/chat.ts';
import type { ChatParams, ChatResult } from '../../protocol/languageServer.ts';
import type { Asked } from './chatParams.ts';

/** Turns of the past that the next one is told of. */
export const MOST_TOLD = 20;

/** What an answer takes of the editor and the language server. */
export interface AnswerPorts {
  /** Gathers what the question is about; nothing where the user thought better of it. */
  prepare(runId: string, asked: Asked, cancelled: AbortSignal): Promise<ChatParams | undefined>;
  chat(params: ChatParams, cancelled: AbortSignal): Promise<ChatResult>;
  /** The answer has ended; what was kept for it may go. */
  release(runId: string): void;
  /** Something came to light that is worth showing elsewhere too. */
  found(findings: ChatFindings, params: ChatParams): void;
}

/**
 * Has a question answered, wherever it was asked. A failure is an outcome, and nothing is thrown.
 *
 * @param standing what stands of the answer where it is stopped.
 */
export async function answerTurn(
  ports: AnswerPorts,
  asked: Asked,
  { signal }: AbortController,
  standing: () => readonly ChatBlock[],
): Promise<ChatOutcome> {
  const { id } = asked.turn;
  const stopped = (): ChatOutcome => ({ kind: 'cancelled', blocks: standing() });
  try {
    const params = await ports.prepare(id, asked, signal);
    if (!params || signal.aborted) return stopped();
    const result = await ports.chat(params, signal);
    if (result.kind === 'cancelled') return stopped();
    if (!signal.aborted) ports.found(result.findings, params);
    return { kind: 'answered', answer: result.answer, notice: result.notice };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  } finally {
    ports.release(id);
  }
}
