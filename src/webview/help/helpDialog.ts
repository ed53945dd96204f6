import { html, render, type TemplateResult } from 'lit';

/** What a view consists of and which keys work in it, for whoever can't see it at a glance. */
export interface Help {
  readonly title: string;
  /** In the order in which Tab leads through the view. */
  readonly parts: readonly (readonly [part: string, what: string])[];
  readonly keys: readonly (readonly [key: string, what: string])[];
}

/** Opens the help over the view; Escape closes it, and the focus is where it was. */
export function showHelp(help: Help): void {
  if (document.querySelector('dialog.help-dialog')) return;
  const dialog = document.createElement('dialog');
  dialog.className = 'help-dialog';
  dialog.setAttribute('aria-labelledby', 'help-title');
  render(content(help, dialog), dialog);
  dialog.addEventListener('close', () => dialog.remove());
  // Keys of the view would act on what can't be seen now.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector<HTMLElement>('h1')?.focus();
}

function content({ title, parts, keys }: Help, dialog: HTMLDialogElement): TemplateResult {
  return html`
    <h1 id="help-title" tabindex="-1">${title}</h1>
    <h2>What is where</h2>
    <dl class="parts">${pairs(parts)}</dl>
    <h2>Keys</h2>
    <dl class="keys">${pairs(keys)}</dl>
    <p><button type="button" @click=${() => dialog.close()}>Close</button></p>`;
}

function pairs(all: Help['parts']): readonly TemplateResult[] {
  return all.map(([name, what]) => html`<div><dt>${name}</dt><dd>${what}</dd></div>`);
}
