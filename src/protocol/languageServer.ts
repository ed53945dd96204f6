import { NotificationType, NotificationType0, RequestType } from 'vscode-languageserver-protocol';
import type { OpenDiagnosis, SuggestionInput } from '../core/audit.ts';
import type { Audit, EditorProblem } from '../core/model/audit.ts';
import type {
  ChatAnswer,
  ChatBlock,
  ChatCommand,
  ChatExchange,
  ChatFindings,
  ChatSubject,
} from '../core/model/chat.ts';
import type { ConsentDecision, Price, RequestPreview } from '../core/model/consent.ts';
import type { ContextItem } from '../core/model/context.ts';
import type { Diagnosis, StageName } from '../core/model/diagnosis.ts';
import type { Experience } from '../core/model/judgement.ts';
import type { LineRange } from '../core/model/logFile.ts';
import type { FirstLook, LogOverview } from '../core/model/overview.ts';
import type { RegistryUrls } from '../core/model/packageRegistry.ts';
import type { ProbeOutput } from '../core/model/probeOutput.ts';
import type { PersonalKind, RedactedText } from '../core/model/redactedText.ts';
import type { Topology } from '../core/model/topology.ts';
import type { TriedList } from '../core/model/tried.ts';
import type { ModelAnswer } from '../core/ports.ts';
import type { SystemMap } from './systemMap.ts';

/** What the server is told when it starts. */
export interface ServerOptions {
  /** Whether the user trusts the workspace: only then its teams' signatures are read. */
  readonly trustsWorkspace: boolean;
}

/** Extension to server: the workspace is trusted from now on. */
export const WorkspaceTrustedNotification = new NotificationType0('whytrace/workspaceTrusted');

/** One log to diagnose. */
export interface SourceParams {
  readonly uri: string;
  /** Shown to people, unique within the run. */
  readonly name: string;
  /** The text, where it can't be read by URI (untitled, output channel) or has unsaved changes. */
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

export interface DiagnoseParams {
  /** Chosen by the extension; progress and the reverse requests carry it. */
  readonly runId: string;
  readonly sources: readonly SourceParams[];
  /** Logs of runs that went well, to be compared with. */
  readonly baselines?: readonly SourceParams[];
  /** Looks beside the log for such a run where none is given. */
  readonly findsBaseline?: boolean;
  readonly context: { readonly items: readonly ContextItem[]; readonly topology?: Topology };
  readonly question?: string;
  /** Characters of log text that may go into the evidence. */
  readonly budget: number;
  /** Data of people that is hidden from a model; e-mail addresses if it isn't said. */
  readonly personalData?: readonly PersonalKind[];
  /** What checks of an earlier diagnosis printed. */
  readonly probeOutputs?: readonly ProbeOutput[];
  /** The user's verdicts on earlier diagnoses of this workspace. */
  readonly experience?: Experience;
  /** Which model the extension will ask for this run; absent = the embedded analyst alone. */
  readonly model?: {
    readonly kind: 'openai' | 'vscode';
    readonly name: string;
    readonly destination: string;
    readonly price?: Price;
  };
  /** Tokens that one request to it may have, by estimate. */
  readonly tokenLimit?: number;
  /** What was tried: the workspaces' own lists, the user's one, logs of commits. */
  readonly tried?: readonly TriedList[];
}

export type DiagnoseResult =
  | {
      readonly kind: 'diagnosis';
      readonly diagnosis: Diagnosis;
      /** What to do about a model that was asked and failed; empty when none failed. */
      readonly notice: string;
    }
  /** No source could be read; the messages say why and what to do. */
  | { readonly kind: 'unreadable'; readonly messages: readonly string[] }
  | { readonly kind: 'cancelled' };

/** Extension to server: runs the pipeline. Cancelled by the request's own token. */
export const DiagnoseRequest = new RequestType<DiagnoseParams, DiagnoseResult, void>(
  'whytrace/diagnose',
);

export interface StageProgress {
  readonly runId: string;
  readonly stage: StageName;
  readonly state: 'running' | 'done';
  /** Counts so far, e.g. "4 files, 48,213 lines"; may be empty while running. */
  readonly summary: string;
  readonly milliseconds: number;
}

/** Server to extension: a stage began, moved on or ended. */
export const StageProgressNotification = new NotificationType<StageProgress>(
  'whytrace/stageProgress',
);

export interface AskModelParams {
  readonly runId: string;
  readonly system: RedactedText;
  readonly user: RedactedText;
  readonly schema: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
  readonly boundary: string;
}

export interface ModelTextParams {
  readonly runId: string;
  /** All that the model has said so far. */
  readonly text: string;
}

/** Extension to server: a model's answer as it comes; the whole of it is the answer of `AskModelRequest`. */
export const ModelTextNotification = new NotificationType<ModelTextParams>('whytrace/modelText');

/** Server to extension: asks the model of the run; keys and vscode.lm stay in the extension. */
export const AskModelRequest = new RequestType<AskModelParams, ModelAnswer, void>(
  'whytrace/askModel',
);

export interface ConsentParams {
  readonly runId: string;
  readonly preview: RequestPreview;
}

/** Server to extension: whether a run's first request may leave. Only the extension can ask the user. */
export const ConsentRequest = new RequestType<ConsentParams, ConsentDecision, void>(
  'whytrace/consent',
);

/** A line of a log, 1-based. */
export interface LogPlace {
  readonly uri: string;
  readonly line: number;
}

export interface SimilarLine {
  /** 1-based. */
  readonly line: number;
  /** Which of all lines of this kind it is, from 1 on, and how many there are. */
  readonly place: number;
  readonly count: number;
  /** The search went past the end and on at the other one. */
  readonly wrapped: boolean;
}

/** Extension to server: the next line of the same kind as a line; nothing where that is blank. */
export const SimilarLineRequest = new RequestType<
  LogPlace & { readonly direction: 'next' | 'previous' },
  SimilarLine | null,
  void
>('whytrace/similarLine');

/** Extension to server: whether the head of a text looks like a log. */
export const LooksLikeLogRequest = new RequestType<{ readonly text: string }, boolean, void>(
  'whytrace/looksLikeLog',
);

export interface OverviewParams {
  /** The log: an open document, or a file of any size. */
  readonly uri: string;
}

export type OverviewResult =
  | { readonly kind: 'overview'; readonly overview: LogOverview }
  /** It can't be read; the message says why and what to do. */
  | { readonly kind: 'unreadable'; readonly message: string }
  | { readonly kind: 'cancelled' };

/** Extension to server: a log at a glance. Cancelled by the request's own token. */
export const OverviewRequest = new RequestType<OverviewParams, OverviewResult, void>(
  'whytrace/overview',
);

export interface SystemMapParams {
  /** The folder whose files describe a system. */
  readonly uri: string;
}

export type SystemMapResult =
  | { readonly kind: 'map'; readonly map: SystemMap }
  /** It can't be read; the message says why and what to do. */
  | { readonly kind: 'unreadable'; readonly message: string }
  | { readonly kind: 'cancelled' };

/** Extension to server: services and dependencies of a folder. Cancelled by the request's own token. */
export const SystemMapRequest = new RequestType<SystemMapParams, SystemMapResult, void>(
  'whytrace/systemMap',
);

export interface AuditParams {
  /** The folder that the suggestion is audited against. */
  readonly uri: string;
  readonly input: SuggestionInput;
  /** Texts of the folder's files that differ from what is on the disk, by path. */
  readonly unsaved: Readonly<Record<string, string>>;
  readonly diagnosis?: OpenDiagnosis;
  /** What was tried, beside the workspace's own list. */
  readonly tried?: readonly TriedList[];
  /** What the editor's language services say of the text that is audited. */
  readonly editor?: readonly EditorProblem[];
  /** Where the user allows that registries are asked for packages: addresses of mirrors. Absent, none is. */
  readonly registries?: RegistryUrls;
  /** Git may be asked: the user trusts the workspace. */
  readonly asksGit?: boolean;
  /** The model that is to explain it too; absent = offline. */
  readonly explain?: {
    /** Chosen by the extension; the reverse requests carry it. */
    readonly runId: string;
    readonly model: NonNullable<DiagnoseParams['model']>;
    readonly personalData?: readonly PersonalKind[];
    readonly tokenLimit?: number;
  };
}

export type AuditOutcome =
  | { readonly kind: 'audited'; readonly audit: Audit }
  /** Nothing could be read of it; the message says why and what to do. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'cancelled' };

/** Extension to server: what a suggestion would do here. Cancelled by the request's own token. */
export const AuditRequest = new RequestType<AuditParams, AuditOutcome, void>('whytrace/audit');

export interface AgentToolParams {
  /** Name of the tool, and what the agent gave it. */
  readonly tool: string;
  readonly input: unknown;
  /** Folders whose files the agent may name. */
  readonly folders: readonly string[];
  /** The logs that are open, for an agent that names none. */
  readonly open: readonly SourceParams[];
}

export type AgentToolResult =
  /** Markdown without secrets, for a model. */
  | { readonly kind: 'answer'; readonly text: string; readonly isError: boolean }
  | { readonly kind: 'cancelled' };

/** Extension to server: answers an agent of the editor. Cancelled by the request's own token. */
export const AgentToolRequest = new RequestType<AgentToolParams, AgentToolResult, void>(
  'whytrace/agentTool',
);

/** A question of the chat, with all that the extension knows of what it is about. */
export interface ChatParams
  extends Pick<
    DiagnoseParams,
    'sources' | 'baselines' | 'context' | 'budget' | 'personalData' | 'model' | 'tokenLimit'
  > {
  /** A turn is a run: progress and the reverse requests carry this. */
  readonly runId: string;
  readonly question: string;
  readonly command?: ChatCommand;
  readonly subjects: readonly ChatSubject[];
  /** What was said before on the same path, oldest first; the last 20 do. */
  readonly history: readonly ChatExchange[];
  /** The diagnosis that is open, where one is and its logs are the sources. */
  readonly diagnosis?: Diagnosis;
  /** The answer stands where other assistants read it. */
  readonly isShared?: boolean;
  /** The workspace's folder, for the system map, audits and what was tried. */
  readonly folder?: string;
  /** What `/audit` is about, and texts of the folder's files that differ from the disk, by path. */
  readonly suggestion?: SuggestionInput;
  readonly unsaved?: Readonly<Record<string, string>>;
}

export type ChatResult =
  | {
      readonly kind: 'answer';
      readonly answer: ChatAnswer;
      readonly findings: ChatFindings;
      /** What to do about a model that was asked and failed; empty when none failed. */
      readonly notice: string;
    }
  /** What stands of an answer that was stopped is told by the last progress. */
  | { readonly kind: 'cancelled' };

/** Extension to server: answers a question. Cancelled by the request's own token. */
export const ChatRequest = new RequestType<ChatParams, ChatResult, void>('whytrace/chat');

export interface ChatProgress {
  readonly runId: string;
  /** What is being done, in a few words, e.g. `reads checkout.log, 41%`. */
  readonly status: string;
  /** All of the answer that stands so far, and not only what is new. */
  readonly blocks: readonly ChatBlock[];
}

/** Server to extension: how far an answer is; at most some ten a second. */
export const ChatProgressNotification = new NotificationType<ChatProgress>('whytrace/chatProgress');

export interface ReadingProgress {
  readonly uri: string;
  /** Bytes of the log. */
  readonly bytes: number;
  /** Part of them that was read, 0..1; absent while that isn't known. */
  readonly share?: number;
  /** What its head and tail tell, of a large log, as soon as that is known. */
  readonly firstLook?: FirstLook;
}

/** Server to extension: how far it has read a log whose overview is wanted. */
export const ReadingProgressNotification = new NotificationType<ReadingProgress>(
  'whytrace/readingProgress',
);

export interface LinesParams {
  readonly uri: string;
  /** 1-based. */
  readonly startLine: number;
  readonly count: number;
}

export type LinesResult =
  | {
      readonly kind: 'lines';
      /** Fewer than asked for where the log ends before. */
      readonly lines: readonly string[];
      /** Of the whole log. */
      readonly lineCount: number;
    }
  | { readonly kind: 'unreadable'; readonly message: string };

/** Extension to server: some lines of a log that the editor doesn't open for extensions. */
export const LinesRequest = new RequestType<LinesParams, LinesResult, void>('whytrace/lines');
