import type { VerifiedClaim } from './claim.ts';
import type { ReasonerInfo, Receipt } from './diagnosis.ts';
import type { Evidence } from './evidence.ts';
import type { Confidence } from './hypothesis.ts';
import type { Problem } from './problem.ts';
import type { LineChange } from './source.ts';
import type { EdgeStatus, Place, SystemTopology } from './topology.ts';

/** A change that somebody or something suggests, and what an audit says of it. */

/** A file as it is and as it would be. */
export interface ChangedFile {
  /** Relative to the workspace, with `/`. */
  readonly path: string;
  /** Where the file lay before, of one that is moved: nothing is left there. */
  readonly renamedFrom?: string;
  /** Of a file whose mode changes, as git writes it, e.g. `100755`. */
  readonly mode?: { readonly before: string; readonly after: string };
  /** `undefined` of a file that does not exist yet. */
  readonly before: string | undefined;
  /** `undefined` of a file that would be deleted. Where `isExcerpt`, lines that nobody gave are empty. */
  readonly after: string | undefined;
  /** Only parts of the file are known, as of a patch that fits no file of the workspace. */
  readonly isExcerpt: boolean;
  /** Lines of `after` that are new, 1-based, in order. */
  readonly added: readonly ChangedLine[];
  /** Lines of `before` that are gone, 1-based, in order. */
  readonly removed: readonly ChangedLine[];
}

export interface ChangedLine {
  readonly line: number;
  readonly text: string;
}

/** A command that is proposed to be run. */
export interface SuggestedCommand {
  readonly text: string;
  /** Where it was written; a command that came alone has none. */
  readonly place?: { readonly file: string; readonly line: number };
}

export interface Suggestion {
  readonly files: readonly ChangedFile[];
  readonly commands: readonly SuggestedCommand[];
}

export type FindingKind = 'existence' | 'dependency' | 'constraint' | 'tried' | 'risk' | 'fit';

export type FindingVerdict =
  | 'notFound'
  | 'notADependency'
  | 'couldNotCheck'
  | 'removed'
  | 'violated'
  | 'ignored'
  | 'repeated'
  | 'dangerous'
  | 'symptomOnly'
  | 'contradicted'
  /** Of an open diagnosis: its first explanation, another one, or none of them. */
  | 'addressesCause'
  | 'addressesRival'
  | 'unrelated'
  | 'makesWorse';

/** What was found of a suggestion, and which line or list decided it. */
export interface Finding {
  readonly kind: FindingKind;
  readonly severity: 'error' | 'warning' | 'info';
  readonly verdict: FindingVerdict;
  /** One or two sentences for people, with what to do. */
  readonly message: string;
  /** What it is about: a package, a field, a flag, a service, the id of a constraint. */
  readonly subject: string;
  /** Where in the suggestion; `undefined` of a command that came alone. */
  readonly file: string | undefined;
  /** 1-based, in the file as it would be. */
  readonly line: number | undefined;
  /** What decided: a line of the workspace, or in words the list that was asked, e.g. `Kubernetes 1.33 fields`. */
  readonly source: FindingSource;
}

export interface FindingSource {
  readonly file: string;
  /** `undefined` of a list that is no file of the workspace. */
  readonly line: number | undefined;
}

/** What a language service of the editor says of a line, where the editor shows the text that is audited. */
export interface EditorProblem {
  /** Relative to the workspace, with `/`. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly message: string;
  /** Who says it, e.g. `ts`, `Pylance`. */
  readonly source: string;
  readonly code: string;
}

/** Something that the suggestion takes for granted, e.g. that a package is installed. */
export interface Assumption {
  readonly text: string;
  readonly state: 'checked' | 'unverified' | 'contradicted';
  readonly source: FindingSource | undefined;
}

/** The workspace that a suggestion is audited against. */
export interface AuditWorkspace {
  /** All files that may be read, relative, with `/`; what foreign folders such as `node_modules` hold is not listed. */
  readonly paths: ReadonlySet<string>;
  /** `undefined` where there is no such file, or it is unreadable or kept from readers; foreign folders can be read. */
  read(path: string): Promise<string | undefined>;
  /** Whether no model may see a file; absent where nothing is kept from models. */
  isKept?(path: string): Promise<boolean>;
  /** The system as it is and as it would be, for checks; absent where nobody has read it. */
  readonly system?: SystemChange;
  /** Absent where nobody may ask how files came to be. */
  readonly history?: WorkspaceHistory;
}

/** How files came to be as they are. It takes some seconds at most, and never fails. */
export interface WorkspaceHistory {
  /** The text that was committed last; nothing of a file that never was. */
  committed(path: string): Promise<string | undefined>;
  /** Files that may have been edited since, those beside the named ones among them. */
  edited(beside: readonly string[]): Promise<readonly string[]>;
  /** Commits that changed these lines of the file as it is, newest first; 1-based and inclusive. */
  changesOf(path: string, startLine: number, endLine: number): Promise<readonly LineChange[]>;
}

/** The system map without and with the suggestion. */
export interface SystemChange {
  readonly before: SystemTopology;
  readonly after: SystemTopology;
  /** Whose a line is, by the manifest that describes a service or by the folder of its code. */
  servicesAt?(file: string, line: number | undefined): readonly string[];
}

/** A check of one kind. What it can't decide it says as `couldNotCheck`, or leaves alone. */
export type Check = (suggestion: Suggestion, workspace: AuditWorkspace) => Promise<CheckResult>;

export interface CheckResult {
  readonly findings: readonly Finding[];
  /** What was looked at and holds, or could not be settled. */
  readonly assumptions: readonly Assumption[];
  /** What it could not speak for as a whole, a sentence each, e.g. a kind of file that it can't read. */
  readonly notChecked?: readonly string[];
}

/** One thing that the suggestion does, in plain words. */
export interface Effect {
  /** `undefined` of a command that came alone. */
  readonly file: string | undefined;
  /** 1-based, in the file as it would be. */
  readonly line: number | undefined;
  readonly text: string;
}

/** A service that what is changed may reach. */
export interface Impact {
  readonly service: string;
  /** From the service to what is changed, the callers first; it alone where it is changed itself. */
  readonly path: readonly string[];
  /** The weakest of the edges on the path; `undefined` of what is changed itself. */
  readonly status: EdgeStatus | undefined;
  /** `startOrder` where only the order of starting leads there, `changed` of what is changed itself. */
  readonly kind: 'changed' | 'calls' | 'startOrder';
  /** One line for each edge of the path. */
  readonly evidence: readonly Place[];
  /** What the open diagnosis says of it; absent where it says nothing. */
  readonly unhealthy?: string;
}

/** Something around a suggestion that it seems to follow. */
export interface Motive {
  readonly kind: MotiveKind;
  /** One sentence that says it as the inference it is, e.g. `It may follow the pattern of line 12.` */
  readonly text: string;
  /** Where in the suggestion that shows; `undefined` of a command that came alone. */
  readonly file: string | undefined;
  /** 1-based, in the file as it would be. */
  readonly line: number | undefined;
  /** What it seems to follow; never empty. */
  readonly evidence: readonly Place[];
}

export type MotiveKind =
  /** Lines near by, or of a file beside it, that are made in the same way. */
  | 'pattern'
  /** A name that is defined or used near by. */
  | 'name'
  /** A comment that asks for it. */
  | 'comment'
  /** A test that expects it. */
  | 'test'
  /** A line of `AGENTS.md` and the like. */
  | 'instruction'
  /** What was edited and is not committed. */
  | 'edit'
  /** What was committed last to the lines near by. */
  | 'commit';

/** Something that a suggestion leaves out of account. */
export interface Omission {
  readonly kind: OmissionKind;
  readonly text: string;
  readonly source: FindingSource | undefined;
}

export type OmissionKind =
  /** Who depends on what is changed and stays as it is. */
  | 'caller'
  /** The same setting in another file, left as it was. */
  | 'copy'
  /** Tests of what is changed, left as they were. */
  | 'test'
  /** A rule in words that nobody has judged. */
  | 'constraint'
  /** An instruction to assistants that it does not follow. */
  | 'instruction';

/** What a model said of a suggestion, each claim checked by code as those of a diagnosis are. */
export interface Explanation {
  /** Of kind `embedded`, with the failure, where the model gave no answer: then nothing else is told. */
  readonly reasoner: ReasonerInfo;
  /** One or two sentences; unchecked. Empty without an answer. */
  readonly summary: string;
  readonly claims: readonly ExplainedClaim[];
  /** What claims cite: hunks, lines around them, rules, edges of the system map. */
  readonly evidence: readonly Evidence[];
  /** What it asked for, and what it was asked to mend, in words. */
  readonly rounds?: readonly string[];
  /** Absent when nothing left the machine. */
  readonly receipt?: Receipt;
  /** As `Diagnosis.hidden`. */
  readonly hidden?: Readonly<Record<string, string>>;
}

export interface ExplainedClaim extends Omit<VerifiedClaim, 'role'> {
  readonly section: ExplanationSection;
  /** Of a rule in words: its id, and what the model says of it. */
  readonly rule?: { readonly id: string; readonly ruling: 'keeps' | 'breaks' | 'unclear' };
}

/** What it does, why it may have been proposed, what it assumes, what it leaves out, and rules in words. */
export type ExplanationSection = 'does' | 'why' | 'assumes' | 'misses' | 'rule';

/** What an audit says of a suggestion, as a whole. */
export interface Audit {
  readonly suggestion: Suggestion;
  /** What it does, in the order of its files and lines. */
  readonly effects: readonly Effect[];
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** What is changed first, then who is nearest. */
  readonly blastRadius: readonly Impact[];
  readonly assumptions: readonly Assumption[];
  /** That it is safe and fitting here. */
  readonly confidence: Confidence;
  /** How to try it before it is applied; never run by us. */
  readonly verify: readonly VerifyStep[];
  /** Why it may have been proposed, the best founded first; inferred, never known. */
  readonly motives: readonly Motive[];
  /** What it leaves out of account, the gravest first. */
  readonly omissions: readonly Omission[];
  /** What a model said of it; absent where none was asked. */
  readonly explanation?: Explanation;
  readonly notChecked: readonly string[];
  /** What was wrong with the suggestion as it was given, e.g. a hunk that fits nowhere. */
  readonly problems: readonly Problem[];
}

export interface VerifyStep {
  readonly title: string;
  readonly command?: string;
}
