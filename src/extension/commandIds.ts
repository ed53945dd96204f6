import type { PanelCommand } from '../protocol/webview.ts';

/** Every command of the extension; a test holds the list against package.json. */
export const commandIds = [
  'whytrace.diagnose',
  'whytrace.diagnoseFile',
  'whytrace.diagnoseSelection',
  'whytrace.diagnoseAgain',
  'whytrace.includeRotated',
  'whytrace.compareWithGoodRun',
  'whytrace.askAnew',
  'whytrace.askBeforeSending',
  'whytrace.showModelCapabilities',
  'whytrace.cancel',
  'whytrace.judge',
  'whytrace.showPanel',
  'whytrace.showOverview',
  'whytrace.refreshOverview',
  'whytrace.explainLine',
  'whytrace.goToLine',
  'whytrace.previousLines',
  'whytrace.nextLines',
  'whytrace.setApiKey',
  'whytrace.chooseModel',
  'whytrace.restartLanguageServer',
  'whytrace.nextErrorLikeThis',
  'whytrace.previousErrorLikeThis',
  'whytrace.showLinesLikeThis',
  'whytrace.showLogLine',
  'whytrace.diagnoseFromLine',
  'whytrace.explainLineWithModel',
  'whytrace.showSystemMap',
  'whytrace.auditChanges',
  'whytrace.auditSelection',
  'whytrace.auditClipboard',
  'whytrace.explainSuggestion',
  'whytrace.acceptSuggestion',
  'whytrace.explainAccepted',
  'whytrace.dismissAccepted',
  'whytrace.addConstraint',
  'whytrace.showAudit',
  'whytrace.copyReview',
  'whytrace.markTried',
  'whytrace.openFinding',
  'whytrace.dismissCard',
  'whytrace.hideFinding',
  'whytrace.replaceName',
  'whytrace.auditTerminal',
  'whytrace.auditResource',
  'whytrace.auditHunk',
  'whytrace.openTriedList',
  'whytrace.showCases',
  'whytrace.openCase',
  'whytrace.openBeside',
  'whytrace.searchCases',
  'whytrace.renameCase',
  'whytrace.noteCase',
  'whytrace.solveCase',
  'whytrace.reopenCase',
  'whytrace.deleteCase',
  'whytrace.exportCase',
  'whytrace.exportNote',
  'whytrace.importCase',
  'whytrace.runAgainWith',
  'whytrace.compareRuns',
  'whytrace.deleteAllData',
  'whytrace.showChat',
  'whytrace.newChat',
  'whytrace.showChats',
  'whytrace.renameChat',
  'whytrace.exportChat',
  'whytrace.addToChat',
  'whytrace.answerInChat',
  'whytrace.showAccessibilityHelp',
] as const;

export type CommandId = (typeof commandIds)[number];

/** Set while a run goes on, for the `when` clause of Cancel. */
export const runningContext = 'whytrace.running';

/** Set when there is something to diagnose again. */
export const ranContext = 'whytrace.ran';

/** The editor's own, that the panel offers. */
export type EditorCommand = 'workbench.trust.manage';

/** Set when there is an audit to copy or to act upon. */
export const auditedContext = 'whytrace.audited';

/** Set while an audit is shown beside the code. */
export const cardContext = 'whytrace.card';

/** The commands which the panel offers, and nothing else it may ask for. */
export const panelCommands: Readonly<Record<PanelCommand, CommandId | EditorCommand>> = {
  diagnose: 'whytrace.diagnose',
  setApiKey: 'whytrace.setApiKey',
  chooseModel: 'whytrace.chooseModel',
  includeRotated: 'whytrace.includeRotated',
  askAnew: 'whytrace.askAnew',
  askBeforeSending: 'whytrace.askBeforeSending',
  manageTrust: 'workbench.trust.manage',
};
