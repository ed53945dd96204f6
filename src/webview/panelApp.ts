import type { TemplateResult } from 'lit';
import type { ItemWish, PreviewEnd } from '../protocol/preview.ts';
import type {
  HostEvent,
  HostEvents,
  PanelCommand,
  PanelState,
  Requests,
} from '../protocol/webview.ts';
import { announcementOf } from './announcement.ts';
import { panelHelp } from './help/helpTexts.ts';
import type { Hidden, Verdict } from './model.ts';
import { keepFocus } from './page.ts';
import { isPanelEvent, isPanelState } from './panelState.ts';
import { createBrush } from './timeline/brush.ts';
import type { Span } from './timeline/scale.ts';
import { type KeptState, noKeptState, type Place, parseKeptState, type Ui } from './ui.ts';
import { diagnosisView } from './views/diagnosis.ts';
import { brokenView, emptyView, failedView } from './views/ended.ts';
import { previewView } from './views/preview.ts';
import { cancelledView, runningView } from './views/running.ts';
import { type Drawing, type EditorOf, nothingYet, WebviewApp } from './webviewApp.ts';

export type Editor = EditorOf<Requests, KeptState>;

/** Milliseconds for which a button says that it did what was asked. */
const TOLD = 2_000;
/** Pixels, until the page is measured. */
const USUAL_WIDTH = 900;

/** The diagnosis's states and actions: everything that changes while the panel lives is in here. */
export class Panel extends WebviewApp<Requests, HostEvents, KeptState> implements Ui {
  #state: PanelState | undefined;
  /** When the state came, as `performance.now` tells it. */
  #receivedAt = 0;
  #ticking: number | undefined;
  #scrolling: number | undefined;
  #telling: number | undefined;
  isCancelling = false;
  copied: string | undefined;
  width = USUAL_WIDTH;
  #frame: number | undefined;
  readonly onBrush = createBrush((range) => this.choose(range));

  protected override readonly help = panelHelp;

  constructor(editor: Editor, root: HTMLElement) {
    super(editor, root, isPanelEvent, parseKeptState);
  }

  override start(): void {
    addEventListener('scroll', () => this.#onScroll(), { passive: true });
    addEventListener('resize', () => this.#later());
    super.start();
  }

  get selected(): number {
    const last = this.#state?.kind === 'done' ? this.#state.diagnosis.hypotheses.length : 0;
    return Math.min(this.kept.selected, last);
  }

  get elapsed(): number {
    return this.#state?.kind === 'running'
      ? this.#state.elapsed + performance.now() - this.#receivedAt
      : 0;
  }

  get view(): Span | undefined {
    return this.kept.view;
  }

  get range(): Span | undefined {
    return this.kept.range;
  }

  zoom(view: Span | undefined): void {
    this.#keep({ view });
    this.draw();
  }

  choose(range: Span | undefined): void {
    this.#keep({ range });
    this.draw();
  }

  showEvidence(): void {
    const heading = this.root.querySelector<HTMLElement>('#evidence-title');
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView();
  }

  select(selected: number): void {
    this.#keep({ selected });
    this.draw();
  }

  reveal({ uri, startLine, endLine }: Place): void {
    this.request('source/reveal', { uri, startLine, endLine });
  }

  copy(text: string): void {
    this.request('clipboard/write', { text }, () => {
      this.copied = text;
      this.#tell('Copied');
    });
  }

  /** Says for a moment that something was done. */
  #tell(text: string): void {
    this.announcement = text;
    clearTimeout(this.#telling);
    this.#telling = window.setTimeout(() => {
      this.copied = undefined;
      this.announcement = '';
      this.draw();
    }, TOLD);
  }

  cancel(): void {
    if (this.#state?.kind === 'running' && !this.isCancelling) {
      this.isCancelling = true;
      this.announcement = 'Cancelling';
      this.request('run/cancel', { runId: this.#state.runId });
      this.draw();
    }
  }

  wish(item: string, wish: ItemWish): void {
    if (this.#state?.kind === 'running') {
      this.request('preview/wish', { runId: this.#state.runId, item, wish });
    }
  }

  endPreview(end: PreviewEnd): void {
    if (this.#state?.kind === 'running') {
      this.request('preview/end', { runId: this.#state.runId, end });
    }
  }

  openRequest(): void {
    this.request('request/open', null);
  }

  again(): void {
    this.request('run/again', null);
  }

  get hidden(): Hidden {
    return (this.#state?.kind === 'done' && this.#state.diagnosis.hidden) || {};
  }

  draft(key: string): string | undefined {
    return this.kept.drafts[key];
  }

  setDraft(key: string, text: string): void {
    this.#keep({ drafts: { ...this.kept.drafts, [key]: text } });
    this.draw();
  }

  judge(verdict: Verdict | null): void {
    if (this.#state?.kind !== 'done') return;
    const { runId } = this.#state;
    this.request('verdict/give', { runId, hypothesis: this.selected, verdict }, () => {
      this.announcement = verdict ? 'Verdict kept' : 'Verdict taken back';
    });
  }

  insert(probe: number, hypothesis = this.selected): void {
    if (this.#state?.kind !== 'done') return;
    const { runId } = this.#state;
    this.request('probe/insert', { runId, hypothesis, probe }, () => {
      this.#tell('Written into the terminal. Nothing was run.');
    });
  }

  giveOutput(probe: number, text: string): void {
    if (this.#state?.kind !== 'done') return;
    const { runId } = this.#state;
    this.request('probe/output', { runId, hypothesis: this.selected, probe, text });
  }

  removeOutput(uri: string): void {
    if (this.#state?.kind !== 'done') return;
    this.request('probe/remove', { runId: this.#state.runId, uri });
  }

  markTried(probe: number): void {
    if (this.#state?.kind !== 'done') return;
    const { runId } = this.#state;
    this.request('probe/tried', { runId, hypothesis: this.selected, probe });
  }

  openCase(caseId: string): void {
    this.request('case/open', { caseId });
  }

  run(command: PanelCommand): void {
    this.request('command/run', { command });
  }

  protected override ready(): void {
    this.request('panel/ready', null, (state) => {
      if (isPanelState(state)) {
        this.#show(state);
      }
    });
  }

  protected override onEvent({ data }: HostEvent): void {
    this.#show(data);
  }

  protected override onFailure(): void {
    this.isCancelling = false;
  }

  #keep(change: Partial<KeptState>): void {
    this.save({ ...this.kept, ...change });
  }

  #show(next: PanelState): void {
    const last = this.#state;
    if (next.kind !== 'running' || last?.kind !== 'running' || next.runId !== last.runId) {
      this.isCancelling = false;
    }
    if (next.kind === 'done' && next.runId !== this.kept.runId) {
      this.#keep({ ...noKeptState, runId: next.runId });
    }
    this.#state = next;
    this.#receivedAt = performance.now();
    this.#tick(next.kind === 'running' && !next.preview);
    this.settle(announcementOf(next, last) ?? this.announcement);
    if (!last && next.kind === 'done') {
      scrollTo({ top: this.kept.scroll, behavior: 'instant' });
    }
  }

  /** Keeps the elapsed time moving while something runs. */
  #tick(isRunning: boolean): void {
    clearInterval(this.#ticking);
    this.#ticking = isRunning ? window.setInterval(() => this.draw(), 100) : undefined;
  }

  #later(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.draw();
    });
  }

  /** Draws, and once more where what was drawn shows that there is another width for pictures. */
  protected override draw(): void {
    keepFocus(this.root, () => {
      for (let again = 0; again < 2; again++) {
        this.drawOnce();
        const width = this.root.querySelector('.picture')?.clientWidth ?? this.width;
        if (width === this.width) break;
        this.width = width;
      }
    });
  }

  protected override drawing(): Drawing {
    const state = this.#state;
    if (!state) return nothingYet;
    const isPreview = state.kind === 'running' && state.preview;
    return { kind: isPreview ? 'preview' : state.kind, body: view(this, state) };
  }

  protected override broken(message: string, reload: () => void): TemplateResult {
    return brokenView(message, reload);
  }

  protected override onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      this.#onEscape();
    }
    if (event.key === '?' && this.#state?.kind === 'done') {
      this.setOpen('keyboard', true);
      const list = this.root.querySelector<HTMLElement>('[data-key=keyboard] > summary');
      list?.focus();
    }
  }

  /** Ends what runs; with nothing to end it leads back to the logs. */
  #onEscape(): void {
    if (this.#state?.kind === 'running') {
      this.cancel();
    } else {
      this.request('editor/focus', null);
    }
  }

  #onScroll(): void {
    this.#scrolling ??= window.setTimeout(() => {
      this.#scrolling = undefined;
      this.#keep({ scroll: Math.round(scrollY) });
    }, 200);
  }
}

function view(ui: Ui, state: PanelState): TemplateResult {
  switch (state.kind) {
    case 'empty':
      return emptyView(ui, state);
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
