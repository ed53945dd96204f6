import type { Audit, ChangedFile, FindingSource } from '../core/model/audit.ts';
import type { AuditJson, SourceJson } from '../protocol/commandLine.ts';

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
    notChecked: audit.notChecked,
    problems: problems.map(({ code, message, file = null, line = null }) => ({
      code,
      file,
      line,
      message,
    })),
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
