import type { RunContext } from './model/context.ts';
import { readTopology } from './topology/topology.ts';

/**
 * Who depends on whom, read from the manifests, settings and code that came with the logs. A graph that
 * somebody gave goes before; excerpts of files are no manifests.
 */
export function withTopology(context: RunContext): RunContext {
  if (context.topology !== undefined || context.items.length === 0) {
    return context;
  }
  const files = context.items
    .filter(({ kind, startLine }) => startLine === 1 && kind !== 'diagnostic' && kind !== 'change')
    .map(({ name, text }) => ({ path: name.replaceAll('\\', '/'), text }));
  const topology = readTopology(files);
  return topology.edges.length > 0 ? { ...context, topology } : context;
}
