import { html, nothing, type TemplateResult } from 'lit';
import { formatDuration, formatElapsed, formatNames, plural } from '../format.ts';
import { type IconName, icon } from '../icons.ts';
import { t, word } from '../l10n.ts';
import type { Cancelled, Running, StageName, StageProgress } from '../model.ts';
import type { Ui } from '../ui.ts';
import { stageNames, stageWord } from '../words.ts';

export function runningView(ui: Ui, state: Running): TemplateResult {
  const elapsed = html`<span class="elapsed">${formatElapsed(ui.elapsed)}</span>`;
  return html`
    <header class="top">
      <div>
        <h1 tabindex="-1">${t('Looking for why')}</h1>
        <p class="quiet about">${formatNames(state.sources, 3)} · ${word(state.reasoner)} · ${elapsed}</p>
      </div>
      <div class="actions">
        <button type="button" class="cancel" ?disabled=${ui.isCancelling} @click=${() => ui.cancel()}
        >${ui.isCancelling ? t('Cancelling…') : t('Cancel')}</button>
      </div>
    </header>
    <ol class="stages">${stageNames.map((name) => {
      const stage = latest(state.stages, name);
      const streamed = name === 'ask' ? state.streamed : undefined;
      return stageRow(name, stage?.state ?? 'waiting', stage, streamed);
    })}</ol>`;
}

export function cancelledView(ui: Ui, { stages }: Cancelled): TemplateResult {
  return html`
    <header class="top">
      <div>
        <h1 tabindex="-1">${t('Cancelled')}</h1>
        <p class="quiet about">${t('Nothing is running any more. This had been done:')}</p>
      </div>
      <div class="actions">
        <button type="button" class="primary" @click=${() => ui.again()}>${t('Run again')}</button>
        <button type="button" @click=${() => ui.run('diagnose')}>${t('Diagnose other logs')}</button>
      </div>
    </header>
    <ol class="stages">${stageNames.map((name) => {
      const stage = latest(stages, name);
      return stageRow(name, cancelledState(stage), stage);
    })}</ol>`;
}

type RowState = 'waiting' | 'running' | 'done' | 'stopped' | 'not begun';

const rowIcon: Readonly<Record<RowState, IconName>> = {
  waiting: 'waiting',
  running: 'running',
  done: 'supported',
  stopped: 'stopped',
  'not begun': 'waiting',
};

const stateWord: Readonly<Record<RowState, string>> = {
  waiting: t('waiting'),
  running: t('running'),
  done: t('done'),
  stopped: t('stopped'),
  'not begun': t('not begun'),
};

function cancelledState(stage: StageProgress | undefined): RowState {
  if (!stage) {
    return 'not begun';
  }
  return stage.state === 'running' ? 'stopped' : 'done';
}

/** The host may send one entry a stage or one a change. */
function latest(stages: readonly StageProgress[], name: StageName): StageProgress | undefined {
  return stages.findLast((stage) => stage.stage === name);
}

function stageRow(
  name: StageName,
  state: RowState,
  stage: StageProgress | undefined,
  streamed?: number,
): TemplateResult {
  const received =
    state === 'running' && streamed
      ? plural(streamed, '{0} character received', '{0} characters received')
      : '';
  const time = state === 'done' && stage ? `, ${formatDuration(stage.milliseconds)}` : '';
  return html`
    <li class="stage ${state}">
      ${icon(rowIcon[state])}
      <span class="stage-name">${stageWord[name].doing}</span>
      <span class="stage-counts">${received || (stage?.summary ? html`<span lang="en">${stage.summary}</span>` : nothing)}</span>
      <span class="stage-state quiet">${stateWord[state]}${time}</span>
    </li>`;
}
