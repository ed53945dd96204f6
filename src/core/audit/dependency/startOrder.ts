import type { Finding, Suggestion } from '../../model/audit.ts';
import type { FoundedEdge } from '../../model/topology.ts';
import { at, entriesAt, textAt, textsOf } from '../../topology/yamlTree.ts';
import { listed, placeIn } from './contract.ts';
import type { ComposeService } from './manifests.ts';
import type { Systems, SystemView } from './systems.ts';

/** Who starts after whom: what is no longer waited for, can't be waited for, or waits in a ring. */
export function checkStartOrder(systems: Systems, suggestion: Suggestion): readonly Finding[] {
  return [
    ...forgotten(systems, suggestion),
    ...neverHealthy(systems, suggestion),
    ...rings(systems, suggestion),
  ];
}

interface Wait {
  readonly from: ComposeService;
  readonly to: string;
  readonly condition: string;
  readonly line: number;
}

function waitsOf({ manifests }: SystemView): readonly Wait[] {
  return manifests.flatMap(({ services }) =>
    services.flatMap((from) => {
      const tree = at(from.tree, 'depends_on');
      const plain = textsOf(tree).map((to, index) => ({
        from,
        to,
        condition: '',
        line: tree.items?.[index]?.line ?? tree.line,
      }));
      const mapped = [...entriesAt(tree)].map(([to, entry]) => ({
        from,
        to,
        condition: textAt(entry, 'condition'),
        line: entry.keyLine ?? entry.line,
      }));
      return [...plain, ...mapped];
    }),
  );
}

/** Still called, and no longer waited for. */
function forgotten({ before, after }: Systems, suggestion: Suggestion): readonly Finding[] {
  const kept = new Set(waitsOf(after).map(({ from, to }) => `${from.name} ${to}`));
  const services = new Set(after.manifests.flatMap((one) => one.services.map(({ name }) => name)));
  return waitsOf(before).flatMap(({ from, to, line }) => {
    const isGone = kept.has(`${from.name} ${to}`) || !services.has(from.name) || !services.has(to);
    const edge = isGone ? undefined : callOf(after, from.name, to);
    const [place] = edge?.evidence ?? [];
    if (!edge || !place) return [];
    return [
      {
        kind: 'dependency',
        severity: 'warning',
        verdict: 'ignored',
        message: `${from.name} no longer waits for ${to}, which it still calls: it may start before ${to} is there.`,
        subject: to,
        ...placeIn(suggestion, { file: from.file, line }),
        source: place,
      } satisfies Finding,
    ];
  });
}

function callOf(
  { topology, resolve }: SystemView,
  from: string,
  to: string,
): FoundedEdge | undefined {
  return topology.edges.find(
    (edge) =>
      edge.from === resolve(from) &&
      edge.to === resolve(to) &&
      edge.status !== 'ordered' &&
      edge.status !== 'allowed',
  );
}

/** `condition: service_healthy` of a service without a health check: compose gives up. */
function neverHealthy({ before, after }: Systems, suggestion: Suggestion): readonly Finding[] {
  const old = new Set(unhealthyWaits(before).map(({ from, to }) => `${from.name} ${to}`));
  return unhealthyWaits(after)
    .filter(({ from, to }) => !old.has(`${from.name} ${to}`))
    .map(({ from, to, line }) => {
      const target = serviceAt(before, to);
      const check = target && at(target.tree, 'healthcheck');
      const wasThere = target?.tree.entries?.has('healthcheck') && check;
      const wait = { file: from.file, line };
      const place = wasThere ? { file: target.file, line: check.keyLine ?? check.line } : wait;
      return {
        kind: 'dependency',
        severity: wasThere ? 'error' : 'warning',
        verdict: 'ignored',
        message: `${from.name} waits until ${to} is healthy, but ${to} has no health check: it would never start.`,
        subject: to,
        ...placeIn(suggestion, place),
        ...(wasThere ? {} : { line }),
        source: wait,
      };
    });
}

function unhealthyWaits(view: SystemView): readonly Wait[] {
  return waitsOf(view).filter(({ to, condition }) => {
    const target = serviceAt(view, to);
    const check = target && at(target.tree, 'healthcheck');
    const isOff = textAt(check, 'disable') === 'true' || textAt(check, 'test') === 'NONE';
    return (
      condition === 'service_healthy' && target && (!check?.entries || isOff) && !isBuilt(target)
    );
  });
}

/** What is built here may bring its health check in its image. */
function isBuilt({ tree }: ComposeService): boolean {
  return tree.entries?.has('build') === true || tree.entries?.has('extends') === true;
}

function serviceAt({ manifests }: SystemView, name: string): ComposeService | undefined {
  return manifests.flatMap(({ services }) => services).find((service) => service.name === name);
}

/** Compose refuses services that wait for each other. */
function rings({ before, after }: Systems, suggestion: Suggestion): readonly Finding[] {
  const known = new Set(ringsOf(waitsOf(before)).map(({ key }) => key));
  return ringsOf(waitsOf(after))
    .filter(({ key }) => !known.has(key))
    .map(({ names, wait }) => ({
      kind: 'dependency',
      severity: 'error',
      verdict: 'ignored',
      message: `${listed(names)} wait for each other to start, so none of them would.`,
      subject: names[0] ?? '',
      ...placeIn(suggestion, { file: wait.from.file, line: wait.line }),
      line: wait.line,
      source: { file: wait.from.file, line: wait.line },
    }));
}

interface Ring {
  readonly key: string;
  readonly names: readonly string[];
  readonly wait: Wait;
}

function ringsOf(waits: readonly Wait[]): readonly Ring[] {
  const found = new Map<string, Ring>();
  for (const wait of waits) {
    const back = pathBetween(wait.to, wait.from.name, waits);
    const names = back ? [...back].sort() : [];
    if (back) found.set(names.join(' '), { key: names.join(' '), names, wait });
  }
  return [...found.values()];
}

function pathBetween(
  from: string,
  to: string,
  waits: readonly Wait[],
): readonly string[] | undefined {
  const paths: (readonly string[])[] = [[from]];
  const seen = new Set([from]);
  for (let path = paths.shift(); path; path = paths.shift()) {
    const last = path.at(-1) ?? '';
    if (last === to) return path;
    for (const wait of waits) {
      if (wait.from.name !== last || seen.has(wait.to)) continue;
      seen.add(wait.to);
      paths.push([...path, wait.to]);
    }
  }
  return undefined;
}
