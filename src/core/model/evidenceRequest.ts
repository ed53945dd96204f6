import type { EvidenceId } from './evidence.ts';

/** More evidence that a model asks for before it answers. It is looked up, never run. */
export type EvidenceRequest =
  /** Lines of a log, or of a file beside it. */
  | {
      readonly kind: 'lines';
      readonly file: string;
      readonly fromLine: number;
      readonly toLine: number;
    }
  /** Lines that hold these words. */
  | { readonly kind: 'search'; readonly text: string; readonly file: string | undefined }
  /** Records of a kind of message, by words of its template. */
  | { readonly kind: 'template'; readonly text: string }
  /** Records of a stretch of time. */
  | {
      readonly kind: 'window';
      readonly fromTime: string;
      readonly toTime: string;
      readonly file: string | undefined;
    }
  /** Records that bear this trace id. */
  | { readonly kind: 'trace'; readonly text: string }
  /** Whom a service depends on, and who depends on it. */
  | { readonly kind: 'neighbours'; readonly text: string }
  /** What could not be understood, and why. */
  | { readonly kind: 'unclear'; readonly reason: string };

/** One request with its answer, for the trace and for the model's next turn. */
export interface Inquiry {
  /** 1 for the first round. */
  readonly round: number;
  /** In words, e.g. `search “maxmemory” in redis.log`. */
  readonly request: string;
  /** In words, e.g. `41 lines hold it; 3 of them are E12, E13, E14`. */
  readonly answer: string;
  readonly evidence: readonly EvidenceId[];
}
