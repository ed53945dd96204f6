import * as v from 'valibot';
import { topologyText } from '../cli/topologyText.ts';
import type { FoundedEdge, SystemTopology } from '../core/model/topology.ts';
import { dependentsOf } from '../core/topology/dependents.ts';
import { readSystemFolder } from '../node/systemFolder.ts';
import { type AgentRequest, failed, type Told, told } from './request.ts';

export const topologyInput = v.strictObject({ service: v.optional(v.string()) });

/** Who depends on whom in the first of the folders. */
export async function getTopology(
  { service }: v.InferOutput<typeof topologyInput>,
  { roots }: AgentRequest,
): Promise<Told> {
  const [root] = roots;
  if (root === undefined) return failed('Open the folder of the project: no folder is known.');
  const { files, skipped } = await readSystemFolder(root);
  const { readTopology } = await import('../core/topology/topology.ts');
  const topology = readTopology(files, skipped);
  if (topology.services.length === 0) {
    return failed(
      'The folder describes no service: there are no manifests, settings or code that name one.',
    );
  }
  if (service === undefined) return told(fenced(topologyText(topology)));
  return topology.services.includes(service)
    ? told(fenced(neighbours(topology, service)))
    : failed(`There is no service ${service}. There are: ${topology.services.join(', ')}.`);
}

function neighbours(topology: SystemTopology, service: string): string {
  const { edges } = topology;
  const needs = edges.filter(({ from }) => from === service);
  const dependents = dependentsOf(
    edges.filter(({ status }) => status !== 'allowed'),
    [service],
  );
  const hit = dependents.map(
    ({ path, isSure }) =>
      `${path.join(' → ')}${isSure ? '' : ' (perhaps: not all steps are calls)'}`,
  );
  return [
    `${service} needs:`,
    ...orNone(needs.map(edgeText)),
    '',
    `If ${service} fails, these may be hit:`,
    ...orNone(hit),
  ].join('\n');
}

function edgeText({ to, status, kind, evidence: [first] }: FoundedEdge): string {
  return `${to} (${status}, ${kind}${first ? `, ${first.file}:${first.line}` : ''})`;
}

function orNone(lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? lines.map((line) => `  ${line}`) : ['  nothing that is known'];
}

/** Names of services are letters, digits and dashes; files may be called anything. */
function fenced(text: string): string {
  return `\`\`\`\`\`\`text\n${text.replaceAll('``````', '` ` ` ` ` `').trimEnd()}\n\`\`\`\`\`\``;
}
