import type { Facts } from '../facts.ts';
import { at, type Tree, textAt } from '../yamlTree.ts';
import type { KubernetesObject } from './kubernetesObjects.ts';

/** Kinds that lead requests from outside to Services, and the keys that hold a Service's name there. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  Ingress: ['serviceName', 'service'],
  HTTPRoute: ['backendRefs'],
  GRPCRoute: ['backendRefs'],
  TCPRoute: ['backendRefs'],
  TLSRoute: ['backendRefs'],
  VirtualService: ['destination'],
  IngressRoute: ['services'],
  IngressRouteTCP: ['services'],
  HTTPProxy: ['services'],
  Mapping: ['service'],
  Route: ['to'],
};

/** An Ingress or a route is no service: it is told as a way in. */
export function readEntryPoint({ kind, name, tree, file }: KubernetesObject, facts: Facts): void {
  const keys = kinds[kind];
  if (!keys || isInner(kind, tree)) return;
  for (const { text, line } of backends(at(tree, 'spec'), keys)) {
    facts.entryPoints.push({ name: `${kind} ${name}`, host: text, place: { file, line } });
  }
}

/** A VirtualService without a gateway splits traffic between versions inside the mesh. */
function isInner(kind: string, tree: Tree): boolean {
  return kind === 'VirtualService' && !at(tree, 'spec').entries?.has('gateways');
}

function backends(
  tree: Tree,
  keys: readonly string[],
): readonly { readonly text: string; readonly line: number }[] {
  const below = [...(tree.items ?? []), ...(tree.entries?.values() ?? [])].flatMap((child) =>
    backends(child, keys),
  );
  const named = keys.flatMap((key) => {
    const found = at(tree, key);
    return [found, ...(found.items ?? [])].flatMap(nameOf);
  });
  return [...named, ...below];
}

function nameOf(tree: Tree): readonly { readonly text: string; readonly line: number }[] {
  const text = tree.text ?? (textAt(tree, 'name') || textAt(tree, 'host'));
  return text ? [{ text: text.replace(/:\d+$/, ''), line: tree.line }] : [];
}
