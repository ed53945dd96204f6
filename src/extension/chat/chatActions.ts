import type { ChatAction } from '../../core/model/chat.ts';
import type { CommandId } from '../commandIds.ts';

/** What leads from an answer to something else of ours, or of the editor. */
export const actionCommands: Readonly<
  Record<ChatAction, CommandId | 'workbench.action.files.openFolder' | 'workbench.action.quickOpen'>
> = {
  diagnose: 'whytrace.diagnose',
  openDiagnosis: 'whytrace.showPanel',
  openMap: 'whytrace.showSystemMap',
  openAudit: 'whytrace.auditChanges',
  openFolder: 'workbench.action.files.openFolder',
  setApiKey: 'whytrace.setApiKey',
  chooseModel: 'whytrace.chooseModel',
  chooseLog: 'workbench.action.quickOpen',
  chooseGoodRun: 'whytrace.compareWithGoodRun',
};
