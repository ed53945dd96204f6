import { redactData } from './cases/redactCase.ts';
import { noLogs, notUnderstood } from './chat/answers/help.ts';
import { answerQuestion } from './chat/answers.ts';
import type { ChatRun } from './chat/chatRun.ts';
import type { Draft } from './chat/draft.ts';
import { knownNames } from './chat/names.ts';
import type { Intent, Question } from './chat/question.ts';
import { type KnownNames, type Understood, understand } from './chat/understand/understand.ts';
import { type ChatFolder, commandDrafts } from './chatCommands.ts';
import { checkedBlocks } from './chatFacts.ts';
import { askChatModel, type ModelQuestion } from './chatModel.ts';
import { chatRun } from './chatRuns.ts';
import type { DiagnoseInput, DiagnosePorts } from './diagnose.ts';
import { keptLogs, notSharedLogs, withoutKept, withoutKeptLogs } from './keptLogs.ts';
import type { Cancellation } from './model/cancellation.ts';
import type {
  ChatAnswer,
  ChatBlock,
  ChatCommand,
  ChatExchange,
  ChatFindings,
  ChatSubject,
} from './model/chat.ts';
import type { Diagnosis } from './model/diagnosis.ts';
import { visibleData } from './model/visibleText.ts';
import { type ReadLogs, readLogs } from './readLogs.ts';
import { createRedactor } from './redact/redact.ts';

export type { ChatFolder } from './chatCommands.ts';

export interface ChatPorts extends DiagnosePorts {
  /** The workspace's folder, where one is open. */
  readonly folder?: ChatFolder;
}

export interface ChatInput extends DiagnoseInput {
  readonly question: string;
  readonly command?: ChatCommand;
  readonly subjects: readonly ChatSubject[];
  /** Oldest first. */
  readonly history: readonly ChatExchange[];
  /** The diagnosis that is open. */
  readonly diagnosis?: Diagnosis;
  /** It stands where other assistants read it: what a model may not see is hidden from the answer. */
  readonly isShared?: boolean;
}

export interface ChatUpdate {
  readonly status: string;
  readonly blocks: readonly ChatBlock[];
}

export interface Chatted {
  readonly answer: ChatAnswer;
  readonly findings: ChatFindings;
}

const ENGINE = 'Embedded engine';

/**
 * Answers a question about logs or a diagnosis. What the question asks for is read by code and answered
 * with numbers that are counted anew; each sentence of fact is checked like a claim of a diagnosis. What
 * needs judgement goes to a model, where there is one, and to the engine where that fails.
 */
export function chat(
  ports: ChatPorts,
  input: ChatInput,
  onUpdate: (update: ChatUpdate) => void,
  cancellation: Cancellation,
): Promise<Chatted> {
  return (input.isShared ? sharedChat : ownChat)(ports, input, onUpdate, cancellation);
}

/** Without what is hidden from models: logs that an AI-ignore file names, secrets, data of people. */
async function sharedChat(
  ports: ChatPorts,
  input: ChatInput,
  onUpdate: (update: ChatUpdate) => void,
  cancellation: Cancellation,
): Promise<Chatted> {
  const { sources, baselines = [], personalData } = input;
  const free = {
    ...input,
    sources: withoutKeptLogs(sources),
    baselines: withoutKeptLogs(baselines),
  };
  const { answer, findings } = await ownChat(ports, free, onUpdate, cancellation);
  const { hidden: _values, ...said } = answer;
  const problems = [...notSharedLogs([...sources, ...baselines]), ...said.problems];
  const shown = redactData({ ...said, problems }, createRedactor(personalData));
  return { answer: shown, findings };
}

async function ownChat(
  ports: ChatPorts,
  input: ChatInput,
  onUpdate: (update: ChatUpdate) => void,
  cancellation: Cancellation,
): Promise<Chatted> {
  const tell = (status: string): void => onUpdate({ status, blocks: [] });
  tell('reads the logs');
  const logs = await readLogs(ports, input.sources, ({ summary }) => tell(summary), cancellation);
  try {
    const run = await chatRun(ports, input, logs);
    tell('looks for the answer');
    const { drafts, isForModel } = await engineDrafts(ports, input, run);
    const engine = engineAnswer(checkedBlocks(drafts, run), input, logs);
    const { model } = withoutKept(ports, input.sources) as Pick<ChatPorts, 'model'>;
    const given = { ports, input, run, logs, found: drafts, onUpdate, cancellation };
    const answer = isForModel && model ? await withModel({ ...given, model }, engine) : engine;
    const diagnosis = run.made();
    return { answer: visibleData(answer), findings: diagnosis ? { diagnosis } : {} };
  } finally {
    logs.close();
  }
}

/** The model's answer, with what was counted for it; the engine's where the model gave none. */
async function withModel(question: ModelQuestion, engine: ChatAnswer): Promise<ChatAnswer> {
  const asked = await askChatModel(question);
  if (asked.kind === 'instead') {
    const { failure, details, receipt } = asked;
    const by = { ...engine.by, ...(failure && { failure }) };
    const partial = failure?.kind === 'cancelled';
    return { ...engine, by, details, partial, ...(receipt && { receipt }) };
  }
  const counted = engine.blocks.filter(({ kind }) => kind === 'table').slice(0, 2);
  return { ...asked.answer, blocks: [...asked.answer.blocks, ...counted], partial: false };
}

function engineAnswer(
  blocks: readonly ChatBlock[],
  { sources }: ChatInput,
  { problems }: ReadLogs,
): ChatAnswer {
  return {
    blocks,
    by: { kind: 'embedded', name: ENGINE },
    details: [],
    problems: [...problems, ...keptLogs(sources)],
    partial: false,
  };
}

interface Drafted {
  readonly drafts: readonly Draft[];
  /** Numbers and places are the engine's; what they mean, a model may say better. */
  readonly isForModel: boolean;
}

async function engineDrafts(
  { folder, model }: ChatPorts,
  input: ChatInput,
  run: ChatRun,
): Promise<Drafted> {
  const known = namesOf(run);
  const { question } = input;
  const understood = understoodQuestion(input, known);
  const command = input.command ?? impliedCommand(input, understood);
  if (command !== undefined) {
    const drafts = await commandDrafts(command, question, run, known, folder);
    return { drafts, isForModel: false };
  }
  const drafts = await draftsFor(understood, run, model !== undefined);
  const isJudged =
    understood.kind === 'unclear' ||
    understood.question.isGuess === true ||
    judged.has(understood.question.intent);
  return { drafts, isForModel: isJudged && run.files.length > 0 };
}

/** Of a change among the chips its audit is asked for, unless the words ask for something of the logs. */
function impliedCommand({ subjects }: ChatInput, understood: Understood): ChatCommand | undefined {
  const isOfChange = subjects.some(({ kind }) => kind === 'suggestion');
  const intent =
    understood.kind === 'question' && !understood.question.isGuess
      ? understood.question.intent
      : 'any';
  return isOfChange && ofChange.has(intent) ? 'audit' : undefined;
}

const ofChange: ReadonlySet<Intent> = new Set(['any', 'explain', 'impact', 'happened', 'changed']);

const judged: ReadonlySet<Intent> = new Set(['why', 'rival', 'changed', 'happened', 'explain']);

async function draftsFor(
  understood: Understood,
  run: ChatRun,
  hasModel: boolean,
): Promise<readonly Draft[]> {
  if (understood.kind === 'unclear') {
    return run.files.length === 0 ? noLogs() : notUnderstood(run, hasModel);
  }
  const { question } = understood;
  const needsLogs = question.intent !== 'impact' && question.intent !== 'help';
  if (needsLogs && run.files.length === 0 && !run.open) return noLogs();
  const drafts = await answerQuestion(question, run);
  const [first] = drafts;
  const isEmpty = first?.kind === 'fact' && first.text.startsWith('There are 0 ');
  return question.isGuess && isEmpty ? [...notUnderstood(run, hasModel), ...drafts] : drafts;
}

/** A question is read with the ones before it, which it may only change a little. */
function understoodQuestion({ question, history }: ChatInput, known: KnownNames): Understood {
  let before: Question | undefined;
  for (const asked of history.filter(({ command }) => command === undefined)) {
    const one = understand(asked.question, known, before);
    if (one.kind === 'question') before = one.question;
  }
  return understand(question, known, before);
}

function namesOf(run: ChatRun): KnownNames {
  const services = run.open?.hypotheses.flatMap(({ service }) => service ?? []) ?? [];
  return knownNames(run.files, [...services, ...run.services]);
}
