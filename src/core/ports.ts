import type { OtherHalf, ReadLog } from './collect/liveLog.ts';
import type { ByteSource } from './model/byteSource.ts';
import type { Cancellation } from './model/cancellation.ts';
import type { ConsentDecision, Price, RequestPreview } from './model/consent.ts';
import type { ModelFailure } from './model/modelFailure.ts';
import type { RedactedText } from './model/redactedText.ts';
import type { SourceAnswer, SourceQuestion } from './model/source.ts';
import type { Tokens } from './model/tokens.ts';

/** What the caller supplies: everything that touches files, time, network or the editor. */

/** Opens files by URI, never through an open editor document. */
export interface FileAccess {
  open(uri: string, cancellation: Cancellation): Promise<OpenedFile>;
}

export type OpenedFile =
  | {
      readonly kind: 'opened';
      /** Bytes after decompression, where the file was gzip. They can be read until `close`. */
      readonly bytes: ByteSource;
      readonly compressed: boolean;
      /** What reading them as a log gave, where somebody did so already. */
      readonly read?: ReadLog;
      /** Somebody who reads the second half of a large log meanwhile. */
      readonly half?: OtherHalf;
      /** When it was last written, in milliseconds since the Unix epoch; nothing of a stream. */
      readonly modified: number | undefined;
      /** What is missing of it, where it could not be read to its end. */
      readonly problem?: FileProblem;
      close(): void;
    }
  | { readonly kind: 'failure'; readonly failure: FileFailure };

/** Said of a file that was read all the same: a stable code, and one sentence that names the file. */
export interface FileProblem {
  readonly code: 'gzipCut' | 'gzipDamaged' | 'readFailed';
  readonly message: string;
}

export interface FileFailure {
  readonly code:
    | 'notFound'
    | 'noAccess'
    | 'notAFile'
    | 'notText'
    | 'tooLarge'
    | 'badGzip'
    | 'unreadable';
  /** One sentence for people that names the file and says what to do. */
  readonly message: string;
}

export interface Clock {
  /** Milliseconds, monotone, for durations. */
  now(): number;
  /** Resolves after the process had a turn for its other work. */
  pause(): Promise<void>;
}

/** The source of the program that wrote the logs, as far as it is in the workspace. */
export interface SourceAccess {
  /** One answer for each question, in their order. It takes some seconds at most, and never fails. */
  find(
    questions: readonly SourceQuestion[],
    cancellation: Cancellation,
  ): Promise<readonly SourceAnswer[]>;
}

/** A language model. It takes redacted text only, by type. */
export interface LanguageModel {
  readonly kind: 'openai' | 'vscode';
  /** e.g. `gpt-5.2 at api.openai.com`; never holds a key. */
  readonly name: string;
  readonly destination: string;
  /** Where the user's table has one for it. */
  readonly price?: Price;
  ask(
    request: ModelRequest,
    onText: (soFar: { readonly characters: number; readonly text: string }) => void,
    cancellation: Cancellation,
  ): Promise<ModelAnswer>;
}

export interface ModelRequest {
  readonly system: RedactedText;
  readonly user: RedactedText;
  /** JSON schema of the answer; strict where the server can, prompted where it cannot. */
  readonly schema: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
  /** The word that fences data in `user`: requests that differ in it alone ask the same. */
  readonly boundary: string;
}

/**
 * Decides whether a request may leave, by asking the user where that is wanted. It is asked again
 * after a change of what is to go, until it allows or forbids.
 */
export type Consent = (
  preview: RequestPreview,
  cancellation: Cancellation,
) => Promise<ConsentDecision>;

export type ModelAnswer =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly usage?: Tokens;
      /**
       * Set when nothing was sent: the same was asked before, and this is the answer of that time, in
       * milliseconds since the epoch.
       */
      readonly keptAt?: number;
      /** What it took to try the server out before it was asked. */
      readonly trial?: Tokens;
    }
  | {
      readonly kind: 'failure';
      readonly failure: ModelFailure;
      /** True when it failed before any of the request left: no key, no address, no connection. */
      readonly nothingSent?: boolean;
      readonly trial?: Tokens;
    };
