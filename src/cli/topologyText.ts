import type { EdgeStatus, FoundedEdge, SystemTopology } from '../core/model/topology.ts';

/** What each status says, for people. */
const meanings: Readonly<Record<EdgeStatus, string>> = {
  observed: 'seen in logs',
  called: 'called by code',
  addressed: 'addressed by settings',
  allowed: 'allowed or possible, not seen to be used',
  ordered: 'start order only',
};

/** The graph as lines of text: who depends on whom, how that is known, and what was not read. */
export function topologyText(topology: SystemTopology): string {
  const { services, edges, telemetry, entryPoints, external, notes, coverage } = topology;
  return [
    `${counted(services.length, 'service')}, ${counted(edges.length, 'dependency', 'dependencies')}`,
    '',
    ...edgeLines(edges),
    ...section(
      'Way in',
      entryPoints.map(({ name, to, place }) => `${name} → ${to}  ${at(place)}`),
    ),
    ...section('Watching', edgeLines(telemetry)),
    ...section(
      'Outside',
      external.map(({ from, host, place }) => `${from} → ${host}  ${at(place)}`),
    ),
    ...section(
      'Odd',
      notes.map((note) => `${note.message}  ${at(note)}`),
    ),
    ...section('No dependency known', lonely(topology)),
    ...section(
      'Read',
      coverage.read.map(({ format, files }) => `${format}: ${counted(files, 'file')}`),
    ),
    ...section('Not read', byReason(coverage.skipped)),
    ...section('Not supported', byReason(coverage.unsupported)),
    '',
  ].join('\n');
}

function edgeLines(edges: readonly FoundedEdge[]): readonly string[] {
  const width = Math.max(0, ...edges.map(({ from, to }) => from.length + to.length + 3));
  return edges.map((edge) => {
    const { from, to, status, kind, evidence } = edge;
    const [first] = evidence;
    const more = evidence.length > 1 ? ` and ${evidence.length - 1} more` : '';
    const arrow = status === 'ordered' || status === 'allowed' ? '⇢' : '→';
    const names = `${from} ${arrow} ${to}`.padEnd(width);
    return `${names}  ${meanings[status]} (${kind})  ${first ? at(first) : ''}${more}`;
  });
}

/** Files that share a reason on one line. */
function byReason(entries: SystemTopology['coverage']['skipped']): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { file, reason } of entries) {
    reasons.set(reason, [...(reasons.get(reason) ?? []), file]);
  }
  return [...reasons].map(([reason, files]) => {
    const rest = files.length > 3 ? ` and ${files.length - 3} more` : '';
    return `${files.slice(0, 3).join(', ')}${rest}: ${reason}`;
  });
}

function lonely({ services, edges, telemetry }: SystemTopology): readonly string[] {
  const linked = new Set([...edges, ...telemetry].flatMap(({ from, to }) => [from, to]));
  const alone = services.filter((service) => !linked.has(service));
  return alone.length > 0 ? [alone.join(', ')] : [];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? ['', `${title}:`, ...lines.map((line) => `  ${line}`)] : [];
}

function at({ file, line }: { readonly file: string; readonly line: number }): string {
  return `${file}:${line}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
