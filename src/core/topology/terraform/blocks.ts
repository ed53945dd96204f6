import type { SourceText } from '../facts.ts';

/** A resource or a module, with its lines; comments are taken out. */
export interface Block {
  readonly kind: string;
  readonly type: string;
  readonly label: string;
  readonly file: string;
  readonly lines: readonly BlockLine[];
}

export interface BlockLine {
  readonly text: string;
  readonly line: number;
  /** 1 for the block's own attributes. */
  readonly depth: number;
}

const header = /^\s*(resource|module|locals)\b(?:\s+"([^"]{1,100})")?(?:\s+"([^"]{1,100})")?\s*\{/;

const MOST_LINES = 20_000;

interface OpenBlock {
  readonly block: Block;
  readonly lines: BlockLine[];
  depth: number;
}

export function blocksOf({ path, text }: SourceText): readonly Block[] {
  const blocks: Block[] = [];
  let open: OpenBlock | undefined;
  text.split(/\r\n|\r|\n/, MOST_LINES).forEach((written, index) => {
    const line = written.replace(/(^|\s)(#|\/\/).*$/, '$1');
    open ??= opened(line, path);
    if (!open) return;
    const bare = line.replace(/"(?:[^"\\]|\\.)*"/g, '""');
    open.lines.push(...nested(line, index + 1, open.depth));
    open.depth += bare.split('{').length - bare.split('}').length;
    if (open.depth <= 0) {
      blocks.push(open.block);
      open = undefined;
    }
  });
  return blocks;
}

/** `source { bucket = "x" }` on one line is taken apart: what stands within belongs to the inner block. */
function nested(text: string, line: number, depth: number): readonly BlockLine[] {
  const [, head = '', inner = ''] =
    /^(\s*[\w-]+(?:\s+"[^"]*"){0,2}\s*\{)\s*(.+?)\s*\}\s*$/.exec(text) ?? [];
  if (inner === '' || depth > 20) return [{ text, line, depth }];
  return [{ text: head, line, depth }, ...nested(inner, line, depth + 1)];
}

function opened(line: string, file: string): OpenBlock | undefined {
  const match = header.exec(line);
  if (!match) return undefined;
  const [, kind = '', type = kind, label = type] = match;
  const lines: BlockLine[] = [];
  return { block: { kind, type, label, file, lines }, lines, depth: 0 };
}

export function keyOf({ kind, type, label }: Block): string {
  return kind === 'module' ? `module.${label}` : `${type}.${label}`;
}

const reference = /\b(module\.[\w-]+|[a-z]+_\w+\.[\w-]+)(?:\[[^\]]*\])?(?:\.([\w-]+))?/g;

/** What a line refers to: `aws_sqs_queue.jobs`, with the attribute that is asked for. */
export function referencesIn(
  text: string,
): readonly { readonly key: string; readonly attribute: string }[] {
  return [...text.matchAll(reference)].map(([, key = '', attribute = '']) => ({ key, attribute }));
}

/** The keys that attributes of some name refer to, anywhere in a block. */
export function referredBy({ lines }: Block, attributes: RegExp): readonly string[] {
  return lines.flatMap(({ text }) =>
    attributes.test(/^\s*"?([\w-]+)"?\s*=/.exec(text)?.[1] ?? '')
      ? referencesIn(text).map(({ key }) => key)
      : [],
  );
}

/** `local.x` stands for what the locals say, where that is one line. */
export function withLocals(blocks: readonly Block[]): readonly Block[] {
  const values = new Map(
    blocks
      .filter(({ kind }) => kind === 'locals')
      .flatMap(({ lines }) => lines)
      .flatMap(({ text, depth }) => {
        const [, name = '', value = ''] = /^\s*(\w+)\s*=\s*(.{1,500}?)\s*$/.exec(text) ?? [];
        return depth === 1 && name !== '' && !/[[{(]$/.test(value) ? [[name, value] as const] : [];
      }),
  );
  const replaced = (text: string, depth: number): string =>
    text.replace(/\$\{local\.(\w+)\}|\blocal\.(\w+)/g, (written, inner?: string, bare?: string) => {
      const value = values.get(inner ?? bare ?? '');
      if (value === undefined || depth > 4) return written;
      const plain = inner === undefined ? value : (/^"(.*)"$/.exec(value)?.[1] ?? `\${${value}}`);
      return replaced(plain, depth + 1);
    });
  return blocks
    .filter(({ kind }) => kind !== 'locals')
    .map((block) => ({
      ...block,
      lines: block.lines.map((line) =>
        line.text.includes('local.') ? { ...line, text: replaced(line.text, 0) } : line,
      ),
    }));
}
