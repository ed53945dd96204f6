import type { RunContext } from './model/context.ts';

/**
 * Who depends on whom, read from the manifests, settings and code that came with the logs. A graph that
 * somebody gave goes before; excerpts of files are no manifests. What reads them is loaded where there are some.
 */
export async function withTopology(context: RunContext): Promise<RunContext> {
  if (context.topology !== undefined || context.items.length === 0) {
    return context;
  }
  const files = context.items
    .filter(({ kind, startLine }) => startLine === 1 && kind !== 'diagnostic' && kind !== 'change')
    .map(({ name, text }) => ({ path: name.replaceAll('\\', '/'), text }));
  const { readTopology } = await import('./topology/topology.ts');
  const topology = readTopology(files);
  return topology.edges.length > 0 ? { ...context, topology } : context;
}
