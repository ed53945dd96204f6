import { failureText } from '../core/ask/model/failureText.ts';
import type { Audit, ChangedFile, Explanation, FindingSource } from '../core/model/audit.ts';
import type { AuditJson, ExplanationJson, SourceJson } from '../protocol/commandLine.ts';
import { toClaimJson, toEvidenceJson } from './diagnosisJson.ts';

export function toAuditJson(audit: Audit): AuditJson {
  const { suggestion, findings, blastRadius, assumptions, confidence, effects, problems } = audit;
  return {
    schema: 'whytrace.audit/1',
    findings: findings.map(({ file = null, line = null, source, ...rest }) => ({
      ...rest,
      file,
      line,
      source: toSource(source),
    })),
    blastRadius: blastRadius.map((impact) => ({
      ...impact,
      status: impact.status ?? null,
      unhealthy: impact.unhealthy ?? null,
    })),
    assumptions: assumptions.map(({ text, state, source }) => ({
      text,
      state,
      source: source ? toSource(source) : null,
    })),
    confidence: confidence.value,
    band: confidence.band,
    factors: confidence.factors,
    gates: confidence.gates,
    effects: effects.map(({ file = null, line = null, text }) => ({ file, line, text })),
    suggestion: {
      files: suggestion.files.map((file) => ({
        path: file.path,
        change: changeOf(file),
        renamedFrom: file.renamedFrom ?? null,
        addedLines: file.added.length,
        removedLines: file.removed.length,
        isExcerpt: file.isExcerpt,
      })),
      commands: suggestion.commands.map(({ text }) => text),
    },
    verify: audit.verify,
    motives: audit.motives.map(({ file = null, line = null, ...rest }) => ({
      ...rest,
      file,
      line,
    })),
    omissions: audit.omissions.map(({ kind, text, source }) => ({
      kind,
      text,
      source: source ? toSource(source) : null,
    })),
    explanation: audit.explanation ? toExplanationJson(audit.explanation) : null,
    notChecked: audit.notChecked,
    problems: problems.map(({ code, message, file = null, line = null }) => ({
      code,
      file,
      line,
      message,
    })),
  };
}

function toExplanationJson(explanation: Explanation): ExplanationJson {
  const { reasoner, summary, claims, evidence, rounds = [], receipt } = explanation;
  return {
    reasoner: reasoner.kind,
    modelFailure: reasoner.failure ? failureText(reasoner.failure, 'commandLine') : null,
    summary,
    claims: claims.map(({ section, rule = null, ...claim }) => {
      const { role: _, ...told } = toClaimJson({ ...claim, role: 'mechanism' });
      return { section, rule, ...told };
    }),
    evidence: evidence.map(toEvidenceJson),
    rounds,
    receipt: receipt?.text ?? null,
  };
}

function toSource({ file, line }: FindingSource): SourceJson {
  return { file, line: line ?? null };
}

function changeOf({ before, after, renamedFrom }: ChangedFile) {
  if (renamedFrom !== undefined) return 'moved';
  if (before === undefined) return 'added';
  return after === undefined ? 'deleted' : 'changed';
}
