import type { LanguageModel } from '../../core/ports.ts';
import type { DiagnoseTask } from './tasks.ts';
import type { Talk } from './worker.ts';

/** The model is asked by the server's own thread, which passes the question on to the editor. */
export function askingModel(model: NonNullable<DiagnoseTask['model']>, talk: Talk): LanguageModel {
  return { ...model, ask: (request) => talk.ask('model', request) };
}
