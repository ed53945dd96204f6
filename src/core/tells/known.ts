import { Severity, type SeverityNumber } from '../model/severity.ts';
import type { Signature } from '../model/signature.ts';

/** What a signature of a role is worth by itself. */
const roleWeight: Readonly<Record<Signature['role'], number>> = {
  cause: 0.92,
  mechanism: 0.82,
  symptom: 0.66,
  trailer: 0.3,
};

/** How much a signature counts beside the words of a line: the more, the surer it is of a cause. */
const causeShare = 0.75;
const otherShare = 0.5;

/** Whether a signature names a cause, and was right nine times of ten. */
export const isSureCause = ({ role, precision }: Signature): boolean =>
  role === 'cause' && precision >= 0.9;

/** The weight of a line that tells `told` by its words, of which a signature knows more. */
export function knownWeight(told: number, signature: Signature, severity: SeverityNumber): number {
  const { role, precision, source } = signature;
  if (role === 'trailer') {
    return told >= 0.8 ? told : Math.min(Math.max(told, 0.2), 0.4);
  }
  // Whoever writes down how their own system fails knows the levels of its messages.
  if (source !== undefined) {
    return Math.max(told, roleWeight[role]);
  }
  // A signature knows words, not the record's place: a level that takes it lightly counts.
  const worth = roleWeight[role] * levelFactor(severity, isSureCause(signature));
  const share = role === 'cause' ? causeShare * precision : otherShare;
  return Math.max(told, told + (worth - told) * share);
}

/** Of two signatures that one line is like, the one that tells more of why. */
export const isMoreTelling = (one: Signature, other: Signature): boolean =>
  roleWeight[one.role] > roleWeight[other.role];

/** Many a broker warns of what stops all its clients. */
function levelFactor(severity: SeverityNumber, isSure: boolean): number {
  if (severity === 0 || severity >= Severity.error) {
    return 1;
  }
  return severity >= Severity.warn ? (isSure ? 0.9 : 0.8) : 0.6;
}
