import { t } from '../l10n.ts';
import type { Help } from './helpDialog.ts';

const everywhere: Help['keys'] = [
  [t('Tab, Shift+Tab'), t('move through the page in reading order')],
  [t('Enter, Space'), t('select, open or fold what has the focus')],
  [t('Shift+F10'), t('the menu of what has the focus; Add to Chat asks about that very thing')],
  [t('Alt+F1'), t('this help; Esc closes it')],
];

export const panelHelp: Help = {
  title: t('Help for the diagnosis panel'),
  parts: [
    [t('Headline'), t('what failed; below it which logs were read, by whom, and what left this machine')],
    [t('At a glance'), t('since when, what to check first, and how sure that is')],
    [t('When'), t('the bars tell the volume by level; below them the same as tables')],
    [
      t('Hypotheses'),
      t('one tab for each explanation, the last one for none of these; the arrow keys move between them'),
    ],
    [t('Why'), t('the steps from symptom to cause, each with its verdict and the lines that show it')],
    [
      t('How sure, and why'),
      t('the parts of the score, which add up, and what would change it; what speaks against it stands before'),
    ],
    [t('What would decide it'), t('checks to copy or to write into a terminal, where nothing is run')],
    [t('Evidence'), t('all excerpts that were looked at, folded')],
    [t('What was looked at'), t('the stages of the run, what was read and left out, what was sent')],
  ],
  keys: [
    [t('← → Home End'), t('move between the hypotheses')],
    [t('← → on the filter'), t('choose a time below the bars; the evidence follows')],
    [t('Esc'), t('cancel a run; otherwise back to the editor')],
    ['?', t('the list of keys on the page')],
    ...everywhere,
  ],
};

export const overviewHelp: Help = {
  title: t('Help for the log overview'),
  parts: [
    [t('Headline'), t('the log, how many lines it has and which time it covers')],
    [t('When'), t('the bars tell the volume by level; below them the same as a table')],
    [t('Filters'), t('a box for text, and one button for each level')],
    [t('Kinds of messages'), t('a table with one row for each; its head sorts it')],
  ],
  keys: [
    [t('↑ ↓ ← →'), t('move in the table; ↑ leads to its head, where Enter sorts')],
    [t('Enter, Shift+Enter'), t('open the first or the last entry of a kind')],
    [t('Esc'), t('clear the filter, then back to the log')],
    ...everywhere,
  ],
};

export const chatHelp: Help = {
  title: t('Help for the chat'),
  parts: [
    [t('Answers'), t('each question is a heading; each sentence of fact is followed by its lines')],
    [t('Chips'), t('what the next question is about; Delete takes one away')],
    [t('Box'), t('where the question is written; a slash offers commands, a hash what to add')],
    [t('Budget'), t('who answers, and how much would be sent')],
  ],
  keys: [
    [t('Enter'), t('ask; Shift+Enter begins a line')],
    [t('Alt+↑ Alt+↓'), t('from question to question')],
    [t('Esc'), t('stop an answer; from the answers to the box; from the box to the editor')],
    ...everywhere,
  ],
};

export const mapHelp: Help = {
  title: t('Help for the system map'),
  parts: [
    [t('Search'), t('a box for the name of a service')],
    [t('Map'), t('the services as a picture; the list below it says the same')],
    [t('Details'), t('of the selected service: what it calls, who calls it, and where that is written')],
  ],
  keys: [
    [t('↑ ↓ ← →'), t('move between the services of the picture')],
    [t('Esc'), t('clear the selection, then the search, then back to the editor')],
    ...everywhere,
  ],
};

export const auditHelp: Help = {
  title: t('Help for the audit'),
  parts: [
    [t('Verdict'), t('how safe and fitting the suggestion seems, in words and as a number')],
    [t('Findings'), t('worst first, each with the line that decided it')],
    [t('What it does'), t('the effects of the change, and who depends on what it changes')],
    [t('What would verify it'), t('checks to copy')],
  ],
  keys: [[t('Esc'), t('cancel what goes on; otherwise back to the editor')], ...everywhere],
};
