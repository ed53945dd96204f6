import type { EdgeStatus } from '../../model/topology.ts';
import { type Facts, settingOf } from '../facts.ts';
import { fileName, folderOf, joinPath } from '../paths.ts';
import { hostsOfScript, hostsOfSetting, hostsOfWords } from '../values.ts';
import { at, entriesAt, itemsAt, type Tree, textAt, textsOf } from '../yamlTree.ts';
import { interpolate, readEnvFile } from './interpolate.ts';
import { type LabelledService, readLabelledRoutes } from './labelledRoutes.ts';

export interface ComposeFile {
  readonly path: string;
  readonly tree: Tree;
}

/** Text of another file of the folder, e.g. of an `env_file`. */
export type ReadText = (path: string) => string | undefined;

/** One service as it is read: where it stands, and the names it has for others. */
interface Composed {
  readonly name: string;
  readonly tree: Tree;
  readonly file: ComposeFile;
  readonly variables: ReadonlyMap<string, string>;
  readonly links: ReadonlyMap<string, string>;
  readonly facts: Facts;
  readonly readText: ReadText;
}

/** Every variant (override, images, production) is read, and what they say is joined. */
export function readCompose(files: readonly ComposeFile[], readText: ReadText, facts: Facts): void {
  const bases = onlyExtended(files);
  const labelled: LabelledService[] = [];
  for (const file of files) {
    if (bases.has(file.path)) continue;
    const variables = variablesFor(file.path, readText);
    for (const [name, own] of servicesOf(file.tree)) {
      const tree = overridden(withBase(own, file, files, 0), name, file, files);
      const composed = { name, tree, file, variables, links: linksOf(tree), facts, readText };
      addNode(composed);
      readService(composed);
      const image = interpolate(textAt(tree, 'image'), variables);
      labelled.push({ name, tree, file: file.path, image });
    }
  }
  readLabelledRoutes(labelled, facts);
}

/** Files that others extend services of and that nobody would start run nothing themselves. */
function onlyExtended(files: readonly ComposeFile[]): ReadonlySet<string> {
  const extended = files.flatMap((file) =>
    [...servicesOf(file.tree).values()].flatMap((service) => {
      const other = textAt(service, 'extends', 'file');
      return other ? [joinPath(folderOf(file.path), other)] : [];
    }),
  );
  const included = new Set(files.flatMap(includedBy));
  return new Set(
    extended.filter((path) => !/compose|stack/i.test(fileName(path)) && !included.has(path)),
  );
}

function includedBy({ path, tree }: ComposeFile): readonly string[] {
  const listed = at(tree, 'include');
  const paths = (listed.items ?? []).flatMap((item) => [
    ...textsOf(item),
    ...textsOf(at(item, 'path')),
  ]);
  return paths.map((written) => joinPath(folderOf(path), written));
}

/** The first version of the format has its services at the top. */
function servicesOf(tree: Tree): ReadonlyMap<string, Tree> {
  return entriesAt(tree, ...(tree.entries?.has('services') ? ['services'] : []));
}

/** Compose itself reads `.env` beside the file, or in the folder it is started in. */
function variablesFor(path: string, readText: ReadText): ReadonlyMap<string, string> {
  const folder = folderOf(path);
  const text = readText(joinPath(folder, '.env')) ?? readText('.env') ?? '';
  return new Map([...readEnvFile(text)].map(([key, { value }]) => [key, value]));
}

const additive = [
  'environment',
  'depends_on',
  'links',
  'env_file',
  'command',
  'entrypoint',
  'volumes',
];

/** `extends: { file, service }`: what the base says holds where the service says nothing. */
function withBase(
  own: Tree,
  file: ComposeFile,
  files: readonly ComposeFile[],
  depth: number,
): Tree {
  const base = at(own, 'extends');
  const service = base.text ?? textAt(base, 'service');
  if (!service || depth > 8) return own;
  const other = textAt(base, 'file');
  const path = other ? joinPath(folderOf(file.path), other) : file.path;
  const source = files.find((one) => one.path === path);
  const found = source && servicesOf(source.tree).get(service);
  return source && found && found !== own
    ? joined(moved(withBase(found, source, files, depth + 1), source.path, file.path), own)
    : own;
}

/** Environment files of a base lie beside the base. */
function moved(base: Tree, from: string, to: string): Tree {
  const listed = base.entries?.get('env_file');
  if (!listed || !base.entries || folderOf(from) === folderOf(to)) return base;
  const up = folderOf(to).replace(/[^/]+/g, '..');
  const way = [up, folderOf(from)].filter((part) => part !== '').join('/');
  const movedText = (tree: Tree): Tree =>
    tree.text === undefined ? tree : { ...tree, text: `${way}/${tree.text}` };
  const paths = listed.items
    ? { ...listed, items: listed.items.map(movedText) }
    : movedText(listed);
  return { ...base, entries: new Map(base.entries).set('env_file', paths) };
}

function joined(base: Tree, own: Tree): Tree {
  const entries = new Map([...(base.entries ?? []), ...(own.entries ?? [])]);
  for (const key of additive) {
    const one = at(base, key);
    const other = at(own, key);
    if (other.tag === '!override' || other.tag === '!reset') continue;
    if (one.entries && other.entries) {
      const all = new Map([...one.entries, ...other.entries]);
      entries.set(key, { line: other.line, entries: all });
    } else if (one.items && other.items) {
      entries.set(key, { line: other.line, items: [...one.items, ...other.items] });
    }
  }
  return { line: own.line, entries };
}

/** `compose.override.yaml` beside `compose.yaml` is always merged: what it resets is gone. */
function overridden(
  tree: Tree,
  name: string,
  file: ComposeFile,
  files: readonly ComposeFile[],
): Tree {
  const path = file.path.replace(/\.(ya?ml)$/i, '.override.$1');
  const over = files.find((one) => one.path === path);
  const own = over && servicesOf(over.tree).get(name);
  if (!own?.entries || !tree.entries) return tree;
  const kept = new Map(tree.entries);
  for (const [key, value] of own.entries) {
    if (value.tag === '!reset' || value.tag === '!override') kept.delete(key);
  }
  const settings = at(own, 'environment').entries;
  const earlier = at(tree, 'environment').entries;
  if (settings && earlier && kept.has('environment')) {
    const left = [...earlier].filter(([key]) => !settings.has(key));
    kept.set('environment', { line: at(tree, 'environment').line, entries: new Map(left) });
  }
  return { line: tree.line, entries: kept };
}

/** `links: [db:database]` gives a service its own name for another. */
function linksOf(tree: Tree): ReadonlyMap<string, string> {
  return new Map(
    [...textsOf(at(tree, 'links')), ...textsOf(at(tree, 'external_links'))].flatMap((link) => {
      const [service = '', alias] = link.split(':');
      return alias ? [[alias, service] as const] : [];
    }),
  );
}

function addNode({ name, tree, file, variables, facts }: Composed): void {
  const networks = [...entriesAt(tree, 'networks').values()];
  const aliases = [
    textAt(tree, 'container_name'),
    textAt(tree, 'hostname'),
    ...networks.flatMap((network) => textsOf(at(network, 'aliases'))),
  ].map((alias) => interpolate(alias, variables));
  const image = interpolate(textAt(tree, 'image'), variables);
  facts.nodes.push({
    name,
    aliases: aliases.filter((alias) => alias !== ''),
    folders: buildFolders(at(tree, 'build'), folderOf(file.path), variables),
    origin: 'compose',
    mounts: mountsOf(tree, file, variables),
    images: image ? [image] : [],
  });
}

/** A context that is the whole folder tells nothing; the Dockerfile's folder does. */
function buildFolders(
  build: Tree,
  folder: string,
  variables: ReadonlyMap<string, string>,
): readonly string[] {
  const written = interpolate(build.text ?? textAt(build, 'context'), variables);
  if (written === '' && !build.entries) return [];
  const context = joinPath(folder, written);
  const dockerfile = interpolate(textAt(build, 'dockerfile'), variables);
  const ofFile = dockerfile ? folderOf(joinPath(context, dockerfile)) : '';
  const isDeeper = ofFile.startsWith(context) && ofFile.length > context.length;
  return [isDeeper ? ofFile : context].filter((one) => one !== '');
}

function mountsOf(
  tree: Tree,
  file: ComposeFile,
  variables: ReadonlyMap<string, string>,
): readonly string[] {
  const folder = folderOf(file.path);
  const volumes = itemsAt(tree, 'volumes').map(
    (volume) => volume.text?.split(':')[0] ?? textAt(volume, 'source'),
  );
  const configs = itemsAt(tree, 'configs').map((config) => {
    const name = config.text ?? textAt(config, 'source');
    return textAt(file.tree, 'configs', name, 'file');
  });
  return [...volumes, ...configs]
    .map((path) => interpolate(path, variables))
    .filter((path) => /^\.{0,2}\/.|^\.$/.test(path) || /^[\w-]+\/[\w./-]+\.\w+$/.test(path))
    .map((path) => joinPath(folder, path))
    .filter((path) => path !== '');
}

function readService(composed: Composed): void {
  readOrder(composed);
  readSettings(composed);
  readEnvFiles(composed);
  for (const key of ['command', 'entrypoint']) readWords(at(composed.tree, key), composed);
}

function readOrder({ name, tree, file, facts }: Composed): void {
  for (const [key, kind] of [
    ['depends_on', 'depends-on'],
    ['links', 'link'],
    ['external_links', 'link'],
  ] as const) {
    const { items, entries } = at(tree, key);
    const named = [
      ...(items ?? []).map(({ text = '', line }) => ({ host: text.split(':')[0] ?? '', line })),
      ...[...(entries ?? [])].map(([host, { line, keyLine = line }]) => ({ host, line: keyLine })),
    ];
    for (const { host, line } of named) {
      facts.mentions.push({
        from: name,
        host,
        status: 'ordered',
        kind,
        file: file.path,
        line,
      });
    }
  }
}

function readSettings(composed: Composed): void {
  const { tree, variables } = composed;
  const environment = at(tree, 'environment');
  const listed = (environment.items ?? []).map((item) => {
    const text = item.text ?? '';
    const cut = text.indexOf('=');
    const key = cut < 0 ? text : text.slice(0, cut);
    const value = cut < 0 ? `\${${text}}` : text.slice(cut + 1);
    return { key, value, tree: item };
  });
  const mapped = [...(environment.entries ?? [])].map(([key, value]) => ({
    key,
    value: value.text === '' ? `\${${key}}` : (value.text ?? ''),
    tree: value,
  }));
  for (const { key, value, tree: at } of [...listed, ...mapped]) {
    const shared = at.shared ?? environment.shared ?? tree.shared;
    addSetting(composed, key, interpolate(value, variables), {
      file: composed.file.path,
      line: at.line,
      block: shared && `${composed.file.path} ${shared}`,
    });
  }
}

function addSetting(
  { name, facts, links }: Composed,
  key: string,
  value: string,
  where: { readonly file: string; readonly line: number; readonly block: string | undefined },
): void {
  if (value !== '') facts.settings.add(settingOf(name, key));
  for (const host of hostsOfSetting(key, value)) {
    const kind = where.block ? 'shared-env' : 'env';
    const status: EdgeStatus = 'addressed';
    facts.mentions.push({ from: name, host: links.get(host) ?? host, key, status, kind, ...where });
  }
}

function readEnvFiles(composed: Composed): void {
  const { tree, file, variables, readText } = composed;
  const listed = at(tree, 'env_file');
  const paths = [...textsOf(listed), ...(listed.items ?? []).map((item) => textAt(item, 'path'))];
  for (const written of paths.filter((one) => one !== '')) {
    const path = joinPath(folderOf(file.path), interpolate(written, variables));
    for (const [key, { value, line }] of readEnvFile(readText(path) ?? '')) {
      addSetting(composed, key, value, { file: path, line, block: path });
    }
  }
}

function readWords(tree: Tree, { name, file, variables, facts, links }: Composed): void {
  const lines = tree.items ?? (tree.text ? [tree] : []);
  const words = lines.map(({ text = '' }) => interpolate(text, variables));
  lines.forEach(({ line }, index) => {
    const word = words[index] ?? '';
    const isWait = waiting.test(words.join(' '));
    const hosts = /\s/.test(word)
      ? hostsOfScript(word)
      : hostsOfWords(words.slice(Math.max(0, index - 1), index + 1)).filter((host) =>
          word.includes(host),
        );
    for (const host of hosts) {
      const status: EdgeStatus = isWait ? 'ordered' : 'addressed';
      const kind = isWait ? 'startup' : 'args';
      facts.mentions.push({
        from: name,
        host: links.get(host) ?? host,
        status,
        kind,
        file: file.path,
        line,
      });
    }
  });
}

/** Scripts that hold a container back until another answers. */
const waiting = /\b(dockerize|wait-for(-it)?|wait_for|waitfor|wait4x|nc\s+-\w*z)/i;

/** Whether a document is a compose file, whatever its name: included files may have any. */
export function isCompose(path: string, tree: Tree): boolean {
  const services = [...servicesOf(tree).values()];
  const isNamed = /compose|stack/i.test(fileName(path));
  const isModern = tree.entries?.has('services') === true;
  return (
    (isModern || isNamed) &&
    !tree.entries?.has('jobs') &&
    services.some(
      ({ entries }) =>
        entries?.has('image') || entries?.has('build') || (isNamed && isModern && entries),
    )
  );
}
