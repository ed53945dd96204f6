import type { ExplainedClaim, ExplanationSection, Finding } from '../../model/audit.ts';
import type { Check, VerdictKind, VerifiedClaim } from '../../model/claim.ts';
import type { EvidencePack } from '../../model/evidence.ts';
import type { WordedRule } from '../constraints/wordedRules.ts';

/** What a model said of one claim besides its text. */
export interface SaidOfClaim {
  readonly section: ExplanationSection;
  readonly rule: string | undefined;
  readonly ruling: 'keeps' | 'breaks' | 'unclear';
}

export interface Judged {
  readonly claims: readonly ExplainedClaim[];
  /** Rules that are broken, where that is founded on the rule's line and on the change. */
  readonly findings: readonly Finding[];
  /** Lines of rules on which a founded ruling was made. */
  readonly settled: ReadonlySet<number>;
}

/**
 * Adds to the verdicts on a model's claims what only an audit knows: what it does must show in the change,
 * and a ruling must cite its rule's line. A rule is never an error by a model's word alone.
 */
export function judged(
  said: readonly SaidOfClaim[],
  verified: readonly VerifiedClaim[],
  rules: readonly WordedRule[],
  { evidence }: EvidencePack,
): Judged {
  const changes = new Set(evidence.filter(({ kind }) => kind === 'change').map(({ id }) => id));
  const claims: ExplainedClaim[] = [];
  const findings: Finding[] = [];
  const settled = new Set<number>();
  for (const [index, { role: _, ...claim }] of verified.entries()) {
    const { section, rule: id, ruling } = said[index] ?? nothingSaid;
    const rule = rules.find((one) => one.id === id);
    const shortcoming = lackOf(claim, section, rule, changes);
    const told: ExplainedClaim = {
      ...claim,
      section,
      ...(shortcoming && { verdict: lowered(claim, shortcoming) }),
      ...(rule && { rule: { id: rule.id, ruling } }),
    };
    claims.push(told);
    if (!rule || told.verdict.kind !== 'supported' || ruling === 'unclear') continue;
    settled.add(rule.place.line);
    if (ruling === 'breaks') findings.push(findingOf(told, rule, changes));
  }
  return { claims, findings, settled };
}

const nothingSaid: SaidOfClaim = { section: 'does', rule: undefined, ruling: 'unclear' };

type Claim = Omit<VerifiedClaim, 'role'>;

interface Shortcoming {
  readonly kind: VerdictKind;
  readonly check: Check;
}

function lackOf(
  { citations }: Claim,
  section: ExplanationSection,
  rule: WordedRule | undefined,
  changes: ReadonlySet<string>,
): Shortcoming | undefined {
  const citesChange = citations.some(({ evidence }) => changes.has(evidence));
  if (section === 'does' && !citesChange) return lacks('partly', 'It cites no line of the change.');
  if (section !== 'rule') return undefined;
  if (!rule) return lacks('unsupported', 'It names no rule that was to be judged.', 'unknownName');
  const citesRule = citations.some(
    ({ file, startLine, endLine }) =>
      file === rule.place.file && startLine <= rule.endLine && endLine >= rule.place.line,
  );
  if (!citesRule) return lacks('unsupported', 'It does not cite the line of the rule.');
  return citesChange ? undefined : lacks('partly', 'It cites no line of the change.');
}

function lacks(kind: VerdictKind, reason: string, code: Check['code'] = 'noCitation'): Shortcoming {
  return { kind, check: { code, reason } };
}

const ranks: Readonly<Record<VerdictKind, number>> = {
  supported: 0,
  partly: 1,
  unsupported: 2,
  refuted: 3,
};

/** Nothing that is lacking makes a verdict better. */
function lowered({ verdict }: Claim, { kind, check }: Shortcoming): Claim['verdict'] {
  return {
    kind: ranks[kind] > ranks[verdict.kind] ? kind : verdict.kind,
    checks: [...verdict.checks, check],
  };
}

function findingOf(
  { text, citations }: ExplainedClaim,
  { id, rule, place }: WordedRule,
  changes: ReadonlySet<string>,
): Finding {
  const change = citations.find(({ evidence }) => changes.has(evidence));
  const file = change?.uri.startsWith('audit:') ? change.file : undefined;
  return {
    kind: 'constraint',
    severity: 'warning',
    verdict: 'violated',
    message: `As the model reads it, this breaks "${rule.trim().replace(/\.$/, '')}" (${id}): ${text}`,
    subject: id,
    file,
    line: file === undefined ? undefined : change?.startLine,
    source: place,
  };
}
