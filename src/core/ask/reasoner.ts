import type { Cancellation } from '../model/cancellation.ts';
import type { ClockSkew } from '../model/clockSkew.ts';
import type { RunContext } from '../model/context.ts';
import type { Receipt } from '../model/diagnosis.ts';
import type { Evidence, EvidencePack } from '../model/evidence.ts';
import type { Proposal } from '../model/hypothesis.ts';
import type { LogFile } from '../model/logFile.ts';
import type { ModelFailure } from '../model/modelFailure.ts';
import type { SignatureHit } from '../model/signature.ts';
import type { MinedLogs } from '../model/template.ts';

/** Everything a reasoner may look at. One that is not embedded sends redacted text only. */
export interface Material {
  readonly files: readonly LogFile[];
  readonly mined: MinedLogs;
  /** Known failure signatures that the logs show, by template. */
  readonly signatures: readonly SignatureHit[];
  readonly pack: EvidencePack;
  readonly context: RunContext;
  /** What the user asked, if anything. */
  readonly question: string | undefined;
  /** Logs whose clocks are apart, where some are. */
  readonly skews?: readonly ClockSkew[];
  /** Selected evidence that a model does not get, where there is such. */
  readonly withheld?: Withheld;
}

/** What was selected, and stays here all the same. */
export interface Withheld {
  /** Taken out by the user: it is not looked up either. */
  readonly dropped: readonly Evidence[];
  /** Without room under a limit; it may be asked for. */
  readonly noRoom: readonly Evidence[];
}

/** Proposes explanations: the embedded analyst or a language model. */
export interface Reasoner {
  readonly kind: 'embedded' | 'openai' | 'vscode';
  readonly name: string;
  propose(
    material: Material,
    onProgress: (message: string) => void,
    cancellation: Cancellation,
  ): Promise<ReasonerAnswer>;
}

export type ReasonerAnswer =
  | { readonly kind: 'proposal'; readonly proposal: Proposal; readonly receipt?: Receipt }
  | { readonly kind: 'failure'; readonly failure: ModelFailure; readonly receipt?: Receipt };
