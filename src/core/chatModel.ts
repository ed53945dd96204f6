import { type Approved, approvalDetails, approve } from './approval.ts';
import { buildChatPrompt, type ChatTalk } from './ask/model/chatPrompt.ts';
import { logExcerpt } from './ask/model/excerpts.ts';
import type { Turn } from './ask/model/prompt.ts';
import {
  type ChatReply,
  parseChatReply,
  type Sentence,
  sentencesSoFar,
} from './ask/model/reply.ts';
import type { Material } from './ask/reasoner.ts';
import type { Draft, Fact } from './chat/draft.ts';
import { lastLineOf } from './chat/logs/sift.ts';
import type { ChatInput, ChatPorts, ChatUpdate } from './chat.ts';
import { diagnoseInput, type MadeRun } from './chatRuns.ts';
import { askForAnswer, restoredTurn, type Sent } from './converse.ts';
import { addressedProblems } from './hostileText.ts';
import { createJournal } from './journal.ts';
import type { Cancellation } from './model/cancellation.ts';
import type { ChatAnswer, ChatBlock } from './model/chat.ts';
import type { Evidence, EvidencePack } from './model/evidence.ts';
import type { ModelFailure } from './model/modelFailure.ts';
import type { Redactor } from './model/redactedText.ts';
import type { RecordRef } from './model/template.ts';
import type { LanguageModel } from './ports.ts';
import type { ReadLogs } from './readLogs.ts';
import { createRedactor } from './redact/redact.ts';
import { factsOf } from './run/askReasoner.ts';
import { logCharacters } from './tokens.ts';
import { verifyProposal } from './verify/verify.ts';

export type ModelAnswered =
  | { readonly kind: 'answered'; readonly answer: Omit<ChatAnswer, 'partial'> }
  /** The engine's answer is given, with what was sent all the same. */
  | {
      readonly kind: 'instead';
      readonly failure?: ModelFailure;
      readonly details: readonly string[];
      readonly receipt?: ChatAnswer['receipt'];
    };

/** A question on its way to a model. */
export interface ModelQuestion {
  readonly ports: ChatPorts;
  readonly model: LanguageModel;
  readonly input: ChatInput;
  readonly run: MadeRun;
  readonly logs: ReadLogs;
  /** What the engine found out for the question. */
  readonly found: readonly Draft[];
  readonly onUpdate: (update: ChatUpdate) => void;
  readonly cancellation: Cancellation;
}

/** Characters of the conversation that go with a question, and their share of a limit. */
const MOST_HISTORY = 8_000;
const HISTORY_SHARE = 0.2;

/**
 * Asks a model, with what the engine counted for the question as evidence. The same rules hold as for a
 * diagnosis: it is shown and allowed before, redacted, fenced, within its limits, and each sentence of
 * the answer is checked; what is whole of it is shown while the rest comes.
 */
export async function askChatModel(question: ModelQuestion): Promise<ModelAnswered> {
  const { ports, model, input, onUpdate, cancellation } = question;
  const material = await materialOf(question);
  const redactor = createRedactor(input.personalData);
  const write = writerOf(question, redactor);
  const { budget, tokenLimit } = input;
  const { consent } = ports;
  onUpdate({ status: `asks ${model.name}`, blocks: [] });
  const means = {
    consent,
    model,
    material,
    budget,
    tokenLimit,
    write: async (shown: Material) => write(shown),
  };
  const approved = await approve(means, cancellation);
  return approved.kind === 'send'
    ? askApproved(question, approved, redactor, write)
    : refusedBy(approved);
}

type Write = (shown: Material, turn?: Turn) => Sent;

/** The only place where a question's text becomes fit to leave. */
function writerOf({ ports, input, run }: ModelQuestion, redactor: Redactor): Write {
  const talk = talkOf(input, run);
  return (shown, turn) => {
    const boundary = ports.boundary();
    const prompt = buildChatPrompt(shown, talk, boundary, turn && restoredTurn(turn, redactor));
    const system = redactor.redact(prompt.system);
    const user = redactor.redact(prompt.user);
    const redactions = [...system.redactions, ...user.redactions];
    const { schema, lengths } = prompt;
    return { system: system.text, user: user.text, schema, boundary, redactions, lengths };
  };
}

async function askApproved(
  question: ModelQuestion,
  { request, shown, approval }: Extract<Approved, { readonly kind: 'send' }>,
  redactor: Redactor,
  write: Write,
): Promise<ModelAnswered> {
  const { ports, model, input, run, logs, onUpdate, cancellation } = question;
  const journal = createJournal(model);
  const check = (sentences: readonly Sentence[], pack: EvidencePack): readonly ChatBlock[] =>
    checkedSentences(sentences, { ...shown, pack }, redactor.restore);
  const onText = streaming(onUpdate, model.name, (sentences) => check(sentences, shown.pack));
  const { budget, tokenLimit } = input;
  const limits = { budget, ...(tokenLimit !== undefined && { tokenLimit }) };
  const means = { model, redactor, boundary: ports.boundary, ...limits, pace: logs.pace };
  const { reply, material } = await askForAnswer(
    { ...means, material: shown, progress: () => {}, cancellation },
    { parse: parseChatReply, write, onText },
    request,
    journal,
  );
  const { details: said, receipt, keptAt } = journal.all();
  const sent = receipt && { receipt: { ...receipt, ...(approval && { approval }) } };
  const details = [...approvalDetails(approval), ...said];
  if (reply.kind === 'failure')
    return { kind: 'instead', failure: reply.failure, details, ...sent };
  const hidden = redactor.showable(JSON.stringify(reply.answer));
  const addressed = addressedProblems(run.files, await run.mined(), material.pack);
  return {
    kind: 'answered',
    answer: {
      blocks: [...check(reply.answer.sentences, material.pack), ...besides(reply.answer)],
      by: { kind: model.kind, name: model.name, ...(keptAt !== undefined && { keptAt }) },
      details,
      problems: [...logs.problems, ...addressed],
      ...sent,
      ...(Object.keys(hidden).length > 0 && { hidden }),
    },
  };
}

function refusedBy(approved: Exclude<Approved, { readonly kind: 'send' }>): ModelAnswered {
  return approved.kind === 'refused'
    ? { kind: 'instead', failure: approved.failure, details: [] }
    : { kind: 'instead', details: ['You chose the engine before anything was sent.'] };
}

function talkOf({ question, history, tokenLimit }: ChatInput, run: MadeRun): ChatTalk {
  const open = run.open ?? run.made();
  const share = tokenLimit === undefined ? MOST_HISTORY : logCharacters(tokenLimit * HISTORY_SHARE);
  return { question, history, open, room: Math.min(MOST_HISTORY, share) };
}

/** The evidence of the open diagnosis, or what is selected, with what was counted for the question. */
async function materialOf({ input, run, logs, found }: ModelQuestion): Promise<Material> {
  const { material } = await logs.material({
    ...diagnoseInput(input),
    budget: Math.floor(input.budget * SELECTED),
  });
  const open = input.diagnosis ?? run.made();
  const pack =
    open && open.evidence.length > 0 ? packOf(material.pack, open.evidence) : material.pack;
  const facts = found.filter((draft) => draft.kind === 'fact');
  const base = { ...material, pack, question: input.question };
  const firstId = Math.max(0, ...pack.evidence.map(({ id }) => Number(id.slice(1)) || 0)) + 1;
  const added = [
    ...facts.map((fact) => countedEvidence(fact, run)),
    ...linesOf(facts, input, base),
  ];
  const evidence = added.map((one, index): Evidence => ({ ...one, id: `E${firstId + index}` }));
  const characters = evidence.reduce((sum, { text }) => sum + text.length, pack.characters);
  return { ...base, pack: { ...pack, evidence: [...pack.evidence, ...evidence], characters } };
}

/** Part of the budget that is selected; the rest is for the question's own lines, and for requests. */
const SELECTED = 0.6;

function packOf(pack: EvidencePack, evidence: readonly Evidence[]): EvidencePack {
  const characters = evidence.reduce((sum, { text }) => sum + text.length, 0);
  return { ...pack, evidence, characters };
}

function countedEvidence({ text, counted }: Fact, { files }: MadeRun): Omit<Evidence, 'id'> {
  const said = `${text}\n${counted}`;
  const endLine = said.split('\n').length;
  return {
    ...{ kind: 'count', uri: 'count:', file: files.map(({ name }) => name).join(', ') },
    ...{ startLine: 1, endLine, focus: [{ startLine: 1, endLine }], text: said },
    ...{ timestamp: undefined, severityNumber: 0, service: undefined, template: undefined },
    ...{ reason: 'counted for this question', rank: 1 },
  };
}

const MOST_LINES = 12;

/** Lines that the engine points at, and those of the chips. */
function linesOf(
  facts: readonly Fact[],
  { subjects, budget }: ChatInput,
  material: Material,
): readonly Omit<Evidence, 'id'>[] {
  const refs = new Map(
    facts.flatMap(({ at }) => at).map((ref) => [`${ref.file}.${ref.record}`, ref]),
  );
  const ofFacts = [...refs.values()]
    .slice(0, MOST_LINES)
    .flatMap((ref) => excerptOf(ref, budget, material) ?? []);
  const ofChips = subjects.flatMap((subject) => {
    const place = subject.kind === 'lines' ? subject : undefined;
    const file = material.files.find(({ uri }) => uri === place?.uri);
    if (!place || !file) return [];
    const endLine = Math.min(place.endLine, file.lineCount);
    return (
      logExcerpt(
        { file, startLine: place.startLine, endLine },
        budget / 4,
        'added by the user',
        material,
      ) ?? []
    );
  });
  return [...ofFacts, ...ofChips];
}

function excerptOf({ file, record }: RecordRef, room: number, material: Material) {
  const log = material.files[file];
  if (!log) return undefined;
  const startLine = log.records.startLine(record);
  const endLine = lastLineOf(log, record, MOST_LINES);
  return logExcerpt({ file: log, startLine, endLine }, room, 'found for this question', material);
}

/** The model's sentences with their verdicts: what does not hold stays, and is marked. */
function checkedSentences(
  sentences: readonly Sentence[],
  material: Material,
  restore: (quote: string) => string,
): readonly ChatBlock[] {
  const claims = sentences.map((one) => ({ role: 'mechanism' as const, ...one }));
  const proposed = {
    title: '',
    summary: '',
    service: undefined,
    claims,
    against: [],
    missing: [],
    probes: [],
  };
  const proposal = { outcome: 'diagnosed' as const, reason: '', hypotheses: [proposed] };
  const [verified] = verifyProposal(proposal, factsOf(material, restore));
  return (verified?.claims ?? []).map(({ text, verdict, citations }) => ({
    kind: 'statement',
    text,
    verdict,
    citations,
  }));
}

function besides({ unknown, checks }: ChatReply): readonly ChatBlock[] {
  return [
    ...unknown.map(
      (text): ChatBlock => ({ kind: 'note', text: `Not known, says the model: ${text}` }),
    ),
    ...checks.map((check): ChatBlock => ({ kind: 'check', ...check })),
  ];
}

/** Shows each sentence once it is whole, and checked. */
function streaming(
  onUpdate: (update: ChatUpdate) => void,
  name: string,
  check: (sentences: readonly Sentence[]) => readonly ChatBlock[],
): (text: string) => void {
  let known = 0;
  return (text) => {
    const sentences = sentencesSoFar(text);
    if (sentences.length === known) return;
    known = sentences.length;
    onUpdate({ status: `${name} answers`, blocks: check(sentences) });
  };
}
