import type { ChatRun } from './chat/chatRun.ts';
import type { Draft, Fact } from './chat/draft.ts';
import { lastLineOf } from './chat/logs/sift.ts';
import { templateOf } from './masking/masking.ts';
import type { ChatBlock } from './model/chat.ts';
import type { Claim, VerifiedClaim } from './model/claim.ts';
import type { Evidence, EvidencePack } from './model/evidence.ts';
import type { MinedLogs, RecordRef } from './model/template.ts';
import { verifyProposal } from './verify/verify.ts';

/** The engine's sentences, each checked like a claim: against the lines it points at and what was counted. */
export function checkedBlocks(drafts: readonly Draft[], run: ChatRun): readonly ChatBlock[] {
  const facts = drafts.filter((draft) => draft.kind === 'fact');
  const evidence = new Map<string, Evidence>();
  const claims = facts.map((fact, index) => claimOf(fact, index, evidence, run));
  const verified = verifyClaims(claims, [...evidence.values()], run);
  const byFact = new Map(facts.map((fact, index) => [fact, verified[index]]));
  return drafts.flatMap((draft) =>
    draft.kind === 'fact' ? statementOf(byFact.get(draft)) : draft,
  );
}

/** What was counted is cited first, so that a number is right if it is one of these. */
function claimOf(
  { text, at, counted }: Fact,
  index: number,
  evidence: Map<string, Evidence>,
  run: ChatRun,
): Claim {
  const count = countEvidence(`${COUNTED}${index + 1}`, counted, run);
  evidence.set(count.id, count);
  const lines = at.flatMap((ref) => lineEvidence(ref, run));
  for (const one of lines) evidence.set(one.id, one);
  // These sentences state numbers and places; whether something fails is said by the lines alone.
  const role = 'ruledOut';
  return { role, text, cites: [count, ...lines].map(({ id }) => ({ evidence: id })) };
}

const COUNTED = 'C';

function countEvidence(id: string, text: string, { files }: ChatRun): Evidence {
  const endLine = text.split('\n').length;
  return {
    ...{ id, kind: 'count', uri: 'count:', file: files.map(({ name }) => name).join(', ') },
    ...{ startLine: 1, endLine, focus: [{ startLine: 1, endLine }], text },
    ...{ timestamp: undefined, severityNumber: 0, service: undefined, template: undefined },
    ...{ reason: 'counted for the question', rank: 1 },
  };
}

/** Lines of one record that are shown. */
const MOST_LINES = 12;

function lineEvidence({ file, record }: RecordRef, { files }: ChatRun): readonly Evidence[] {
  const log = files[file];
  if (!log) return [];
  const startLine = log.records.startLine(record);
  const endLine = lastLineOf(log, record, MOST_LINES);
  const lines = Array.from({ length: endLine - startLine + 1 }, (_, index) =>
    log.lineAt(startLine + index),
  );
  const time = log.records.timestamp(record);
  return [
    {
      ...{
        id: `L${file}.${record}`,
        kind: 'log',
        uri: log.uri,
        file: log.name,
        startLine,
        endLine,
      },
      ...{ focus: [{ startLine, endLine }], text: lines.join('\n') },
      timestamp: Number.isNaN(time) ? undefined : time,
      severityNumber: log.records.severityNumber(record),
      ...{ service: undefined, template: undefined, reason: 'named in the answer', rank: 1 },
    },
  ];
}

const nothingMined: MinedLogs = { templates: [], templateIds: [], signals: [] };

function verifyClaims(
  claims: readonly Claim[],
  evidence: readonly Evidence[],
  { files }: ChatRun,
): readonly VerifiedClaim[] {
  const leftOut = { totalLines: 0, shownLines: 0, groups: [] };
  const pack: EvidencePack = { evidence, characters: 0, budget: 0, leftOut };
  const restore = (quote: string): string => quote;
  const proposed = {
    ...{ title: '', summary: '', service: undefined, claims, against: [], missing: [], probes: [] },
  };
  const [checked] = verifyProposal(
    { outcome: 'diagnosed', reason: '', hypotheses: [proposed] },
    { files, pack, mined: nothingMined, templateOf, restore },
  );
  return checked?.claims ?? [];
}

/** What is shown are the lines; that something was counted is said by the check. */
function statementOf(claim: VerifiedClaim | undefined): readonly ChatBlock[] {
  if (!claim) return [];
  const { text, verdict, citations } = claim;
  const shown = citations.filter(({ evidence }) => !evidence.startsWith(COUNTED));
  const checks = verdict.checks.map((check) =>
    check.code === 'exact' && check.reason.startsWith(COUNTED)
      ? { ...check, reason: 'Counted in the logs for this question.' }
      : check,
  );
  return [{ kind: 'statement', text, verdict: { ...verdict, checks }, citations: shown }];
}
