import type { Facts, NodeFact, SourceText } from './facts.ts';
import { createOwners } from './owners.ts';
import { fileName, folderOf } from './paths.ts';
import { createRegistry } from './registry.ts';

/** Names that services give themselves, in code and settings; one may stand in no manifest at all. */
export function nameServices(
  code: readonly SourceText[],
  settings: readonly SourceText[],
  facts: Facts,
): void {
  const registry = createRegistry(facts);
  const ownerOf = createOwners(facts.nodes, registry);
  for (const file of settings) {
    const name = springName(file);
    if (name === undefined || registry.resolve(name) !== undefined) continue;
    const owner = ownerOf(file.path);
    facts.nodes.push(owner === undefined ? newNode(name, file.path) : nodeOf(owner, [name]));
  }
  for (const { path, text } of code) {
    const owner = ownerOf(path);
    const names = owner === undefined ? [] : registeredNames(text, owner);
    if (names.length > 0) facts.nodes.push(nodeOf(owner ?? '', names));
  }
}

function nodeOf(
  name: string,
  aliases: readonly string[],
  folders: readonly string[] = [],
): NodeFact {
  return { name, aliases, folders, origin: 'code', mounts: [], images: [] };
}

function newNode(name: string, path: string): NodeFact {
  const root = folderOf(path).replace(/\/?src\/main\/resources.*$/, '');
  return nodeOf(name, [], root === '' ? [] : [root]);
}

const springFile = /^(application|bootstrap)(-\w+)?\.(ya?ml|properties)$/;

/** The name under which a Spring service is registered and called. */
function springName({ path, text }: SourceText): string | undefined {
  if (!springFile.test(fileName(path))) return undefined;
  const flat = /^\s*spring\.application\.name\s*[=:]\s*["']?([\w-]{2,80})/m.exec(text)?.[1];
  const nested =
    /^\s*application:\s*(?:#.*)?\r?\n(?:\s+[\w-]+:.*\r?\n){0,5}?\s+name:\s*["']?([\w-]{2,80})/m.exec(
      text,
    )?.[1];
  return flat ?? nested;
}

const registered = /\b(?:service_?)?name\s*(?::=|=|:)\s*["']([\w-]{3,60})["']/gi;

/** Names with which code registers its service, e.g. `const name = "srv-cart"` of `cart`. */
function registeredNames(text: string, owner: string): readonly string[] {
  const own = owner.toLowerCase();
  return [...text.matchAll(registered)].flatMap(([, name = '']) => {
    const parts = name.toLowerCase().split('-');
    return parts.length === 2 &&
      parts.includes(own) &&
      /^(srv|svc|service)$/.test(parts.find((part) => part !== own) ?? '')
      ? [name]
      : [];
  });
}
