import type { ChangedFile, Finding, Suggestion } from '../../model/audit.ts';
import { fileName } from '../../topology/paths.ts';
import { codeOf, isCode } from './codeText.ts';
import { listed, placeIn } from './contract.ts';
import type { Systems } from './systems.ts';

/** A field of a message or a model, or a call of a service. */
interface Member {
  readonly owner: string;
  readonly name: string;
  readonly kind: 'field' | 'rpc';
  readonly type: string;
  /** A field's number, by which both ends know it. */
  readonly number: string;
  readonly line: number;
}

/** Fields and calls of gRPC that others rely on: by their numbers on the wire, by their names in code. */
export function brokenProtocols({ after }: Systems, suggestion: Suggestion): readonly Finding[] {
  return suggestion.files
    .filter(({ path, isExcerpt }) => /\.(proto|prisma|graphqls?|gql)$/.test(path) && !isExcerpt)
    .flatMap((file) => fileFindings(file, after.texts, suggestion));
}

function fileFindings(
  file: ChangedFile,
  texts: ReadonlyMap<string, string>,
  suggestion: Suggestion,
): readonly Finding[] {
  const read = file.path.endsWith('.proto') ? membersOf : fieldsOf;
  const [before, after] = [read(file.before ?? ''), read(file.after ?? '')];
  return before.flatMap((member) => {
    const { owner, name, kind } = member;
    const now = after.find((one) => one.owner === owner && one.name === name && one.kind === kind);
    if (now) return wireFinding(member, now, file);
    const heir = after.find(
      (one) => one.owner === owner && one.number === member.number && member.number !== '',
    );
    return goneFinding(member, heir, file, texts, suggestion);
  });
}

/** Peers that were built before read a changed field as another one. */
function wireFinding(before: Member, now: Member, { path }: ChangedFile): readonly Finding[] {
  const { owner, name, kind, number, type } = before;
  if (number === now.number && type === now.type) return [];
  const what =
    number === now.number
      ? `changes the type of ${owner}.${name} from ${type} to ${now.type}`
      : `changes the number of ${owner}.${name} from ${number} to ${now.number}`;
  return [
    {
      kind: 'dependency',
      severity: 'error',
      verdict: 'ignored',
      message: `This ${what}: ${kind === 'rpc' ? 'callers' : 'peers'} that were built before would misread it. Add a new ${kind} instead.`,
      subject: `${owner}.${name}`,
      file: path,
      line: now.line,
      source: { file: path, line: now.line },
    },
  ];
}

function goneFinding(
  { owner, name, kind, line }: Member,
  heir: Member | undefined,
  file: ChangedFile,
  texts: ReadonlyMap<string, string>,
  suggestion: Suggestion,
): readonly Finding[] {
  const users = usersOf(name, kind, owner, file.path, texts);
  const [first] = users;
  if (!first) return [];
  const places = users.slice(0, 3).map((user) => `${user.file}:${user.line}`);
  return [
    {
      kind: 'dependency',
      // A model's field is known by its name alone, which others may have too.
      severity: file.path.endsWith('.proto') ? 'error' : 'warning',
      verdict: 'ignored',
      message: `${kind === 'rpc' ? 'RPC' : 'Field'} ${owner}.${name} goes away${heir ? ` (${heir.name} comes instead)` : ''}, but ${listed(places)} still ${places.length === 1 ? 'uses' : 'use'} it. Keep it, marked as deprecated.`,
      subject: `${owner}.${name}`,
      ...placeIn(suggestion, { file: file.path, line }),
      source: first,
    },
  ];
}

/** Generators write `order_id` as `orderId`, `OrderId`, `getOrderId` or `order_id`. */
function usersOf(
  name: string,
  kind: Member['kind'],
  owner: string,
  proto: string,
  texts: ReadonlyMap<string, string>,
): readonly { readonly file: string; readonly line: number }[] {
  const camel = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const pascal = camel.slice(0, 1).toUpperCase() + camel.slice(1);
  const lower = camel.slice(0, 1).toLowerCase() + camel.slice(1);
  const words = [
    ...new Set([
      name,
      camel,
      pascal,
      lower,
      `get${pascal}`,
      `Get${pascal}`,
      `set${pascal}`,
      `${pascal}Async`,
    ]),
  ];
  const all = words.join('|');
  const pattern =
    kind === 'rpc'
      ? new RegExp(`(?:\\.|::|->|\\bfunc \\([^)]*\\) |\\bdef )(?:${all})\\s*\\(`)
      : new RegExp(`[.>:"'{,(\\s](?:${all})\\b`);
  const stem = fileName(proto).replace(/\.\w+$/, '');
  const user = new RegExp(
    `${owner}|${owner.replace(/Service$/, '')}|\\b${stem}(?:_?pb|_grpc|\\.proto)`,
    'i',
  );
  // A name that says much is known also where the message's is not written.
  const isTelling =
    kind === 'field' && proto.endsWith('.proto') && (name.includes('_') || name.length > 7);
  const isUser = (text: string): boolean =>
    user.test(text) || (isTelling && /_pb\b|pb\./.test(text));
  return [...texts].flatMap(([path, text]) => {
    if (!isCode(path) || !pattern.test(text) || !isUser(text)) return [];
    const index = codeOf(path, text)
      .split('\n')
      .findIndex((line) => pattern.test(line));
    return index < 0 ? [] : [{ file: path, line: index + 1 }];
  });
}

const block = /^\s*(?:message|service|oneof|enum|extend)\s+(\w+)[^{]*\{/;
const field =
  /^\s*(?:optional\s+|repeated\s+|required\s+)?((?:map\s*<[^>]+>|[\w.]+))\s+(\w+)\s*=\s*(\d+)\s*(?:\[[^\]]*\])?\s*;/;
const rpc =
  /^\s*rpc\s+(\w+)\s*\(\s*(stream\s+)?([\w.]+)\s*\)\s*returns\s*\(\s*(stream\s+)?([\w.]+)\s*\)/;

function membersOf(text: string): readonly Member[] {
  const plain = text.replace(/\/\*[\s\S]*?\*\//g, (one) => one.replace(/[^\n]/g, ' '));
  const owners: string[] = [];
  return plain.split('\n').flatMap((written, index) => {
    const line = written.replace(/\/\/.*$/, '');
    const opened = block.exec(line);
    enter(line, opened, owners);
    const owner = owners.at(-1) ?? '';
    const body = opened ? line.slice(opened[0].length) : line;
    const isOneLine = line.includes('{') && line.includes('}') && !opened;
    if (line.includes('}') && !isOneLine) owners.pop();
    return memberIn(body, owner, index + 1);
  });
}

/** A `oneof` is a part of its message, as are the options of a call; what is in them is the owner's. */
function enter(line: string, opened: RegExpExecArray | null, owners: string[]): void {
  const owner = owners.at(-1) ?? '';
  if (opened) owners.push(/^\s*oneof/.test(line) ? owner : (opened[1] ?? ''));
  else if (line.includes('{') && !line.includes('}')) owners.push(owner);
}

function memberIn(text: string, owner: string, line: number): readonly Member[] {
  const [, type = '', name, number = ''] = field.exec(text) ?? [];
  if (name !== undefined) {
    return [{ owner, name, kind: 'field', type: type.replace(/\s/g, ''), number, line }];
  }
  const [, call, sends = '', input, streams = '', output] = rpc.exec(text) ?? [];
  return call === undefined
    ? []
    : [
        {
          owner,
          name: call,
          kind: 'rpc',
          type: `${sends}${input} → ${streams}${output}`,
          number: '',
          line,
        },
      ];
}

const model = /^\s*(?:extend\s+)?(?:model|type|input|interface)\s+(\w+)[^{]*\{/;
const fieldOfModel = /^\s+(\w+)(?:\([^)]*\))?\s*(?::\s*|\s+)([\w[\]!?]+)/;

/** Fields of Prisma's models and of GraphQL's types, which code knows by their names alone. */
function fieldsOf(text: string): readonly Member[] {
  let owner = '';
  return text.split('\n').flatMap((written, index): readonly Member[] => {
    const line = written.replace(/(\/\/|#).*$/, '');
    owner = line.includes('}') ? '' : (model.exec(line)?.[1] ?? owner);
    const name = owner === '' || line.includes('{') ? undefined : fieldOfModel.exec(line)?.[1];
    return name === undefined
      ? []
      : [{ owner, name, kind: 'field', type: '', number: '', line: index + 1 }];
  });
}
