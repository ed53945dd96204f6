import { nothing, type TemplateResult } from 'lit';
import type { ItemWish, PreviewEnd } from '../protocol/preview.ts';
import type {
  FromWebview,
  HostEvent,
  Method,
  PanelCommand,
  PanelState,
  Params,
  Requests,
  Result,
} from '../protocol/webview.ts';
import { announcementOf } from './announcement.ts';
import type { Hidden, Verdict } from './model.ts';
import { keepFocus, renderPage } from './page.ts';
import { isPanelEvent, isPanelState } from './panelState.ts';
import { type KeptState, noKeptState, type Place, parseKeptState, type Ui } from './ui.ts';
import { diagnosisView } from './views/diagnosis.ts';
import { brokenView, emptyView, failedView } from './views/ended.ts';
import { previewView } from './views/preview.ts';
import { cancelledView, runningView } from './views/running.ts';
import { WebviewClient } from './webviewClient.ts';

/** What `acquireVsCodeApi` gives. */
export interface Editor {
  postMessage(message: FromWebview): void;
  getState(): unknown;
  setState(state: KeptState): void;
}

/** Joins host, page and kept state: everything that changes while the panel lives is in here. */
export class Panel implements Ui {
  readonly #editor: Editor;
  readonly #root: HTMLElement;
  readonly #client: WebviewClient<Requests, HostEvent>;
  #state: PanelState | undefined;
  /** When the state came, as `performance.now` tells it. */
  #receivedAt = 0;
  #kept: KeptState;
  /** What the live region says. */
  #announcement = '';
  /** Why the host could not do what was asked last. */
  #trouble = '';
  #ticking: number | undefined;
  #scrolling: number | undefined;
  isCancelling = false;
  copied: string | undefined;

  constructor(editor: Editor, root: HTMLElement) {
    this.#editor = editor;
    this.#root = root;
    this.#kept = parseKeptState(editor.getState());
    this.#client = new WebviewClient(
      (message) => editor.postMessage(message),
      isPanelEvent,
      (event) => this.#show(event.data),
    );
  }

  start(): void {
    addEventListener('message', (event: MessageEvent<unknown>) => this.#client.receive(event.data));
    addEventListener('keydown', (event) => this.#onKey(event));
    addEventListener('scroll', () => this.#onScroll(), { passive: true });
    this.#ready();
  }

  get selected(): number {
    const last = this.#state?.kind === 'done' ? this.#state.diagnosis.hypotheses.length : 0;
    return Math.min(this.#kept.selected, last);
  }

  get elapsed(): number {
    return this.#state?.kind === 'running'
      ? this.#state.elapsed + performance.now() - this.#receivedAt
      : 0;
  }

  isOpen(key: string): boolean {
    return this.#kept.open.includes(key);
  }

  setOpen(key: string, isOpen: boolean): void {
    if (this.isOpen(key) !== isOpen) {
      const others = this.#kept.open.filter((other) => other !== key);
      this.#keep({ open: isOpen ? [...others, key] : others });
      this.#draw();
    }
  }

  select(selected: number): void {
    this.#keep({ selected });
    this.#draw();
  }

  reveal({ uri, startLine, endLine }: Place): void {
    this.#request('source/reveal', { uri, startLine, endLine });
  }

  copy(text: string): void {
    this.#request('clipboard/write', { text }, () => {
      this.copied = text;
      this.#announcement = 'Copied';
      setTimeout(() => {
        this.copied = undefined;
        this.#announcement = '';
        this.#draw();
      }, 2000);
    });
  }

  cancel(): void {
    if (this.#state?.kind === 'running' && !this.isCancelling) {
      this.isCancelling = true;
      this.#announcement = 'Cancelling';
      this.#request('run/cancel', { runId: this.#state.runId });
      this.#draw();
    }
  }

  wish(item: string, wish: ItemWish): void {
    if (this.#state?.kind === 'running') {
      this.#request('preview/wish', { runId: this.#state.runId, item, wish });
    }
  }

  endPreview(end: PreviewEnd): void {
    if (this.#state?.kind === 'running') {
      this.#request('preview/end', { runId: this.#state.runId, end });
    }
  }

  openRequest(): void {
    this.#request('request/open', null);
  }

  again(): void {
    this.#request('run/again', null);
  }

  get hidden(): Hidden {
    return (this.#state?.kind === 'done' && this.#state.diagnosis.hidden) || {};
  }

  draft(key: string): string | undefined {
    return this.#kept.drafts[key];
  }

  setDraft(key: string, text: string): void {
    this.#keep({ drafts: { ...this.#kept.drafts, [key]: text } });
    this.#draw();
  }

  judge(verdict: Verdict | null): void {
    if (this.#state?.kind !== 'done') return;
    const { runId } = this.#state;
    this.#request('verdict/give', { runId, hypothesis: this.selected, verdict }, () => {
      this.#announcement = verdict ? 'Verdict kept' : 'Verdict taken back';
    });
  }

  giveOutput(probe: number, text: string): void {
    if (this.#state?.kind !== 'done') return;
    const { runId } = this.#state;
    this.#request('probe/output', { runId, hypothesis: this.selected, probe, text });
  }

  removeOutput(uri: string): void {
    if (this.#state?.kind !== 'done') return;
    this.#request('probe/remove', { runId: this.#state.runId, uri });
  }

  openCase(caseId: string): void {
    this.#request('case/open', { caseId });
  }

  run(command: PanelCommand): void {
    this.#request('command/run', { command });
  }

  #ready(): void {
    this.#request('panel/ready', null, (state) => {
      if (isPanelState(state)) {
        this.#show(state);
      }
    });
  }

  /** Sends it, says so where the host could not do it, and draws what came of it. */
  #request<M extends Method>(
    method: M,
    params: Params<M>,
    onResult: (result: Result<M>) => void = () => {},
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

  #keep(change: Partial<KeptState>): void {
    this.#kept = { ...this.#kept, ...change };
    this.#editor.setState(this.#kept);
  }

  #show(next: PanelState): void {
    const last = this.#state;
    this.#announcement = announcementOf(next, last) ?? this.#announcement;
    if (next.kind !== 'running' || last?.kind !== 'running' || next.runId !== last.runId) {
      this.isCancelling = false;
    }
    if (next.kind === 'done' && next.runId !== this.#kept.runId) {
      this.#keep({ ...noKeptState, runId: next.runId });
    }
    this.#state = next;
    this.#receivedAt = performance.now();
    this.#trouble = '';
    this.#tick(next.kind === 'running' && !next.preview);
    this.#draw();
    if (!last && next.kind === 'done') {
      scrollTo({ top: this.#kept.scroll, behavior: 'instant' });
    }
  }

  /** Keeps the elapsed time moving while something runs. */
  #tick(isRunning: boolean): void {
    clearInterval(this.#ticking);
    this.#ticking = isRunning ? window.setInterval(() => this.#draw(), 100) : undefined;
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
    const kind = isPreview(this.#state) ? 'preview' : (this.#state?.kind ?? '');
    renderPage(this.#root, {
      kind,
      body,
      trouble: this.#trouble,
      announcement: this.#announcement,
    });
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      this.#onEscape();
    }
    if (event.key === '?' && this.#state?.kind === 'done') {
      this.setOpen('keyboard', true);
      const list = this.#root.querySelector<HTMLElement>('[data-key=keyboard] > summary');
      list?.focus();
    }
  }

  /** Ends what runs; with nothing to end it leads back to the logs. */
  #onEscape(): void {
    if (this.#state?.kind === 'running') {
      this.cancel();
    } else {
      this.#request('editor/focus', null);
    }
  }

  #onScroll(): void {
    this.#scrolling ??= window.setTimeout(() => {
      this.#scrolling = undefined;
      this.#keep({ scroll: Math.round(scrollY) });
    }, 200);
  }
}

function isPreview(state: PanelState | undefined): boolean {
  return state?.kind === 'running' && state.preview !== undefined;
}

function view(ui: Ui, state: PanelState): TemplateResult {
  switch (state.kind) {
    case 'empty':
      return emptyView(ui);
    case 'running':
      return state.preview ? previewView(ui, state) : runningView(ui, state);
    case 'done':
      return diagnosisView(ui, state);
    case 'cancelled':
      return cancelledView(ui, state);
    case 'failed':
      return failedView(ui, state);
  }
}
