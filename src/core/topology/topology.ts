import type { Coverage, FoundedEdge, Place, SystemTopology } from '../model/topology.ts';
import { asideReason } from './aside.ts';
import { readAppHost } from './aspire.ts';
import { addClients, readCode, type System } from './code/code.ts';
import { readStarters } from './code/starters.ts';
import { configHosts } from './configText.ts';
import { type CoverageBook, createCoverage } from './coverage.ts';
import { readDockerfile } from './dockerfile.ts';
import { externalHosts, joinEdges, order } from './edges.ts';
import { createFacts, type Facts, type Mention, type SourceText } from './facts.ts';
import { type Format, foreignReason, formatOf, isSettingsFile, skipReason } from './formats.ts';
import { chartFolders, chartOf, renderCharts } from './helm/charts.ts';
import { readChartDependencies } from './helm/dependencies.ts';
import { observedCalls } from './logs.ts';
import { readManifests } from './manifests/manifests.ts';
import { createOwners, isHandedOut, type OwnerOf, ownerByName, ownerOfLog } from './owners.ts';
import { nameServices } from './ownNames.ts';
import { createRegistry, type Registry } from './registry.ts';
import { isTelemetry } from './telemetry.ts';
import { readTerraform } from './terraform/terraform.ts';

interface Sorted {
  readonly files: ReadonlyMap<Format, readonly SourceText[]>;
  readonly coverage: CoverageBook;
}

/**
 * Services and dependencies of the system that the files describe: first what runs, by manifests; then
 * whom each of them addresses, by its settings, its code and its logs.
 */
export function readTopology(
  files: readonly SourceText[],
  skipped: Coverage['skipped'] = [],
): SystemTopology {
  return readSystem(files, skipped).topology;
}

/** The graph with what it was made of, for who asks more of a system than who depends on whom. */
export interface SystemReading {
  readonly topology: SystemTopology;
  /** Each host that is written somewhere, also those that are no service. */
  readonly mentions: readonly Mention[];
  readonly ownerOf: OwnerOf;
  /** The service that a name means. */
  resolve(host: string): string | undefined;
}

export function readSystem(
  files: readonly SourceText[],
  skipped: Coverage['skipped'] = [],
): SystemReading {
  const { files: all, coverage } = sortFiles(files);
  for (const { file, reason } of skipped) coverage.skip(file, reason);
  const facts = createFacts();
  const described = readWhatRuns(files, all, facts, coverage);
  const left = (format: Format): readonly SourceText[] =>
    (all.get(format) ?? []).filter(({ path }) => !described.has(path));
  const settings = left('yaml');
  const sorted = new Map(all).set('yaml', settings).set('environment', left('environment'));
  nameServices(
    sorted.get('code') ?? [],
    [...settings, ...(sorted.get('configuration') ?? [])],
    facts,
  );
  const registry = createRegistry(facts);
  const ownerOf = createOwners(facts.nodes, registry);
  const reads = new Map<string, Place>();
  const system: System = { registry, nodes: facts.nodes, facts, reads, imports: [] };
  readWhoCalls(sorted, system, ownerOf, coverage);
  const told = [...(sorted.get('code') ?? []), ...(sorted.get('configuration') ?? [])];
  readStarters(told, ownerOf, registry, facts);
  addClients(system);
  return {
    topology: graphOf(facts, registry, reads, coverage),
    mentions: facts.mentions,
    ownerOf,
    resolve: registry.resolve,
  };
}

const describing: readonly (Format | undefined)[] = [
  'yaml',
  'template',
  'terraform',
  'aspire',
  'dockerfile',
];

function sortFiles(files: readonly SourceText[]): Sorted {
  const folders = chartFolders(files);
  const coverage = createCoverage();
  const sorted = new Map<Format, SourceText[]>();
  const known = files.map((file) => ({
    file,
    format: formatOf(file, chartOf(file.path, folders) !== undefined),
  }));
  // A system that is all example, as in a repository of samples, has no other side.
  const hasCentre = known.some(
    ({ file, format }) => describing.includes(format) && asideReason(file.path) === undefined,
  );
  for (const { file, format } of known) {
    const foreign = foreignReason(file.path);
    const reason = format && skipReason(file, format, hasCentre);
    if (foreign) {
      coverage.unsupported(file.path, foreign);
    } else if (reason !== undefined) {
      coverage.skip(file.path, reason);
    } else if (format) {
      const list = sorted.get(format) ?? [];
      list.push(file);
      sorted.set(format, list);
    }
  }
  return { files: sorted, coverage };
}

function readWhatRuns(
  files: readonly SourceText[],
  sorted: Sorted['files'],
  facts: Facts,
  coverage: CoverageBook,
): ReadonlySet<string> {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const templates = sorted.get('template') ?? [];
  const charts = [...(sorted.get('helm') ?? []), ...templates];
  const used = new Set<string>();
  const kinds = readManifests(
    sorted.get('yaml') ?? [],
    renderCharts(charts),
    (path) => {
      if (texts.has(path)) used.add(path);
      return texts.get(path);
    },
    facts,
  );
  readChartDependencies(charts, facts);
  readTerraform(sorted.get('terraform') ?? [], facts);
  for (const file of sorted.get('aspire') ?? []) readAppHost(file, facts);
  for (const [path, kind] of kinds) coverage.read(kind, path);
  for (const { path } of charts) coverage.read('helm (approximate)', path);
  for (const format of ['terraform', 'aspire'] as const) {
    for (const { path } of sorted.get(format) ?? []) coverage.read(format, path);
  }
  for (const path of used) coverage.read('environment', path);
  return new Set([...kinds.keys(), ...used]);
}

function readWhoCalls(
  sorted: Sorted['files'],
  system: System,
  ownerOf: OwnerOf,
  coverage: CoverageBook,
): void {
  const { facts, registry } = system;
  const each = (
    format: Format,
    read: (file: SourceText, from: string) => void,
    owner: OwnerOf = ownerOf,
  ): void => {
    for (const file of sorted.get(format) ?? []) {
      const from = owner(file.path);
      if (from === undefined) {
        coverage.skip(file.path, 'It belongs to no service that is known.');
      } else {
        coverage.read(format, file.path);
        read(file, from);
      }
    }
  };
  const ownerOfSettings: OwnerOf = (path) => {
    const owner = ownerOf(path);
    const isOwn = owner !== undefined && !isHandedOut(path, owner);
    return ownerByName(path, registry) ?? (isOwn ? owner : undefined);
  };
  const readSettings = (file: SourceText, from: string): void =>
    readConfiguration(file, from, facts);
  each('dockerfile', (file, from) => readDockerfile(file, from, facts));
  each('configuration', readSettings, ownerOfSettings);
  each('yaml', readSettings, ownerOfSettings);
  each('environment', readSettings, ownerOf);
  each('code', (file, from) => readCode(file, from, system));
  for (const file of sorted.get('log') ?? []) {
    readLog(file, ownerOfLog(file.path, registry) ?? ownerOf(file.path), facts, coverage);
  }
}

function readConfiguration({ path, text }: SourceText, from: string, facts: Facts): void {
  if (!isSettingsFile(path)) return;
  for (const { host, line, key } of configHosts(path, text)) {
    facts.mentions.push({
      from,
      host,
      key,
      status: 'addressed',
      kind: 'config-file',
      file: path,
      line,
    });
  }
}

/** A log repeats itself: as many lines as anybody looks at. */
const MOST_SEEN = 5;

function readLog(
  file: SourceText,
  owner: string | undefined,
  facts: Facts,
  coverage: CoverageBook,
): void {
  coverage.read('log', file.path);
  const seen = new Map<string, number>();
  for (const { from, host, line } of observedCalls(file, owner)) {
    const count = (seen.get(`${from} ${host}`) ?? 0) + 1;
    seen.set(`${from} ${host}`, count);
    if (count > MOST_SEEN) continue;
    facts.mentions.push({ from, host, line, file: file.path, status: 'observed', kind: 'log' });
  }
}

function graphOf(
  facts: Facts,
  registry: Registry,
  reads: ReadonlyMap<string, Place>,
  coverage: CoverageBook,
): SystemTopology {
  const watching = new Set(
    facts.nodes
      .filter(({ name, images }) => isTelemetry(name, images))
      .map(({ name }) => registry.resolve(name)),
  );
  const edges = joinEdges(facts, registry, reads);
  const isWatch = ({ from, to }: FoundedEdge): boolean => watching.has(from) || watching.has(to);
  for (const { file, reason } of facts.unsupported) coverage.unsupported(file, reason);
  return {
    services: [...registry.services].sort(order),
    edges: edges.filter((edge) => !isWatch(edge)),
    telemetry: edges.filter(isWatch),
    entryPoints: entryPointsOf(facts, registry),
    external: externalHosts(facts, registry),
    notes: distinctNotes(facts),
    coverage: coverage.written(),
  };
}

function entryPointsOf(facts: Facts, registry: Registry): SystemTopology['entryPoints'] {
  const found = new Map<string, SystemTopology['entryPoints'][number]>();
  for (const { name, host, place } of facts.entryPoints) {
    const to = registry.resolve(host);
    if (to !== undefined) found.set(`${name} ${to}`, { name, to, place });
  }
  return [...found.values()];
}

/** One policy may select the same pods in vain several times. */
function distinctNotes({ notes }: Facts): SystemTopology['notes'] {
  return [...new Map([...notes].reverse().map((note) => [note.message, note])).values()].reverse();
}
