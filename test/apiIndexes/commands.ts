import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { aliases, asList, moreOptions, moreSubcommands, tools } from './commandsByHand.ts';

interface Spec {
  readonly name?: string | readonly string[];
  readonly options?: readonly Option[];
  readonly subcommands?: readonly Spec[];
  readonly loadSpec?: unknown;
}

interface Option {
  readonly name: string | readonly string[];
  readonly args?: unknown;
}

/**
 * Options by command, e.g. of `docker run`; one that takes a value ends with `=`. Subcommands are
 * commands of their own; `|` parts the names of one. `!` in front says that these are all.
 */
export async function commandIndex(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const tool of tools) {
    const module: { readonly default: Spec | (() => Promise<Spec>) } = await import(
      pathToFileURL(join(folder, 'build', `${tool}.js`)).href
    );
    const spec = typeof module.default === 'function' ? await module.default() : module.default;
    addCommand(found, tool, spec, 0);
  }
  for (const [command, options] of Object.entries(moreOptions)) {
    found[command] =
      `${options === '' || isOpen(command) ? '' : '! '}${merged(found[command] ?? '', options)}`.trim();
  }
  for (const [command, names] of Object.entries(moreSubcommands)) {
    for (const name of names.split(' ')) found[`${command} ${name}`] ??= '';
  }
  for (const [command, options] of Object.entries(found)) {
    // The older tool's commands are those of the newer one.
    const newer = command.replace(/^docker-compose /, 'docker compose ');
    found[newer] = found[newer] || options;
  }
  for (const [alias, command] of Object.entries(aliases)) found[alias] = found[command] ?? '';
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function addCommand(found: Record<string, string>, path: string, spec: Spec, depth: number): void {
  found[path] = merged(found[path] ?? '', (spec.options ?? []).flatMap(namesOf).join(' '));
  if (depth > 2) return;
  for (const inner of spec.subcommands ?? []) {
    for (const name of asList(inner.name ?? [])) {
      if (/^[\w][\w-]*$/.test(name)) addCommand(found, `${path} ${name}`, inner, depth + 1);
    }
  }
}

function namesOf(option: Option): readonly string[] {
  const sign = option.args ? '=' : '';
  return asList(option.name)
    .map((name) => name.replace(/[=:].*$/, ''))
    .filter((name) => /^-{1,2}[\w@?][\w.-]*$/.test(name))
    .map((name) => `${name}${sign}`);
}

/** What is said by hand goes before what the specification says of the same option. */
function merged(first: string, second: string): string {
  const options = new Map<string, string>();
  for (const option of `${first} ${second}`.split(' ').filter((word) => word !== '')) {
    options.set(option.replace('=', ''), option);
  }
  return [...options.values()].sort().join(' ');
}

/** npm takes each of its settings as an option, so that none is wrong for sure. */
function isOpen(command: string): boolean {
  return /^(?:npm|kubectl|pip|helm|terraform)$|^npm /.test(command);
}
