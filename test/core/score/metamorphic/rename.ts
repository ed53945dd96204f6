import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunContext } from '../../../../src/core/model/context.ts';
import type { Topology } from '../../../../src/core/model/topology.ts';
import type { Dice } from '../../../samples/writer.ts';
import type { Changed, Explained } from './changes.ts';

/**
 * Gives each service and host another name of the same shape, in logs, names of files and context
 * alike. A part of a name that our own rules know (`redis`, `api`, `kernel`) tells what a thing is,
 * so it stays: without it another answer may be right.
 */
export function renamed({ world, logs }: Explained, dice: Dice): Changed | undefined {
  const names = logs.flatMap(({ records }) =>
    records.flatMap(({ service = '', host = '' }) => [service, host]),
  );
  const parts = [...names, ...(world.context.topology?.services ?? [])].flatMap(
    (name) => name.match(/[a-z]{4,}/g) ?? [],
  );
  const others = new Map<string, string>();
  for (const part of new Set(parts)) {
    if (!known().has(part)) others.set(part, ofSameShape(part, dice));
  }
  if (others.size === 0) return undefined;
  const say = renaming(others);
  return {
    world: {
      logs: world.logs.map(({ name, lines }) => ({ name: say(name), lines: lines.map(say) })),
      context: contextIn(world.context, say),
    },
    say,
  };
}

/** Renames whole words, also with a capital letter or in capitals; nothing inside of a longer one. */
function renaming(others: ReadonlyMap<string, string>): (text: string) => string {
  const words = [...others.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<![a-zA-Z])(?:${words.join('|')})(?![a-z])`, 'gi');
  return (text) =>
    text.replace(pattern, (word) => {
      const other = others.get(word.toLowerCase()) ?? word;
      if (word === word.toUpperCase()) return other.toUpperCase();
      return /^[A-Z]/.test(word) ? other.charAt(0).toUpperCase() + other.slice(1) : other;
    });
}

function contextIn({ items, topology }: RunContext, say: (text: string) => string): RunContext {
  return {
    items: items.map((item) => ({
      ...item,
      uri: say(item.uri),
      name: say(item.name),
      text: say(item.text),
    })),
    topology: topology && topologyIn(topology, say),
  };
}

const topologyIn = (topology: Topology, say: (text: string) => string): Topology => ({
  ...topology,
  services: topology.services.map(say),
  edges: topology.edges.map((edge) => ({ ...edge, from: say(edge.from), to: say(edge.to) })),
});

/** Letters that can't be taken for a hexadecimal id, consonant and vowel in turn. */
function ofSameShape(part: string, dice: Dice): string {
  const letters = [...part].map((_, at) =>
    at % 2 === 0 ? dice.pick(['k', 'm', 'n', 'p', 'r', 't', 'v', 'z']) : dice.pick(['o', 'u', 'i']),
  );
  return letters.join('');
}

const core = fileURLToPath(new URL('../../../../src/core', import.meta.url));
let words: ReadonlySet<string> | undefined;

/** Every word of the rules that read lines, without what is said about them. */
function known(): ReadonlySet<string> {
  words ??= new Set(
    ['tells', 'knowledge', 'topology', 'ask/embedded']
      .flatMap((folder) => filesIn(join(core, folder)))
      .map((file) => readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(?:\/\/|#).*/g, ''))
      .flatMap((text) => text.toLowerCase().match(/[a-z]{4,}/g) ?? []),
  );
  return words;
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ts|yaml)$/.test(file))
    .map((file) => join(folder, file));
