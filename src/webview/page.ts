import { html, nothing, render, type TemplateResult } from 'lit';

/** What every view of ours consists of, whatever it shows. */
export interface Page {
  /** Name of the state, for the style sheet. */
  readonly kind: string;
  readonly body: TemplateResult | typeof nothing;
  /** Why the host could not do what was asked last. */
  readonly trouble: string;
  /** What the live region says. */
  readonly announcement: string;
}

export function renderPage(root: HTMLElement, { kind, body, trouble, announcement }: Page): void {
  render(
    html`
      <div class="page ${kind}">${body}</div>
      <div class="trouble" role="alert">${trouble === '' ? nothing : html`<p>${trouble}</p>`}</div>
      <div class="hidden" role="status" aria-live="polite">${announcement}</div>`,
    root,
  );
}

/** What had the focus may be gone; who works by keyboard should not start from the top again. */
export function keepFocus(root: HTMLElement, draw: () => void): void {
  const hadFocus = root.contains(document.activeElement);
  draw();
  if (hadFocus && !root.contains(document.activeElement)) {
    root.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }
}
