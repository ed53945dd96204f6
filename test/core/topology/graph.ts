import type { SystemTopology } from '../../../src/core/model/topology.ts';
import { readTopology } from '../../../src/core/topology/topology.ts';

/** Files by path; a text is written without the indentation of its first line. */
export type Files = Readonly<Record<string, string>>;

export function topologyOf(files: Files): SystemTopology {
  return readTopology(Object.entries(files).map(([path, text]) => ({ path, text: plain(text) })));
}

/** Edges as `from -> to status`, in the order of their names. */
export function edgesOf(files: Files): readonly string[] {
  return topologyOf(files).edges.map(({ from, to, status }) => `${from} -> ${to} ${status}`);
}

/** Edges as `from -> to file:line …`. */
export function placesOf(files: Files): readonly string[] {
  return topologyOf(files).edges.map(
    ({ from, to, evidence }) =>
      `${from} -> ${to} ${evidence.map(({ file, line }) => `${file}:${line}`).join(' ')}`,
  );
}

function plain(text: string): string {
  const lines = text.replace(/^\n/, '').split('\n');
  const indent = /^ */.exec(lines[0] ?? '')?.[0] ?? '';
  return lines
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
    .join('\n');
}

/** A compose file of services that only stand there. */
export function composeOf(...names: readonly string[]): string {
  return `services:\n${names.map((name) => `  ${name}:\n    image: example/${name}\n`).join('')}`;
}

/** A Deployment and, unless it is a worker, its Service. */
export function workload(name: string, spec = '', image = `example/${name}`): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: main
          image: ${image}
${spec.replace(/^/gm, '          ')}
---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: ${name} }, ports: [{ port: 80 }] }
`;
}
