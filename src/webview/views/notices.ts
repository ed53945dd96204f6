import { html, nothing, type TemplateResult } from 'lit';
import { formatLocalTime } from '../format.ts';
import { icon } from '../icons.ts';
import { t } from '../l10n.ts';
import type { Diagnosis, Done } from '../model.ts';
import type { Ui } from '../ui.ts';

type Failure = NonNullable<Diagnosis['reasoner']['failure']>;

/** Says that the answer is less than was asked for, and offers what would help. */
export function notices(ui: Ui, { diagnosis, notice, isRestricted }: Done): unknown {
  const { failure } = diagnosis.reasoner;
  const isStopped = failure?.kind === 'cancelled';
  return [
    attackNotice(diagnosis),
    !isStopped && (failure || notice !== '') ? failed(ui, failure, notice) : nothing,
    keptAnswer(ui, diagnosis),
    diagnosis.partial ? partial(diagnosis, isStopped) : nothing,
    isRestricted ? restricted(ui) : nothing,
    compared(diagnosis),
    ...diagnosis.problems.flatMap((problem) => told(ui, problem)),
  ];
}

/** What there is stands, and what is missing in it is told. */
function partial({ sources, problems }: Diagnosis, isStopped: boolean): TemplateResult {
  const stopped = t(
    'The model was stopped before it had answered; this is the embedded analyst’s view of the same evidence.',
  );
  const unread = t('Not every log could be read; the problems are listed below.');
  const read = new Set(sources.map(({ name }) => name));
  const isAllRead = problems.every(({ file }) => file === undefined || read.has(file));
  const cut = !(isAllRead && isStopped) ? ` ${unread}` : '';
  return html`
    <div class="notice">
      ${icon('partly')}
      <p><b>${t('Partial result.')}</b> ${isStopped ? stopped : ''}${cut}</p>
    </div>`;
}

/** Less was read than the user may think. */
function restricted(ui: Ui): TemplateResult {
  return html`
    <div class="notice">
      ${icon('info')}
      <p>
        <b>${t('This workspace is not trusted.')}</b>
        ${t('Its git changes and its team’s signatures were not read, and no command is written into a terminal.')}
      </p>
      <button type="button" @click=${() => ui.run('manageTrust')}>${t('Manage trust')}</button>
    </div>`;
}

/** How the run differs from one that went well, where such a run was given. */
function compared({ comparison }: Diagnosis): TemplateResult | typeof nothing {
  return comparison
    ? html`<div class="notice">${icon('info')}<p lang="en">${comparison.join(' ')}</p></div>`
    : nothing;
}

/** An old answer is never shown as a new one. */
function keptAnswer(ui: Ui, { reasoner, receipt }: Diagnosis): TemplateResult | typeof nothing {
  const { keptAt } = reasoner;
  if (keptAt === undefined) return nothing;
  const sent = receipt
    ? t('Only what was new in it was sent.')
    : t('Nothing was sent, and it cost nothing.');
  return html`
    <div class="notice">
      ${icon('info')}
      <p>
        <b>${t('Answered from the reply of {0},', formatLocalTime(keptAt))}</b>
        ${t('as the same was asked then; its claims were checked again.')} ${sent}
      </p>
      <button type="button" @click=${() => ui.run('askAnew')}>${t('Ask again')}</button>
    </div>`;
}

/** What of the input bears on the answer itself: clocks that are apart, files that were left out. */
function told(ui: Ui, { code, file, message }: Diagnosis['problems'][number]): readonly unknown[] {
  const include = html`
    <button type="button" @click=${() => ui.run('includeRotated')}>${t('Include rotated files')}</button>`;
  switch (code) {
    case 'clockSkew':
    case 'baseline':
      return [html`<div class="notice">${icon('warning')}<p lang="en">${message}</p></div>`];
    case 'rotated':
      return [
        html`<div class="notice">${icon('partly')}<p><b>${file}</b> <span lang="en">${message}</span></p>${include}</div>`,
      ];
    default:
      return [];
  }
}

/** Somebody wrote into a log for whoever explains it; the user should know before reading on. */
function attackNotice({ problems }: Diagnosis): TemplateResult | typeof nothing {
  const attack = problems.find(({ code }) => code === 'addressesAi');
  return attack
    ? html`
        <div class="notice attack">
          ${icon('warning')}
          <p>
            <b>${t('These logs contain text that addresses an AI, first in {0}.', `${attack.file}:${attack.line}`)}</b>
            <span lang="en">${attack.message}</span>
          </p>
        </div>`
    : nothing;
}

/** What went wrong in a few words, and what the user can do about it from here. */
const failures: Readonly<
  Record<Failure['kind'], { readonly what: string; readonly help: readonly Help[] }>
> = {
  noKey: { what: t('No key is set for the model.'), help: ['setApiKey', 'chooseModel'] },
  noModel: { what: t('No model was there to ask.'), help: ['chooseModel'] },
  unreachable: { what: t('The model could not be reached.'), help: ['again', 'chooseModel'] },
  unauthorised: { what: t('The model’s server refused the key.'), help: ['setApiKey'] },
  quota: { what: t('The model’s quota is used up.'), help: ['chooseModel'] },
  rateLimit: { what: t('The model’s server asks to wait.'), help: ['again'] },
  timeout: { what: t('The model did not answer in time.'), help: ['again', 'chooseModel'] },
  cancelled: { what: t('The model was stopped.'), help: ['again'] },
  refused: { what: t('The model refused to answer.'), help: ['chooseModel'] },
  truncated: { what: t('The model’s answer broke off.'), help: ['again', 'chooseModel'] },
  notJson: { what: t('The model’s answer could not be read.'), help: ['again', 'chooseModel'] },
  schema: { what: t('The model’s answer could not be read.'), help: ['again', 'chooseModel'] },
  contextTooLong: { what: t('It was too much for this model.'), help: ['chooseModel'] },
  overBudget: { what: t('Your limit held the question back.'), help: [] },
  server: { what: t('The model’s server failed.'), help: ['again', 'chooseModel'] },
};

type Help = 'setApiKey' | 'chooseModel' | 'again';

const helpLabel: Readonly<Record<Help, string>> = {
  setApiKey: t('Set API key'),
  chooseModel: t('Choose a model'),
  again: t('Try again'),
};

/** The answer stands all the same: who gave it, what went wrong, and what would help. */
function failed(ui: Ui, failure: Failure | undefined, notice: string): TemplateResult {
  const { what, help } = failure
    ? failures[failure.kind]
    : { what: t('The model gave no answer.'), help: [] };
  return html`
    <div class="notice">
      ${icon(failure?.kind === 'unreachable' ? 'offline' : 'warning')}
      <p><b>${what}</b> ${t('This is the embedded analyst’s answer, which needs no network.')} ${notice}</p>
      ${help.map(
        (way) => html`
          <button type="button" @click=${() => (way === 'again' ? ui.again() : ui.run(way))}>${helpLabel[way]}</button>`,
      )}
    </div>`;
}
