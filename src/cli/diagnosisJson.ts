import { failureText } from '../core/ask/model/failureText.ts';
import type { VerifiedClaim } from '../core/model/claim.ts';
import type { Diagnosis } from '../core/model/diagnosis.ts';
import type { Evidence, EvidencePack } from '../core/model/evidence.ts';
import type { Hypothesis } from '../core/model/hypothesis.ts';
import type { Problem } from '../core/model/problem.ts';
import type {
  ClaimJson,
  DiagnosisJson,
  HypothesisJson,
  ProblemJson,
  SelectionJson,
} from '../protocol/commandLine.ts';

export function toDiagnosisJson(diagnosis: Diagnosis): DiagnosisJson {
  const { reasoner } = diagnosis;
  return {
    schema: 'whytrace.diagnosis/1',
    outcome: diagnosis.outcome,
    reason: diagnosis.reason,
    hypotheses: diagnosis.hypotheses.map(toHypothesisJson),
    evidence: diagnosis.evidence.map(toEvidenceJson),
    leftOut: diagnosis.leftOut,
    reasoner: reasoner.kind,
    modelFailure: reasoner.failure ? failureText(reasoner.failure, 'commandLine') : null,
    stages: diagnosis.stages.map(({ name, milliseconds }) => ({ name, milliseconds })),
    noneOfThese: diagnosis.noneOfThese,
    comparison: diagnosis.comparison ?? [],
    problems: diagnosis.problems.map(toProblemJson),
    skews: (diagnosis.skews ?? []).map((skew) => ({
      ...skew,
      ahead: skew.ahead.name,
      behind: skew.behind.name,
    })),
    triedNote: diagnosis.triedNote ?? null,
    probed: (diagnosis.probed ?? []).map(({ uri: _, ...read }) => read),
  };
}

export function toSelectionJson(pack: EvidencePack, problems: readonly Problem[]): SelectionJson {
  return {
    excerpts: pack.evidence.map(({ file, startLine, endLine, text }) => ({
      file,
      startLine,
      endLine,
      text,
    })),
    characters: pack.characters,
    leftOut: pack.leftOut,
    problems: problems.map(toProblemJson),
  };
}

function toProblemJson({ code, file, line, message }: Problem): ProblemJson {
  return { code, file: file ?? null, line: line ?? null, message };
}

function toHypothesisJson(hypothesis: Hypothesis): HypothesisJson {
  const { title, summary, service, confidence, missing, probes } = hypothesis;
  return {
    title,
    summary,
    service: service ?? null,
    confidence: confidence.value,
    band: confidence.band,
    claims: hypothesis.claims.map(toClaimJson),
    against: hypothesis.against.map(toClaimJson),
    missing,
    probes,
    factors: confidence.factors,
    gates: confidence.gates,
    restsOn: (hypothesis.restsOn ?? []).map(({ evidence, file, startLine, endLine, value }) => ({
      evidence,
      file,
      startLine,
      endLine,
      value,
    })),
    wouldLift: hypothesis.wouldLift ?? null,
    alreadyTried: (hypothesis.alreadyTried ?? []).map(({ probe, entry }) => ({
      probe,
      entry: { ...entry, when: entry.when ?? null, note: entry.note ?? null },
    })),
  };
}

export function toEvidenceJson(evidence: Evidence): DiagnosisJson['evidence'][number] {
  const { id, kind, file, startLine, endLine, text } = evidence;
  return { id, kind, file, startLine, endLine, text };
}

export function toClaimJson(claim: VerifiedClaim): ClaimJson {
  return {
    role: claim.role,
    text: claim.text,
    verdict: claim.verdict.kind,
    citations: claim.citations.map(({ evidence, file, startLine, endLine, quote }) => ({
      evidence,
      file,
      startLine,
      endLine,
      quote,
    })),
  };
}
