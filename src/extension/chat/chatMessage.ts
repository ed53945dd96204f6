import * as v from 'valibot';
import { type ChatSubject, chatCommands } from '../../core/model/chat.ts';
import { type FromChat, LONGEST_QUESTION } from '../../protocol/chat.ts';

const id = v.number();
const kind = v.literal('request');
const line = v.pipe(v.number(), v.integer(), v.minValue(1));
const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const place = { uri: v.string(), file: v.string(), startLine: line, endLine: line };
const command = v.picklist(Object.keys(chatCommands) as (keyof typeof chatCommands)[]);
const question = {
  question: v.pipe(v.string(), v.maxLength(LONGEST_QUESTION)),
  command: v.exactOptional(command),
};

const subject = v.variant('kind', [
  v.object({ kind: v.literal('log'), uri: v.string(), name: v.string() }),
  v.object({ kind: v.literal('lines'), ...place }),
  v.object({ kind: v.literal('diagnosis'), title: v.string() }),
  v.object({
    kind: v.literal('evidence'),
    evidence: v.string(),
    place: v.exactOptional(v.object(place)),
  }),
  v.object({ kind: v.literal('hypothesis'), hypothesis: index, title: v.string() }),
  v.object({
    kind: v.literal('claim'),
    hypothesis: index,
    list: v.picklist(['claims', 'against']),
    claim: index,
    text: v.string(),
  }),
  v.object({
    kind: v.literal('suggestion'),
    about: v.string(),
    place: v.exactOptional(v.object(place)),
  }),
]) satisfies v.GenericSchema<unknown, ChatSubject>;

const turn = v.string();
const request = v.variant('method', [
  v.object({ kind, id, method: v.picklist(['chat/ready', 'editor/focus']), params: v.null() }),
  v.object({ kind, id, method: v.literal('chat/ask'), params: v.object(question) }),
  v.object({
    kind,
    id,
    method: v.picklist(['chat/cancel', 'chat/again', 'chat/branch', 'request/open', 'turn/copy']),
    params: v.object({ turn }),
  }),
  v.object({ kind, id, method: v.literal('chat/edit'), params: v.object({ turn, ...question }) }),
  v.object({ kind, id, method: v.literal('chat/version'), params: v.object({ turn, index }) }),
  v.object({
    kind,
    id,
    method: v.literal('chat/show'),
    params: v.object({ conversation: v.string() }),
  }),
  v.object({ kind, id, method: v.literal('chip/add'), params: v.object({ subject }) }),
  v.object({ kind, id, method: v.literal('chip/remove'), params: v.object({ chip: v.string() }) }),
  v.object({
    kind,
    id,
    method: v.literal('chip/complete'),
    params: v.object({ prefix: v.pipe(v.string(), v.maxLength(200)) }),
  }),
  v.object({
    kind,
    id,
    method: v.literal('chip/drop'),
    params: v.object({ uris: v.pipe(v.array(v.string()), v.maxLength(100)) }),
  }),
  v.object({ kind, id, method: v.literal('source/reveal'), params: v.object(place) }),
  v.object({
    kind,
    id,
    method: v.literal('preview/wish'),
    params: v.object({ turn, item: v.string(), wish: v.picklist(['keep', 'drop', 'pin']) }),
  }),
  v.object({
    kind,
    id,
    method: v.literal('preview/end'),
    params: v.object({ turn, end: v.picklist(['send', 'sendAlways', 'embedded']) }),
  }),
  v.object({
    kind,
    id,
    method: v.literal('action/run'),
    params: v.object({
      action: v.picklist([
        'diagnose',
        'openDiagnosis',
        'openMap',
        'openAudit',
        'chooseLog',
        'chooseGoodRun',
        'openFolder',
        'setApiKey',
        'chooseModel',
      ]),
    }),
  }),
  v.object({
    kind,
    id,
    method: v.picklist(['clipboard/write', 'terminal/insert']),
    params: v.object({ text: v.string() }),
  }),
]) satisfies v.GenericSchema<unknown, FromChat>;

const cancel = v.object({ kind: v.literal('cancel'), id });

/** A message of the chat, or nothing when it is not one: webview content is not trusted. */
export function parseChatMessage(message: unknown): FromChat | undefined {
  const parsed = v.safeParse(v.union([request, cancel]), message);
  return parsed.success ? parsed.output : undefined;
}

/** What an element of a view of ours names for the chat; nothing where it names none. */
export function parseSubject(value: unknown): ChatSubject | undefined {
  const parsed = v.safeParse(subject, value);
  return parsed.success ? parsed.output : undefined;
}
