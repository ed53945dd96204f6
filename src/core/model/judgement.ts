/** What a user said of an explanation, once it was known what it was. */
export type Judged = 'right' | 'partly' | 'wrong';

/** Why an explanation is wrong, as far as one of these says it. */
export type WrongReason = 'otherCause' | 'symptom' | 'unfounded' | 'noIncident';

/** One verdict of a user, with what later scores learn from it, and nothing of the logs. */
export interface Judgement {
  readonly judged: Judged;
  /** When it was given, in milliseconds since the Unix epoch. */
  readonly time: number;
  /** Who had answered: `embedded`, or the kind and name of a model. */
  readonly reasoner: string;
  /** The explanation's headline. */
  readonly title: string;
  /** The failure signature it rested on; empty where there was none. */
  readonly signature: string;
  /** Log-odds that its caps left of its score, without what verdicts had added to it. */
  readonly logit: number;
  /** The confidence that was shown, 0..1. */
  readonly confidence: number;
  /** The same for all runs over one incident, of which the last word counts. */
  readonly incident: string;
}

/** The verdicts of a workspace, and the time from which they are looked back on. */
export interface Experience {
  readonly judgements: readonly Judgement[];
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/** By this name verdicts on one reasoner's answers are kept together. */
export function reasonerKey({
  kind,
  name,
}: {
  readonly kind: string;
  readonly name: string;
}): string {
  return kind === 'embedded' ? kind : `${kind} ${name}`;
}
