import { holdsTemplateTokens } from '../core/ask/model/untrusted.ts';
import type { Redaction } from '../core/model/redactedText.ts';
import { visibleText } from '../core/model/visibleText.ts';
import { findAddressed } from '../core/tells/addressed.ts';
import type { FindingJson } from '../protocol/commandLine.ts';
import { riskOf } from '../protocol/commandRisk.ts';
import { type Block, type Inline, modelBlocks } from '../protocol/modelText.ts';

/** Findings of one kind that are listed; what comes after them is counted. */
const MOST_OF_A_KIND = 50;

/** What in a text could deceive a model, a reader, a terminal or a page, in the order of its lines. */
export function inspectFindings(
  text: string,
  redactions: readonly Redaction[],
): readonly FindingJson[] {
  const lines = text.split(/\r\n?|\n/);
  const found = [
    ...findAddressed(text).map(({ line, words }) =>
      finding('addressesAi', line, `It addresses an AI: "${words}"; no claim may rest on it.`),
    ),
    ...lines.flatMap(lineFindings),
    ...commandFindings(text, lines),
    ...redactions.map(({ kind, count }) => ({
      code: 'secret',
      line: null,
      message: `Values of the kind ${kind} that never leave this machine: ${count}.`,
    })),
  ];
  return bounded(found).sort((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity));
}

/** @param line from 0 */
function finding(code: string, line: number, message: string): FindingJson {
  return { code, line: line + 1, message };
}

interface Rule {
  readonly code: string;
  readonly pattern: RegExp;
  readonly message: string;
}

/** Looked for in a line as it stands. */
const rawRules: readonly Rule[] = [
  {
    code: 'controlCharacters',
    // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose.
    pattern: /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/,
    message: 'It holds control characters, which could give a terminal orders; they were removed.',
  },
];

/** Looked for in a line without what can't be seen. */
const rules: readonly Rule[] = [
  {
    code: 'forgedGutter',
    pattern: /(?:^|\s)L\d{1,9}\|/,
    message: 'It imitates the line numbers that we put before each line of a request.',
  },
  {
    code: 'forgedPlaceholder',
    pattern: /⟦[^⟦⟧\n]{0,80}\d[^⟦⟧\n]{0,80}⟧|<(?:[A-Z]{2,30}_){1,4}\d{1,6}>/,
    message: 'It imitates a placeholder for a hidden value.',
  },
  {
    code: 'forgedBoundary',
    pattern:
      /<<<\s?DATA\b|\bDATA\s[^\s>]{0,80}>>>|(?:BEGIN|END)[ _-](?:UNTRUSTED|DATA|LOGS?|EVIDENCE)\b|<\/?(?:untrusted|evidence|data|logs?|documents?)>/i,
    message: 'It imitates the fence that parts data from instructions in a request.',
  },
  {
    code: 'forgedHeading',
    pattern: /^\s{0,8}#{2,4} (?:E\d{1,4}\b|Evidence|Templates|Logs|Left out|Dependencies)/,
    message: 'It imitates a heading of a request.',
  },
  {
    code: 'unsafeAddress',
    pattern:
      /\b(?:javascript|vbscript|command|vscode(?:-insiders)?):[^\s)]|\bdata:(?:text\/html|image\/svg)|\bfile:\/\//i,
    message: 'It holds an address that would run something; it is shown as text only.',
  },
  {
    code: 'hiddenHost',
    pattern: /\bhttps?:\/\/[^\s/@]{1,200}@/i,
    message: 'It holds an address that looks like one of another host; the real host is shown.',
  },
  {
    code: 'markup',
    pattern:
      /<\/?(?:script|img|iframe|svg|object|embed|form|style|link|meta|base|video|audio|a)\b[^>]{0,2000}>?|!\[[^\]]{0,300}\]\(/i,
    message: 'It holds markup that would load or run something; it is shown as text only.',
  },
];

function lineFindings(line: string, index: number): readonly FindingJson[] {
  const visible = visibleText(line);
  const hidden = hiddenCharacters(line);
  const matching = [
    ...rawRules.filter(({ pattern }) => pattern.test(line)),
    ...rules.filter(({ pattern }) => pattern.test(visible)),
  ];
  return [
    ...matching.map(({ code, message }) => finding(code, index, message)),
    ...(holdsTemplateTokens(visible)
      ? [
          finding(
            'templateToken',
            index,
            'It holds a mark of a chat template or a tool call; a blank makes it harmless.',
          ),
        ]
      : []),
    ...(hidden > 0
      ? [
          finding(
            'hiddenCharacters',
            index,
            `Characters in it that nobody can see, and that were removed: ${hidden}.`,
          ),
        ]
      : []),
  ];
}

/** Zero-width, bidirectional and tag characters, and others without a shape. */
function hiddenCharacters(line: string): number {
  const characters = line.match(/[^\t -~]/gu) ?? [];
  return characters.filter((one) => one > '\u009f' && visibleText(one) === '').length;
}

/** Commands in code, and lines that hold one which can't be undone. */
function commandFindings(text: string, lines: readonly string[]): readonly FindingJson[] {
  const byLine = lines.flatMap((line, index) => {
    const risk = riskOf(visibleText(line));
    return risk?.level === 'high'
      ? [finding('riskyCommand', index, `A command that ${risk.what}.`)]
      : [];
  });
  const inCode = modelBlocks(text)
    .flatMap(codeIn)
    .flatMap(({ text: code, risk }) => {
      const first = visibleText(code).split('\n')[0] ?? '';
      const index = lines.findIndex((line) => visibleText(line).includes(first));
      return risk
        ? [finding('riskyCommand', Math.max(0, index), `A command that ${risk.what}.`)]
        : [];
    });
  return [...byLine, ...inCode.filter(({ line }) => byLine.every((other) => other.line !== line))];
}

function codeIn(block: Block): readonly Extract<Inline, { kind: 'code' }>[] {
  const parts =
    block.kind === 'code' ? [block] : block.kind === 'list' ? block.items.flat() : block.parts;
  return parts.filter((part) => part.kind === 'code');
}

function bounded(found: readonly FindingJson[]): FindingJson[] {
  const counts = new Map<string, number>();
  const kept = found.filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count <= MOST_OF_A_KIND;
  });
  const more = [...counts].filter(([, count]) => count > MOST_OF_A_KIND);
  return [
    ...kept,
    ...more.map(([code, count]) => ({
      code,
      line: null,
      message: `${count - MOST_OF_A_KIND} more lines of this kind.`,
    })),
  ];
}
