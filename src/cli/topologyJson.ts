import type { SystemTopology } from '../core/model/topology.ts';
import type { TopologyJson } from '../protocol/commandLine.ts';

export function toTopologyJson(topology: SystemTopology): TopologyJson {
  return { schema: 'whytrace.topology/1', ...topology };
}
