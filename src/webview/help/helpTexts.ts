import type { Help } from './helpDialog.ts';

const everywhere: Help['keys'] = [
  ['Tab, Shift+Tab', 'move through the page in reading order'],
  ['Enter, Space', 'select, open or fold what has the focus'],
  ['Shift+F10', 'the menu of what has the focus; Add to Chat asks about that very thing'],
  ['Alt+F1', 'this help; Esc closes it'],
];

export const panelHelp: Help = {
  title: 'Help for the diagnosis panel',
  parts: [
    ['Headline', 'what failed; below it which logs were read, by whom, and what left this machine'],
    ['At a glance', 'since when, what to check first, and how sure that is'],
    ['When', 'the bars tell the volume by level; below them the same as tables'],
    [
      'Hypotheses',
      'one tab for each explanation, the last one for none of these; the arrow keys move between them',
    ],
    ['Why', 'the steps from symptom to cause, each with its verdict and the lines that show it'],
    [
      'How sure, and why',
      'the parts of the score, which add up, and what would change it; what speaks against it stands before',
    ],
    ['What would decide it', 'checks to copy or to write into a terminal, where nothing is run'],
    ['Evidence', 'all excerpts that were looked at, folded'],
    ['What was looked at', 'the stages of the run, what was read and left out, what was sent'],
  ],
  keys: [
    ['← → Home End', 'move between the hypotheses'],
    ['← → on the filter', 'choose a time below the bars; the evidence follows'],
    ['Esc', 'cancel a run; otherwise back to the editor'],
    ['?', 'the list of keys on the page'],
    ...everywhere,
  ],
};

export const overviewHelp: Help = {
  title: 'Help for the log overview',
  parts: [
    ['Headline', 'the log, how many lines it has and which time it covers'],
    ['When', 'the bars tell the volume by level; below them the same as a table'],
    ['Filters', 'a box for text, and one button for each level'],
    ['Kinds of messages', 'a table with one row for each; its head sorts it'],
  ],
  keys: [
    ['↑ ↓ ← →', 'move in the table; ↑ leads to its head, where Enter sorts'],
    ['Enter, Shift+Enter', 'open the first or the last entry of a kind'],
    ['Esc', 'clear the filter, then back to the log'],
    ...everywhere,
  ],
};

export const chatHelp: Help = {
  title: 'Help for the chat',
  parts: [
    ['Answers', 'each question is a heading; each sentence of fact is followed by its lines'],
    ['Chips', 'what the next question is about; Delete takes one away'],
    ['Box', 'where the question is written; a slash offers commands, a hash what to add'],
    ['Budget', 'who answers, and how much would be sent'],
  ],
  keys: [
    ['Enter', 'ask; Shift+Enter begins a line'],
    ['Alt+↑ Alt+↓', 'from question to question'],
    ['Esc', 'stop an answer; from the answers to the box; from the box to the editor'],
    ...everywhere,
  ],
};

export const mapHelp: Help = {
  title: 'Help for the system map',
  parts: [
    ['Search', 'a box for the name of a service'],
    ['Map', 'the services as a picture; the list below it says the same'],
    ['Details', 'of the selected service: what it calls, who calls it, and where that is written'],
  ],
  keys: [
    ['↑ ↓ ← →', 'move between the services of the picture'],
    ['Esc', 'clear the selection, then the search, then back to the editor'],
    ...everywhere,
  ],
};

export const auditHelp: Help = {
  title: 'Help for the audit',
  parts: [
    ['Verdict', 'how safe and fitting the suggestion seems, in words and as a number'],
    ['Findings', 'worst first, each with the line that decided it'],
    ['What it does', 'the effects of the change, and who depends on what it changes'],
    ['What would verify it', 'checks to copy'],
  ],
  keys: [['Esc', 'cancel what goes on; otherwise back to the editor'], ...everywhere],
};
