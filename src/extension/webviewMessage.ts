import * as v from 'valibot';
import {
  type FromWebview,
  LONGEST_NOTE,
  LONGEST_OUTPUT,
  type RequestMessage,
} from '../protocol/webview.ts';

const line = v.pipe(v.number(), v.integer(), v.minValue(1));
const note = v.pipe(v.string(), v.maxLength(LONGEST_NOTE));
const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const verdict = v.variant('judged', [
  v.object({ judged: v.picklist(['right', 'partly']), note: v.exactOptional(note) }),
  v.object({
    judged: v.literal('wrong'),
    reason: v.exactOptional(v.picklist(['otherCause', 'symptom', 'unfounded', 'noIncident'])),
    note: v.exactOptional(note),
  }),
]);
const id = v.number();
const kind = v.literal('request');

const request = v.variant('method', [
  v.object({ kind, id, method: v.literal('panel/ready'), params: v.null() }),
  v.object({
    kind,
    id,
    method: v.literal('source/reveal'),
    params: v.object({ uri: v.string(), startLine: line, endLine: line }),
  }),
  v.object({ kind, id, method: v.literal('editor/focus'), params: v.null() }),
  v.object({
    kind,
    id,
    method: v.literal('clipboard/write'),
    params: v.object({ text: v.pipe(v.string(), v.maxLength(1_000_000)) }),
  }),
  v.object({
    kind,
    id,
    method: v.literal('run/cancel'),
    params: v.object({ runId: v.string() }),
  }),
  v.object({
    kind,
    id,
    method: v.literal('preview/wish'),
    params: v.object({
      runId: v.string(),
      item: v.string(),
      wish: v.picklist(['keep', 'drop', 'pin']),
    }),
  }),
  v.object({
    kind,
    id,
    method: v.literal('preview/end'),
    params: v.object({
      runId: v.string(),
      end: v.picklist(['send', 'sendAlways', 'embedded']),
    }),
  }),
  v.object({ kind, id, method: v.literal('request/open'), params: v.null() }),
  v.object({ kind, id, method: v.literal('run/again'), params: v.null() }),
  v.object({
    kind,
    id,
    method: v.literal('verdict/give'),
    params: v.object({ runId: v.string(), hypothesis: index, verdict: v.nullable(verdict) }),
  }),
  v.object({
    kind,
    id,
    method: v.literal('probe/output'),
    params: v.object({
      runId: v.string(),
      hypothesis: index,
      probe: index,
      text: v.pipe(v.string(), v.maxLength(LONGEST_OUTPUT)),
    }),
  }),
  v.object({
    kind,
    id,
    method: v.literal('probe/insert'),
    params: v.object({ runId: v.string(), hypothesis: index, probe: index }),
  }),
  v.object({
    kind,
    id,
    method: v.literal('probe/tried'),
    params: v.object({ runId: v.string(), hypothesis: index, probe: index }),
  }),
  v.object({
    kind,
    id,
    method: v.literal('probe/remove'),
    params: v.object({ runId: v.string(), uri: v.string() }),
  }),
  v.object({
    kind,
    id,
    method: v.literal('case/open'),
    params: v.object({ caseId: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)) }),
  }),
  v.object({
    kind,
    id,
    method: v.literal('command/run'),
    params: v.object({
      command: v.picklist([
        'diagnose',
        'setApiKey',
        'chooseModel',
        'includeRotated',
        'askAnew',
        'askBeforeSending',
        'manageTrust',
      ]),
    }),
  }),
]) satisfies v.GenericSchema<unknown, RequestMessage>;

const cancel = v.object({ kind: v.literal('cancel'), id });

/** A message of the panel, or nothing when it is not one: webview content is not trusted. */
export function parseMessage(message: unknown): FromWebview | undefined {
  const parsed = v.safeParse(v.union([request, cancel]), message);
  return parsed.success ? parsed.output : undefined;
}
