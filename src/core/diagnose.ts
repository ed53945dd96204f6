import { type Approved, approvalDetails, approve } from './approval.ts';
import { createEmbeddedAnalyst } from './ask/embedded/analyst.ts';
import type { Material } from './ask/reasoner.ts';
import {
  besideBeginning,
  besideGood,
  collectGood,
  comparisonOf,
  type GoodRun,
} from './baseline.ts';
import { collectLog, collectText } from './collect/collect.ts';
import { logFileOf } from './collect/liveLog.ts';
import { isLoss, laterLossProblem } from './collect/loss.ts';
import { placeDates, type Undated } from './collect/placeDates.ts';
import { withTopology } from './contextTopology.ts';
import { type Conversation, converse, type Sent, writeRequest } from './converse.ts';
import { hideTried } from './hideTried.ts';
import { addressedProblems, isSteering } from './hostileText.ts';
import { inputCut } from './inputCut.ts';
import { keptLogs, withoutKept } from './keptLogs.ts';
import { createKnowledge, matchSignatures } from './knowledge/knowledge.ts';
import { readTeamSignatures, type TeamSignatures } from './knowledge/teamSignatures.ts';
import { templateOf } from './masking/masking.ts';
import { mineLogs } from './mine/mine.ts';
import { FINE_BUCKETS, timelineOf } from './mine/timeline.ts';
import type { ByteSource } from './model/byteSource.ts';
import { type Cancellation, neverCancelled } from './model/cancellation.ts';
import type { RunContext } from './model/context.ts';
import type {
  Diagnosis,
  ReasonerInfo,
  Receipt,
  SourceSummary,
  StageName,
  StageReport,
} from './model/diagnosis.ts';
import type { EvidencePack } from './model/evidence.ts';
import type { Inquiry } from './model/evidenceRequest.ts';
import type { Proposal, VerifiedHypothesis } from './model/hypothesis.ts';
import { type Experience, reasonerKey } from './model/judgement.ts';
import type { LineRange, LogFile } from './model/logFile.ts';
import type { ModelFailure } from './model/modelFailure.ts';
import type { Pace } from './model/pace.ts';
import type { ProbeOutput } from './model/probeOutput.ts';
import type { Problem } from './model/problem.ts';
import type { PersonalKind, Redactor } from './model/redactedText.ts';
import type { TeamFile } from './model/signature.ts';
import type { TriedList } from './model/tried.ts';
import { visibleData } from './model/visibleText.ts';
import { tracedOrigins } from './origins.ts';
import { createPace } from './pace.ts';
import type {
  Clock,
  Consent,
  FileAccess,
  LanguageModel,
  OpenedFile,
  SourceAccess,
} from './ports.ts';
import {
  charactersOf,
  holdAgainst,
  openOutputs,
  readOutputs,
  withOutputs,
} from './probeOutputs.ts';
import { createRedactor } from './redact/redact.ts';
import { recalibrationOf } from './score/recalibrate.ts';
import { type ScoreFacts, type Scores, scoreHypotheses } from './score/score.ts';
import { type SelectInput, selectEvidence } from './select/select.ts';
import { selectionReason } from './selection.ts';
import { inOneOrder, inTimeOrder, notAskedFor } from './series.ts';
import { measureSkews } from './skew/measureSkews.ts';
import { skewNotes } from './skew/skewNotes.ts';
import { timelineMarks } from './timelineMarks.ts';
import { verifyProposal } from './verify/verify.ts';
import { unwithheld } from './withheld.ts';

export interface DiagnosePorts {
  readonly files: FileAccess;
  readonly clock: Clock;
  /** Asked instead of the embedded analyst, which stands in when it fails. */
  readonly model?: LanguageModel;
  /** 128 random bits in hexadecimal, new for each call: fences untrusted text in a prompt. */
  readonly boundary: () => string;
  /** Asked before the first request leaves; what it allows holds for the rounds that follow. */
  readonly consent?: Consent;
  /** The source of the program that wrote the logs, where there is some. */
  readonly source?: SourceAccess;
}

export interface LogSource {
  readonly uri: string;
  /** Shown to people, unique within the run. */
  readonly name: string;
  /** Given where the log can't be read by URI or has unsaved changes. */
  readonly text?: string;
  /** Only these lines are asked about; the rest of the file is context. */
  readonly range?: LineRange;
  /** Names of the other files of its log that lie beside it and are not asked about, oldest first. */
  readonly beside?: readonly string[];
  /** The AI-ignore file that keeps it from the model that would be asked, for people. */
  readonly keptBy?: string;
  /** Of a log to compare with that nobody named: why it is thought to have gone well, for people. */
  readonly found?: string;
}

export interface DiagnoseInput {
  readonly sources: readonly LogSource[];
  readonly context: RunContext;
  readonly question?: string;
  /** Characters of log text that may go into the evidence. */
  readonly budget: number;
  /** Data of people that is hidden from a model; e-mail addresses if it isn't said. */
  readonly personalData?: readonly PersonalKind[];
  /** Files in which the team keeps signatures of its own. */
  readonly teamFiles?: readonly TeamFile[];
  /** Logs of runs that went well, to be compared with. */
  readonly baselines?: readonly LogSource[];
  /** Tokens that one request to a model may have, by estimate. */
  readonly tokenLimit?: number;
  /** What checks of an earlier diagnosis printed, in the order in which they were made. */
  readonly probeOutputs?: readonly ProbeOutput[];
  /** The user's verdicts on earlier diagnoses. */
  readonly experience?: Experience;
  /** What was tried already: checks that would repeat it are hidden, and counted. */
  readonly tried?: readonly TriedList[];
}

export type DiagnoseRun =
  | { readonly kind: 'diagnosis'; readonly diagnosis: Diagnosis }
  /** No source could be read; each message says why and what to do. */
  | { readonly kind: 'unreadable'; readonly messages: readonly string[] };

/** What a stage reports while it runs and when it has ended. */
export interface StageEvent extends StageReport {
  readonly state: 'running' | 'done';
}

/**
 * Runs the stages in order; the only place that knows them all. Cancelled, it throws what
 * `cancellation.throwIfAborted` throws, except while a model is asked: the evidence stands by then,
 * so the embedded analyst's answer is given, marked as partial.
 */
export async function diagnose(
  ports: DiagnosePorts,
  input: DiagnoseInput,
  onStage: (event: StageEvent) => void,
  cancellation: Cancellation,
): Promise<DiagnoseRun> {
  const pace = createPace(ports.clock, cancellation);
  const stages = createStages(ports.clock, onStage);
  const opened = createOpenFiles(ports.files);
  const asked = withoutKept(ports, input.sources);
  try {
    const collected = await collect(opened, input.sources, stages, pace, cancellation);
    const good = await collectGood(opened, input.baselines ?? [], pace, cancellation);
    const known = { ...input, context: withTopology(input.context) };
    return await explain(asked, known, { ...collected, good }, stages, pace, cancellation);
  } finally {
    opened.close();
  }
}

async function explain(
  ports: DiagnosePorts,
  input: DiagnoseInput,
  collected: Compared,
  stages: Stages,
  pace: Pace,
  cancellation: Cancellation,
): Promise<DiagnoseRun> {
  const { files, problems, good } = collected;
  if (files.length === 0) {
    return { kind: 'unreadable', messages: problems.map((problem) => problem.message) };
  }
  const outputs = await openOutputs(input.probeOutputs ?? [], input.budget, pace);
  const budget = Math.max(1, firstBudget(ports, input) - charactersOf(outputs));
  const team = readTeamSignatures(input.teamFiles ?? []);
  const given = { input, files, team, good };
  const trace = traceOf(ports.source, files, cancellation);
  const { material: prepared, notes } = await prepare({ ...given, trace }, budget, stages, pace);
  const material = { ...prepared, pack: withOutputs(prepared.pack, outputs) };
  const { skews = [] } = material;
  const comparison = comparisonOf(material.mined);
  const answer = await ask(ports, material, input, stages, pace, cancellation);
  const held = holdAgainst(answer.proposal, outputs, answer.pack);
  const { proposal, pack } = held;

  const verified = await stages.run('verify', async () => {
    const hypotheses = verifyProposal(proposal, factsOf({ ...material, pack }, answer.restore));
    return [hypotheses, verifySummary(hypotheses)];
  });
  const second = answer.reasoner.kind === 'embedded' ? undefined : await opinionOn(material);
  const facts: ScoreFacts = {
    ...scoreFactsOf({ ...material, pack }, input, answer.reasoner),
    ...(second && { secondOpinion: second }),
  };
  const scored = await stages.run('score', async () => {
    const scores = scoreHypotheses(verified, facts);
    return [scores, count(scores.hypotheses.length, 'hypothesis', 'hypotheses')];
  });
  const hidden = answer.showable(JSON.stringify(proposal));
  const probed = readOutputs(outputs, held, verified, (given) => valuesOf(given, facts));

  const { tried, context, probeOutputs } = input;
  const fresh = hideTried(scored.hypotheses, { ...context, tried, outputs: probeOutputs });

  const ranges = rangesOf(files, input.sources);
  const lost = lostLater(collected);
  const diagnosis: Diagnosis = {
    ...verdictOf(proposal, scored, selectionReason(files, ranges), [
      ...problems,
      ...files.flatMap((file) => file.problems.filter(isLoss)),
      ...lost,
    ]),
    hypotheses: fresh.hypotheses,
    ...(fresh.triedNote !== undefined && { triedNote: fresh.triedNote }),
    noneOfThese: scored.noneOfThese,
    evidence: pack.evidence,
    leftOut: pack.leftOut,
    characters: pack.characters,
    budget: input.budget,
    templates: material.mined.templates.length,
    sources: files.map((file, index) => summarise(file, ranges[index])),
    timeline: timelineWithMarks({ files, mined: material.mined, evidence: pack.evidence }),
    reasoner: answer.reasoner,
    ...(answer.receipt && { receipt: answer.receipt }),
    ...(answer.replies && answer.replies.length > 0 && { replies: answer.replies }),
    ...(answer.inquiries.length > 0 && { inquiries: answer.inquiries }),
    stages: stages.reports,
    problems: [
      ...allProblems(problems, files),
      ...notes,
      ...fresh.problems,
      ...notAskedFor(input.sources, input.baselines),
      ...keptLogs(input.sources),
      ...addressedProblems(files, material.mined, pack),
      ...inputCut(answer.receipt),
      ...lost,
    ],
    ...(skews.length > 0 && { skews }),
    ...(probed.length > 0 && { probed }),
    ...(Object.keys(hidden).length > 0 && { hidden }),
    ...(comparison.length > 0 && { comparison }),
    partial:
      answer.isCut ||
      answer.reasoner.failure?.kind === 'cancelled' ||
      files.length < input.sources.length,
  };
  return { kind: 'diagnosis', diagnosis: visibleData(diagnosis) };
}

/** How the pipeline finds the source that records come from; nothing where none is there. */
function traceOf(
  source: SourceAccess | undefined,
  files: readonly LogFile[],
  cancellation: Cancellation,
): SelectInput['trace'] {
  return source && ((leading) => tracedOrigins(leading, files, source, cancellation));
}

function timelineWithMarks(run: Parameters<typeof timelineMarks>[0]): Diagnosis['timeline'] {
  const timeline = timelineOf(run.files, FINE_BUCKETS);
  return timeline && { ...timeline, marks: timelineMarks(run) };
}

function scoreFactsOf(
  { files, pack, mined }: Material,
  { context, experience }: DiagnoseInput,
  reasoner: ReasonerInfo,
): ScoreFacts {
  const recalibrate = experience && recalibrationOf(experience, reasonerKey(reasoner));
  return { files, pack, mined, topology: context.topology, isSteering, recalibrate };
}

function valuesOf(
  verified: readonly VerifiedHypothesis[],
  facts: ScoreFacts,
): ReadonlyMap<string, number> {
  const { hypotheses } = scoreHypotheses(verified, facts);
  return new Map(hypotheses.map(({ title, confidence }) => [title, confidence.value]));
}

/** The evidence alone, without asking anybody. */
export async function selectOnly(
  ports: Pick<DiagnosePorts, 'files' | 'clock'>,
  input: DiagnoseInput,
  cancellation: Cancellation = neverCancelled,
): Promise<
  | { readonly kind: 'pack'; readonly pack: EvidencePack; readonly problems: readonly Problem[] }
  | { readonly kind: 'unreadable'; readonly messages: readonly string[] }
> {
  const pace = createPace(ports.clock, cancellation);
  const stages = createStages(ports.clock, () => {});
  const opened = createOpenFiles(ports.files);
  try {
    const collected = await collect(opened, input.sources, stages, pace, cancellation);
    const { files, problems } = collected;
    if (files.length === 0) {
      return { kind: 'unreadable', messages: problems.map((problem) => problem.message) };
    }
    const team = readTeamSignatures(input.teamFiles ?? []);
    const good = await collectGood(opened, input.baselines ?? [], pace, cancellation);
    const given = { input, files, team, good };
    const { material, notes } = await prepare(given, input.budget, stages, pace);
    const told = [...notes, ...lostLater(collected)];
    const { pack } = material;
    return { kind: 'pack', pack, problems: [...allProblems(problems, files), ...told] };
  } finally {
    opened.close();
  }
}

/** Logs that were read, for questions about them. */
export interface ReadLogs {
  readonly files: readonly LogFile[];
  readonly problems: readonly Problem[];
  readonly pace: Pace;
  /** What a reasoner may look at, selected for the input's question. */
  material(
    input: DiagnoseInput,
  ): Promise<{ readonly material: Material; readonly notes: readonly Problem[] }>;
  /** A run of the embedded analyst over them. */
  diagnose(input: DiagnoseInput): Promise<DiagnoseRun>;
  close(): void;
}

/** Reads logs and keeps them open; a diagnosis goes on from there and reads nothing twice. */
export async function readLogs(
  ports: Pick<DiagnosePorts, 'files' | 'clock' | 'boundary'>,
  sources: readonly LogSource[],
  onStage: (event: StageEvent) => void,
  cancellation: Cancellation,
): Promise<ReadLogs> {
  const pace = createPace(ports.clock, cancellation);
  const opened = createOpenFiles(ports.files);
  const stages = (): Stages => createStages(ports.clock, onStage);
  const compared = async (collected: Collected, { baselines = [] }: DiagnoseInput) => ({
    ...collected,
    good: await collectGood(opened, baselines, pace, cancellation),
  });
  try {
    const collected = await collect(opened, sources, stages(), pace, cancellation);
    const { files, problems } = collected;
    return {
      files,
      problems: [...allProblems(problems, files), ...lostLater(collected)],
      pace,
      async material(given) {
        const input = { ...given, context: withTopology(given.context) };
        const { good } = await compared(collected, input);
        const team = readTeamSignatures(input.teamFiles ?? []);
        return prepare({ input, files, team, good }, input.budget, stages(), pace);
      },
      async diagnose(given) {
        const input = { ...given, context: withTopology(given.context) };
        const { files: access, clock, boundary } = ports;
        const asked = { files: access, clock, boundary };
        return explain(
          asked,
          input,
          await compared(collected, input),
          stages(),
          pace,
          cancellation,
        );
      },
      close: () => opened.close(),
    };
  } catch (error) {
    opened.close();
    throw error;
  }
}

/** The files of a run: their lines are read again until its end. */
interface OpenFiles extends FileAccess {
  close(): void;
}

function createOpenFiles(files: FileAccess): OpenFiles {
  const opened: (() => void)[] = [];
  return {
    async open(uri, cancellation) {
      const file = await files.open(uri, cancellation);
      if (file.kind === 'opened') opened.push(file.close);
      return file;
    },
    close() {
      for (const close of opened) close();
    },
  };
}

interface Collected {
  readonly files: readonly LogFile[];
  /** What was not read: whole files, or the rest of one. */
  readonly problems: readonly Problem[];
  /** What was opened, by the URI of the file. */
  readonly bytes: ReadonlyMap<string, ByteSource>;
}

/** With the runs to compare it with. */
interface Compared extends Collected {
  readonly good: GoodRun;
}

async function collect(
  access: FileAccess,
  sources: readonly LogSource[],
  stages: Stages,
  pace: Pace,
  cancellation: Cancellation,
): Promise<Collected> {
  return stages.run('collect', async (progress) => {
    const logs: Undated[] = [];
    const problems: Problem[] = [];
    const bytes = new Map<string, ByteSource>();
    for (const [index, { source, series }] of inOneOrder(sources).entries()) {
      cancellation.throwIfAborted();
      progress(`${source.name}, ${index + 1} of ${count(sources.length, 'file')}`);
      if (source.text !== undefined) {
        const file = await collectText(source, source.text, pace);
        logs.push({ file: ofSeries(file, series), modified: undefined });
        continue;
      }
      const file = await access.open(source.uri, cancellation);
      if (file.kind === 'failure') {
        problems.push({ ...file.failure, file: source.name });
      } else {
        if (file.problem) problems.push({ ...file.problem, file: source.name });
        const { modified } = file;
        bytes.set(source.uri, file.bytes);
        const log = await collectOpened(source, file, pace);
        logs.push({ file: ofSeries(log, series), modified });
      }
    }
    const files = inTimeOrder(placeDates(logs));
    const lines = files.reduce((sum, file) => sum + file.lineCount, 0);
    const summary = `${count(files.length, 'file')}, ${count(lines, 'line')}`;
    const read = hasText(files)
      ? { files, problems, bytes }
      : { files: [], problems: [...problems, ...files.map(blankLog)], bytes };
    return [read, summary];
  });
}

function ofSeries(file: LogFile, series: string | undefined): LogFile {
  return series === undefined ? file : { ...file, series };
}

/** What was read as a log already, as by a worker of the language server, is not read again. */
function collectOpened(
  source: LogSource,
  { bytes, read }: Extract<OpenedFile, { readonly kind: 'opened' }>,
  pace: Pace,
): LogFile | Promise<LogFile> {
  return read ? logFileOf(source, bytes, read) : collectLog(source, bytes, pace);
}

/** Nothing was written, so nothing can be said; an all-clear would be a lie. */
function hasText(files: readonly LogFile[]): boolean {
  return files.some(({ records }) => records.length > 0);
}

export function blankLog({ name, problems }: LogFile): Problem {
  const lost = problems.find(isLoss);
  if (lost) {
    return lost;
  }
  const message = `${name} is empty: check that this is the log, and that it was written.`;
  return { code: 'empty', file: name, message };
}

/** What a model is shown at first, so that there is room for what it asks for. */
const FIRST_SHARE = 0.85;

function firstBudget({ model }: DiagnosePorts, { budget }: DiagnoseInput): number {
  return model ? Math.floor(budget * FIRST_SHARE) : budget;
}

interface Given {
  readonly input: DiagnoseInput;
  readonly files: readonly LogFile[];
  readonly team: TeamSignatures;
  readonly good: GoodRun;
  readonly trace?: SelectInput['trace'];
}

/** From records to evidence: everything that any reasoner needs, and what was met on the way. */
async function prepare(
  { input, files, team, good, trace }: Given,
  budget: number,
  stages: Stages,
  pace: Pace,
): Promise<{ readonly material: Material; readonly notes: readonly Problem[] }> {
  const { mined, signatures, skews, problems } = await stages.run('mine', async () => {
    const alone = await mineLogs(files, pace);
    const { mined: result, problems: uncompared } = await besideGood(
      { files, mined: alone },
      good,
      pace,
    );
    const hits = await matchSignatures(files, result, pace, createKnowledge(team.signatures));
    const measured = await measureSkews(files, pace);
    const summary = `${count(result.templates.length, 'template')}, ${count(hits.length, 'known signature')}`;
    const found = { mined: result, signatures: hits, skews: measured, problems: uncompared };
    return [found, summary, [...miningDetails(result), ...besideBeginning(result, files)]];
  });
  const pack = await stages.run('select', async () => {
    const selected = await selectEvidence(
      {
        files,
        mined,
        signatures,
        context: input.context,
        budget,
        ranges: rangesOf(files, input.sources),
        ...(trace && { trace }),
      },
      pace,
    );
    const summary = `${count(selected.evidence.length, 'block')}, ${number(selected.characters)} of ${number(selected.budget)} characters`;
    return [selected, summary];
  });
  const { context, question } = input;
  return {
    material: { files, mined, signatures, pack, context, question, skews },
    notes: [...good.problems, ...problems, ...team.problems, ...skewNotes(skews)],
  };
}

interface Answer {
  readonly proposal: Proposal;
  readonly reasoner: ReasonerInfo;
  readonly receipt?: Receipt;
  /** What the model said, as it came. */
  readonly replies?: readonly string[];
  /** The evidence, with what a model asked for. */
  readonly pack: EvidencePack;
  /** What a model asked for and was told, round by round. */
  readonly inquiries: readonly Inquiry[];
  /** Cancelled while an answer was being mended. */
  readonly isCut: boolean;
  /** Undoes the redaction of a quote, for finding it in the file. */
  readonly restore: (quote: string) => string;
  /** What a text's placeholders stand for, as far as that may be shown. */
  readonly showable: (text: string) => Readonly<Record<string, string>>;
}

async function ask(
  ports: DiagnosePorts,
  material: Material,
  { budget, personalData, tokenLimit }: DiagnoseInput,
  stages: Stages,
  pace: Pace,
  cancellation: Cancellation,
): Promise<Answer> {
  const { model, boundary, consent } = ports;
  const { pack } = material;
  if (!model) {
    await stages.run('redact', async () => [undefined, 'nothing leaves this machine']);
    const restore = (quote: string): string => quote;
    const showable = (): Readonly<Record<string, string>> => ({});
    const given = { pack, inquiries: [], isCut: false, restore, showable };
    return askEmbedded(material, stages, given, cancellation);
  }
  const redactor = createRedactor(personalData);
  const write = (shown: Material): Promise<Sent> =>
    stages.run('redact', async () => {
      const written = writeRequest({ redactor, boundary, material: shown });
      const values = written.redactions.reduce((sum, redaction) => sum + redaction.count, 0);
      return [written, count(values, 'value')];
    });
  const means = { consent, model, material, budget, tokenLimit, write };
  const approved = await approve(means, cancellation);
  const limits = { budget, ...(tokenLimit !== undefined && { tokenLimit }) };
  const talk = { model, redactor, boundary, ...limits, pace, cancellation };
  return approved.kind === 'send'
    ? askModel(talk, approved, material, stages)
    : askInstead(approved, material, stages, redactor, cancellation);
}

/** Asks the model what was allowed; where it fails, the analyst answers. */
async function askModel(
  talk: Omit<Conversation, 'material' | 'verify' | 'progress'>,
  { request, shown, approval }: Extract<Approved, { readonly kind: 'send' }>,
  material: Material,
  stages: Stages,
): Promise<Answer> {
  const { model, redactor } = talk;
  const { restore, showable } = redactor;
  const { result, receipt, details, keptAt, ...said } = await stages.run(
    'ask',
    async (progress) => {
      const verify = (proposal: Proposal, seen: EvidencePack) =>
        verifyProposal(proposal, factsOf({ ...material, pack: seen }, restore));
      const conversed = await converse({ ...talk, material: shown, verify, progress }, request);
      const { result: end } = conversed;
      const summary = end.kind === 'failure' ? `failed: ${end.failure.kind}` : '';
      const told = [...approvalDetails(approval), ...conversed.details];
      return [{ ...conversed, details: told }, summary, told];
    },
  );
  const sent = receipt && { receipt: { ...receipt, ...(approval && { approval }) } };
  const given = { ...said, ...sent, restore, showable };
  if (result.kind === 'failure') {
    const { failure } = result;
    const pack = unwithheld(material.pack, shown.pack, said.pack);
    return askEmbedded(material, stages, { failure, ...given, pack }, neverCancelled, details);
  }
  const reasoner = { kind: model.kind, name: model.name, ...(keptAt !== undefined && { keptAt }) };
  return { proposal: result.proposal, reasoner, ...given };
}

/** Nothing may be sent: the analyst answers, and says why where that was not the user's own choice. */
function askInstead(
  approved: Exclude<Approved, { readonly kind: 'send' }>,
  material: Material,
  stages: Stages,
  { restore, showable }: Pick<Redactor, 'restore' | 'showable'>,
  cancellation: Cancellation,
): Promise<Answer> {
  const given = { pack: material.pack, inquiries: [], isCut: false, restore, showable };
  return approved.kind === 'refused'
    ? askEmbedded(material, stages, { ...given, failure: approved.failure }, cancellation)
    : askEmbedded(material, stages, given, cancellation, [
        'You chose the embedded analyst before anything was sent.',
      ]);
}

/** What the embedded analyst says by itself of what a model was asked, checked in the same way. */
async function opinionOn(material: Material): Promise<readonly VerifiedHypothesis[]> {
  const answer = await createEmbeddedAnalyst().propose(material, () => {}, neverCancelled);
  const restore = (quote: string): string => quote;
  return answer.kind === 'proposal'
    ? verifyProposal(answer.proposal, factsOf(material, restore))
    : [];
}

export function factsOf({ context, ...material }: Material, restore: Answer['restore']) {
  const { files, pack, mined, skews = [] } = material;
  const { topology } = context;
  return { files, pack, mined, skews, templateOf, isSteering, topology, restore };
}

async function askEmbedded(
  material: Material,
  stages: Stages,
  given: Omit<Answer, 'proposal' | 'reasoner'> & { readonly failure?: ModelFailure },
  cancellation: Cancellation,
  details: readonly string[] = [],
): Promise<Answer> {
  const analyst = createEmbeddedAnalyst();
  const answer = await stages.run('ask', async (progress) => {
    const result = await analyst.propose(material, progress, cancellation);
    return [result, analyst.name, details];
  });
  if (answer.kind === 'failure') {
    throw new Error(`The embedded analyst can't fail, yet said ${answer.failure.kind}.`);
  }
  const { failure, ...rest } = given;
  const reasoner = { kind: analyst.kind, name: analyst.name, ...(failure && { failure }) };
  return { proposal: answer.proposal, reasoner, ...rest };
}

interface Stages {
  readonly reports: readonly StageReport[];
  /** Times a stage; `work` gives the result, a summary in words, and perhaps what it did in detail. */
  run<T>(
    name: StageName,
    work: (
      progress: (summary: string) => void,
    ) => Promise<readonly [T, string, (readonly string[])?]>,
  ): Promise<T>;
}

function createStages(clock: Clock, onStage: (event: StageEvent) => void): Stages {
  const reports: StageReport[] = [];
  return {
    reports,
    async run(name, work) {
      const start = clock.now();
      const report = (state: StageEvent['state'], summary: string): StageReport => {
        const milliseconds = Math.round(clock.now() - start);
        onStage({ name, state, summary, milliseconds });
        return { name, milliseconds, summary };
      };
      report('running', '');
      const [result, summary, details = []] = await work((text) => report('running', text));
      // A stage that runs twice, as `ask` does when a model failed, is told by its last run.
      const earlier = reports.findIndex((entry) => entry.name === name);
      if (earlier >= 0) {
        reports.splice(earlier, 1);
      }
      reports.push({ ...report('done', summary), ...(details.length > 0 && { details }) });
      return result;
    },
  };
}

/** What is given as the answer. An all-clear must not speak for what was not read or not selected. */
function verdictOf(
  { outcome, reason }: Proposal,
  { abstain, reason: doubt }: Scores,
  selection: string | undefined,
  unread: readonly Problem[],
): Pick<Diagnosis, 'outcome' | 'reason'> {
  if (outcome === 'diagnosed' && abstain) {
    return { outcome: 'notEnoughEvidence', reason: doubt };
  }
  if (outcome !== 'noIncident') {
    return { outcome, reason };
  }
  const clear = selection ?? reason;
  if (unread.length === 0) {
    return { outcome, reason: clear };
  }
  const missing = unread.map(({ message }) => message).join(' ');
  return {
    outcome: 'notEnoughEvidence',
    reason: `${clear} But not everything could be read: ${missing}`,
  };
}

/** Lines are read again to the end of a run: what was lost after the first reading is told as well. */
function lostLater({ files, bytes }: Collected): readonly Problem[] {
  return files.flatMap((file) => {
    const loss = file.problems.some(isLoss) ? undefined : bytes.get(file.uri)?.loss();
    return loss ? [laterLossProblem(file.name, loss)] : [];
  });
}

function allProblems(unread: readonly Problem[], files: readonly LogFile[]): readonly Problem[] {
  return [...unread, ...files.flatMap((file) => file.problems)];
}

function rangesOf(
  files: readonly LogFile[],
  sources: readonly LogSource[],
): readonly (LineRange | undefined)[] {
  const ranges = new Map(sources.map((source) => [source.uri, source.range]));
  return files.map((file) => ranges.get(file.uri));
}

function summarise(file: LogFile, range: LineRange | undefined): SourceSummary {
  const { uri, name, series, format, bytes, lineCount } = file;
  const span = { firstTimestamp: file.span?.from, lastTimestamp: file.span?.to };
  return {
    uri,
    name,
    format,
    bytes,
    lines: lineCount,
    ...span,
    ...(series !== undefined && { series }),
    ...(range && { range }),
  };
}

/** What was remarkable, in counts. */
function miningDetails({ signals, numbers = [] }: Material['mined']): readonly string[] {
  const of = (kind: string): number => signals.filter((signal) => signal.kind === kind).length;
  const found: readonly (readonly [number, string])[] = [
    [of('novel'), 'appear only late'],
    [of('burst'), 'come in bursts'],
    [of('silent'), 'fell silent'],
    [of('rare'), 'are among the rarest'],
  ];
  const kinds = found.flatMap(([n, what]) =>
    n === 0 ? [] : [`Of the kinds of messages ${number(n)} ${what}.`],
  );
  const changed = `${count(numbers.length, 'measurement')} in the messages changed over the run.`;
  return numbers.length === 0 ? kinds : [...kinds, changed];
}

function verifySummary(hypotheses: ReturnType<typeof verifyProposal>): string {
  const claims = hypotheses.flatMap((hypothesis) => hypothesis.claims);
  const supported = claims.filter((claim) => claim.verdict.kind === 'supported').length;
  return `${supported} of ${count(claims.length, 'claim')} supported`;
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** `48213` -> `48,213`. */
function number(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}
