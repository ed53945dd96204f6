import type { NodeFact } from './facts.ts';
import { fileName, folderOf } from './paths.ts';
import { normalName, type Registry } from './registry.ts';

/** The service that a file belongs to, by its path. */
export type OwnerOf = (path: string) => string | undefined;

interface Places {
  readonly folders: ReadonlyMap<string, string>;
  readonly mounts: ReadonlyMap<string, string>;
  /** Names without signs, so that `Basket.API`, `basket-api` and `BasketApi` are one. */
  readonly compact: ReadonlyMap<string, string>;
  /** Names of images, and what they are without `service`. */
  readonly stems: ReadonlyMap<string, string>;
  readonly names: readonly string[];
}

export function createOwners(nodes: readonly NodeFact[], registry: Registry): OwnerOf {
  const places: Places = {
    folders: unambiguous(nodes, registry, ({ folders }) => folders),
    mounts: unambiguous(nodes, registry, ({ mounts }) => mounts),
    compact: unambiguous(nodes, registry, (node) => namesOf(node).map(compactName)),
    stems: unambiguous(nodes, registry, (node) => namesOf(node).map(stemOf)),
    names: registry.services.map(normalName).sort((a, b) => b.length - a.length),
  };
  return (path) => ownerIn(path, places, registry);
}

/** What leads to one service only. */
function unambiguous(
  nodes: readonly NodeFact[],
  registry: Registry,
  keysOf: (node: NodeFact) => readonly string[],
): ReadonlyMap<string, string> {
  const owners = new Map<string, Set<string>>();
  for (const node of nodes) {
    const service = registry.resolve(node.name) ?? node.name;
    for (const key of keysOf(node)) {
      owners.set(key, (owners.get(key) ?? new Set()).add(service));
    }
  }
  const single = [...owners].filter(([key, { size }]) => key !== '' && size === 1);
  return new Map(single.map(([key, [service = '']]) => [key, service]));
}

function namesOf({ name, aliases, images }: NodeFact): readonly string[] {
  return [name, ...aliases, ...images.map(imageName)].map(normalName);
}

/** `registry.example/shop/cart:1.2` is `cart`. */
export function imageName(image: string): string {
  return (image.split('/').at(-1) ?? '').split(/[:@]/)[0] ?? '';
}

export function compactName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function stemOf(name: string): string {
  return compactName(name).replace(/(microservice|service|svc|server|api|app)$/, '');
}

function ownerIn(path: string, places: Places, registry: Registry): string | undefined {
  const folder = folderOf(path);
  const mounted = places.mounts.get(path) ?? longestPrefix(folder, places.mounts);
  if (mounted !== undefined) return mounted;
  const built = longestPrefix(folder, places.folders);
  if (built !== undefined) return built;
  const segments = folder.split('/').filter((segment) => segment !== '' && !common.test(segment));
  return (
    firstOf(segments, (segment) => registry.resolve(segment)) ??
    firstOf(segments, (segment) => places.compact.get(compactName(segment))) ??
    firstOf(segments, (segment) => byEnd(segment, places, registry)) ??
    firstOf(segments, (segment) => places.stems.get(stemOf(segment)))
  );
}

/** Folders that every repository has. */
const common =
  /^(src|main|java|kotlin|resources|lib|libs|pkg|internal|cmd|config|configs|docker|deploy|deployment|k8s|kubernetes|helm|charts?|templates|manifests|com|org|net|io|app|apps|services?|microservices?|packages|modules|scripts|common|shared|static|public|dist|html|controllers?|models?|routes|views|terraform)$/i;

function longestPrefix(folder: string, owners: ReadonlyMap<string, string>): string | undefined {
  const parts = folder.split('/');
  for (let length = parts.length; length > 0; length--) {
    const owner = owners.get(parts.slice(0, length).join('/'));
    if (owner !== undefined) return owner;
  }
  return undefined;
}

function firstOf(
  segments: readonly string[],
  find: (segment: string) => string | undefined,
): string | undefined {
  for (const segment of segments) {
    const found = find(segment);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `shop-cart-service` holds the code of `cart-service`. */
function byEnd(segment: string, places: Places, registry: Registry): string | undefined {
  const plain = normalName(segment);
  const name = places.names.find((one) => one.length > 3 && plain.endsWith(`-${one}`));
  return name === undefined ? undefined : registry.resolve(name);
}

/**
 * Settings that lie together, as for a configuration server, bear their services' names:
 * `config/account-service.yml`. A proxy keeps what it has for others in files of such names too.
 */
export function ownerByName(path: string, registry: Registry): string | undefined {
  const match =
    /^([\w-]+?)(?:-(?:dev|prod|production|docker|local|default|kubernetes|k8s))?\.(?:ya?ml|properties)$/.exec(
      fileName(path),
    );
  return match?.[1] === undefined ? undefined : registry.resolve(match[1]);
}

/**
 * What a configuration server hands out is not its own: only `application.yml` and `bootstrap.yml` beside
 * its code are.
 */
export function isHandedOut(path: string, owner: string): boolean {
  const isServer = /(^|-)config(-?(server|service|srv))?$/.test(normalName(owner));
  return (
    isServer &&
    /\.(ya?ml|properties)$/.test(path) &&
    !/(^|\/)resources\/(application|bootstrap)[\w-]*\.\w+$/.test(path)
  );
}

/** `cart.log`, and `cart-5d8f9c-x2k.log` as pods are named. */
export function ownerOfLog(path: string, registry: Registry): string | undefined {
  const parts = (fileName(path).split('.')[0] ?? '').split('-').slice(0, 12);
  for (let length = parts.length; length > 0; length--) {
    const owner = registry.resolve(parts.slice(0, length).join('-'));
    if (owner !== undefined) return owner;
  }
  return undefined;
}
