import type {
  Assumption,
  Effect,
  ExplainedClaim,
  ExplanationSection,
  Finding,
  FindingKind,
  FindingVerdict,
  Impact,
  Motive,
  Omission,
  VerifyStep,
} from '../core/model/audit.ts';
import type { ChatBlock } from '../core/model/chat.ts';
import type { ClaimRole, VerdictKind } from '../core/model/claim.ts';
import type { StageName } from '../core/model/diagnosis.ts';
import type { Evidence, EvidenceId, LeftOut } from '../core/model/evidence.ts';
import type { Band, Factor, Gate, Lift, Outcome, Probe } from '../core/model/hypothesis.ts';
import type { ReadOutput } from '../core/model/probeOutput.ts';
import type { SystemTopology } from '../core/model/topology.ts';
import type { TriedEntry } from '../core/model/tried.ts';

/** What `whytrace diagnose --json` prints. Fields may be added; none is removed or changed. */
export interface DiagnosisJson {
  readonly schema: 'whytrace.diagnosis/1';
  readonly outcome: Outcome;
  /** Why there is no hypothesis; empty when there is one. */
  readonly reason: string;
  /** Best first. */
  readonly hypotheses: readonly HypothesisJson[];
  readonly evidence: readonly Pick<
    Evidence,
    'id' | 'kind' | 'file' | 'startLine' | 'endLine' | 'text'
  >[];
  readonly leftOut: LeftOut;
  /** Who answered: `embedded` also when a model was asked and failed. */
  readonly reasoner: string;
  /** What went wrong with the model that was asked, and what to do about it. */
  readonly modelFailure: string | null;
  readonly stages: readonly { readonly name: StageName; readonly milliseconds: number }[];
  /** Probability that it is none of the hypotheses; with theirs it adds up to 1. */
  readonly noneOfThese: number;
  /** What the comparison with good runs found, in sentences; empty where none was given. */
  readonly comparison: readonly string[];
  /** What was wrong with the input, e.g. files that could not be read. */
  readonly problems: readonly ProblemJson[];
  /** Logs whose clocks are apart, by the ids that both hold; no time was moved by it. */
  readonly skews: readonly SkewJson[];
  /** What became of the outputs of checks, in the order given. */
  readonly probed: readonly ProbedJson[];
  /** How many ideas are hidden as they were tried already, in a sentence; nothing where none is. */
  readonly triedNote: string | null;
}

/** What one output of a check said, and what it moved. */
export type ProbedJson = Omit<ReadOutput, 'uri'>;

export interface SkewJson {
  /** The file whose times are ahead, and the one they are ahead of. */
  readonly ahead: string;
  readonly behind: string;
  readonly milliseconds: number;
  /** It may be so much more or less. */
  readonly uncertainty: number;
  /** Ids by which it was measured. */
  readonly pairs: number;
}

export interface ProblemJson {
  /** Stable, e.g. `notFound`, `gzipCut`, `invalidUtf8`. */
  readonly code: string;
  /** As it was named; nothing where the problem belongs to no file. */
  readonly file: string | null;
  /** 1-based. */
  readonly line: number | null;
  readonly message: string;
}

export interface HypothesisJson {
  readonly title: string;
  readonly summary: string;
  readonly service: string | null;
  /** Probability, 0..1. */
  readonly confidence: number;
  readonly band: Band;
  /** The why chain, from symptom to impact. */
  readonly claims: readonly ClaimJson[];
  readonly against: readonly ClaimJson[];
  readonly missing: readonly string[];
  readonly probes: readonly Probe[];
  /** Signed parts of the score; they sum to its logit. */
  readonly factors: readonly Factor[];
  /** What held the confidence below what the parts give: caps, and the share that rivals left. */
  readonly gates: readonly Gate[];
  /** The cited lines that carry it, most load-bearing first; without others it falls by less than .02. */
  readonly restsOn: readonly SupportJson[];
  /** What is missing that would raise it most. */
  readonly wouldLift: Lift | null;
  /** Checks that are not among `probes`, as they were tried already. */
  readonly alreadyTried: readonly TriedProbeJson[];
}

export interface TriedProbeJson {
  readonly probe: Probe;
  readonly entry: Omit<TriedEntry, 'when' | 'note'> & {
    readonly when: string | null;
    readonly note: string | null;
  };
}

export interface SupportJson {
  readonly evidence: EvidenceId;
  readonly file: string;
  /** 1-based and inclusive, as an editor counts lines. */
  readonly startLine: number;
  readonly endLine: number;
  /** What the confidence would be without these lines, 0..1. */
  readonly value: number;
}

export interface ClaimJson {
  readonly role: ClaimRole;
  readonly text: string;
  readonly verdict: VerdictKind;
  readonly citations: readonly {
    readonly evidence: EvidenceId;
    readonly file: string;
    /** 1-based and inclusive, as an editor counts lines. */
    readonly startLine: number;
    readonly endLine: number;
    readonly quote: string;
  }[];
}

/** What `whytrace inspect --json` prints of a text, so that our promises can be checked from outside. */
export interface InspectionJson {
  /** The request that would be sent if the text was all evidence: fenced, cleaned and redacted. */
  readonly prompt: string;
  /** The HTML that the panel would make of the text as a model's answer. */
  readonly rendered: string;
  /** The text without control sequences and without characters that nobody can see. */
  readonly clean: string;
  /** What in it could deceive a model, a reader, a terminal or a page. */
  readonly findings: readonly FindingJson[];
}

export interface FindingJson {
  /** Stable, e.g. `addressesAi`, `templateToken`, `hiddenCharacters`, `riskyCommand`, `secret`. */
  readonly code: string;
  /** 1-based; nothing where it belongs to no line. */
  readonly line: number | null;
  readonly message: string;
}

/** What `whytrace select --json` prints. */
export interface SelectionJson {
  /** Most decisive first. */
  readonly excerpts: readonly {
    readonly file: string;
    readonly startLine: number;
    readonly endLine: number;
    readonly text: string;
  }[];
  /** Sum of the excerpts' characters; at most the budget. */
  readonly characters: number;
  readonly leftOut: LeftOut;
  /** What was wrong with the input. */
  readonly problems: readonly ProblemJson[];
}

/** What `whytrace topology --json` prints. Fields may be added; none is removed or changed. */
export interface TopologyJson extends SystemTopology {
  readonly schema: 'whytrace.topology/1';
}

/** What `whytrace audit --json` prints. Fields may be added; none is removed or changed. */
export interface AuditJson {
  readonly schema: 'whytrace.audit/1';
  /** Worst first. */
  readonly findings: readonly AuditFindingJson[];
  /** What is changed first, then who is nearest; those whom only start order leads there at the end. */
  readonly blastRadius: readonly ImpactJson[];
  readonly assumptions: readonly AssumptionJson[];
  /** Probability that it is safe and fitting here, 0..1. */
  readonly confidence: number;
  readonly band: Band;
  /** Signed parts of the score; they sum to its logit. */
  readonly factors: readonly Factor[];
  /** What held the confidence below what the parts give. */
  readonly gates: readonly Gate[];
  /** What it does, in plain words. */
  readonly effects: readonly EffectJson[];
  readonly suggestion: {
    readonly files: readonly {
      readonly path: string;
      readonly change: 'added' | 'changed' | 'deleted' | 'moved';
      readonly renamedFrom: string | null;
      readonly addedLines: number;
      readonly removedLines: number;
      /** Only a part of it could be read. */
      readonly isExcerpt: boolean;
    }[];
    readonly commands: readonly string[];
  };
  /** How to try it before it is applied. */
  readonly verify: readonly VerifyStep[];
  /** Why it may have been proposed, inferred from what stands around it; best founded first. */
  readonly motives: readonly MotiveJson[];
  /** What it leaves out of account, the gravest first. */
  readonly omissions: readonly OmissionJson[];
  /** What a model said of it; nothing where none was asked. */
  readonly explanation: ExplanationJson | null;
  readonly notChecked: readonly string[];
  readonly problems: readonly ProblemJson[];
}

export interface AuditFindingJson {
  readonly kind: FindingKind;
  readonly severity: Finding['severity'];
  readonly verdict: FindingVerdict;
  readonly message: string;
  readonly subject: string;
  /** Nothing of a command that came alone. */
  readonly file: string | null;
  /** 1-based, in the file as it would be. */
  readonly line: number | null;
  readonly source: SourceJson;
}

export interface SourceJson {
  readonly file: string;
  readonly line: number | null;
}

export interface ImpactJson extends Omit<Impact, 'status' | 'unhealthy'> {
  readonly status: Impact['status'] | null;
  readonly unhealthy: string | null;
}

export interface AssumptionJson extends Omit<Assumption, 'source'> {
  readonly source: SourceJson | null;
}

export interface MotiveJson extends Omit<Motive, 'file' | 'line'> {
  readonly file: string | null;
  readonly line: number | null;
}

export interface OmissionJson extends Omit<Omission, 'source'> {
  readonly source: SourceJson | null;
}

export interface ExplanationJson {
  /** Who answered: `embedded` where a model was asked and failed, and the checks by code stand alone. */
  readonly reasoner: string;
  readonly modelFailure: string | null;
  /** The model's own words, unchecked. */
  readonly summary: string;
  readonly claims: readonly ExplainedClaimJson[];
  readonly evidence: DiagnosisJson['evidence'];
  /** What it asked for, and what it was asked to mend, in words. */
  readonly rounds: readonly string[];
  /** What was sent, byte for byte; nothing where nothing was. */
  readonly receipt: string | null;
}

export interface ExplainedClaimJson extends Omit<ClaimJson, 'role'> {
  readonly section: ExplanationSection;
  /** Of a rule in words. */
  readonly rule: ExplainedClaim['rule'] | null;
}

export interface EffectJson {
  readonly file: string | null;
  readonly line: number | null;
  readonly text: Effect['text'];
}

/** What `whytrace ask --json` prints. Fields may be added; none is removed or changed. */
export interface AnswerJson {
  readonly schema: 'whytrace.answer/1';
  /** The parts of the answer; statements with their verdict and the lines that they cite. */
  readonly blocks: readonly ChatBlock[];
  readonly answeredBy: string;
  /** What went wrong with the model that was asked, and what to do about it. */
  readonly modelFailure: string | null;
  readonly details: readonly string[];
  readonly problems: readonly ProblemJson[];
  readonly partial: boolean;
}
