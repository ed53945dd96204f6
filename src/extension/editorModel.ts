import * as vscode from 'vscode';
import type { Cancellation } from '../core/model/cancellation.ts';
import type { ModelFailure } from '../core/model/modelFailure.ts';
import type { LanguageModel, ModelAnswer, ModelRequest } from '../core/ports.ts';
import { editorModelFailure } from './editorModelFailure.ts';

/** A model of the editor, e.g. of a copilot that is signed in, behind the same port as any other. */
export function createEditorModel(
  chat: vscode.LanguageModelChat,
  timeoutSeconds: number,
): LanguageModel {
  return {
    kind: 'vscode',
    name: `${chat.name} (${chat.vendor})`,
    destination: `${chat.vendor}/${chat.id} through the editor`,
    async ask(request, onText, cancellation) {
      const source = new vscode.CancellationTokenSource();
      const stop = (): void => source.cancel();
      const timer = setTimeout(stop, timeoutSeconds * 1000);
      const removeListener = onAbort(cancellation, stop);
      try {
        return await answerOf(chat, request, onText, source.token);
      } catch (error) {
        return { kind: 'failure', failure: failureOf(error) };
      } finally {
        clearTimeout(timer);
        removeListener();
        source.dispose();
      }

      function failureOf(error: unknown): ModelFailure {
        if (cancellation.aborted) {
          return { kind: 'cancelled' };
        }
        return source.token.isCancellationRequested
          ? { kind: 'timeout', seconds: timeoutSeconds }
          : editorModelFailure(error);
      }
    },
  };
}

/** The stable API has no system role and no structured output, so both go into the one message. */
async function answerOf(
  chat: vscode.LanguageModelChat,
  { system, user, schema }: ModelRequest,
  onText: (soFar: { readonly characters: number; readonly text: string }) => void,
  token: vscode.CancellationToken,
): Promise<ModelAnswer> {
  const shape = `Answer with one JSON object of this JSON schema and nothing else:\n${JSON.stringify(schema.schema)}`;
  const message = vscode.LanguageModelChatMessage.User(`${system}\n\n${user}\n\n${shape}`);
  const inputTokens = await chat.countTokens(message, token);
  if (chat.maxInputTokens > 0 && inputTokens > chat.maxInputTokens) {
    const detail = `${inputTokens} tokens of at most ${chat.maxInputTokens}`;
    return { kind: 'failure', failure: { kind: 'contextTooLong', detail } };
  }
  const justification = 'Whytrace asks for the causes of the failure in the logs you chose.';
  const response = await chat.sendRequest([message], { justification }, token);
  let text = '';
  for await (const part of response.text) {
    text += part;
    onText({ characters: text.length, text });
  }
  if (token.isCancellationRequested) {
    throw new vscode.CancellationError();
  }
  const outputTokens = await chat.countTokens(text, token);
  return { kind: 'text', text, usage: { inputTokens, outputTokens } };
}

function onAbort(cancellation: Cancellation, stop: () => void): () => void {
  if (!(cancellation instanceof AbortSignal)) {
    return () => {};
  }
  cancellation.addEventListener('abort', stop);
  return () => cancellation.removeEventListener('abort', stop);
}
