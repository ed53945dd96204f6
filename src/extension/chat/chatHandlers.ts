import * as vscode from 'vscode';
import type { ChatAction, ChatTurn } from '../../core/model/chat.ts';
import type { ChatHandlers } from '../../protocol/chat.ts';
import type { Consents } from '../consents.ts';
import type { LanguageServer } from '../languageServer.ts';
import { pickLog } from '../pickLogs.ts';
import { type RequestDocuments, wasSent, wouldBeSent } from '../requestDocuments.ts';
import type { Revealer } from '../reveal.ts';
import { copyCarefully, insertCarefully } from '../suggestions/installs.ts';
import { type Candidates, candidatesFor, isCandidate } from './candidates.ts';
import { actionCommands } from './chatActions.ts';
import { commandsOfChat, placesOfChat } from './chatPlaces.ts';
import type { Chats } from './chats.ts';
import { subjectsOf } from './subjects.ts';

export interface ChatHandlerParts {
  readonly chats: Chats;
  readonly consents: Consents;
  readonly requests: RequestDocuments;
  readonly revealer: Revealer;
  readonly server: Pick<LanguageServer, 'audit'>;
  candidates(): Promise<Candidates>;
  /** The view has drawn itself for the first time. */
  onReady(): void;
}

/** What the view may ask for. Nothing of it names a place, a command or a thing that we did not name before. */
export function chatHandlers(parts: ChatHandlerParts): ChatHandlers {
  return { ...turnHandlers(parts), ...chipHandlers(parts), ...doorHandlers(parts) };
}

type TurnMethod = Extract<keyof ChatHandlers, `chat/${string}` | `preview/${string}`>;

function turnHandlers({
  chats,
  consents,
  onReady,
}: ChatHandlerParts): Pick<ChatHandlers, TurnMethod> {
  return {
    'chat/ready': async () => {
      const state = await chats.state();
      onReady();
      return state;
    },
    // An answer may take long; the view learns of it by events.
    'chat/ask': async (question) => goOn(chats.ask(question)),
    'chat/edit': async ({ turn, ...question }) => goOn(chats.edit(turn, question)),
    'chat/again': async ({ turn }) => goOn(chats.again(turn)),
    'chat/cancel': async ({ turn }) => {
      chats.cancel(turn);
      return null;
    },
    'chat/version': async ({ turn, index }) => done(chats.version(turn, index)),
    'chat/branch': async ({ turn }) => done(chats.branch(turn)),
    'chat/show': async ({ conversation }) => done(chats.show(conversation)),
    'preview/wish': async ({ turn, item, wish }) => {
      consents.wish(turn, item, wish);
      return null;
    },
    'preview/end': async ({ turn, end }) => done(consents.end(turn, end)),
  };
}

function chipHandlers({
  chats,
  candidates,
}: ChatHandlerParts): Pick<ChatHandlers, Extract<keyof ChatHandlers, `chip/${string}`>> {
  return {
    'chip/add': async ({ subject }) => {
      if (!isCandidate(await candidates(), subject)) {
        throw new Error('That can’t be added any more: it is not open.');
      }
      return done(chats.addChips([subject]));
    },
    'chip/remove': async ({ chip }) => done(chats.removeChip(chip)),
    'chip/complete': async ({ prefix }) => candidatesFor(await candidates(), prefix),
    'chip/drop': async ({ uris }) => {
      const subjects = await subjectsOf(uris.map((uri) => vscode.Uri.parse(uri, true)));
      return done(chats.addChips(subjects));
    },
  };
}

type DoorMethod = Exclude<keyof ChatHandlers, TurnMethod | `chip/${string}`>;

/** What leads out of the view. */
function doorHandlers(parts: ChatHandlerParts): Pick<ChatHandlers, DoorMethod> {
  const { chats, requests, revealer, server } = parts;
  return {
    'source/reveal': async (place) => {
      if (!placesOfChat(await chats.state()).has(place.uri)) {
        throw new Error('This place is not part of the conversation.');
      }
      await revealer.reveal(place, undefined);
      return null;
    },
    'request/open': async ({ turn }) => {
      await openRequest(chats, requests, turn);
      return null;
    },
    'action/run': async ({ action }) => {
      await actions[action](chats);
      return null;
    },
    'turn/copy': async ({ turn }) => {
      const found = await turnOf(chats, turn);
      // A bundle of its own, loaded here for the first time.
      const { turnMarkdown } = await import('./markdown.ts');
      await vscode.env.clipboard.writeText(turnMarkdown(found));
      return null;
    },
    'clipboard/write': async ({ text }) => {
      await copyCarefully(text, server.audit);
      return null;
    },
    'terminal/insert': async ({ text }) => {
      if (!commandsOfChat(await chats.state()).has(text)) {
        throw new Error('There is no such command in this conversation.');
      }
      await insertCarefully(text, server.audit);
      return null;
    },
    'editor/focus': async () => {
      await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
      return null;
    },
  };
}

async function done(task: Promise<void>): Promise<null> {
  await task;
  return null;
}

/** What can't even begin is told at once; what goes on later is told by the turn itself. */
async function goOn(answer: Promise<void>): Promise<null> {
  await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 0))]);
  return null;
}

async function turnOf(chats: Chats, id: string): Promise<ChatTurn> {
  const turn = (await chats.conversation()).turns.find((one) => one.id === id);
  if (!turn) throw new Error('That question is not part of this conversation.');
  return turn;
}

async function openRequest(chats: Chats, requests: RequestDocuments, id: string): Promise<void> {
  const shown = (await chats.state()).turns.find((turn) => turn.id === id);
  const { outcome } = await turnOf(chats, id);
  const preview = shown?.state.kind === 'running' ? shown.state.preview : undefined;
  const receipt = outcome?.kind === 'answered' ? outcome.answer.receipt : undefined;
  if (preview) {
    await requests.openText([wouldBeSent, preview.request.text], undefined);
  } else if (receipt) {
    await requests.openText([wasSent, receipt.text], undefined);
  } else {
    throw new Error('Nothing was sent for this question.');
  }
}

const run = (action: ChatAction) => async (): Promise<void> => {
  // It may go on for long, and says itself what is wrong.
  vscode.commands.executeCommand(actionCommands[action]).then(undefined, (error: unknown) => {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  });
};

const actions: Readonly<Record<ChatAction, (chats: Chats) => Promise<void>>> = {
  diagnose: run('diagnose'),
  openDiagnosis: run('openDiagnosis'),
  openMap: run('openMap'),
  openAudit: run('openAudit'),
  openFolder: run('openFolder'),
  setApiKey: run('setApiKey'),
  chooseModel: run('chooseModel'),
  async chooseLog() {
    const uri = await pickLog();
    if (uri) await vscode.commands.executeCommand('vscode.open', uri);
  },
  async chooseGoodRun(chats) {
    await goOn(chats.ask({ question: '', command: 'compare' }));
  },
};
