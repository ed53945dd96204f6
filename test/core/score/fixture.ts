import assert from 'node:assert/strict';
import type {
  Check,
  Citation,
  ClaimRole,
  VerdictKind,
  VerifiedClaim,
} from '../../../src/core/model/claim.ts';
import type { ProposedHypothesis, VerifiedHypothesis } from '../../../src/core/model/hypothesis.ts';
import type { ScoreFacts } from '../../../src/core/score/facts.ts';
import {
  fixtureEvidence,
  fixtureLog,
  fixtureMined,
  fixturePack,
  fixtureText,
} from '../fixtureLog.ts';

/** A log of an incident, its evidence, and an explanation of it with its rival. */

export const log = fixtureLog('app.log', [
  '14:00:00 INFO started',
  '14:03:08 ERROR cache is out of memory',
  '14:03:12 ERROR connection refused',
  '14:03:14 ERROR connection refused',
  '14:04:00 ERROR checkout failed',
  '14:05:00 ERROR mail queue is stuck',
]);
const files = [log];
const pack = fixturePack([
  fixtureEvidence('E1', log, 2, 2, { service: 'cache' }),
  fixtureEvidence('E2', log, 3, 4, { service: 'cart' }),
  fixtureEvidence('E3', log, 5, 5, { service: 'shop' }),
  fixtureEvidence('E4', log, 6, 6),
  fixtureText('E5', 'config', 'cache.yaml', 'maxmemory: 64mb'),
]);
export const facts: ScoreFacts = { files, pack, mined: fixtureMined(files), topology: undefined };

export function cited(evidence: string, strength = 1): Citation {
  const source = pack.evidence.find(({ id }) => id === evidence);
  assert.ok(source);
  const { uri, file, startLine, endLine, text } = source;
  return { evidence, uri, file, startLine, endLine, quote: text, strength };
}

interface More {
  readonly kind?: VerdictKind;
  readonly checks?: readonly Check[];
  readonly numbers?: VerifiedClaim['numbers'];
  readonly text?: string;
}

export function claim(
  role: ClaimRole,
  citations: readonly Citation[],
  more: More = {},
): VerifiedClaim {
  const kind = more.kind ?? (citations.length > 0 ? 'supported' : 'unsupported');
  return {
    role,
    text: more.text ?? role,
    verdict: { kind, checks: more.checks ?? [] },
    citations,
    numbers: more.numbers ?? { checked: 0, right: 0 },
    timestamp: undefined,
  };
}

export function hypothesis(
  title: string,
  claims: readonly VerifiedClaim[],
  more: Partial<ProposedHypothesis> = {},
  against: readonly VerifiedClaim[] = [],
): VerifiedHypothesis {
  const texts = { title, summary: '', service: undefined, missing: [], probes: [] };
  return { proposed: { ...texts, claims: [], against: [], ...more }, claims, against };
}

export const chain = [
  claim('symptom', [cited('E3')]),
  claim('mechanism', [cited('E2')]),
  claim('cause', [cited('E1')]),
];
export const good = hypothesis('cache is full', chain);
export const rival = hypothesis('mail queue', [
  claim('symptom', [cited('E4')]),
  claim('cause', []),
]);
