import type { RecordRef } from './template.ts';

/** A known way to fail, written as data (knowledge/signatures/*.yaml). */
export interface Signature {
  /** `technology.name`, e.g. `redis.maxmemory`. */
  readonly id: string;
  readonly technology: string;
  /** A headline in plain words, e.g. "Redis refuses writes: memory limit reached". */
  readonly title: string;
  /** Linear-time regular expressions on a record's body; any of them matches. */
  readonly patterns: readonly string[];
  /** For each pattern, texts one of which stands in whatever it matches; worked out where absent. */
  readonly literals?: readonly (readonly string[])[];
  /** Not a match if one of these matches as well. */
  readonly unless: readonly string[];
  /** One or two sentences: what the line says is happening. */
  readonly meaning: string;
  /** How decisive it is: a root cause, a mechanism on the way, or a loud symptom of something else. */
  readonly role: 'cause' | 'mechanism' | 'symptom' | 'trailer';
  /** Usual causes, likeliest first, each with the sign that would show it. */
  readonly causes: readonly { readonly cause: string; readonly sign: string }[];
  readonly probes: readonly {
    readonly title: string;
    readonly command?: string;
    readonly confirms: string;
    readonly refutes: string;
  }[];
  readonly documentation: string;
  /** How often its line is thought to tell the cause, 0..1: an estimate by hand, not a measurement. */
  readonly precision: number;
  /** Lines it must match and lines it must not; run as tests. */
  readonly examples: readonly string[];
  readonly counterExamples: readonly string[];
  /** The team's file that has it, for people; absent for ours. */
  readonly source?: string;
}

/** A file in which a team keeps signatures of its own: `.whytrace/signatures/shop.yaml`. */
export interface TeamFile {
  readonly uri: string;
  /** For people, unique within a run. */
  readonly name: string;
  readonly text: string;
}

/** A signature met in the logs of a run. */
export interface SignatureHit {
  readonly signature: Signature;
  readonly template: number;
  readonly first: RecordRef;
  readonly count: number;
  /** Named groups of the pattern at its first match, e.g. `{ service: 'catalog' }`. */
  readonly fields: Readonly<Record<string, string>>;
  /** What the pattern matched there, at most 200 characters: tells which line of a long record it is about. */
  readonly matched?: string;
}
