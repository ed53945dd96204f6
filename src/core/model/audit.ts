/** A change that somebody or something suggests, and what an audit says of it. */

/** A file as it is and as it would be. */
export interface ChangedFile {
  /** Relative to the workspace, with `/`. */
  readonly path: string;
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
  | 'contradicted';

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
}

/** A check of one kind. What it can't decide it says as `couldNotCheck`, or leaves alone. */
export type Check = (suggestion: Suggestion, workspace: AuditWorkspace) => Promise<CheckResult>;

export interface CheckResult {
  readonly findings: readonly Finding[];
  /** What was looked at and holds, or could not be settled. */
  readonly assumptions: readonly Assumption[];
}
