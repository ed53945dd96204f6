import { nothing, type TemplateResult } from 'lit';
import type {
  AuditEvent,
  AuditMethod,
  AuditRequests,
  AuditState,
  FromAudit,
} from '../../protocol/audit.ts';
import { keepFocus, renderPage } from '../page.ts';
import { WebviewClient } from '../webviewClient.ts';
import { isAuditEvent, isAuditState } from './state.ts';
import { type AuditUi, type KeptState, parseKeptState } from './ui.ts';
import {
  brokenView,
  cancelledView,
  doneView,
  emptyView,
  failedView,
  runningView,
} from './views.ts';
import { sureText, verdictText } from './words.ts';

/** What `acquireVsCodeApi` gives. */
export interface Editor {
  postMessage(message: FromAudit): void;
  getState(): unknown;
  setState(state: KeptState): void;
}

/** Milliseconds for which a button says that it copied. */
const COPIED = 2_000;

/** Joins host, page and kept state: everything that changes while the view lives is in here. */
export class AuditApp implements AuditUi {
  readonly #editor: Editor;
  readonly #root: HTMLElement;
  readonly #client: WebviewClient<AuditRequests, AuditEvent>;
  #state: AuditState | undefined;
  #kept: KeptState;
  #announcement = '';
  /** Why the host could not do what was asked last. */
  #trouble = '';
  #timer: number | undefined;
  copied: string | undefined;
  isCancelling = false;

  constructor(editor: Editor, root: HTMLElement) {
    this.#editor = editor;
    this.#root = root;
    this.#kept = parseKeptState(editor.getState());
    this.#client = new WebviewClient(
      (message) => editor.postMessage(message),
      isAuditEvent,
      (event) => this.#show(event.data),
    );
  }

  start(): void {
    addEventListener('message', (event: MessageEvent<unknown>) => this.#client.receive(event.data));
    addEventListener('keydown', (event) => this.#onKey(event));
    this.#ready();
  }

  isOpen(key: string): boolean {
    return this.#kept.open.includes(key);
  }

  setOpen(key: string, isOpen: boolean): void {
    if (this.isOpen(key) !== isOpen) {
      const others = this.#kept.open.filter((other) => other !== key);
      this.#kept = { open: isOpen ? [...others, key] : others };
      this.#editor.setState(this.#kept);
      this.#draw();
    }
  }

  open(file: string, line: number): void {
    this.#request('audit/open', { file, line });
  }

  copy(text: string): void {
    this.#request('clipboard/write', { text }, () => {
      this.copied = text;
      this.#announcement = 'Copied';
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => {
        this.copied = undefined;
        this.#announcement = '';
        this.#draw();
      }, COPIED);
    });
  }

  again(): void {
    this.#request('audit/again', null);
  }

  cancel(): void {
    this.isCancelling = true;
    this.#request('audit/cancel', null);
    this.#draw();
  }

  choose(): void {
    this.#request('audit/choose', null);
  }

  showMap(): void {
    this.#request('map/show', null);
  }

  markTried(): void {
    this.#request('audit/tried', null);
  }

  #ready(): void {
    this.#request('audit/ready', null, (state) => {
      if (isAuditState(state)) {
        this.#show(state);
      }
    });
  }

  /** Sends it, says so where the host could not do it, and draws what came of it. */
  #request<M extends AuditMethod>(
    method: M,
    params: AuditRequests[M]['params'],
    onResult: (result: AuditRequests[M]['result']) => void = () => {},
  ): void {
    this.#trouble = '';
    const onFailure = (error: unknown): void => {
      this.isCancelling = false;
      this.#trouble = error instanceof Error ? error.message : String(error);
    };
    void this.#client
      .request(method, params)
      .then(onResult, onFailure)
      .then(() => this.#draw());
  }

  #show(next: AuditState): void {
    this.#state = next;
    this.#trouble = '';
    this.isCancelling = false;
    this.#announcement = announcementOf(next);
    this.#draw();
  }

  #draw(): void {
    keepFocus(this.#root, () => {
      try {
        this.#render(this.#state ? view(this, this.#state) : nothing);
      } catch (error) {
        this.#render(brokenView(String(error), () => this.#ready()));
      }
    });
  }

  #render(body: TemplateResult | typeof nothing): void {
    renderPage(this.#root, {
      kind: this.#state?.kind ?? '',
      body,
      trouble: this.#trouble,
      announcement: this.#announcement,
    });
  }

  /** Escape ends an audit that goes on; with nothing to end it leads back to the editor. */
  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') {
      return;
    }
    if (this.#state?.kind === 'running') {
      this.cancel();
    } else {
      this.#request('editor/focus', null);
    }
  }
}

function view(ui: AuditUi, state: AuditState): TemplateResult {
  switch (state.kind) {
    case 'empty':
      return emptyView(ui);
    case 'running':
      return runningView(ui, state);
    case 'cancelled':
      return cancelledView(ui, state);
    case 'failed':
      return failedView(ui, state);
    case 'done':
      return doneView(ui, state);
  }
}

function announcementOf(state: AuditState): string {
  switch (state.kind) {
    case 'empty':
      return '';
    case 'running':
      return `Auditing ${state.about}`;
    case 'cancelled':
      return 'The audit was cancelled.';
    case 'failed':
      return `Nothing could be audited. ${state.message}`;
    case 'done':
      return `${verdictText(state.audit)}. ${sureText(state.audit)}.`;
  }
}
