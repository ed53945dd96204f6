import { html, nothing, type TemplateResult } from 'lit';
import { formatCount } from '../format.ts';
import { type IconName, icon } from '../icons.ts';
import type { Done, Verdict, WrongReason } from '../model.ts';
import type { Ui } from '../ui.ts';
import { section } from './controls.ts';

const choices: readonly {
  readonly judged: Verdict['judged'];
  readonly label: string;
  readonly icon: IconName;
}[] = [
  { judged: 'right', label: 'This was it', icon: 'supported' },
  { judged: 'partly', label: 'Partly', icon: 'partly' },
  { judged: 'wrong', label: 'Wrong', icon: 'refuted' },
];

/** What the user says of the explanation that is shown; a second click on it takes it back. */
export function verdict(ui: Ui, { verdicts = [], verdictCount = 0 }: Done): TemplateResult {
  const given = verdicts.find(({ hypothesis }) => hypothesis === ui.selected);
  const remark =
    verdictCount === 0
      ? 'No verdicts in this workspace yet'
      : `${formatCount(verdictCount, 'verdict')} in this workspace`;
  const body = html`
    <div class="judge" role="group" aria-label="Your verdict">${choices.map((choice) => {
      const isGiven = given?.judged === choice.judged;
      return html`
        <button type="button" aria-pressed=${isGiven ? 'true' : 'false'}
          @click=${() => ui.judge(isGiven ? null : { judged: choice.judged })}
        >${icon(choice.icon)}${choice.label}</button>`;
    })}</div>
    ${given?.judged === 'wrong' ? why(ui, given) : nothing}
    <p class="quiet">
      ${given ? 'Kept with this workspace. It counts from the next diagnosis on; another click takes it back.' : 'Later confidences learn from it. It stays with this workspace.'}
    </p>`;
  return section('verdict-given', 'Was this it?', remark, body);
}

const reasons: Readonly<Record<WrongReason, string>> = {
  otherCause: 'It was another cause',
  symptom: 'It is a symptom, not the cause',
  unfounded: 'The evidence does not show it',
  noIncident: 'There was no incident',
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
      <legend>Why is it wrong?</legend>
      ${(Object.keys(reasons) as WrongReason[]).map(
        (reason) => html`
          <label>
            <input type="radio" name="reason" .checked=${given.reason === reason}
              @change=${() => keep(reason)}>
            ${reasons[reason]}
          </label>`,
      )}
      <label class="note" for="note">What was it? <span class="quiet">Optional</span></label>
      <div class="note-line">
        <input id="note" type="text" maxlength="500" autocomplete="off" .value=${note}
          @input=${(event: Event) => ui.setDraft(key, (event.target as HTMLInputElement).value)}
          @keydown=${(event: KeyboardEvent) => {
            event.stopPropagation();
            if (event.key === 'Enter') keep();
          }}>
        <button type="button" ?disabled=${isSaved} @click=${() => keep()}>${isSaved && note !== '' ? 'Saved' : 'Save'}</button>
      </div>
    </fieldset>`;
}
