import type { Finding, Suggestion } from '../../model/audit.ts';
import { lineAt } from '../../model/lineAt.ts';
import { codeOf, isCode } from '../dependency/codeText.ts';
import type { Systems } from '../dependency/systems.ts';
import { closest } from '../existence/nearMiss.ts';
import { addedLines, missing } from './added.ts';

interface Message {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** As they are written; oneofs too, as some languages set them by their own name. */
  readonly fields: readonly string[];
}

/** How languages make a message: what comes before its fields, and how one of them is written. */
interface Making {
  readonly path: RegExp;
  readonly begin: (name: string) => RegExp;
  readonly field: RegExp;
}

const makings: readonly Making[] = [
  {
    path: /\.go$/,
    begin: (name) => new RegExp(`\\b\\w+\\.${name}\\{`, 'g'),
    field: /(?<![\w.])([A-Z]\w*)\s*:/g,
  },
  {
    path: /\.pyi?$/,
    begin: (name) => new RegExp(`\\b\\w+_pb2\\.${name}\\(`, 'g'),
    field: /(?<![\w.])([a-z]\w*)\s*=(?!=)/g,
  },
  {
    path: /\.cs$/,
    begin: (name) => new RegExp(`\\bnew\\s+(?:\\w+\\.)*${name}\\s*(?:\\(\\))?\\s*\\{`, 'g'),
    field: /(?<![\w.])([A-Z]\w*)\s*=(?![=>])/g,
  },
  {
    path: /\.[cm]?[jt]sx?$/,
    begin: (name) =>
      new RegExp(
        `\\bnew\\s+${name}\\(\\s*\\{|\\bcreate\\(\\s*${name}Schema\\s*,\\s*\\{|\\b${name}\\.(?:create|fromPartial|fromObject)\\(\\s*\\{`,
        'g',
      ),
    field: /(?<![\w.])([a-z]\w*)\s*:/g,
  },
];

/** Fields of a message of the workspace's own `.proto` files that its definition does not have. */
export function missingProtoFields({ after }: Systems, suggestion: Suggestion): readonly Finding[] {
  const protos = [...after.texts].filter(([path]) => path.endsWith('.proto'));
  if (protos.length === 0) return [];
  const messages = distinctMessages(
    protos.flatMap(([path, text]) => messagesIn(path, text)),
    after.texts,
  );
  const isAdded = addedLines(suggestion);
  return suggestion.files.flatMap(({ path, after: text }) => {
    const making = makings.find((one) => one.path.test(path));
    if (text === undefined) return [];
    const source = codeOf(path, text);
    const used = making ? messages.flatMap((message) => fieldsUsed(source, making, message)) : [];
    const chained = /\.(?:java|kt|scala)$/.test(path)
      ? messages.flatMap((message) => settersUsed(source, message))
      : [];
    return [...used, ...chained].flatMap(({ field, line, message }): readonly Finding[] => {
      if (!isAdded(path, line) || isFieldOf(field, message)) return [];
      const near = closest(snake(field), message.fields);
      const sentence = `Message ${message.name} has no field ${snake(field)}.`;
      const source_ = { file: message.file, line: message.line };
      const subject = `${message.name}.${field}`;
      return [missing({ subject, file: path, line, sentence, near, source: source_ })];
    });
  });
}

function squashed(text: string): string {
  return text.replaceAll('_', '').toLowerCase();
}

function snake(field: string): string {
  return field.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

function isFieldOf(field: string, { fields }: Message): boolean {
  const plain = squashed(field);
  return fields.some((one) => squashed(one) === plain);
}

/** A name that two messages or a class of the code have too says not which of them is meant. */
function distinctMessages(
  messages: readonly Message[],
  texts: ReadonlyMap<string, string>,
): readonly Message[] {
  const counts = new Map<string, number>();
  for (const { name } of messages) counts.set(name, (counts.get(name) ?? 0) + 1);
  const single = messages.filter(({ name }) => counts.get(name) === 1);
  const code = [...texts].filter(([path]) => isCode(path)).map(([, text]) => text);
  return single.filter(({ name }) => {
    const defined = new RegExp(
      `\\b(?:class|interface|struct|type|record|enum|object)\\s+${name}\\b`,
    );
    return !code.some((text) => text.includes(name) && defined.test(text));
  });
}

interface UsedField {
  readonly field: string;
  readonly line: number;
  readonly message: Message;
}

function fieldsUsed(
  source: string,
  { begin, field }: Making,
  message: Message,
): readonly UsedField[] {
  if (!source.includes(message.name)) return [];
  return [...source.matchAll(begin(message.name))].flatMap((match) => {
    const start = match.index + match[0].length;
    return [...outermost(source, start).matchAll(field)].map((found) => ({
      field: found[1] ?? '',
      line: lineAt(source, start + found.index),
      message,
    }));
  });
}

const LONGEST = 4_000;

/** What stands within a bracket, blanks for brackets in it and for texts. */
function outermost(source: string, start: number): string {
  const part = source
    .slice(start, start + LONGEST)
    .replace(/"[^"\n]*"|'[^'\n]*'|`[^`]*`/g, (quoted) => quoted.replace(/[^\n]/g, ' '));
  let depth = 1;
  let text = '';
  for (const sign of part) {
    if (/[([{]/.test(sign)) depth++;
    if (/[)\]}]/.test(sign)) depth--;
    if (depth === 0) break;
    text += depth === 1 || sign === '\n' ? sign : ' ';
  }
  return text;
}

/** `Order.newBuilder().setTotalCents(5).build()`, over lines too. */
function settersUsed(source: string, message: Message): readonly UsedField[] {
  const begin = new RegExp(`\\b${message.name}\\.newBuilder\\(\\)`, 'g');
  return [...source.matchAll(begin)].flatMap((match) => {
    const start = match.index + match[0].length;
    const rest = source.slice(start, start + LONGEST);
    const chain = rest.slice(0, /\.build\(|;/.exec(rest)?.index ?? rest.length);
    // What is set in a builder within is of another message.
    if (chain.includes('newBuilder')) return [];
    return [...chain.matchAll(/\.(?:set|addAll|add|putAll|put|clear|merge)([A-Z]\w*)\(/g)].map(
      (found) => ({
        field: fieldName(found[1] ?? '', message),
        line: lineAt(source, start + found.index),
        message,
      }),
    );
  });
}

/** `setStateValue` and `setNameBytes` set `state` and `name`. */
function fieldName(setter: string, message: Message): string {
  const plain = setter.replace(/(?:Value|Bytes|Builder)$/, '');
  return isFieldOf(plain, message) ? plain : setter;
}

function messagesIn(file: string, text: string): readonly Message[] {
  const source = text.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (one) => one.replace(/[^\n]/g, ' '));
  return [...source.matchAll(/\bmessage\s+(\w+)\s*\{/g)].map((match) => {
    const body = outermostBody(source, match.index + match[0].length);
    const fields = [
      ...body.matchAll(
        /(?:^|[;{}])\s*(?:(?:repeated|optional|required)\s+)?(?:map\s*<[^>]*>|[\w.]+)\s+(\w+)\s*=\s*\d+/g,
      ),
    ];
    const choices = [...body.matchAll(/\boneof\s+(\w+)/g)];
    return {
      name: match[1] ?? '',
      file,
      line: lineAt(source, match.index),
      fields: [...fields, ...choices].map(([, field = '']) => field),
    };
  });
}

/** With what stands in a `oneof`, without messages within. */
function outermostBody(source: string, start: number): string {
  let depth = 1;
  let end = start;
  while (end < source.length && depth > 0) {
    if (source[end] === '{') depth++;
    if (source[end] === '}') depth--;
    end++;
  }
  return source
    .slice(start, end - 1)
    .replace(/\b(?:message|enum)\s+\w+\s*\{[^{}]*\}/g, (one) => one.replace(/[^\n]/g, ' '))
    .replace(/\[[^\]]*\]/g, '');
}
