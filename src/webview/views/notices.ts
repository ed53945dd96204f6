import { html, nothing, type TemplateResult } from 'lit';
import { formatLocalTime } from '../format.ts';
import { icon } from '../icons.ts';
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
  const stopped =
    'The model was stopped before it had answered; this is the embedded analyst’s view of the same evidence.';
  const unread = 'Not every log could be read; the problems are listed below.';
  const read = new Set(sources.map(({ name }) => name));
  const isAllRead = problems.every(({ file }) => file === undefined || read.has(file));
  const cut = !(isAllRead && isStopped) ? ` ${unread}` : '';
  return html`
    <div class="notice">
      ${icon('partly')}
      <p><b>Partial result.</b> ${isStopped ? stopped : ''}${cut}</p>
    </div>`;
}

/** Less was read than the user may think. */
function restricted(ui: Ui): TemplateResult {
  return html`
    <div class="notice">
      ${icon('info')}
      <p>
        <b>This workspace is not trusted.</b> Its git changes and its team’s signatures were not read, and
        no command is written into a terminal.
      </p>
      <button type="button" @click=${() => ui.run('manageTrust')}>Manage trust</button>
    </div>`;
}

/** How the run differs from one that went well, where such a run was given. */
function compared({ comparison }: Diagnosis): TemplateResult | typeof nothing {
  return comparison
    ? html`<div class="notice">${icon('info')}<p>${comparison.join(' ')}</p></div>`
    : nothing;
}

/** An old answer is never shown as a new one. */
function keptAnswer(ui: Ui, { reasoner, receipt }: Diagnosis): TemplateResult | typeof nothing {
  const { keptAt } = reasoner;
  if (keptAt === undefined) return nothing;
  const sent = receipt
    ? 'Only what was new in it was sent.'
    : 'Nothing was sent, and it cost nothing.';
  return html`
    <div class="notice">
      ${icon('info')}
      <p>
        <b>Answered from the reply of ${formatLocalTime(keptAt)},</b> as the same was asked then; its
        claims were checked again. ${sent}
      </p>
      <button type="button" @click=${() => ui.run('askAnew')}>Ask again</button>
    </div>`;
}

/** What of the input bears on the answer itself: clocks that are apart, files that were left out. */
function told(ui: Ui, { code, file, message }: Diagnosis['problems'][number]): readonly unknown[] {
  const include = html`
    <button type="button" @click=${() => ui.run('includeRotated')}>Include rotated files</button>`;
  switch (code) {
    case 'clockSkew':
    case 'baseline':
      return [html`<div class="notice">${icon('warning')}<p>${message}</p></div>`];
    case 'rotated':
      return [
        html`<div class="notice">${icon('partly')}<p><b>${file}</b> ${message}</p>${include}</div>`,
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
            <b>These logs contain text that addresses an AI, first in ${attack.file}:${attack.line}.</b>
            ${attack.message}
          </p>
        </div>`
    : nothing;
}

/** What went wrong in a few words, and what the user can do about it from here. */
const failures: Readonly<
  Record<Failure['kind'], { readonly what: string; readonly help: readonly Help[] }>
> = {
  noKey: { what: 'No key is set for the model.', help: ['setApiKey', 'chooseModel'] },
  noModel: { what: 'No model was there to ask.', help: ['chooseModel'] },
  unreachable: { what: 'The model could not be reached.', help: ['again', 'chooseModel'] },
  unauthorised: { what: 'The model’s server refused the key.', help: ['setApiKey'] },
  quota: { what: 'The model’s quota is used up.', help: ['chooseModel'] },
  rateLimit: { what: 'The model’s server asks to wait.', help: ['again'] },
  timeout: { what: 'The model did not answer in time.', help: ['again', 'chooseModel'] },
  cancelled: { what: 'The model was stopped.', help: ['again'] },
  refused: { what: 'The model refused to answer.', help: ['chooseModel'] },
  truncated: { what: 'The model’s answer broke off.', help: ['again', 'chooseModel'] },
  notJson: { what: 'The model’s answer could not be read.', help: ['again', 'chooseModel'] },
  schema: { what: 'The model’s answer could not be read.', help: ['again', 'chooseModel'] },
  contextTooLong: { what: 'It was too much for this model.', help: ['chooseModel'] },
  overBudget: { what: 'Your limit held the question back.', help: [] },
  server: { what: 'The model’s server failed.', help: ['again', 'chooseModel'] },
};

type Help = 'setApiKey' | 'chooseModel' | 'again';

const helpLabel: Readonly<Record<Help, string>> = {
  setApiKey: 'Set API key',
  chooseModel: 'Choose a model',
  again: 'Try again',
};

/** The answer stands all the same: who gave it, what went wrong, and what would help. */
function failed(ui: Ui, failure: Failure | undefined, notice: string): TemplateResult {
  const { what, help } = failure
    ? failures[failure.kind]
    : { what: 'The model gave no answer.', help: [] };
  return html`
    <div class="notice">
      ${icon(failure?.kind === 'unreachable' ? 'offline' : 'warning')}
      <p><b>${what}</b> This is the embedded analyst’s answer, which needs no network. ${notice}</p>
      ${help.map(
        (way) => html`
          <button type="button" @click=${() => (way === 'again' ? ui.again() : ui.run(way))}>${helpLabel[way]}</button>`,
      )}
    </div>`;
}
