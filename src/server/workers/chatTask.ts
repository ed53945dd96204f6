import { randomBytes } from 'node:crypto';
import { type Chatted, chat } from '../../core/chat.ts';
import type { LanguageModel } from '../../core/ports.ts';
import { chatFolder } from '../../node/chatFolder.ts';
import { clock } from '../../node/clock.ts';
import { askingModel } from './askingModel.ts';
import { auditTask } from './auditTask.ts';
import { readFiles } from './diagnoseTask.ts';
import type { ChatTask } from './tasks.ts';
import type { Talk } from './worker.ts';

/** Answers a question of the chat over logs that were read already. */
export function chatTask(
  { input, logs, model, folder, suggestion, unsaved = {} }: ChatTask,
  talk: Talk,
): Promise<Chatted> {
  const audit = async () =>
    folder === undefined || suggestion === undefined
      ? undefined
      : auditTask({ folder, given: { input: suggestion, unsaved } }, talk);
  return chat(
    {
      files: readFiles(logs),
      clock,
      boundary: () => randomBytes(16).toString('hex'),
      ...(folder !== undefined && { folder: chatFolder(folder, audit) }),
      ...(model && {
        model: listeningModel(model, talk),
        consent: (preview) => talk.ask('consent', preview),
      }),
    },
    input,
    (update) => talk.tell({ kind: 'chat', update }),
    talk.cancelled,
  );
}

/** What it says is heard while it says it. */
function listeningModel(model: NonNullable<ChatTask['model']>, talk: Talk): LanguageModel {
  const asked = askingModel(model, talk);
  return {
    ...asked,
    ask(request, onText, cancellation) {
      talk.onSaid((text) => onText({ characters: text.length, text }));
      return asked.ask(request, onText, cancellation);
    },
  };
}
