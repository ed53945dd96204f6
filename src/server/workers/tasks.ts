import type { AgentAnswer, AgentRequest } from '../../agent/request.ts';
import type { AuditResult, SuggestionInput } from '../../core/audit.ts';
import type { ChatInput, Chatted, ChatUpdate } from '../../core/chat.ts';
import type { IndexPart } from '../../core/collect/indexPart.ts';
import type { ReadLog } from '../../core/collect/liveLog.ts';
import type { DiagnoseInput, DiagnoseRun, StageEvent } from '../../core/diagnose.ts';
import type { ConsentDecision, RequestPreview } from '../../core/model/consent.ts';
import type { FirstLook, LogOverview } from '../../core/model/overview.ts';
import type { LogStatement } from '../../core/model/source.ts';
import type { MinedLogs } from '../../core/model/template.ts';
import type {
  FileFailure,
  FileProblem,
  LanguageModel,
  ModelAnswer,
  ModelRequest,
} from '../../core/ports.ts';
import type { FoundRun } from '../../node/goodRuns.ts';
import type { SourceFolders } from '../../node/sourceAccess.ts';
import type { AuditParams } from '../../protocol/languageServer.ts';
import type { SystemMap } from '../../protocol/systemMap.ts';

/** The bytes of a log, as threads hand them to each other. */
export type SharedBytes =
  | {
      readonly kind: 'file';
      /** Open in this process for as long as anybody was given it. */
      readonly fd: number;
      readonly size: number;
      /** For people. */
      readonly name: string;
      /** Milliseconds since the Unix epoch. */
      readonly modified: number;
    }
  | { readonly kind: 'memory'; readonly bytes: Uint8Array };

/** A log that was read, ready to be used in any thread. */
export interface SharedLog {
  readonly bytes: SharedBytes;
  readonly log: ReadLog;
  /** What is missing of it, where it could not be read to its end. */
  readonly problem?: FileProblem;
  /** When it was last written. */
  readonly modified: number | undefined;
}

export type ReadResult =
  | { readonly kind: 'read'; readonly shared: SharedLog }
  | { readonly kind: 'failure'; readonly failure: FileFailure };

export interface DiagnoseTask {
  readonly input: DiagnoseInput;
  /** The logs of the run by URI, as far as they are files. */
  readonly logs: ReadonlyMap<string, ReadResult>;
  readonly model?: Pick<LanguageModel, 'kind' | 'name' | 'destination' | 'price'>;
  /** Where the source of what wrote the logs may lie. */
  readonly source?: SourceFolders;
}

/** The statement that prints a message. */
export interface PrintedAt {
  /** The whole path of its file. */
  readonly path: string;
  readonly line: number;
  /** The line itself. */
  readonly text: string;
  readonly does: LogStatement['does'];
  /** How many other statements say the same. */
  readonly others: number;
}

export interface ChatTask {
  readonly input: ChatInput;
  /** The logs that are asked about by URI, as far as they are files. */
  readonly logs: ReadonlyMap<string, ReadResult>;
  readonly model?: DiagnoseTask['model'];
  /** Path of the workspace's folder. */
  readonly folder?: string;
  readonly suggestion?: SuggestionInput;
  readonly unsaved?: Readonly<Record<string, string>>;
}

export interface AuditTask {
  /** Path of the folder. */
  readonly folder: string;
  readonly given: Omit<AuditParams, 'uri'>;
}

/** A log in a worker, and which of its states is meant: it counts up with each reading. */
export interface LogVersion {
  readonly log: number;
  readonly version: number;
}

/** What workers do: what each kind of task is given, and what it gives. */
export interface Tasks {
  /** Reads a log, or on in one that has grown. It is known by its number until it is forgotten. */
  read: {
    given: LogVersion & {
      readonly uri: string;
      readonly bytes: SharedBytes;
      readonly isDivided: boolean;
    };
    result: ReadResult;
  };
  /** Reads the second half of a log for the worker who reads it whole. */
  half: { given: { readonly bytes: SharedBytes }; result: IndexPart | undefined };
  /** Mines a log that this worker has read; nothing where it is at another version by now. */
  mine: { given: LogVersion; result: MinedLogs | undefined };
  /** Sums up a log that this worker has mined; nothing where it is at another version by now. */
  overview: { given: LogVersion; result: LogOverview | undefined };
  forget: { given: Pick<LogVersion, 'log'>; result: undefined };
  diagnose: { given: DiagnoseTask; result: DiagnoseRun };
  /** Answers a question of the chat. */
  chat: { given: ChatTask; result: Chatted };
  /** Holds a suggestion against a folder. */
  audit: { given: AuditTask; result: AuditResult };
  /** Answers an agent of the editor. */
  agentTool: { given: AgentRequest; result: AgentAnswer };
  /** Finds the statement that prints a message in the sources of folders, by their paths. */
  printedAt: {
    given: { readonly folders: readonly string[]; readonly message: string };
    result: PrintedAt | undefined;
  };
  /** Looks beside the logs of a run, by their paths, for one of the same thing that went well. */
  goodRun: { given: { readonly paths: readonly string[] }; result: FoundRun | undefined };
  /** Reads services and dependencies of a folder, by its path. */
  topology: { given: { readonly folder: string }; result: SystemMap };
}
export type TaskKind = keyof Tasks;

/** What a worker asks while it works, and the answers. */
export interface Questions {
  /** Where the half begins that another worker reads, and what it found. */
  cut: { given: undefined; answer: number | undefined };
  half: { given: undefined; answer: IndexPart | undefined };
  model: { given: ModelRequest; answer: ModelAnswer };
  /** Whether the first request to a model may leave. */
  consent: { given: RequestPreview; answer: ConsentDecision };
}
export type QuestionKind = keyof Questions;

/** What a worker tells while it works. */
export type News =
  /** Part of the log that was read, 0..1. */
  | { readonly kind: 'share'; readonly share: number }
  /** What the head and tail of a large log tell, before it is read. */
  | { readonly kind: 'firstLook'; readonly firstLook: FirstLook }
  | { readonly kind: 'cut'; readonly offset: number }
  | { readonly kind: 'stage'; readonly event: StageEvent }
  /** How far an answer of the chat is. */
  | { readonly kind: 'chat'; readonly update: ChatUpdate };

/** Messages to a worker; `id` is the task's. */
export type ToWorker =
  | {
      readonly kind: 'begin';
      readonly id: number;
      readonly task: TaskKind;
      readonly given: unknown;
    }
  | { readonly kind: 'cancel'; readonly id: number }
  /** All that the model has said so far, which a task has asked. */
  | { readonly kind: 'said'; readonly id: number; readonly text: string }
  | { readonly kind: 'answer'; readonly question: number; readonly answer: unknown };

/** Messages from a worker. */
export type FromWorker =
  | { readonly kind: 'news'; readonly id: number; readonly news: News }
  | {
      readonly kind: 'question';
      readonly id: number;
      readonly question: number;
      readonly about: QuestionKind;
      readonly given: unknown;
    }
  | { readonly kind: 'done'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: string };
