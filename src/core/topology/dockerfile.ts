import type { Facts, SourceText } from './facts.ts';
import { interpolate } from './manifests/interpolate.ts';
import { fileName } from './paths.ts';
import { hostsOfScript, hostsOfSetting } from './values.ts';

export function isDockerfile(path: string): boolean {
  return /^(docker|container)file([.-][\w.-]*)?$|\.(docker|container)file$/i.test(fileName(path));
}

interface Instruction {
  readonly word: string;
  readonly parts: readonly { readonly text: string; readonly line: number }[];
}

/** Settings that an image brings along (`ENV`), and what it starts. */
export function readDockerfile({ path, text }: SourceText, from: string, facts: Facts): void {
  const variables = new Map<string, string>();
  const lines = instructionsOf(text).flatMap(({ word, parts }) =>
    parts.map((part) => ({ word, ...part })),
  );
  for (const { word, text: part, line } of lines) {
    for (const found of hostsOfInstruction(word, part, variables)) {
      const place = { from, status: 'addressed', kind: 'dockerfile', file: path, line } as const;
      facts.mentions.push({ ...place, ...found });
    }
  }
}

function hostsOfInstruction(
  word: string,
  text: string,
  variables: Map<string, string>,
): readonly { readonly host: string; readonly key?: string }[] {
  if (word === 'ENV') {
    return pairsOf(text).flatMap(([key, value]) => {
      variables.set(key, value);
      return hostsOfSetting(key, interpolate(value, variables)).map((host) => ({ host, key }));
    });
  }
  const words = interpolate(text, variables).replace(/[[\]",]/g, ' ');
  return starting.test(word) ? hostsOfScript(words).map((host) => ({ host })) : [];
}

const starting = /^(CMD|ENTRYPOINT)$/;

function instructionsOf(text: string): readonly Instruction[] {
  const found: Instruction[] = [];
  let continues = false;
  text.split(/\r\n|\r|\n/, 5_000).forEach((written, index) => {
    if (/^\s*(#|$)/.test(written)) return;
    const isOpen = /\\\s*$/.test(written);
    const line = written.replace(/\\\s*$/, '');
    const [, word = '', rest = ''] = /^\s*([A-Za-z]+)\s+(.*)$/.exec(line) ?? [];
    if (continues) {
      found.splice(-1, 1, extended(found.at(-1), line, index + 1));
    } else if (word !== '') {
      found.push({ word: word.toUpperCase(), parts: [{ text: rest, line: index + 1 }] });
    }
    continues = isOpen && found.length > 0;
  });
  return found;
}

function extended(open: Instruction | undefined, text: string, line: number): Instruction {
  return { word: open?.word ?? '', parts: [...(open?.parts ?? []), { text, line }] };
}

/** `A=b C="d e"`, and the old form `A b`. */
function pairsOf(text: string): readonly (readonly [string, string])[] {
  const pairs = [...text.matchAll(/([A-Za-z_][\w.]*)=("(?:[^"\\]|\\.)*"|'[^']*'|\S*)/g)];
  if (pairs.length > 0) {
    return pairs.map(([, key = '', value = '']) => [key, value.replace(/^["']|["']$/g, '')]);
  }
  const [, key = '', value = ''] = /^\s*([A-Za-z_]\w*)\s+(.+)$/.exec(text) ?? [];
  return key ? [[key, value.trim()]] : [];
}
