import { html, nothing, type TemplateResult } from 'lit';
import { plural } from '../format.ts';
import { type IconName, icon } from '../icons.ts';
import { t } from '../l10n.ts';
import type { Done, Verdict, WrongReason } from '../model.ts';
import type { Ui } from '../ui.ts';
import { section } from './controls.ts';

const choices: readonly {
  readonly judged: Verdict['judged'];
  readonly label: string;
  readonly icon: IconName;
}[] = [
  { judged: 'right', label: t('This was it'), icon: 'supported' },
  { judged: 'partly', label: t('Partly'), icon: 'partly' },
  { judged: 'wrong', label: t('Wrong'), icon: 'refuted' },
];

/** What the user says of the explanation that is shown; a second click on it takes it back. */
export function verdict(ui: Ui, { verdicts = [], verdictCount = 0 }: Done): TemplateResult {
  const given = verdicts.find(({ hypothesis }) => hypothesis === ui.selected);
  const remark =
    verdictCount === 0
      ? t('No verdicts in this workspace yet')
      : plural(verdictCount, '{0} verdict in this workspace', '{0} verdicts in this workspace');
  const body = html`
    <div class="judge" role="group" aria-label=${t('Your verdict')}>${choices.map((choice) => {
      const isGiven = given?.judged === choice.judged;
      return html`
        <button type="button" aria-pressed=${isGiven ? 'true' : 'false'}
          @click=${() => ui.judge(isGiven ? null : { judged: choice.judged })}
        >${icon(choice.icon)}${choice.label}</button>`;
    })}</div>
    ${given?.judged === 'wrong' ? why(ui, given) : nothing}
    <p class="quiet">
      ${given ? t('Kept with this workspace. It counts from the next diagnosis on; another click takes it back.') : t('Later confidences learn from it. It stays with this workspace.')}
    </p>`;
  return section('verdict-given', t('Was this it?'), remark, body);
}

const reasons: Readonly<Record<WrongReason, string>> = {
  otherCause: t('It was another cause'),
  symptom: t('It is a symptom, not the cause'),
  unfounded: t('The evidence does not show it'),
  noIncident: t('There was no incident'),
};

function why(ui: Ui, given: Verdict): TemplateResult {
  const key = `note.${ui.selected}`;
  const note = ui.draft(key) ?? given.note ?? '';
  const isSaved = note.trim() === (given.note ?? '');
  const keep = (reason = given.reason): void =>
    ui.judge({
      judged: given.judged,
      ...(reason && { reason }),
      ...(note.trim() !== '' && { note: note.trim() }),
    });
  return html`
    <fieldset class="why-wrong">
      <legend>${t('Why is it wrong?')}</legend>
      ${(Object.keys(reasons) as WrongReason[]).map(
        (reason) => html`
          <label>
            <input type="radio" name="reason" .checked=${given.reason === reason}
              @change=${() => keep(reason)}>
            ${reasons[reason]}
          </label>`,
      )}
      <label class="note" for="note">${t('What was it?')} <span class="quiet">${t('Optional')}</span></label>
      <div class="note-line">
        <input id="note" type="text" maxlength="500" autocomplete="off" .value=${note}
          @input=${(event: Event) => ui.setDraft(key, (event.target as HTMLInputElement).value)}
          @keydown=${(event: KeyboardEvent) => {
            event.stopPropagation();
            if (event.key === 'Enter') keep();
          }}>
        <button type="button" ?disabled=${isSaved} @click=${() => keep()}>${isSaved && note !== '' ? t('Saved') : t('Save')}</button>
      </div>
    </fieldset>`;
}
