import * as v from 'valibot';
import type { FromOverview } from '../protocol/overview.ts';

const id = v.number();
const kind = v.literal('request');
const line = v.pipe(v.number(), v.integer(), v.minValue(1));

const request = v.variant('method', [
  v.object({
    kind,
    id,
    method: v.picklist([
      'overview/ready',
      'overview/cancel',
      'overview/read',
      'overview/choose',
      'overview/diagnose',
      'editor/focus',
    ]),
    params: v.null(),
  }),
  v.object({ kind, id, method: v.literal('overview/open'), params: v.object({ line }) }),
]) satisfies v.GenericSchema<unknown, FromOverview>;

const cancel = v.object({ kind: v.literal('cancel'), id });

/** A message of the overview, or nothing when it is not one: webview content is not trusted. */
export function parseOverviewMessage(message: unknown): FromOverview | undefined {
  const parsed = v.safeParse(v.union([request, cancel]), message);
  return parsed.success ? parsed.output : undefined;
}
