import { html, nothing, type TemplateResult } from 'lit';
import { plural } from '../format.ts';
import { t } from '../l10n.ts';
import type { Hypothesis } from '../model.ts';
import type { Ui } from '../ui.ts';
import { fold } from './controls.ts';
import { said } from './modelText.ts';

type Tried = NonNullable<Hypothesis['alreadyTried']>;

/** Checks that are not proposed again, as they were tried already: how many, and which. */
export function triedList(ui: Ui, key: string, tried: Tried): TemplateResult | typeof nothing {
  if (tried.length === 0) return nothing;
  const title = plural(
    tried.length,
    '{0} idea you already tried is hidden',
    '{0} ideas you already tried are hidden',
  );
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
            <p class="quiet">${entry.when === undefined ? t('Tried:') : t('Tried on {0}:', entry.when.slice(0, 10))} ${html`<span lang="en">${entry.action}, ${entry.target}.</span>`} ${t('It came to this:')} ${html`<span lang="en">${entry.result}</span>`} (${entry.file}:${entry.line})</p>
          </li>`,
      )}</ul>`,
  );
}
