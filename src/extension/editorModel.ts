import * as vscode from 'vscode';
import type { LanguageModel, ModelAnswer, ModelRequest } from '../core/ports.ts';
import { askInTime } from '../models/askInTime.ts';
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
    ask(request, onText, cancellation) {
      return askInTime(
        {
          answer: (signal) => answerOf(chat, request, onText, signal),
          failureOf: editorModelFailure,
        },
        timeoutSeconds,
        cancellation,
      );
    },
  };
}

/** Some providers ignore a token that is cancelled, so it is not the only thing that ends a wait. */
function tokenOf(signal: AbortSignal): vscode.CancellationToken {
  const source = new vscode.CancellationTokenSource();
  const stop = (): void => {
    source.cancel();
    source.dispose();
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  return source.token;
}

/** The stable API has no system role and no structured output: the instructions ask for the shape. */
async function answerOf(
  chat: vscode.LanguageModelChat,
  { system, user }: ModelRequest,
  onText: (soFar: { readonly characters: number; readonly text: string }) => void,
  signal: AbortSignal,
): Promise<ModelAnswer> {
  const token = tokenOf(signal);
  // As the receipt has it, byte for byte.
  const message = vscode.LanguageModelChatMessage.User(`${system}\n\n${user}`);
  const inputTokens = await chat.countTokens(message, token);
  if (chat.maxInputTokens > 0 && inputTokens > chat.maxInputTokens) {
    const detail = `${inputTokens} tokens of at most ${chat.maxInputTokens}`;
    return { kind: 'failure', failure: { kind: 'contextTooLong', detail } };
  }
  const justification = vscode.l10n.t(
    'Whytrace asks for the causes of the failure in the logs you chose.',
  );
  const response = await chat.sendRequest([message], { justification }, token);
  let text = '';
  for await (const part of response.text) {
    text += part;
    if (!signal.aborted) {
      onText({ characters: text.length, text });
    }
  }
  if (token.isCancellationRequested) {
    throw new vscode.CancellationError();
  }
  const outputTokens = await chat.countTokens(text, token);
  return { kind: 'text', text, usage: { inputTokens, outputTokens } };
}
