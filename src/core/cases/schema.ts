import * as v from 'valibot';
import type { Attachment, CaseRun, CaseSummary, KeptVerdict } from '../model/case.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { RunRequest } from '../model/runRequest.ts';

/**
 * The shapes of what is kept and imported. All that a view or a later run relies on is checked; what a
 * newer version of the same format adds is let through, so that it survives being opened here.
 */

const text = v.pipe(v.string(), v.maxLength(20_000_000));
const short = v.pipe(v.string(), v.maxLength(10_000));
const number = v.pipe(v.number(), v.finite());
const line = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** Names of files and keys of attachments are made of ids. */
const id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, 'is no id'));
const texts = v.record(v.string(), text);
const lines = { startLine: line, endLine: line };
const few = <T extends v.GenericSchema>(of: T, most = 10_000) =>
  v.pipe(v.array(of), v.maxLength(most));

const fingerprint = v.looseObject({ signatures: few(short, 100), templates: few(short, 100) });

const band = v.picklist(['veryLikely', 'likely', 'possible', 'weak']);
const outcome = v.picklist(['diagnosed', 'noIncident', 'notEnoughEvidence']);

const summaryShape = v.looseObject({
  id,
  title: short,
  status: v.picklist(['open', 'solved']),
  note: short,
  solution: short,
  created: number,
  changed: number,
  logs: few(short, 1000),
  uris: few(short, 1000),
  runs: v.pipe(
    v.array(
      v.looseObject({
        id,
        began: number,
        end: v.picklist(['running', 'done', 'cancelled', 'failed']),
        reasoner: v.exactOptional(short),
        headline: v.exactOptional(short),
        confidence: v.exactOptional(share),
      }),
    ),
    v.maxLength(200),
  ),
  conclusion: v.exactOptional(
    v.looseObject({
      runId: id,
      headline: short,
      outcome,
      reasoner: short,
      confidence: v.exactOptional(share),
      band: v.exactOptional(band),
      fingerprint,
      readUntil: v.exactOptional(number),
    }),
  ),
  isImported: v.exactOptional(v.boolean()),
});

const source = v.looseObject({
  uri: short,
  name: short,
  range: v.exactOptional(v.looseObject(lines)),
});
const probe = v.looseObject({
  title: text,
  command: v.exactOptional(text),
  confirms: text,
  refutes: text,
});
const requestShape = v.looseObject({
  sources: few(source, 1000),
  baselines: v.exactOptional(few(source, 1000)),
  question: v.exactOptional(text),
  probeOutputs: v.exactOptional(
    few(
      v.looseObject({
        uri: short,
        name: short,
        text,
        of: v.exactOptional(v.looseObject({ probe, hypothesis: text })),
      }),
      100,
    ),
  ),
  reasoner: v.exactOptional(v.literal('embedded')),
});

const claim = v.looseObject({
  role: v.picklist(['symptom', 'mechanism', 'cause', 'impact', 'ruledOut']),
  text,
  verdict: v.looseObject({
    kind: v.picklist(['supported', 'partly', 'unsupported', 'refuted']),
    checks: few(v.looseObject({ code: short, reason: text })),
  }),
  citations: few(
    v.looseObject({
      evidence: short,
      uri: short,
      file: short,
      ...lines,
      quote: text,
      strength: number,
    }),
  ),
  numbers: v.looseObject({ checked: number, right: number }),
  timestamp: v.optional(number),
});

const hypothesis = v.looseObject({
  title: text,
  summary: text,
  service: v.optional(text),
  signature: v.optional(short),
  claims: few(claim),
  against: few(claim),
  missing: few(text),
  probes: few(probe, 100),
  confidence: v.looseObject({
    value: share,
    band,
    factors: few(v.looseObject({ name: short, value: number, contribution: number, reason: text })),
    gates: few(v.looseObject({ name: short, cap: number, reason: text })),
  }),
  restsOn: v.exactOptional(
    few(v.looseObject({ evidence: short, uri: short, file: short, ...lines, value: number })),
  ),
  wouldLift: v.exactOptional(v.looseObject({ factor: short, what: text, value: share, band })),
});

const stageName = v.picklist(['collect', 'mine', 'select', 'redact', 'ask', 'verify', 'score']);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const diagnosisShape = v.looseObject({
  outcome,
  reason: text,
  hypotheses: few(hypothesis, 20),
  noneOfThese: number,
  evidence: few(
    v.looseObject({
      id: short,
      kind: short,
      uri: short,
      file: short,
      ...lines,
      focus: few(v.looseObject(lines)),
      text,
      severityNumber: number,
      service: v.optional(text),
      timestamp: v.optional(number),
      template: v.optional(number),
      reason: text,
      rank: number,
    }),
  ),
  leftOut: v.looseObject({
    totalLines: count,
    shownLines: count,
    groups: few(v.looseObject({ template: text, count, file: short, reason: short })),
  }),
  characters: count,
  budget: count,
  templates: count,
  sources: few(
    v.looseObject({
      uri: short,
      name: short,
      format: short,
      lines: count,
      bytes: count,
      firstTimestamp: v.optional(number),
      lastTimestamp: v.optional(number),
    }),
    1000,
  ),
  timeline: v.optional(
    v.looseObject({
      start: number,
      step: number,
      buckets: few(v.looseObject({ info: count, warn: count, error: count }), 100_000),
    }),
  ),
  reasoner: v.looseObject({ kind: v.picklist(['embedded', 'openai', 'vscode']), name: short }),
  receipt: v.exactOptional(
    v.looseObject({
      destination: short,
      text,
      redactions: few(v.looseObject({ kind: short, count })),
    }),
  ),
  replies: v.exactOptional(few(text, 100)),
  stages: few(v.looseObject({ name: stageName, milliseconds: number, summary: text }), 100),
  problems: few(v.looseObject({ code: short, message: text })),
  partial: v.boolean(),
});

const cutStage = v.looseObject({
  runId: short,
  stage: stageName,
  state: v.picklist(['running', 'done']),
  summary: text,
  milliseconds: number,
});

const runShape = v.looseObject({
  id,
  began: number,
  request: v.optional(requestShape),
  end: v.variant('kind', [
    v.looseObject({ kind: v.literal('running') }),
    v.looseObject({ kind: v.literal('done'), diagnosis: diagnosisShape, notice: text }),
    v.looseObject({ kind: v.literal('cancelled'), stages: few(cutStage, 100) }),
    v.looseObject({ kind: v.literal('failed'), message: text, canRetry: v.boolean() }),
  ]),
  texts,
});

const score = {
  title: short,
  signature: short,
  logit: number,
  confidence: share,
};
const verdictShape = v.looseObject({
  runId: short,
  hypothesis: count,
  judged: v.picklist(['right', 'partly', 'wrong']),
  reason: v.exactOptional(v.picklist(['otherCause', 'symptom', 'unfounded', 'noIncident'])),
  note: v.exactOptional(short),
  time: number,
  reasoner: short,
  incident: short,
  ...score,
  leading: v.exactOptional(v.looseObject(score)),
});

const attachmentShape = v.looseObject({ kind: id, key: id, time: number, data: v.unknown() });

/** What a shape lets through has the type of the project: the types say what else may be there. */
function typed<T>(shape: v.GenericSchema): v.GenericSchema<unknown, T> {
  return v.pipe(
    shape,
    v.transform((value) => value as T),
  );
}

export const summarySchema = typed<CaseSummary>(summaryShape);
export const runSchema = typed<CaseRun>(runShape);
export const diagnosisSchema = typed<Diagnosis>(diagnosisShape);
export const requestSchema = typed<RunRequest>(requestShape);
const verdictSchema = typed<KeptVerdict>(verdictShape);
export const attachmentSchema = typed<Attachment>(attachmentShape);

export const caseSchema = v.looseObject({
  isRedacted: v.boolean(),
  summary: summarySchema,
  runs: few(runSchema, 200),
  verdicts: few(verdictSchema, 1000),
  attachments: few(attachmentSchema, 1000),
});
