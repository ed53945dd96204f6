import { nothing, type TemplateResult } from 'lit';
import type {
  CancelMessage,
  EventOf,
  HelpMessage,
  RequestMap,
  RequestOf,
} from '../protocol/messages.ts';
import { type Help, showHelp } from './help/helpDialog.ts';
import { keepFocus, renderPage } from './page.ts';
import type { Folds } from './ui.ts';
import { isObject, WebviewClient } from './webviewClient.ts';

/** What `acquireVsCodeApi` gives. */
export interface EditorOf<R extends RequestMap<R>, Kept> {
  postMessage(message: RequestOf<R> | CancelMessage): void;
  getState(): unknown;
  setState(state: Kept): void;
}

/** What a view shows, by its state, and where it says that drawing failed. */
export interface Drawing {
  /** Name of the state, for the style sheet. */
  readonly kind: string;
  readonly body: TemplateResult | typeof nothing;
}

/**
 * What all our webviews do alike: they ask the host, say what it could not do, keep what the user opened,
 * and draw without losing the focus. Each adds its own states and actions.
 */
export abstract class WebviewApp<
  R extends RequestMap<R>,
  Events,
  Kept extends { readonly open: readonly string[] },
> implements Folds
{
  protected readonly root: HTMLElement;
  readonly #editor: EditorOf<R, Kept>;
  readonly #client: WebviewClient<R, EventOf<Events>>;
  /** What the live region says. */
  protected announcement = '';
  /** Why the host could not do what was asked last. */
  #trouble = '';
  kept: Kept;

  constructor(
    editor: EditorOf<R, Kept>,
    root: HTMLElement,
    isEvent: (message: unknown) => message is EventOf<Events>,
    parseKept: (value: unknown) => Kept,
  ) {
    this.#editor = editor;
    this.root = root;
    this.kept = parseKept(editor.getState());
    this.#client = new WebviewClient(
      (message) => editor.postMessage(message),
      isEvent,
      (event) => this.onEvent(event),
    );
  }

  start(): void {
    addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isHelp(data)) showHelp(this.help);
      else this.#client.receive(data);
    });
    addEventListener('keydown', (event) => this.onKey(event));
    this.ready();
  }

  isOpen(key: string): boolean {
    return this.kept.open.includes(key);
  }

  setOpen(key: string, isOpen: boolean): void {
    if (this.isOpen(key) !== isOpen) {
      const others = this.kept.open.filter((other) => other !== key);
      this.save({ ...this.kept, open: isOpen ? [...others, key] : others });
      this.draw();
    }
  }

  /** Keeps what outlives the webview while it is hidden. */
  protected save(kept: Kept): void {
    this.kept = kept;
    this.#editor.setState(kept);
  }

  protected abstract readonly help: Help;
  /** Asks for the present state. */
  protected abstract ready(): void;
  protected abstract onEvent(event: EventOf<Events>): void;
  protected abstract onKey(event: KeyboardEvent): void;
  protected abstract drawing(): Drawing;
  /** Shown where drawing threw, which is a fault of the view. */
  protected abstract broken(message: string, reload: () => void): TemplateResult;

  /** Sends it, says so where the host could not do it, and draws what came of it. */
  protected request<M extends keyof R>(
    method: M,
    params: R[M]['params'],
    onResult: (result: R[M]['result']) => void = () => {},
  ): void {
    this.#trouble = '';
    void this.#client
      .request(method, params)
      .then(onResult, (error: unknown) => {
        this.onFailure();
        this.#trouble = error instanceof Error ? error.message : String(error);
      })
      .then(() => this.draw());
  }

  /** The host could not do what was asked. */
  protected onFailure(): void {}

  /** Another state is shown: what was wrong before is over. */
  protected settle(announcement: string): void {
    this.announcement = announcement;
    this.#trouble = '';
    this.draw();
  }

  protected draw(): void {
    keepFocus(this.root, () => this.drawOnce());
  }

  protected drawOnce(): void {
    const trouble = this.#trouble;
    const { announcement } = this;
    try {
      renderPage(this.root, { ...this.drawing(), trouble, announcement });
    } catch (error) {
      const body = this.broken(String(error), () => this.ready());
      renderPage(this.root, { kind: 'broken', body, trouble, announcement });
    }
  }
}

function isHelp(message: unknown): message is HelpMessage {
  return isObject(message) && message['kind'] === 'help';
}

export const nothingYet: Drawing = { kind: '', body: nothing };
