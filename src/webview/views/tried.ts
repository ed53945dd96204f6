import { html, nothing, type TemplateResult } from 'lit';
import { formatCount } from '../format.ts';
import type { Hypothesis } from '../model.ts';
import type { Ui } from '../ui.ts';
import { fold } from './controls.ts';
import { said } from './modelText.ts';

type Tried = NonNullable<Hypothesis['alreadyTried']>;

/** Checks that are not proposed again, as they were tried already: how many, and which. */
export function triedList(ui: Ui, key: string, tried: Tried): TemplateResult | typeof nothing {
  if (tried.length === 0) return nothing;
  const title = `${formatCount(tried.length, 'idea')} you already tried ${tried.length === 1 ? 'is' : 'are'} hidden`;
  return fold(
    ui,
    `${key}.tried`,
    title,
    '',
    () => html`
      <ul class="plain tried-list">${tried.map(
        ({ probe, entry }) => html`
          <li>
            <p>${said(ui, probe.title)}</p>
            <p class="quiet">Tried${entry.when === undefined ? '' : ` on ${entry.when.slice(0, 10)}`}: ${entry.action}, ${entry.target}. It came to this: ${entry.result} (${entry.file}:${entry.line})</p>
          </li>`,
      )}</ul>`,
  );
}
