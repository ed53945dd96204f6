import * as v from 'valibot';
import type { FromAudit } from '../protocol/audit.ts';

const id = v.number();
const kind = v.literal('request');
const line = v.pipe(v.number(), v.integer(), v.minValue(1));

const request = v.variant('method', [
  v.object({
    kind,
    id,
    method: v.picklist([
      'audit/ready',
      'audit/again',
      'audit/cancel',
      'audit/choose',
      'audit/tried',
      'audit/copy',
      'audit/explain',
      'request/open',
      'map/show',
      'editor/focus',
    ]),
    params: v.null(),
  }),
  v.object({
    kind,
    id,
    method: v.literal('audit/open'),
    params: v.object({ file: v.string(), line }),
  }),
  v.object({
    kind,
    id,
    method: v.literal('preview/wish'),
    params: v.object({ item: v.string(), wish: v.picklist(['keep', 'drop', 'pin']) }),
  }),
  v.object({
    kind,
    id,
    method: v.literal('preview/end'),
    params: v.object({ end: v.picklist(['send', 'sendAlways', 'embedded']) }),
  }),
  v.object({
    kind,
    id,
    method: v.literal('clipboard/write'),
    params: v.object({ text: v.string() }),
  }),
]) satisfies v.GenericSchema<unknown, FromAudit>;

const cancel = v.object({ kind: v.literal('cancel'), id });

/** A message of the audit's view, or nothing when it is not one: webview content is not trusted. */
export function parseAuditMessage(message: unknown): FromAudit | undefined {
  const parsed = v.safeParse(v.union([request, cancel]), message);
  return parsed.success ? parsed.output : undefined;
}
