import * as v from 'valibot';
import type { CaseRun, RunEnd } from '../model/case.ts';
import { diagnosisSchema, requestSchema } from './schema.ts';

/** Raised when the shape of a case changes; `migrations` then gets a step that leads to it. */
export const VERSION = 1;

/**
 * What makes data of version n that of version n + 1, at the place n. There never was a version 0: what
 * came before cases was one last run, see `lastRun`.
 */
export const migrations: readonly ((data: unknown) => unknown)[] = [(data) => data];

const lastRunSchema = v.looseObject({
  version: v.literal(1),
  state: v.variant('kind', [
    v.looseObject({ kind: v.literal('running'), runId: v.string() }),
    v.looseObject({
      kind: v.literal('done'),
      runId: v.string(),
      diagnosis: diagnosisSchema,
      notice: v.string(),
    }),
  ]),
  request: v.exactOptional(requestSchema),
  changes: v.exactOptional(v.record(v.string(), v.string())),
});

/** The one run that versions without cases kept; nothing where it had no answer or can't be read. */
export function lastRun(text: string, began: number): CaseRun | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = v.safeParse(lastRunSchema, data);
  if (!parsed.success) return undefined;
  const { state, request, changes = {} } = parsed.output;
  const end: RunEnd =
    state.kind === 'done'
      ? { kind: 'done', diagnosis: state.diagnosis, notice: state.notice }
      : { kind: 'running' };
  return { id: state.runId, began, request, end, texts: changes };
}
