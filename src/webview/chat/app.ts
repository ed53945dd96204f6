import type { TemplateResult } from 'lit';
import type { ChatEvent, ChatEvents, ChatRequests, ChatState, Chip } from '../../protocol/chat.ts';
import { parseQuestion, questionText } from '../../protocol/chatQuestion.ts';
import { chatHelp } from '../help/helpTexts.ts';
import type { Place } from '../ui.ts';
import type { PreviewUi } from '../views/preview.ts';
import { type Drawing, type EditorOf, nothingYet, WebviewApp } from '../webviewApp.ts';
import { Box } from './box.ts';
import { chipKey, neighbour } from './chipKeys.ts';
import { acceptDrops } from './drops.ts';
import { Follow } from './follow.ts';
import { NearTurns } from './nearTurns.ts';
import { isAsking, isChatEvent, isChatState, runningTurn, type Turn } from './state.ts';
import {
  type Action,
  type ChatUi,
  type Choice,
  helpKey,
  type KeptState,
  type Offered,
  parseKeptState,
} from './ui.ts';
import { brokenView, chatView } from './views.ts';
import { turnAnnouncement } from './words.ts';

export type Editor = EditorOf<ChatRequests, KeptState>;

/** Milliseconds for which a button says that it copied. */
const COPIED = 2_000;
/** Pixels of a turn that are no more than its edge. */
const EDGE = 8;

/** The chat's states and actions. */
export class ChatApp extends WebviewApp<ChatRequests, ChatEvents, KeptState> implements ChatUi {
  readonly #box: Box;
  readonly #near = new NearTurns(() => this.draw());
  #state: ChatState | undefined;
  #follow: Follow | undefined;
  #scroller: HTMLElement | undefined;
  #timer: number | undefined;
  /** What the host wants to stand in the box, with the cursor behind it. */
  #wanted: string | undefined;
  /** A question that is on its way to the host. */
  #sent = '';
  copied: string | undefined;
  editing: string | undefined;
  isDropping = false;
  isStopping = false;

  protected override readonly help = chatHelp;

  constructor(editor: Editor, root: HTMLElement) {
    super(editor, root, isChatEvent, parseKeptState);
    this.#box = new Box(root, {
      draft: () => this.kept.draft,
      setDraft: (draft) => this.save({ ...this.kept, draft }),
      asked: () => this.#state?.turns.map(questionText) ?? [],
      candidates: (prefix, onFound) => this.request('chip/complete', { prefix }, onFound),
      add: (subject) => this.request('chip/add', { subject }),
      send: () => this.send(),
      tell: (text) => this.settle(text),
      draw: () => this.draw(),
    });
  }

  override start(): void {
    acceptDrops({
      over: (isOver) => {
        this.isDropping = isOver;
        this.draw();
      },
      dropped: (uris) => this.request('chip/drop', { uris }),
    });
    super.start();
  }

  get offered(): Offered | undefined {
    return this.#box.offered;
  }

  get isAtEnd(): boolean {
    return this.#follow?.isAtEnd ?? true;
  }

  isNear(turn: string, index: number, count: number): boolean {
    return this.#near.isNear(turn, index, count);
  }

  // What is written

  write(): void {
    this.#box.onInput();
  }

  onBoxKey(event: KeyboardEvent): void {
    this.#box.onKey(event);
  }

  choose(choice: Choice): void {
    this.#box.choose(choice);
  }

  begin(sign: '/' | '#'): void {
    this.#box.begin(sign);
  }

  send(): void {
    this.ask(this.kept.draft);
  }

  ask(text: string): void {
    const question = parseQuestion(text);
    if (question.question === '' && question.command === undefined) {
      return;
    }
    if (this.#state && runningTurn(this.#state)) {
      this.settle('An answer is still coming. Stop it first.');
      return;
    }
    if (this.#sent !== '') {
      return;
    }
    this.#sent = text;
    this.#box.replace('');
    this.#follow?.toEnd();
    this.request('chat/ask', question, () => {
      this.#sent = '';
    });
  }

  protected override onFailure(): void {
    this.isStopping = false;
    // What could not be asked is not lost.
    if (this.#sent !== '' && this.kept.draft === '') {
      this.#box.replace(this.#sent);
    }
    this.#sent = '';
  }

  // Turns

  stop(): void {
    const turn = this.#state && runningTurn(this.#state);
    if (turn && !this.isStopping) {
      this.isStopping = true;
      this.request('chat/cancel', { turn: turn.id });
      this.draw();
    }
  }

  edit(turn: string | undefined): void {
    const before = this.editing;
    this.editing = turn;
    this.drawOnce();
    const box = this.root.querySelector<HTMLTextAreaElement>('.editing textarea');
    const question = this.#question(before);
    (box ?? question)?.focus({ preventScroll: box === null });
    box?.setSelectionRange(box.value.length, box.value.length);
  }

  sendEdit({ id }: Turn, text: string): void {
    const question = parseQuestion(text);
    if (question.question !== '' || question.command !== undefined) {
      this.editing = undefined;
      this.#box.focus();
      this.request('chat/edit', { turn: id, ...question });
      this.draw();
    }
  }

  again(turn: string): void {
    this.request('chat/again', { turn });
  }

  showVersion({ id, version }: Turn, by: 1 | -1): void {
    this.request('chat/version', { turn: id, index: version.index + by });
  }

  goOnFrom(turn: string): void {
    this.request('chat/branch', { turn }, () => this.#box.focus());
  }

  copyTurn(turn: string): void {
    this.request('turn/copy', { turn }, () => this.#sayCopied(turn));
  }

  copy(text: string): void {
    this.request('clipboard/write', { text }, () => this.#sayCopied(text));
  }

  #sayCopied(what: string): void {
    this.copied = what;
    this.announcement = 'Copied';
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.copied = undefined;
      this.announcement = '';
      this.draw();
    }, COPIED);
  }

  insert(text: string): void {
    this.request('terminal/insert', { text });
  }

  reveal({ uri, file, startLine, endLine }: Place): void {
    this.request('source/reveal', { uri, file, startLine, endLine });
  }

  act(action: Action): void {
    this.request('action/run', { action });
  }

  showConversation(conversation: string): void {
    this.request('chat/show', { conversation });
  }

  toEnd(): void {
    this.#follow?.toEnd();
    this.#box.focus();
  }

  previewUi({ id: turn }: Turn): PreviewUi {
    return {
      copied: this.copied,
      isCancelling: this.isStopping,
      isOpen: (key) => this.isOpen(`${turn}.${key}`),
      setOpen: (key, isOpen) => this.setOpen(`${turn}.${key}`, isOpen),
      copy: (text) => this.copy(text),
      reveal: (place) => this.reveal(place),
      cancel: () => this.stop(),
      wish: (item, wish) => this.request('preview/wish', { turn, item, wish }),
      endPreview: (end) => this.request('preview/end', { turn, end }),
      openRequest: () => this.request('request/open', { turn }),
    };
  }

  // Chips

  removeChip({ id }: Chip, event: Event): void {
    this.#remove(id, (event.currentTarget as HTMLElement).closest('li'));
  }

  onChipKey(event: KeyboardEvent): void {
    const chip = (event.target as HTMLElement).closest<HTMLElement>('li');
    const done = chipKey(event, (id) => this.#remove(id, chip));
    if (done) {
      event.preventDefault();
    }
  }

  /** The focus goes to the next chip, so that several can be taken away one after the other. */
  #remove(chip: string, item: HTMLElement | null): void {
    const next = item && neighbour(item);
    if (next) {
      next.focus();
    } else {
      this.#box.focus();
    }
    this.request('chip/remove', { chip });
  }

  // The host

  protected override ready(): void {
    this.request('chat/ready', null, (state) => {
      if (isChatState(state)) {
        this.#show(state);
      }
    });
  }

  protected override onEvent(event: ChatEvent): void {
    switch (event.name) {
      case 'chat/state':
        this.#show(event.data);
        break;
      case 'chat/turn':
        this.#showTurn(event.data);
        break;
      case 'chat/around':
        this.#showAround(event.data);
        break;
      case 'chat/focus':
        this.#wanted = event.data.text;
        this.#focusWanted();
    }
  }

  /** There may be no box yet: the view has only just been opened. */
  #focusWanted(): void {
    if (this.#state && this.#wanted !== undefined) {
      this.#box.add(this.#wanted);
      this.#wanted = undefined;
    }
  }

  #show(next: ChatState): void {
    const last = this.#state;
    this.#state = next;
    const isOther = next.conversation !== this.kept.conversation;
    if (isOther) {
      this.editing = undefined;
      this.save({ ...this.kept, conversation: next.conversation, at: undefined });
    }
    this.isStopping = this.isStopping && runningTurn(next) !== undefined;
    const [turn, before] = [next.turns.at(-1), last?.turns.at(-1)];
    const isNews = last !== undefined && !isOther && turn !== undefined && turn !== before;
    if (isNews) {
      this.#follow?.grows();
    }
    this.settle(isNews ? turnAnnouncement(turn, before) : '');
    if (!last || isOther) {
      this.#restoreScroll();
    }
    this.#focusWanted();
  }

  #showAround(around: Omit<ChatState, 'turns'>): void {
    const state = this.#state;
    if (state?.conversation === around.conversation) {
      this.#state = { ...around, turns: state.turns };
      this.draw();
    }
  }

  #showTurn(turn: Turn): void {
    const state = this.#state;
    const index = state?.turns.findIndex(({ id }) => id === turn.id) ?? -1;
    const last = state?.turns[index];
    if (!state || !last) {
      return;
    }
    this.#state = { ...state, turns: state.turns.with(index, turn) };
    this.isStopping = this.isStopping && turn.state.kind === 'running';
    this.#follow?.grows();
    this.settle(turnAnnouncement(turn, last));
    if (isAsking(turn) && !isAsking(last)) {
      this.#showPreview();
    }
  }

  /** What is to be decided is read from its beginning. */
  #showPreview(): void {
    const preview = this.root.querySelector('.preview');
    if (this.isAtEnd && preview) {
      this.#follow?.hold(preview);
    }
  }

  // Drawing

  protected override drawing(): Drawing {
    return this.#state ? { kind: 'chat', body: chatView(this, this.#state) } : nothingYet;
  }

  protected override broken(message: string, reload: () => void): TemplateResult {
    return brokenView(message, reload);
  }

  /** What had the focus may be gone: then one goes on where a question is written, unless that is elsewhere. */
  protected override draw(): void {
    const hadFocus = document.hasFocus() && this.root.contains(document.activeElement);
    this.drawOnce();
    if (hadFocus && !this.root.contains(document.activeElement)) {
      this.#box.focus();
    }
  }

  protected override drawOnce(): void {
    super.drawOnce();
    const scroller = this.root.querySelector<HTMLElement>('.scroller') ?? undefined;
    if (scroller !== this.#scroller) {
      this.#follow?.stop();
      this.#near.watch(scroller);
      this.#scroller = scroller;
      const content = scroller?.querySelector<HTMLElement>('.content');
      this.#follow = scroller && content ? this.#following(scroller, content) : undefined;
    }
    this.#near.update(this.root.querySelectorAll<HTMLElement>('.turn'));
  }

  #following(scroller: HTMLElement, content: HTMLElement): Follow {
    scroller.addEventListener('scrollend', () => this.#keepScroll());
    return new Follow(scroller, content, () => this.draw());
  }

  #keepScroll(): void {
    const top = this.#scroller?.getBoundingClientRect().top ?? 0;
    const turns = [...this.root.querySelectorAll<HTMLElement>('.turn')];
    const at = this.isAtEnd
      ? undefined
      : turns.find((turn) => turn.getBoundingClientRect().bottom > top + EDGE)?.dataset['turn'];
    if (at !== this.kept.at) {
      this.save({ ...this.kept, at });
    }
  }

  #restoreScroll(): void {
    const { at } = this.kept;
    const turn = at === undefined ? undefined : this.#question(at)?.closest('.turn');
    if (turn) {
      this.#follow?.hold(turn);
    } else {
      this.#follow?.toEnd();
    }
  }

  #question(turn: string | undefined): HTMLElement | null {
    return turn === undefined ? null : this.root.querySelector(`#q-${CSS.escape(turn)}`);
  }

  // Keys

  protected override onKey(event: KeyboardEvent): void {
    const isUp = event.key === 'ArrowUp';
    if (event.altKey && (isUp || event.key === 'ArrowDown')) {
      event.preventDefault();
      this.#toQuestion(isUp ? -1 : 1);
    } else if (event.key === 'Escape' && !event.defaultPrevented) {
      this.#back();
    } else if (event.key === '?' && !(event.target instanceof HTMLTextAreaElement)) {
      this.setOpen(helpKey, !this.isOpen(helpKey));
    }
  }

  /** Stops an answer; else leads from the answers to the box, and from the box to the editor. */
  #back(): void {
    if (this.#state && runningTurn(this.#state)) {
      this.stop();
    } else if (this.#box.hasFocus) {
      this.request('editor/focus', null);
    } else {
      this.#box.focus();
    }
  }

  #toQuestion(by: 1 | -1): void {
    const all = [...this.root.querySelectorAll<HTMLElement>('.turn h2')];
    const here = document.activeElement?.closest('.turn')?.querySelector('h2');
    const at = here ? all.indexOf(here as HTMLElement) : all.length;
    const next = all[Math.max(0, at + by)];
    if (next) {
      next.focus({ preventScroll: true });
      next.closest('.turn')?.scrollIntoView({ block: 'nearest' });
    } else {
      this.#box.focus();
    }
  }
}
