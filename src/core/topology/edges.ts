import type { EdgeStatus, FoundedEdge, Place, SystemTopology } from '../model/topology.ts';
import { type Facts, type Mention, settingOf } from './facts.ts';
import { isLoopback, type Registry } from './registry.ts';

const strength: Readonly<Record<EdgeStatus, number>> = {
  observed: 5,
  called: 4,
  addressed: 3,
  allowed: 2,
  ordered: 1,
};

const MOST_EVIDENCE = 12;

/** A mention whose host is a service of the system. */
interface Resolved extends Mention {
  readonly to: string;
}

/** Mentions joined to edges, each with the best status that any of them has. */
export function joinEdges(
  facts: Facts,
  registry: Registry,
  reads: ReadonlyMap<string, Place>,
): readonly FoundedEdge[] {
  const resolved = facts.mentions.flatMap((mention) => resolve(mention, facts, registry));
  const wide = wideBlocks(resolved);
  const edges = new Map<string, Resolved[]>();
  for (const mention of resolved) {
    const key = `${mention.from}\0${mention.to}`;
    const known = edges.get(key) ?? [];
    known.push(...founded(mention, wide, reads));
    edges.set(key, known);
  }
  return [...edges.values()].map(joined).sort((a, b) => order(a.from, b.from) || order(a.to, b.to));
}

/** A service does not depend on itself, and a default in code counts only where nothing replaces it. */
function resolve(mention: Mention, facts: Facts, registry: Registry): readonly Resolved[] {
  const to = isLoopback(mention.host) ? undefined : registry.resolve(mention.host);
  const from = registry.resolve(mention.from);
  const isReplaced =
    mention.key !== undefined &&
    (mention.status === 'called' ||
      mention.kind === 'dockerfile' ||
      mention.kind === 'config-file') &&
    [mention.key, mention.key.toUpperCase().replace(/[.-]/g, '_')].some((key) =>
      facts.settings.has(settingOf(mention.from, key)),
    );
  return to === undefined || from === undefined || to === from || isReplaced
    ? []
    : [{ ...mention, from, to }];
}

/** Blocks of settings that several services are given whole, and that hold addresses of several. */
function wideBlocks(mentions: readonly Resolved[]): ReadonlySet<string> {
  const blocks = new Map<string, { readonly from: Set<string>; readonly to: Set<string> }>();
  for (const { block, from, to } of mentions) {
    if (block === undefined) continue;
    const ends = blocks.get(block) ?? { from: new Set(), to: new Set() };
    blocks.set(block, { from: ends.from.add(from), to: ends.to.add(to) });
  }
  return new Set(
    [...blocks].filter(([, { from, to }]) => from.size > 1 && to.size > 1).map(([block]) => block),
  );
}

/**
 * Who is given all addresses at once may use any of them, and none. A setting that the service's own
 * code reads is used.
 */
function founded(
  mention: Resolved,
  wide: ReadonlySet<string>,
  reads: ReadonlyMap<string, Place>,
): readonly Resolved[] {
  const read =
    mention.status === 'addressed' && mention.key !== undefined
      ? reads.get(settingOf(mention.from, mention.key))
      : undefined;
  if (read && mention.kind !== 'config-file') {
    return [mention, { ...mention, ...read, status: 'called', kind: 'setting' }];
  }
  return mention.block !== undefined && wide.has(mention.block)
    ? [{ ...mention, status: 'allowed', kind: 'shared-config' }]
    : [mention];
}

function joined(mentions: readonly Resolved[]): FoundedEdge {
  const sorted = [...mentions].sort(
    (a, b) => strength[b.status] - strength[a.status] || order(a.file, b.file) || a.line - b.line,
  );
  const places = new Map<string, Place>();
  for (const { file, line } of sorted) {
    if (places.size < MOST_EVIDENCE) places.set(`${file}:${line}`, { file, line });
  }
  const { from = '', to = '', status = 'ordered', kind = '' } = sorted[0] ?? {};
  return { from, to, status, kind, evidence: [...places.values()] };
}

export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const MOST_EXTERNAL = 200;

/** Full domain names that are called and belong to nobody here. */
export function externalHosts(facts: Facts, registry: Registry): SystemTopology['external'] {
  const found = new Map<string, SystemTopology['external'][number]>();
  for (const { from, host, file, line, status } of facts.mentions) {
    const isDomain = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i.test(host);
    const service = registry.resolve(from);
    if (
      !isDomain ||
      service === undefined ||
      isLoopback(host) ||
      registry.resolve(host) ||
      status === 'ordered'
    )
      continue;
    const key = `${service} ${host}`;
    if (!found.has(key) && found.size < MOST_EXTERNAL) {
      found.set(key, { from: service, host, place: { file, line } });
    }
  }
  return [...found.values()].sort((a, b) => order(a.from, b.from) || order(a.host, b.host));
}
