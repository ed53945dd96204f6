import type { TemplateResult } from 'lit';
import type {
  AuditEvent,
  AuditEvents,
  AuditRequests,
  AuditState,
  Explaining,
} from '../../protocol/audit.ts';
import type { ItemWish, PreviewEnd } from '../../protocol/preview.ts';
import { auditHelp } from '../help/helpTexts.ts';
import type { Hidden } from '../model.ts';
import type { Place } from '../ui.ts';
import { previewAnnouncement, previewView } from '../views/preview.ts';
import { type Drawing, type EditorOf, nothingYet, WebviewApp } from '../webviewApp.ts';
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

export type Editor = EditorOf<AuditRequests, KeptState>;

/** Milliseconds for which a button says that it copied. */
const COPIED = 2_000;

/** The audit's states and actions. */
export class AuditApp extends WebviewApp<AuditRequests, AuditEvents, KeptState> implements AuditUi {
  #state: AuditState | undefined;
  #timer: number | undefined;
  copied: string | undefined;
  isReviewCopied = false;
  isCancelling = false;

  protected override readonly help = auditHelp;

  constructor(editor: Editor, root: HTMLElement) {
    super(editor, root, isAuditEvent, parseKeptState);
  }

  open(file: string, line: number): void {
    this.request('audit/open', { file, line });
  }

  copy(text: string): void {
    this.request('clipboard/write', { text }, () => this.#tellCopied(text));
  }

  copyReview(): void {
    this.request('audit/copy', null, () => this.#tellCopied(undefined));
  }

  /** @param text what was copied; `undefined` of the whole review. */
  #tellCopied(text: string | undefined): void {
    this.copied = text;
    this.isReviewCopied = text === undefined;
    this.announcement = 'Copied';
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.copied = undefined;
      this.isReviewCopied = false;
      this.announcement = '';
      this.draw();
    }, COPIED);
  }

  again(): void {
    this.request('audit/again', null);
  }

  cancel(): void {
    this.isCancelling = true;
    this.request('audit/cancel', null);
    this.draw();
  }

  explain(): void {
    this.request('audit/explain', null);
  }

  get hidden(): Hidden {
    return (this.#state?.kind === 'done' && this.#state.audit.explanation?.hidden) || {};
  }

  reveal({ file, startLine }: Place): void {
    this.open(file, startLine);
  }

  wish(item: string, wish: ItemWish): void {
    this.request('preview/wish', { item, wish });
  }

  endPreview(end: PreviewEnd): void {
    this.request('preview/end', { end });
  }

  openRequest(): void {
    this.request('request/open', null);
  }

  choose(): void {
    this.request('audit/choose', null);
  }

  showMap(): void {
    this.request('map/show', null);
  }

  markTried(): void {
    this.request('audit/tried', null);
  }

  protected override ready(): void {
    this.request('audit/ready', null, (state) => {
      if (isAuditState(state)) {
        this.#show(state);
      }
    });
  }

  protected override onEvent({ data }: AuditEvent): void {
    this.#show(data);
  }

  protected override onFailure(): void {
    this.isCancelling = false;
  }

  #show(next: AuditState): void {
    this.#state = next;
    this.isCancelling = false;
    this.settle(announcementOf(next));
  }

  protected override drawing(): Drawing {
    const state = this.#state;
    if (state?.kind === 'done' && state.explaining?.preview) {
      return { kind: 'preview', body: previewView(this, state.explaining) };
    }
    return state ? { kind: state.kind, body: view(this, state) } : nothingYet;
  }

  protected override broken(message: string, reload: () => void): TemplateResult {
    return brokenView(message, reload);
  }

  /** Escape ends an audit that goes on; with nothing to end it leads back to the editor. */
  protected override onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') {
      return;
    }
    const isAsking = this.#state?.kind === 'done' && this.#state.explaining !== undefined;
    if (this.#state?.kind === 'running' || isAsking) {
      this.cancel();
    } else {
      this.request('editor/focus', null);
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
      return state.explaining
        ? askingText(state.explaining)
        : `${verdictText(state.audit)}. ${sureText(state.audit)}.`;
  }
}

function askingText({ model, preview }: Explaining): string {
  return (preview && previewAnnouncement(preview)) ?? `Asking ${model}`;
}
