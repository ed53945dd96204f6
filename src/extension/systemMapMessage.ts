import * as v from 'valibot';
import type { FromSystemMap } from '../protocol/systemMap.ts';

const id = v.number();
const kind = v.literal('request');
const line = v.pipe(v.number(), v.integer(), v.minValue(1));

const request = v.variant('method', [
  v.object({
    kind,
    id,
    method: v.picklist(['map/ready', 'map/read', 'map/choose', 'editor/focus']),
    params: v.null(),
  }),
  v.object({
    kind,
    id,
    method: v.literal('map/open'),
    params: v.object({ file: v.string(), line }),
  }),
]) satisfies v.GenericSchema<unknown, FromSystemMap>;

const cancel = v.object({ kind: v.literal('cancel'), id });

/** A message of the System Map, or nothing when it is not one: webview content is not trusted. */
export function parseSystemMapMessage(message: unknown): FromSystemMap | undefined {
  const parsed = v.safeParse(v.union([request, cancel]), message);
  return parsed.success ? parsed.output : undefined;
}
