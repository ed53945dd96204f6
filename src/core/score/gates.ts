import type { Gate, VerifiedHypothesis } from '../model/hypothesis.ts';
import type { ScoreFacts } from './facts.ts';
import { type Feature, sigmoid } from './feature.ts';
import { evidenceKinds } from './kinds.ts';
import { isBorneOut } from './probe.ts';
import { rootClaims } from './rootClaims.ts';
import type { Weights } from './weights.ts';

/** A gate that holds for a hypothesis, before it is known how low that caps it. */
export interface HeldGate {
  readonly name: keyof Weights['gates'];
  /** The beginning of a sentence, e.g. `It rests on one kind of evidence`. */
  readonly why: string;
}

interface Circumstances {
  readonly own: readonly Feature[];
  /** Logs that tell of failures. */
  readonly logs: number;
  readonly facts: ScoreFacts;
}

/** All gates that hold for a hypothesis, whether or not they lower anything. */
export function gatesOf(
  hypothesis: VerifiedHypothesis,
  rivals: number,
  { own, logs, facts }: Circumstances,
): readonly HeldGate[] {
  const roots = rootClaims(hypothesis).map(({ verdict }) => verdict.kind);
  const rule = (name: HeldGate['name'], holds: boolean, why: string): HeldGate[] =>
    holds ? [{ name, why }] : [];
  return [
    ...rule('noCitation', citationCount(hypothesis) === 0, 'None of its citations was found'),
    ...rule('rootRefuted', roots.includes('refuted'), 'Our checks refute its root cause'),
    ...rule(
      'rootUnsupported',
      roots.every((kind) => kind === 'unsupported'),
      'Nothing that was found supports its root cause',
    ),
    ...rule(
      'oneKind',
      evidenceKinds(hypothesis, facts).length < 2,
      'It rests on one kind of evidence',
    ),
    ...rule('oneLine', isOneLine(hypothesis), 'One line is all it rests on'),
    ...rule(
      'severalLogs',
      logs > 1 &&
        !own.some(({ name, value }) => name === 'dependencyPath' && value > 0) &&
        !isTraced(hypothesis, facts),
      'Several logs tell of failures, and no call between them was seen',
    ),
    ...rule(
      'noRival',
      !isRivalExamined(hypothesis, rivals) && !isBorneOut(hypothesis, facts),
      'No rival explanation was examined',
    ),
    ...rule('always', true, 'Nothing is certain before it was confirmed here'),
  ];
}

/**
 * A gate with its cap. What speaks against a hypothesis lowers that too, by `refuting` in log-odds:
 * otherwise it would count for nothing above a cap.
 */
export function cappedBy({ name, why }: HeldGate, refuting: number, { gates }: Weights): Gate {
  const most = gates[name];
  if (refuting === 0) return { name, cap: most, reason: `${why}.` };
  const cap = sigmoid(Math.log(most / (1 - most)) + refuting);
  const reason = `${why}, which allows ${Math.round(100 * most)}%; what speaks against it lowers that.`;
  return { name, cap, reason };
}

function citationCount({ claims }: VerifiedHypothesis): number {
  return claims.reduce((sum, { citations }) => sum + citations.length, 0);
}

/** Whether sign and cause are one and the same line, and nothing else was found: an echo, not a chain. */
function isOneLine({ claims }: VerifiedHypothesis): boolean {
  const lines = claims.flatMap(({ citations }) =>
    citations.map(({ uri, startLine }) => `${uri}:${startLine}`),
  );
  return new Set(lines).size === 1;
}

/** Whether the evidence holds a line of another log that is of the same request as one it cites: a call was seen then. */
function isTraced({ claims }: VerifiedHypothesis, { files, pack }: ScoreFacts): boolean {
  const traceAt = (uri: string, line: number): string | undefined => {
    const file = files.find((one) => one.uri === uri);
    return file?.records.at(file.recordAt(line))?.traceId;
  };
  const cited = claims
    .flatMap(({ citations }) => citations)
    .map(({ uri, startLine }) => ({ uri, trace: traceAt(uri, startLine) }))
    .filter(({ trace }) => trace !== undefined);
  return (
    cited.length > 0 &&
    pack.evidence.some(({ uri, focus }) =>
      focus.some(({ startLine }) => {
        const trace = traceAt(uri, startLine);
        return cited.some((one) => one.trace === trace && one.uri !== uri);
      }),
    )
  );
}

function isRivalExamined({ claims }: VerifiedHypothesis, rivals: number): boolean {
  return rivals > 0 || claims.some(({ role }) => role === 'ruledOut');
}
