import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { failureText } from '../core/ask/model/failureText.ts';
import { chat } from '../core/chat.ts';
import { neverCancelled } from '../core/model/cancellation.ts';
import type { ChatAnswer } from '../core/model/chat.ts';
import type { RunContext } from '../core/model/context.ts';
import type { LanguageModel } from '../core/ports.ts';
import { chatFolder } from '../node/chatFolder.ts';
import { clock } from '../node/clock.ts';
import type { AnswerJson } from '../protocol/commandLine.ts';
import { answerText } from './answerText.ts';
import type { AskCommand } from './askArguments.ts';
import { jsonText } from './jsonText.ts';
import { complain, print, warn } from './output.ts';
import { commandLineFiles, sourcesOf, withKeepers, withRotations } from './sources.ts';
import { teamFilesOf } from './teamFiles.ts';

const ANSWERED = 0;
const NOT_ANSWERED = 1;

export interface AskMeans {
  readonly context: RunContext;
  readonly model: LanguageModel | undefined;
  readonly budget: number;
  readonly isColoured: boolean;
}

/** Answers one question about logs, and prints it with what it rests on. */
export async function runAsk(command: AskCommand, means: AskMeans): Promise<number> {
  const { model, isColoured, ...rest } = means;
  const { workspace, question } = command;
  if (workspace !== undefined && !(await stat(workspace).catch(() => undefined))?.isDirectory()) {
    return complain(`--workspace ${workspace} is not a folder.`);
  }
  const sources = await withRotations(sourcesOf(command.files), command.isRotated);
  const team = await teamFilesOf(sources, command.context);
  const { answer } = await chat(
    {
      files: commandLineFiles,
      clock,
      boundary: () => randomBytes(16).toString('hex'),
      ...(model && { model }),
      ...(workspace !== undefined && {
        folder: chatFolder(resolve(workspace), async () => undefined),
      }),
    },
    {
      ...rest,
      sources: model ? await withKeepers(sources) : sources,
      baselines: sourcesOf(command.baselines),
      teamFiles: team.files,
      question,
      ...(command.command !== undefined && { command: command.command }),
      subjects: [],
      history: command.after.map((asked) => ({ question: asked, answer: [] })),
    },
    () => {},
    neverCancelled,
  );
  const { failure } = answer.by;
  warn([...answer.problems, ...team.problems]);
  if (failure) complain(failureText(failure, 'commandLine'));
  print(command.json ? jsonText(toJson(answer)) : answerText(answer, isColoured));
  return isAnswered(answer) ? ANSWERED : NOT_ANSWERED;
}

/** Something was said of the logs, and not only that a question was not understood. */
function isAnswered({ blocks }: ChatAnswer): boolean {
  return blocks.some(({ kind }) => kind === 'statement' || kind === 'table' || kind === 'check');
}

function toJson({ blocks, by, details, problems, partial }: ChatAnswer): AnswerJson {
  return {
    schema: 'whytrace.answer/1',
    blocks,
    answeredBy: by.name,
    modelFailure: by.failure ? failureText(by.failure, 'commandLine') : null,
    details,
    problems: problems.map(({ code, file, line, message }) => ({
      code,
      file: file ?? null,
      line: line ?? null,
      message,
    })),
    partial,
  };
}
