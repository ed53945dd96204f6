import { isHarmless } from './secretValue.ts';
import type { Span } from './span.ts';

const secretKind = /(?:^|[\s,{|:"'[])["']?kind["']?:[ \t]{0,4}["']?Secret\b(?!-)/gm;

/** How far from `kind: Secret` its values may stand. */
const REACH = 16_384;

/**
 * Finds the values of Kubernetes Secrets, as YAML and as JSON. Any value under `data` and
 * `stringData` is one: only its place says so.
 */
export function* findKubernetesSecrets(text: string): Iterable<Span> {
  let from = 0;
  for (const match of text.matchAll(secretKind)) {
    const start = Math.max(from, match.index - REACH);
    const end = Math.min(text.length, match.index + REACH);
    yield* findBlocks(text, start, end);
    from = Math.max(from, end);
  }
}

const block = /(?:^|[\s,{|])["']?(?:data|stringData)["']?:([ \t]{0,4}\{[^{}]*\}|[ \t]{0,8}\n)/g;

function* findBlocks(text: string, start: number, end: number): Iterable<Span> {
  const part = text.slice(start, end);
  for (const match of part.matchAll(block)) {
    const bodyStart = match.index + match[0].length - (match[1]?.length ?? 0);
    const body = match[1] ?? '';
    if (body.trim() === '') {
      yield* findYamlValues(part, start, match.index, match.index + match[0].length);
    } else {
      yield* findValues(body, start + bodyStart, jsonValue);
    }
  }
}

const jsonValue = /"[\w.-]{1,253}"[ \t]{0,4}:[ \t]{0,4}"([^"\n]*)"/g;
const yamlValue = /^(\W*?(?:L\d{1,9}\|)?[ \t]*)["']?[\w.-]{1,253}["']?:[ \t]{1,8}["']?([^\s"']+)/;

/** The lines under `data:` that are indented deeper than it. */
function* findYamlValues(part: string, base: number, at: number, from: number): Iterable<Span> {
  const indent = indentAt(part, part.lastIndexOf('\n', at + 1) + 1);
  for (let lineStart = from; lineStart < part.length; ) {
    const lineBreak = part.indexOf('\n', lineStart);
    const lineEnd = lineBreak < 0 ? part.length : lineBreak;
    const match = yamlValue.exec(part.slice(lineStart, lineEnd));
    if (!match || indentAt(part, lineStart) <= indent) {
      return;
    }
    const value = match[2] ?? '';
    const valueStart = base + lineStart + match[0].length - value.length;
    if (!isHarmless(value)) {
      yield { start: valueStart, end: valueStart + value.length, kind: 'SECRET' };
    }
    lineStart = lineEnd + 1;
  }
}

/** Blanks before the key, without the gutter `L12|` of a quoted line. */
function indentAt(part: string, lineStart: number): number {
  const match = /^(?:L\d{1,9}\|)?([ \t]*)/.exec(part.slice(lineStart, lineStart + 200));
  return match?.[1]?.length ?? 0;
}

function* findValues(body: string, base: number, pattern: RegExp): Iterable<Span> {
  for (const match of body.matchAll(pattern)) {
    const value = match[1] ?? '';
    const start = base + match.index + match[0].length - 1 - value.length;
    if (!isHarmless(value)) {
      yield { start, end: start + value.length, kind: 'SECRET' };
    }
  }
}
