import type {
  ChatBlock,
  ChatCommand,
  ChatConversation,
  ChatExchange,
  ChatOutcome,
  ChatSubject,
  ChatTurn,
} from '../../core/model/chat.ts';
import type { ChatState, Chip, ShownTurn, ShownTurnState } from '../../protocol/chat.ts';
import { subjectKey } from '../../protocol/chatSubject.ts';
import type { ChatProgress } from '../../protocol/languageServer.ts';
import type { PreviewState } from '../../protocol/preview.ts';
import { type AnswerPorts, answerTurn, MOST_TOLD } from './answerTurn.ts';
import type { Asked } from './chatParams.ts';
import type { ConversationStore } from './conversationStore.ts';
import {
  goOnFrom,
  newConversation,
  pathOf,
  showVersion,
  versionsOf,
  withOutcome,
  withTurn,
} from './conversationTree.ts';

/** What stands around the conversation: it changes with what is open and which model is chosen. */
export type Surroundings = Pick<ChatState, 'starters' | 'notice' | 'budget'> & {
  /** Estimated tokens of each subject. */
  tokensOf(subject: ChatSubject): number;
};

/** What the chat needs of the editor and the language server. */
export interface ChatPorts extends AnswerPorts {
  readonly store: ConversationStore;
  surroundings(path: readonly ChatTurn[], subjects: readonly ChatSubject[]): Promise<Surroundings>;
  onDidChange(state: ChatState): void;
  onDidChangeTurn(turn: ShownTurn): void;
  /** All but the turns changed, which may be many. */
  onDidChangeAround(around: Omit<ChatState, 'turns'>): void;
  onNotSaved(error: unknown): void;
  /** Milliseconds since the epoch. */
  now(): number;
  newId(): string;
}

export interface Question {
  readonly question: string;
  readonly command?: ChatCommand;
}

type Running = Extract<ShownTurnState, { kind: 'running' }>;

/** The turn that is being answered. */
interface Answering {
  readonly id: string;
  readonly abort: AbortController;
  state: Running;
}

/** The conversations of a window; one answer comes at a time. */
export interface Chats {
  state(): Promise<ChatState>;
  /** The present conversation, once what was kept has been read. */
  conversation(): Promise<ChatConversation>;
  ask(question: Question): Promise<void>;
  edit(turn: string, question: Question): Promise<void>;
  again(turn: string): Promise<void>;
  cancel(turn: string): void;
  version(turn: string, index: number): Promise<void>;
  branch(turn: string): Promise<void>;
  begin(): Promise<void>;
  show(id: string): Promise<void>;
  rename(title: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Deletes all conversations, and tells how many there were. */
  removeAll(): Promise<number>;
  addChips(subjects: readonly ChatSubject[]): Promise<void>;
  removeChip(id: string): Promise<void>;
  /** What stands around may have changed. */
  refresh(): Promise<void>;
  report(progress: ChatProgress): void;
  reportStreamed(runId: string, characters: number): void;
  /** Whether it is a turn of the chat that waits for the user. */
  reportPreview(runId: string, preview: PreviewState | undefined): boolean;
}

export function createChats(ports: ChatPorts): Chats {
  let present: ChatConversation | undefined;
  let loading: Promise<ChatConversation> | undefined;
  let chips: readonly Omit<Chip, 'tokens'>[] = [];
  let answering: Answering | undefined;

  const conversation = async (): Promise<ChatConversation> => {
    loading ??= ports.store.last().then((last) => last ?? newConversation(ports.newId()));
    present ??= await loading;
    return present;
  };
  const aroundOf = async (shown: ChatConversation): Promise<Omit<ChatState, 'turns'>> => {
    const subjects = chips.map(({ subject }) => subject);
    const [{ tokensOf, ...rest }, conversations] = await Promise.all([
      ports.surroundings(pathOf(shown), subjects),
      ports.store.list(),
    ]);
    return {
      conversation: shown.id,
      title: shown.title,
      chips: chips.map((chip) => ({ ...chip, tokens: tokensOf(chip.subject) })),
      conversations,
      ...rest,
    };
  };
  const stateOf = async (): Promise<ChatState> => {
    const around = await aroundOf(await conversation());
    // It may have grown while what stands around was looked at.
    const shown = await conversation();
    const turns = pathOf(shown).map((turn) => shownTurn(shown, turn, answering));
    return { ...around, conversation: shown.id, title: shown.title, turns };
  };
  const drawAround = async (): Promise<void> =>
    ports.onDidChangeAround(await aroundOf(await conversation()));
  const draw = async (): Promise<void> => ports.onDidChange(await stateOf());
  const save = (next: ChatConversation): void => {
    present = next;
    ports.store.save(next).catch(ports.onNotSaved);
  };
  const drawRunning = (change: Partial<Running>): void => {
    const turn = present?.turns.find(({ id }) => id === answering?.id);
    if (present && turn && answering) {
      answering.state = { ...answering.state, ...change };
      ports.onDidChangeTurn(shownTurn(present, turn, answering));
    }
  };
  /** Ends the answer that comes, whose late reply is dropped; what stands of it stays. */
  const stop = (): void => {
    if (answering && present) {
      const { id, abort, state } = answering;
      answering = undefined;
      save(withOutcome(present, id, { kind: 'cancelled', blocks: state.blocks }));
      abort.abort();
    }
  };
  const answer = async (turn: ChatTurn, isFresh: boolean): Promise<void> => {
    stop();
    save(withTurn(await conversation(), turn));
    const mine: Answering = { id: turn.id, abort: new AbortController(), state: begun };
    answering = mine;
    await draw();
    const standing = (): readonly ChatBlock[] => mine.state.blocks;
    const outcome = await answerTurn(ports, asked(present, turn, isFresh), mine.abort, standing);
    if (answering === mine && present) {
      answering = undefined;
      save(withOutcome(present, turn.id, outcome));
      await draw();
    }
  };
  const turnOf = async (id: string): Promise<ChatTurn> => {
    const turn = (await conversation()).turns.find((one) => one.id === id);
    if (!turn) throw new Error('That question is not part of this conversation.');
    return turn;
  };
  const put = async (next: ChatConversation): Promise<void> => {
    stop();
    save(next);
    await draw();
  };
  const open = async (next: ChatConversation): Promise<void> => {
    stop();
    present = next;
    chips = [];
    await draw();
  };

  return {
    state: stateOf,
    conversation,
    async ask(question) {
      const { leaf } = await conversation();
      const subjects = chips.map(({ subject }) => subject);
      chips = [];
      const turn = { id: ports.newId(), parent: leaf, ...question, subjects, at: ports.now() };
      await answer(turn, false);
    },
    async edit(id, question) {
      const { parent, subjects } = await turnOf(id);
      const turn = { id: ports.newId(), parent, ...question, subjects, at: ports.now() };
      await answer(turn, false);
    },
    async again(id) {
      const { outcome: _, ...before } = await turnOf(id);
      await answer({ ...before, id: ports.newId(), at: ports.now() }, true);
    },
    cancel(id) {
      if (answering?.id === id) {
        stop();
        void draw();
      }
    },
    version: async (id, index) => put(showVersion(await conversation(), id, index)),
    branch: async (id) => put(goOnFrom(await conversation(), id)),
    async begin() {
      if ((await conversation()).turns.length > 0) {
        await ports.store.leave();
        await open(newConversation(ports.newId()));
      }
    },
    async show(id) {
      const found = await ports.store.load(id);
      if (!found) throw new Error('That conversation is not there any more.');
      await open(found);
      save(found);
    },
    async rename(title) {
      const named = title.trim();
      if (named !== '') await put({ ...(await conversation()), title: named });
    },
    async remove(id) {
      const { id: shown } = await conversation();
      if (id === shown) await open(newConversation(ports.newId()));
      await ports.store.remove(id);
      await draw();
    },
    async removeAll() {
      const all = await ports.store.list();
      await open(newConversation(ports.newId()));
      for (const { id } of all) await ports.store.remove(id);
      await draw();
      return all.length;
    },
    async addChips(subjects) {
      const known = new Set(chips.map(({ subject }) => subjectKey(subject)));
      const added = subjects.filter((subject) => {
        const isNew = !known.has(subjectKey(subject));
        known.add(subjectKey(subject));
        return isNew;
      });
      chips = [...chips, ...added.map((subject) => ({ id: ports.newId(), subject }))];
      await drawAround();
    },
    async removeChip(id) {
      chips = chips.filter((chip) => chip.id !== id);
      await drawAround();
    },
    refresh: drawAround,
    report({ runId, status, blocks }) {
      if (answering?.id === runId) drawRunning({ status, blocks });
    },
    reportStreamed(runId, streamed) {
      if (answering?.id === runId) drawRunning({ streamed });
    },
    reportPreview(runId, preview) {
      if (answering?.id !== runId) return false;
      drawRunning({ preview });
      return true;
    },
  };
}

const begun: Running = { kind: 'running', status: 'Looking at what is open', blocks: [] };

function asked(
  conversation: ChatConversation | undefined,
  turn: ChatTurn,
  isFresh: boolean,
): Asked {
  const path = conversation ? pathOf(conversation) : [];
  const history = path.slice(0, -1).slice(-MOST_TOLD).map(exchangeOf);
  return { turn, history, isFresh };
}

function exchangeOf({ question, command, outcome }: ChatTurn): ChatExchange {
  const said = outcome?.kind === 'answered' ? outcome.answer.blocks : [];
  const answer = outcome?.kind === 'cancelled' ? outcome.blocks : said;
  return { question, ...(command && { command }), answer };
}

/** A turn as the view draws it: without what was sent, which is opened in an editor. */
function shownTurn(
  conversation: ChatConversation,
  turn: ChatTurn,
  answering: Answering | undefined,
): ShownTurn {
  const { id, question, command, subjects, at, outcome } = turn;
  const versions = versionsOf(conversation, turn);
  const running = answering?.id === id ? answering.state : undefined;
  return {
    ...{ id, question, subjects, at },
    ...(command && { command }),
    version: { index: versions.indexOf(turn), count: versions.length },
    state: running ?? (outcome ? withoutReceiptText(outcome) : begun),
  };
}

function withoutReceiptText(outcome: ChatOutcome): ChatOutcome {
  if (outcome.kind !== 'answered' || !outcome.answer.receipt) {
    return outcome;
  }
  const receipt = { ...outcome.answer.receipt, text: '' };
  return { ...outcome, answer: { ...outcome.answer, receipt } };
}
