import type { Place } from '../../model/topology.ts';
import { type Facts, type NodeFact, type SourceText, settingOf } from '../facts.ts';
import { compactName, imageName } from '../owners.ts';
import { normalName, type Registry } from '../registry.ts';
import { hostsOfScript } from '../values.ts';
import { codeHosts } from './calls.ts';
import { type ClientKind, clientKinds, stubNames } from './clients.ts';
import { languageOf } from './languages.ts';
import { type CodeText, readLiterals } from './literals.ts';

/** What reading code needs to know of the system. */
export interface System {
  readonly registry: Registry;
  readonly nodes: readonly NodeFact[];
  readonly facts: Facts;
  /** Where code reads a setting, by service and key. */
  readonly reads: Map<string, Place>;
  /** Imports of clients, to be looked at once all addresses are known. */
  readonly imports: ClientImport[];
}

export interface ClientImport extends Place {
  readonly from: string;
  readonly server: ClientKind;
}

/** Calls that a file of code makes for the service it belongs to. */
export function readCode({ path, text }: SourceText, from: string, system: System): void {
  const language = languageOf(path);
  if (!language) return;
  const code = readLiterals(text, language);
  const { registry, facts } = system;
  const isKnown = (host: string): boolean => registry.resolve(host) !== undefined;
  for (const { host, line, kind, key } of codeHosts(code, isKnown)) {
    facts.mentions.push({ from, host, key, kind, status: 'called', file: path, line });
  }
  for (const { name, line } of stubNames(code)) {
    const host = system.registry.services.find((service) => isStubOf(name, service));
    if (host)
      facts.mentions.push({
        from,
        host,
        kind: 'stub',
        status: 'called',
        file: path,
        line,
      });
  }
  for (const { server, line } of clientKinds(code, language)) {
    system.imports.push({ from, server, file: path, line });
  }
  if (language.name === 'shell') readScript(code, path, from, facts);
  noteReads(code, path, from, system);
}

/** A script needs no quotes; what it waits for is start order. */
function readScript({ source }: CodeText, file: string, from: string, facts: Facts): void {
  source.split('\n').forEach((text, index) => {
    const isWait = /\b(nc|wait-for|wait_for|until|dockerize|nslookup)\b/.test(text);
    for (const host of hostsOfScript(text)) {
      const status = isWait ? 'ordered' : 'addressed';
      facts.mentions.push({ from, host, status, kind: 'script', file, line: index + 1 });
    }
  });
}

/** `CartServiceClient` is for `cartservice`, `cart-service` and `cart`. */
function isStubOf(stub: string, service: string): boolean {
  const plain = compactName(stub);
  const name = compactName(service);
  return name.length > 2 && (plain === name || plain === `${name}service`);
}

const setting = /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g;

/** Variables that Kubernetes sets for each Service: `REDIS_MASTER_SERVICE_HOST`. */
const serviceVariable = /^([A-Z][A-Z0-9_]*)_(?:SERVICE_HOST|PORT_\d+_TCP_ADDR)$/;

function noteReads(
  { source }: CodeText,
  file: string,
  from: string,
  { reads, facts }: System,
): void {
  source.split('\n').forEach((text, index) => {
    const place = { file, line: index + 1 };
    for (const [key] of text.matchAll(setting)) {
      const name = settingOf(from, key);
      if (!reads.has(name)) reads.set(name, place);
      const host = serviceVariable.exec(key)?.[1]?.toLowerCase();
      if (host)
        facts.mentions.push({ from, host, key, kind: 'setting', status: 'called', ...place });
    }
  });
}

/** A client and one server of its kind belong together, unless an address already says which. */
export function addClients(system: System): void {
  const { facts, registry, imports } = system;
  for (const { from, server, file, line } of imports) {
    const candidates = [
      ...new Set(
        system.nodes
          .filter((node) => isServer(node, server))
          .flatMap(({ name }) => registry.resolve(name) ?? []),
      ),
    ];
    const isAddressed = facts.mentions.some(
      (mention) =>
        mention.from === from && candidates.includes(registry.resolve(mention.host) ?? ''),
    );
    const [only] =
      candidates.length === 1 ? candidates : candidates.filter((name) => isOwnStore(name, from));
    if (only !== undefined && !isAddressed) {
      facts.mentions.push({
        from,
        host: only,
        kind: 'client',
        status: 'called',
        file,
        line,
      });
    }
  }
}

function isServer({ name, images }: NodeFact, { image }: ClientKind): boolean {
  const bases = images.map(imageName);
  const isWatcher = [name, ...bases].some((one) =>
    /exporter|proxy|commander|express|admin|-ui$|init|setup/i.test(one),
  );
  return !isWatcher && (bases.some((base) => image.test(base)) || image.test(name));
}

/** `orders-db` is the store of `orders`. */
function isOwnStore(store: string, service: string): boolean {
  const stem = compactName(service).replace(/(service|svc|api)$/, '');
  return stem.length > 2 && compactName(normalName(store)).startsWith(stem);
}
