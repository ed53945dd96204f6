import type { ChatRequests, ChipCandidate } from '../../protocol/chat.ts';
import { commandsFor } from '../../protocol/chatQuestion.ts';
import { formatCount } from '../format.ts';
import { t } from '../l10n.ts';
import { type Completing, complete, completingAt } from './completion.ts';
import { type Recall, recall } from './questionHistory.ts';
import { isCandidates } from './state.ts';
import type { Choice, Offered } from './ui.ts';

type Subject = ChatRequests['chip/add']['params']['subject'];

/** What the box needs of the view around it. */
export interface BoxPorts {
  draft(): string;
  setDraft(text: string): void;
  /** Questions of the conversation, oldest first. */
  asked(): readonly string[];
  candidates(prefix: string, onFound: (found: readonly ChipCandidate[]) => void): void;
  add(subject: Subject): void;
  send(): void;
  /** Says something to those who can't see it. */
  tell(text: string): void;
  draw(): void;
}

/** The box where a question is written: what `/` and `#` offer in it, and earlier questions. */
export class Box {
  readonly #root: HTMLElement;
  readonly #ports: BoxPorts;
  #completing: Completing | undefined;
  #recall: Recall | undefined;
  offered: Offered | undefined;

  constructor(root: HTMLElement, ports: BoxPorts) {
    this.#root = root;
    this.#ports = ports;
  }

  get hasFocus(): boolean {
    return document.activeElement !== null && document.activeElement === this.#element;
  }

  get #element(): HTMLTextAreaElement | null {
    return this.#root.querySelector('#question');
  }

  focus(): void {
    this.#element?.focus();
  }

  replace(text: string): void {
    this.#close();
    this.#ports.setDraft(text);
    this.#ports.draw();
  }

  /** Puts text before what is written, and the cursor behind all of it. */
  add(text: string): void {
    const draft = this.#ports.draft();
    this.#write(draft.startsWith(text) ? draft : text + draft);
  }

  begin(sign: '/' | '#'): void {
    const draft = this.#ports.draft();
    const isApart = draft === '' || /\s$/.test(draft);
    this.#write(
      sign === '/' ? `/${draft.replace(/^\s*\/[a-z]*/i, '')}` : `${draft}${isApart ? '' : ' '}#`,
    );
    if (sign === '/') {
      this.#element?.setSelectionRange(1, 1);
    }
    this.#offer();
  }

  onInput(): void {
    this.#recall = undefined;
    this.#ports.setDraft(this.#element?.value ?? '');
    this.#offer();
  }

  onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const isDone =
      (this.offered && this.#onOfferKey(event, this.offered)) || this.#onTextKey(event);
    if (isDone) {
      event.preventDefault();
    }
  }

  choose(choice: Choice): void {
    const completing = this.#completing;
    this.#close();
    if (!completing) {
      return;
    }
    const words = choice.kind === 'command' ? `/${choice.command}` : '';
    const { text, caret } = complete(this.#ports.draft(), completing, words);
    this.#write(text, caret);
    if (choice.kind === 'context') {
      this.#ports.add(choice.subject);
    }
  }

  #onOfferKey({ key, shiftKey }: KeyboardEvent, { choices, active }: Offered): boolean {
    const moved: Readonly<Record<string, number>> = { ArrowDown: active + 1, ArrowUp: active - 1 };
    const next = moved[key];
    if (next !== undefined) {
      this.offered = { choices, active: (next + choices.length) % choices.length };
      this.#ports.draw();
      this.#root
        .querySelector('[role=option][aria-selected=true]')
        ?.scrollIntoView({ block: 'nearest' });
      return true;
    }
    const choice = choices[active];
    // A command that is written in full needs nothing more to be asked.
    if (
      key === 'Enter' &&
      choice?.kind === 'command' &&
      choice.command === this.#completing?.query
    ) {
      return false;
    }
    if (choice && ((key === 'Enter' && !shiftKey) || (key === 'Tab' && !shiftKey))) {
      this.choose(choice);
      return true;
    }
    if (key === 'Escape') {
      this.#close();
      this.#ports.draw();
      return true;
    }
    return false;
  }

  #onTextKey({ key, shiftKey }: KeyboardEvent): boolean {
    if (key === 'Enter' && !shiftKey) {
      this.#ports.send();
      return true;
    }
    const box = this.#element;
    if (!box || shiftKey) {
      return false;
    }
    const isFirstLine = !box.value.slice(0, box.selectionStart).includes('\n');
    const isLastLine = !box.value.slice(box.selectionEnd).includes('\n');
    if (key === 'ArrowUp' && isFirstLine) {
      return this.#go(-1);
    }
    return key === 'ArrowDown' && isLastLine ? this.#go(1) : false;
  }

  #go(by: -1 | 1): boolean {
    const present = { recall: this.#recall, text: this.#ports.draft() };
    const next = recall(this.#ports.asked(), present, by);
    if (!next) {
      return false;
    }
    this.#write(next.text);
    this.#recall = next.recall;
    return true;
  }

  #write(text: string, caret = text.length): void {
    this.#close();
    this.#recall = undefined;
    this.#ports.setDraft(text);
    this.#ports.draw();
    this.focus();
    this.#element?.setSelectionRange(caret, caret);
  }

  #offer(): void {
    const box = this.#element;
    const completing = box ? completingAt(box.value, box.selectionStart) : undefined;
    this.#completing = completing;
    if (!completing) {
      this.offered = undefined;
      this.#ports.draw();
    } else if (completing.kind === 'command') {
      this.#show(commandsFor(completing.query).map((one) => ({ kind: 'command', ...one })));
    } else {
      this.#ports.candidates(completing.query, (found) => {
        // Something else may have been written meanwhile.
        if (this.#completing === completing && isCandidates(found)) {
          this.#show(found.map((one) => ({ kind: 'context', ...one })));
        }
      });
      this.#ports.draw();
    }
  }

  #show(choices: readonly Choice[]): void {
    const before = this.offered?.choices.length;
    this.offered = choices.length > 0 ? { choices, active: 0 } : undefined;
    if (choices.length > 0 && choices.length !== before) {
      this.#ports.tell(
        t('{0}. Arrows choose, Enter takes.', formatCount(choices.length, 'suggestion')),
      );
    } else {
      this.#ports.draw();
    }
  }

  #close(): void {
    this.#completing = undefined;
    this.offered = undefined;
  }
}
