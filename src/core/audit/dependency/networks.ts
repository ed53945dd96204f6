import type { Finding, Suggestion } from '../../model/audit.ts';
import type { FoundedEdge } from '../../model/topology.ts';
import { at, entriesAt, textAt, textsOf } from '../../topology/yamlTree.ts';
import { placeIn } from './contract.ts';
import type { ComposeService } from './manifests.ts';
import type { Systems, SystemView } from './systems.ts';

/** Callers that share no network any more with whom they call. */
export function cutNetworks(
  { before, after }: Systems,
  suggestion: Suggestion,
): readonly Finding[] {
  const [old, now] = [composed(before), composed(after)];
  return after.topology.edges.filter(isCall).flatMap((edge) => {
    const [from, to] = [now.get(edge.from), now.get(edge.to)];
    const [oldFrom, oldTo] = [old.get(edge.from), old.get(edge.to)];
    const isCut = from && to && !meet(from, to);
    const wasCut = oldFrom && oldTo && !meet(oldFrom, oldTo);
    const [place] = edge.evidence;
    if (!isCut || wasCut || !place) return [];
    const changed = networksText(from) === (oldFrom && networksText(oldFrom)) ? to : from;
    return [
      {
        kind: 'dependency',
        severity: 'error',
        verdict: 'ignored',
        message: `${edge.from} calls ${edge.to}, but they would share no network (${networksText(from)}; ${networksText(to)}). Put both into one.`,
        subject: edge.to,
        ...placeIn(suggestion, { file: changed.file, line: changed.line }),
        line: lineOfNetworks(changed),
        source: place,
      } satisfies Finding,
    ];
  });
}

function isCall({ status }: FoundedEdge): boolean {
  return status === 'observed' || status === 'called' || status === 'addressed';
}

function composed({ manifests, resolve }: SystemView): ReadonlyMap<string, ComposeService> {
  return new Map(
    manifests
      .flatMap(({ services }) => services)
      .map((service) => [resolve(service.name) ?? service.name, service]),
  );
}

function networksOf({ tree }: ComposeService): readonly string[] {
  const networks = at(tree, 'networks');
  const names = [...textsOf(networks), ...entriesAt(networks).keys()];
  const mode = textAt(tree, 'network_mode');
  return names.length > 0 ? names : [mode || 'default'];
}

function meet(one: ComposeService, other: ComposeService): boolean {
  const names = networksOf(one);
  // Two files may be two projects, or one; what shares another's network is anywhere.
  const isUnknown =
    one.file !== other.file ||
    [...names, ...networksOf(other)].some((name) =>
      /^(host|bridge|none|service:|container:)/.test(name),
    );
  return isUnknown || networksOf(other).some((name) => names.includes(name));
}

function networksText(service: ComposeService): string {
  return `${service.name} is in ${networksOf(service).join(', ')}`;
}

function lineOfNetworks({ tree, line }: ComposeService): number {
  const networks = tree.entries?.get('networks');
  return networks?.keyLine ?? networks?.line ?? line;
}
