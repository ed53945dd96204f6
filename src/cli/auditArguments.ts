import { parseArgs } from 'node:util';
import type { RegistryUrls } from '../core/model/packageRegistry.ts';
import type { TriedNames } from './triedLists.ts';

export interface AuditCommand {
  readonly kind: 'audit';
  readonly workspace: string;
  readonly input: AuditInputNames;
  readonly diagnosis: string | undefined;
  readonly triedNames: TriedNames;
  /** Whether registries may be asked for packages, and at which addresses; absent, none is. */
  readonly registries: RegistryUrls | undefined;
  /** `embedded` asks nobody. */
  readonly reasoner: 'embedded' | 'openai';
  readonly model: string | undefined;
  readonly baseUrl: string | undefined;
  readonly format: 'text' | 'json' | 'markdown';
}

/** Where a suggestion is to be read; `-` is standard input. */
export type AuditInputNames =
  | { readonly kind: 'diff'; readonly diff: string }
  | {
      readonly kind: 'text';
      readonly path: string;
      readonly suggestion: string;
      readonly at: number | undefined;
    }
  | { readonly kind: 'command'; readonly text: string };

interface BadUse {
  readonly kind: 'badUse';
  readonly message: string;
}

type Values = Readonly<Record<string, string | boolean | string[] | undefined>>;

export function parseAudit(words: readonly string[]): AuditCommand | BadUse {
  const { values } = parseArgs({
    args: [...words],
    options: {
      workspace: { type: 'string' },
      diff: { type: 'string' },
      file: { type: 'string' },
      suggestion: { type: 'string' },
      at: { type: 'string' },
      command: { type: 'string' },
      diagnosis: { type: 'string' },
      tried: { type: 'string', multiple: true },
      history: { type: 'string', multiple: true },
      reasoner: { type: 'string' },
      model: { type: 'string' },
      'base-url': { type: 'string' },
      registry: { type: 'boolean' },
      'registry-url': { type: 'string', multiple: true },
      json: { type: 'boolean' },
      markdown: { type: 'boolean' },
    },
  });
  const { workspace, diagnosis, json = false, markdown = false } = values;
  const input = inputOf(values);
  if (workspace === undefined) return badUse('Name the folder to audit against with --workspace.');
  if (input.kind === 'badUse') return input;
  if (json && markdown) return badUse('Choose one of --json and --markdown.');
  const { reasoner = 'embedded', model, tried = [], history = [] } = values;
  if (reasoner !== 'embedded' && reasoner !== 'openai') {
    return badUse(`--reasoner is embedded or openai, not '${reasoner}'.`);
  }
  const read = [
    diagnosis,
    ...tried,
    ...history,
    input.kind === 'diff' ? input.diff : undefined,
    input.kind === 'text' ? input.suggestion : undefined,
  ];
  if (read.filter((name) => name === '-').length > 1) {
    return badUse('Only one of the inputs can be standard input.');
  }
  const registries = registriesOf(values.registry, values['registry-url']);
  if (registries?.kind === 'badUse') return registries;
  const format = json ? 'json' : markdown ? 'markdown' : 'text';
  const triedNames = { tried, history };
  const baseUrl = values['base-url'];
  return {
    ...{ kind: 'audit', workspace, input, diagnosis, triedNames },
    ...{ reasoner, model, baseUrl, format, registries: registries?.urls },
  };
}

function inputOf(values: Values): AuditInputNames | BadUse {
  const { diff, file, suggestion, at, command } = values;
  const isText = file !== undefined || suggestion !== undefined || at !== undefined;
  const given = [diff !== undefined, isText, command !== undefined].filter((one) => one).length;
  if (given !== 1) {
    return badUse(
      'Give one suggestion: --diff FILE, --file PATH --suggestion FILE, or --command TEXT.',
    );
  }
  if (typeof diff === 'string') return { kind: 'diff', diff };
  if (typeof command === 'string') return { kind: 'command', text: command };
  if (typeof file !== 'string' || typeof suggestion !== 'string') {
    return badUse('--file PATH and --suggestion FILE belong together.');
  }
  const line = at === undefined ? undefined : Number(at);
  return line === undefined || (Number.isSafeInteger(line) && line > 0)
    ? { kind: 'text', path: file, suggestion, at: line }
    : badUse(`--at is the number of a line, not '${at}'.`);
}

/** `npm=https://npm.example.com`, any number of them. */
function registriesOf(
  isAllowed: boolean | undefined,
  given: readonly string[] = [],
): { readonly kind: 'asked'; readonly urls: RegistryUrls } | BadUse | undefined {
  const pairs = given.map((text) => /^(\w+)=(https?:\/\/\S+|)$/.exec(text));
  const wrong = given.find((_, index) => !registryNames.includes(pairs[index]?.[1] ?? ''));
  if (wrong !== undefined) {
    return badUse(
      `--registry-url is ${registryNames.slice(0, 3).join(', ')} … with an address, as npm=https://npm.example.com, not '${wrong}'.`,
    );
  }
  if (isAllowed !== true && given.length === 0) return undefined;
  return {
    kind: 'asked',
    urls: Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? ''])),
  };
}

const registryNames: readonly string[] = [
  ...['npm', 'pypi', 'cargo', 'go', 'maven', 'nuget', 'gem', 'composer', 'npmDownloads'],
];

function badUse(message: string): BadUse {
  return { kind: 'badUse', message };
}
