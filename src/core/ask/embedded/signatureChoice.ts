import type { Signature, SignatureHit } from '../../model/signature.ts';

/** The signature that says most about one line, of all that its kind of message is like. */
export function signatureFor(
  line: string,
  hits: readonly SignatureHit[],
): SignatureHit | undefined {
  return hits.reduce<SignatureHit | undefined>(
    (best, hit) => (best === undefined || worth(hit, line) > worth(best, line) ? hit : best),
    undefined,
  );
}

export function hitsByTemplate(
  hits: readonly SignatureHit[],
): ReadonlyMap<number, readonly SignatureHit[]> {
  const byTemplate = new Map<number, SignatureHit[]>();
  for (const hit of hits) {
    const others = byTemplate.get(hit.template);
    if (others) others.push(hit);
    else byTemplate.set(hit.template, [hit]);
  }
  return byTemplate;
}

const roleWorth: Readonly<Record<Signature['role'], number>> = {
  cause: 0.3,
  mechanism: 0.2,
  symptom: 0.1,
  trailer: 0,
};

/** What a team says of its own system counts more than what is said of a technology. */
const ofTeam = 0.25;

/** Whether what a signature matched begins in this line, not elsewhere in its record. */
export function standsIn(line: string, matched: SignatureHit['matched']): boolean {
  const first = firstOf(matched).trim();
  return first !== '' && line.includes(first);
}

const firstOf = (matched: SignatureHit['matched']): string => matched?.split('\n')[0] ?? '';

/**
 * A record of many lines may show several ways to fail: what was matched in this very line tells
 * of it best. Then the more decisive role counts, how often it was right, and how much of the text
 * it pins down.
 */
function worth({ signature, matched }: SignatureHit, line: string): number {
  return (
    (standsIn(line, matched) ? 1 : 0) +
    (signature.source === undefined ? 0 : ofTeam) +
    roleWorth[signature.role] +
    signature.precision * 0.3 +
    Math.min(firstOf(matched).length, 100) * 0.001
  );
}
