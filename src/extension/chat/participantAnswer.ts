import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import {
  type ChatBlock,
  type ChatCommand,
  type ChatExchange,
  type ChatOutcome,
  type ChatPlace,
  type ChatSubject,
  type ChatTurn,
  chatCommands,
} from '../../core/model/chat.ts';
import { escapeMarkup } from '../../core/model/markdownText.ts';
import { parseQuestion, questionText } from '../../protocol/chatQuestion.ts';
import type { PreviewState } from '../../protocol/preview.ts';
import type { CommandId } from '../commandIds.ts';
import { answerTurn, MOST_TOLD } from './answerTurn.ts';
import { actionCommands } from './chatActions.ts';
import type { InChat, ParticipantParts } from './participant.ts';
import { linesSubject, subjectsOf } from './subjects.ts';
import { type AnswerStream, offeredQuestions, tellAnswer } from './tellAnswer.ts';

interface Parts extends ParticipantParts {
  readonly running: Map<string, InChat>;
  keepSent(runId: string, text: string): void;
}

/** What the editor keeps with an answer, for the next question and the ones that are offered. */
interface Kept {
  readonly blocks: readonly ChatBlock[];
  readonly followups: readonly string[];
}

/** Follow-ups below an answer. */
const MOST_FOLLOWUPS = 3;

/** Answers as the side panel does, by the same engine, the same checks and the same consent. */
export async function answerInChat(
  parts: Parts,
  request: vscode.ChatRequest,
  { history }: vscode.ChatContext,
  stream: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
): Promise<vscode.ChatResult> {
  const id = randomUUID();
  const abort = new AbortController();
  const listening = token.onCancellationRequested(() => abort.abort());
  parts.running.set(id, shownIn(stream, id));
  parts.models.offer(id, request.model);
  try {
    const turn = await turnOf(request, id);
    const asked = { turn, history: exchangesOf(history), isFresh: false, isShared: true };
    const outcome = await answerTurn(parts.ports, asked, abort, () => []);
    tellAnswer(outcome, answerStream(stream));
    tellReceipt(outcome, id, parts, stream);
    return resultOf(outcome, questionText(turn), parts.starters());
  } finally {
    listening.dispose();
    parts.running.delete(id);
  }
}

/** The questions that the answer offered, as the editor shows them below it. */
export function followupsOf({ metadata }: vscode.ChatResult): vscode.ChatFollowup[] {
  return (keptOf(metadata)?.followups ?? []).map((text) => {
    const { question, command } = parseQuestion(text);
    return { prompt: question, label: text, ...(command && { command }) };
  });
}

async function turnOf(
  { prompt, command, references }: vscode.ChatRequest,
  id: string,
): Promise<ChatTurn> {
  const given = isCommand(command) ? { question: prompt.trim(), command } : parseQuestion(prompt);
  const isEmpty = given.question === '' && given.command === undefined;
  return {
    ...{ id, parent: null, subjects: await subjectsOfReferences(references), at: Date.now() },
    ...given,
    ...(isEmpty && { question: 'help' }),
  };
}

function isCommand(command: string | undefined): command is ChatCommand {
  return command !== undefined && Object.hasOwn(chatCommands, command);
}

/**
 * Files and lines that the user added. The file of the active editor, which the editor adds by itself,
 * is left out: the logs that are open are asked about anyway, and not only the one in front.
 */
async function subjectsOfReferences(
  references: readonly vscode.ChatPromptReference[],
): Promise<readonly ChatSubject[]> {
  const found = await Promise.all(
    references.map(async ({ id, value }): Promise<readonly ChatSubject[]> => {
      if (value instanceof vscode.Location) return linesSubject(value);
      const isAdded = value instanceof vscode.Uri && !id.startsWith('vscode.implicit');
      return isAdded ? subjectsOf([value]).catch(() => []) : [];
    }),
  );
  return found.flat();
}

/** Questions of this chat that were put to us, each with its answer. */
function exchangesOf(history: vscode.ChatContext['history']): readonly ChatExchange[] {
  const exchanges = history.flatMap((turn, i): readonly ChatExchange[] => {
    if (!(turn instanceof vscode.ChatRequestTurn)) return [];
    const next = history[i + 1];
    const kept = next instanceof vscode.ChatResponseTurn && keptOf(next.result.metadata);
    const { prompt, command } = turn;
    return [
      {
        question: prompt,
        ...(isCommand(command) && { command }),
        answer: kept ? kept.blocks : [],
      },
    ];
  });
  return exchanges.slice(-MOST_TOLD);
}

/** The editor gives back what we gave it, perhaps in an earlier version. */
function keptOf(metadata: vscode.ChatResult['metadata']): Kept | undefined {
  const { blocks, followups } = metadata ?? {};
  return Array.isArray(blocks) && Array.isArray(followups) ? { blocks, followups } : undefined;
}

function resultOf(
  outcome: ChatOutcome,
  asked: string,
  starters: readonly string[],
): vscode.ChatResult {
  if (outcome.kind === 'failed') return { errorDetails: { message: outcome.message } };
  const blocks = outcome.kind === 'answered' ? outcome.answer.blocks : outcome.blocks;
  const questions = [...new Set([...offeredQuestions(outcome), ...starters])];
  const followups = questions.filter((text) => text !== asked).slice(0, MOST_FOLLOWUPS);
  const kept: Kept = { blocks, followups };
  return { metadata: { ...kept } };
}

function answerStream(stream: vscode.ChatResponseStream): AnswerStream {
  return {
    markdown: (text) => stream.markdown(text),
    anchor: (place) => stream.anchor(locationOf(place)),
    reference: (place) => stream.reference(locationOf(place)),
    action: (action, title) => stream.button({ command: actionCommands[action], title }),
  };
}

function locationOf({ uri, startLine, endLine }: ChatPlace): vscode.Location {
  const range = new vscode.Range(startLine - 1, 0, endLine - 1, 0);
  return new vscode.Location(vscode.Uri.parse(uri, true), range);
}

/** How far it is, and what waits for the user. */
function shownIn(stream: vscode.ChatResponseStream, id: string): InChat {
  let told = '';
  let previewed = '';
  return {
    onStatus(status) {
      // Each line stays on the screen, so that it is not told anew with each percent.
      const doing = status.replace(/,? \d+\s?%.*$/, '');
      if (doing !== told) stream.progress(`${doing} …`);
      told = doing;
    },
    onPreview(preview) {
      if (preview.isChanging || preview.request.text === previewed) return;
      previewed = preview.request.text;
      tellPreview(preview, id, stream);
    },
  };
}

/** Nothing is sent before the user says so; the exact text can be read before. */
function tellPreview(
  { request, mayRemember, keptAt }: PreviewState,
  id: string,
  stream: vscode.ChatResponseStream,
): void {
  const { model, items, tokens, redactions } = request;
  const hidden = redactions.reduce((sum, { count }) => sum + count, 0);
  const text = vscode.l10n.t(
    'Whytrace would ask {0}: about {1} tokens, {2} excerpts, {3} values hidden. Nothing has been sent yet.',
    model,
    tokens.toLocaleString(),
    items.filter(({ state }) => state === 'kept' || state === 'pinned').length,
    hidden,
  );
  const again =
    keptAt === undefined
      ? ''
      : ` ${vscode.l10n.t('The same was asked before, and its kept answer would be used.')}`;
  stream.markdown(`${escapeMarkup(`${text}${again}`)}\n\n`);
  const button = (title: string, act: string): void => {
    const command: CommandId = 'whytrace.answerInChat';
    stream.button({ command, title, arguments: [id, act] });
  };
  button(vscode.l10n.t('Send'), 'send');
  if (mayRemember) button(vscode.l10n.t('Send Without Asking Again'), 'sendAlways');
  button(vscode.l10n.t('Use the Embedded Engine'), 'embedded');
  button(vscode.l10n.t('Open What Would Be Sent'), 'open');
}

function tellReceipt(
  outcome: ChatOutcome,
  id: string,
  { keepSent }: Parts,
  stream: vscode.ChatResponseStream,
): void {
  const receipt = outcome.kind === 'answered' ? outcome.answer.receipt : undefined;
  if (!receipt) return;
  keepSent(id, receipt.text);
  const command: CommandId = 'whytrace.answerInChat';
  stream.button({
    ...{ command, title: vscode.l10n.t('Open What Was Sent') },
    arguments: [id, 'open'],
  });
}
