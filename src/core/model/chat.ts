import type { Citation, Verdict } from './claim.ts';
import type { Diagnosis, ReasonerInfo, Receipt } from './diagnosis.ts';
import type { EvidenceId } from './evidence.ts';
import type { Problem } from './problem.ts';

/** The words after a slash, each for something that Whytrace can do elsewhere too. */
export type ChatCommand =
  | 'diagnose'
  | 'explain'
  | 'audit'
  | 'probe'
  | 'tried'
  | 'evidence'
  | 'map'
  | 'compare';

/** What a command does, for completion and for help. */
export const chatCommands: Readonly<Record<ChatCommand, string>> = {
  diagnose: 'Why it fails, with evidence and confidence',
  explain: 'What a line or a claim says, and what is known of it',
  audit: 'What a suggested change would do here',
  probe: 'Checks that would tell the explanations apart',
  tried: 'What was tried already, and what came of it',
  evidence: 'Evidence of the open diagnosis, or lines of the logs, by words',
  map: 'Services, who depends on whom, and whom a failure hits',
  compare: 'What differs from a run that went well',
};

/** Lines of a file that can be opened; 1-based and inclusive. */
export interface ChatPlace {
  readonly uri: string;
  readonly file: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** What a question is about, beside its words: a chip of the view. */
export type ChatSubject =
  /** A whole log. */
  | { readonly kind: 'log'; readonly uri: string; readonly name: string }
  /** Lines of a log, or of any other file. */
  | ({ readonly kind: 'lines' } & ChatPlace)
  /** The diagnosis that is open. */
  | { readonly kind: 'diagnosis'; readonly title: string }
  | {
      readonly kind: 'evidence';
      readonly evidence: EvidenceId;
      /** Nothing of evidence that is no file, such as an output. */
      readonly place?: ChatPlace;
    }
  /** One explanation of the open diagnosis, by its index. */
  | { readonly kind: 'hypothesis'; readonly hypothesis: number; readonly title: string }
  /** A sentence of one of them; `against` is among the facts that speak against it. */
  | {
      readonly kind: 'claim';
      readonly hypothesis: number;
      readonly list: 'claims' | 'against';
      readonly claim: number;
      readonly text: string;
    }
  /** A change that somebody suggests: lines of a file, or what `about` names, e.g. `Uncommitted changes`. */
  | { readonly kind: 'suggestion'; readonly about: string; readonly place?: ChatPlace };

/** One part of an answer; a long answer grows by them. Text is never markup: see `protocol/modelText`. */
export type ChatBlock =
  | ChatStatement
  /** Nothing about the system: how something was counted, what words were taken to mean, what is not known. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | ChatTable
  /** Lines as they stand in a file. */
  | ({ readonly kind: 'excerpt'; readonly text: string } & ChatPlace)
  /** Something to do or to run by hand; its risk is told beside it (`protocol/commandRisk`). */
  | {
      readonly kind: 'check';
      readonly title: string;
      readonly command?: string;
      /** What it would show if the explanation holds, and if it does not; may be empty. */
      readonly confirms: string;
      readonly refutes: string;
    }
  /** Questions that can be asked next, each a whole one. */
  | { readonly kind: 'offer'; readonly text: string; readonly questions: readonly string[] }
  /** Something of ours that shows more. */
  | { readonly kind: 'action'; readonly label: string; readonly action: ChatAction };

/** One sentence of fact, checked like any claim of a diagnosis. */
export interface ChatStatement {
  readonly kind: 'statement';
  readonly text: string;
  /** What does not hold is said all the same, and marked. */
  readonly verdict: Verdict;
  /** Only what was found again. */
  readonly citations: readonly Citation[];
}

/** Numbers that were counted in the logs, with where they stand. */
export interface ChatTable {
  readonly kind: 'table';
  readonly title: string;
  readonly columns: readonly {
    readonly title: string;
    /** Numbers are set to the right; `code` is text of a log. */
    readonly kind: 'text' | 'number' | 'time' | 'code';
  }[];
  readonly rows: readonly (readonly ChatCell[])[];
  /** Rows that have no room here. */
  readonly more: number;
}

export interface ChatCell {
  readonly text: string;
  /** Where to look; absent where there is no one place. */
  readonly place?: ChatPlace;
}

export type ChatAction =
  | 'diagnose'
  | 'openDiagnosis'
  | 'openMap'
  | 'openAudit'
  | 'chooseLog'
  | 'chooseGoodRun'
  | 'openFolder'
  | 'setApiKey'
  | 'chooseModel';

export interface ChatAnswer {
  readonly blocks: readonly ChatBlock[];
  /** `embedded` is the engine: nothing left this machine, or a model failed and `failure` says how. */
  readonly by: ReasonerInfo;
  /** What was sent, with its tokens and cost; absent where nothing was. */
  readonly receipt?: Receipt;
  /** What a model asked for before it answered, and what it did else, a sentence each. */
  readonly details: readonly string[];
  /** What could not be read, or not as it should. */
  readonly problems: readonly Problem[];
  /** Placeholders of a model's text with what stands behind them; never secrets. */
  readonly hidden?: Readonly<Record<string, string>>;
  /** Cancelled or cut short. */
  readonly partial: boolean;
}

/** A question with what was answered, as the next one is told of it. */
export interface ChatExchange {
  readonly question: string;
  readonly command?: ChatCommand;
  readonly answer: readonly ChatBlock[];
}

/** A turn of a conversation. Turns are a tree: an edited question is another child of the same parent. */
export interface ChatTurn {
  readonly id: string;
  /** The turn before it; nothing of the first. */
  readonly parent: string | null;
  readonly question: string;
  readonly command?: ChatCommand;
  readonly subjects: readonly ChatSubject[];
  /** When it was asked, in milliseconds since the epoch. */
  readonly at: number;
  /** Nothing as long as it is being answered: an interrupted one is `failed`. */
  readonly outcome?: ChatOutcome;
}

export type ChatOutcome =
  | { readonly kind: 'answered'; readonly answer: ChatAnswer; readonly notice: string }
  | { readonly kind: 'cancelled'; readonly blocks: readonly ChatBlock[] }
  /** The message says why and what to do. */
  | { readonly kind: 'failed'; readonly message: string };

/** A conversation as it is kept. */
export interface ChatConversation {
  readonly schema: 'whytrace.chat/1';
  readonly id: string;
  /** Its first question, or what the user called it. */
  readonly title: string;
  /** Each after its parent. */
  readonly turns: readonly ChatTurn[];
  /** The turn whose path from the root is shown; nothing where there is no turn. */
  readonly leaf: string | null;
}

/** What was found out for an answer and is worth keeping: the host may show it as the open diagnosis. */
export interface ChatFindings {
  readonly diagnosis?: Diagnosis;
}
