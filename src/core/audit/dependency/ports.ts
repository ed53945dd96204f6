import type { Finding, Suggestion } from '../../model/audit.ts';
import { isDockerfile } from '../../topology/dockerfile.ts';
import { type KubernetesObject, podTemplate } from '../../topology/manifests/kubernetesObjects.ts';
import { at, entriesAt, itemsAt, type Tree, textAt } from '../../topology/yamlTree.ts';
import { codeOf } from './codeText.ts';
import { brokenContracts, type Contract, type Offer, placeIn, type Use } from './contract.ts';
import type { ComposeService } from './manifests.ts';
import { createScopes } from './scopes.ts';
import { readChanged, readSides } from './sides.ts';
import type { Systems, SystemView } from './systems.ts';

/** A name and a port as they are written somewhere. */
interface Address {
  readonly host: string;
  readonly port: string;
  readonly file: string;
  readonly line: number;
}

/** Ports that go away while others still address them, and addresses with a port that nobody offers. */
export function brokenPorts(systems: Systems, suggestion: Suggestion): readonly Finding[] {
  if (!mayMatter(systems, suggestion)) return [];
  const contract = portContract(systems);
  return [
    ...brokenContracts(contract, suggestion),
    ...wrongAddresses(contract, systems, suggestion),
  ];
}

/** Whether a manifest is changed, or code that listens or addresses: else all ports stay as they are. */
function mayMatter(systems: Systems, suggestion: Suggestion): boolean {
  const { before, after } = systems;
  if (before.topology.services.length + after.topology.services.length === 0) return false;
  const manifests = new Set([...before.manifests, ...after.manifests].map(({ path }) => path));
  if (
    suggestion.files.some(
      ({ path, renamedFrom = path }) => manifests.has(path) || manifests.has(renamedFrom),
    )
  ) {
    return true;
  }
  const listening = readChanged(systems, suggestion, listensIn);
  const written = readChanged(systems, suggestion, addressesIn);
  const portsOf = (all: readonly Listen[]): string => all.map(({ port }) => port).join();
  const known = new Set(written.before.map(({ host, port }) => `${host}:${port}`));
  return (
    portsOf(listening.before) !== portsOf(listening.after) ||
    before.settings.length !== after.settings.length ||
    before.settings.some(({ value }, index) => value !== after.settings[index]?.value) ||
    written.after.some(({ host, port }) => !known.has(`${host}:${port}`))
  );
}

function portContract(systems: Systems): Contract {
  const written = readSides(systems, addressesIn);
  const listening = readSides(systems, listensIn);
  const side = (name: 'before' | 'after') => {
    const view = systems[name];
    const offers = [...manifestOffers(view), ...listenOffers(listening[name], view)];
    const uses = [...addressUses(written[name], view), ...backendUses(view), ...targetUses(view)];
    return { offers, uses };
  };
  const [before, after] = [side('before'), side('after')];
  return {
    offers: { before: before.offers, after: after.offers },
    uses: { before: before.uses, after: after.uses },
    verb: ['addresses', 'address'],
    advice: 'Change them with it, or keep both ports for a while.',
    scopeOf: createScopes(systems),
  };
}

const address =
  /(?<![\w.$/-]|:\/\/[^\s/]{0,80}@[^\s/]{0,40})([A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z0-9-]+){0,6}):(\d{2,5})(?![\d.:]|\w)/g;

const url =
  /\b(https?):\/\/(?:[^\s"'`/<>@]{1,100}@)?([A-Za-z][\w-]*(?:\.[A-Za-z0-9-]+){0,6})(?::(\d{2,5}))?(?=[/\s"'`,;)}?]|$)/g;

const other = /:\/\/(?:[^\s"'`/<>@]{1,100}@)?([A-Za-z][\w-]*(?:\.[A-Za-z0-9-]+){0,6}):(\d{2,5})/g;

const defaultPorts: Readonly<Record<string, string>> = { http: '80', https: '443' };

/** `api:8080`, `http://api` (port 80), `postgres://user@db:5432`; of code without its comments. */
function addressesIn(path: string, text: string): readonly Address[] {
  if (/\.(mdx?|lock|sum)$|(^|\/)package-lock\.json$/i.test(path)) return [];
  const source = codeOf(path, text);
  const found: Address[] = [];
  source.split('\n').forEach((line, index) => {
    if (!line.includes(':') || line.length > 4_000) return;
    const place = { file: path, line: index + 1 };
    const add = (host: string, port: string): void => void found.push({ host, port, ...place });
    for (const [, host = '', port = ''] of line.matchAll(address)) add(host, port);
    for (const [, host = '', port = ''] of line.matchAll(other)) add(host, port);
    for (const [, scheme = '', host = '', port] of line.matchAll(url)) {
      if (port === undefined) add(host, defaultPorts[scheme] ?? '');
    }
  });
  return found;
}

function addressUses(addresses: readonly Address[], view: SystemView): readonly Use[] {
  const waysTo = wayOf(view);
  return addresses.flatMap(({ host, port, file, line }) => {
    const service = view.resolve(host);
    const by = callerAt(file, line, view) ?? view.ownerOf(file);
    return service === undefined || by === service
      ? []
      : [{ key: waysTo(service, file)(service, port), by, file, line }];
  });
}

/** In a manifest several services stand; the graph knows whose line it is. */
function callerAt(file: string, line: number, { mentions }: SystemView): string | undefined {
  return mentions.find((mention) => mention.file === file && mention.line === line)?.from;
}

/** In a cluster a Service stands before what listens; in Compose, and where nobody knows, nothing does. */
function wayOf({ manifests, resolve }: SystemView): (service: string, file: string) => KeyOf {
  const kinds = new Map(
    manifests.map((one) => [one.path, one.services.length > 0 ? directKey : portKey]),
  );
  const served = new Set(
    manifests.flatMap(({ objects }) =>
      objects.filter(isService).flatMap(({ name }) => resolve(name) ?? []),
    ),
  );
  return (service, file) => kinds.get(file) ?? (served.has(service) ? portKey : directKey);
}

type KeyOf = (service: string, port: string) => string;

const directKey: KeyOf = (service, port) => `direct ${service} ${port}`;
const portKey: KeyOf = (service, port) => `port ${service} ${port}`;
const targetKey: KeyOf = (service, port) => `target ${service} ${port}`;

function manifestOffers(view: SystemView): readonly Offer[] {
  const settings = view.settings.filter(({ key }) => isOwnPort.test(key));
  return [
    ...view.manifests.flatMap(({ objects, services }) => [
      ...objects.flatMap((object) => [
        ...serviceOffers(object, view),
        ...containerOffers(object, view),
      ]),
      ...services.flatMap((service) => composeOffers(service, view)),
    ]),
    ...settings.flatMap(({ service, value, file, line }) => {
      const port = /^(?:\S*:)?(\d{2,5})\/?$/.exec(value)?.[1];
      return port ? [...ownOffers(service, port, { file, line })] : [];
    }),
  ];
}

/** Settings by which a service is told where to listen. */
const isOwnPort =
  /^((SERVER|HTTP|HTTPS|GRPC|LISTEN|APP|APPLICATION|API|WEB|NODE|SERVICE|CONTAINER|BIND)_?)?(PORT|LISTEN|LISTEN_ADDR|BIND|HTTP_PORTS)$|^ASPNETCORE_URLS$/;

/** What a process listens on is a port of its service where nothing stands between. */
function ownOffers(
  service: string,
  port: string,
  place: { readonly file: string; readonly line: number },
): readonly Offer[] {
  const common = {
    group: `own ${service}`,
    what: `Port ${port} of ${service}`,
    subject: service,
    ...place,
  };
  return [
    { key: directKey(service, port), ...common },
    { key: targetKey(service, port), ...common },
  ];
}

function isService({ kind, apiVersion }: KubernetesObject): boolean {
  return kind === 'Service' && apiVersion === 'v1';
}

function serviceOffers(object: KubernetesObject, view: SystemView): readonly Offer[] {
  const service = isService(object) ? view.resolve(object.name) : undefined;
  if (service === undefined) return [];
  return itemsAt(object.tree, 'spec', 'ports').flatMap((entry) =>
    ['port', 'name'].flatMap((field) => {
      const { text, line } = at(entry, field);
      if (!text) return [];
      return [
        {
          key: portKey(service, text),
          group: `${field} of ${object.name}`,
          what: `Port ${text} of Service ${object.name}`,
          subject: object.name,
          file: object.file,
          line,
        },
      ];
    }),
  );
}

function containerOffers(object: KubernetesObject, view: SystemView): readonly Offer[] {
  const service = view.resolve(object.name);
  if (service === undefined) return [];
  return itemsAt(podTemplate(object), 'spec', 'containers')
    .flatMap((container) => itemsAt(container, 'ports'))
    .flatMap((entry) =>
      ['containerPort', 'name'].flatMap((field) => {
        const { text, line } = at(entry, field);
        if (!text) return [];
        return [
          {
            key: targetKey(service, text),
            group: `${field} of ${object.kind} ${object.name}`,
            what: `Container port ${text} of ${object.kind} ${object.name}`,
            subject: object.name,
            file: object.file,
            line,
          },
        ];
      }),
    );
}

/** `8080:80`, `127.0.0.1:8080:80/tcp`, `{ target: 80 }`, and `expose`. */
function composeOffers(service: ComposeService, view: SystemView): readonly Offer[] {
  const name = view.resolve(service.name);
  if (name === undefined) return [];
  const entries = [...itemsAt(service.tree, 'ports'), ...itemsAt(service.tree, 'expose')];
  return entries.flatMap((entry) => {
    const written = entry.text ?? textAt(entry, 'target');
    const port = /(?:^|:)(\d{2,5})(?:\/\w+)?$/.exec(written)?.[1];
    return port ? ownOffers(name, port, { file: service.file, line: entry.line }) : [];
  });
}

interface Listen {
  readonly port: string;
  readonly file: string;
  readonly line: number;
}

const listens: readonly RegExp[] = [
  /\.listen\(\s*(?:process\.env\.\w+\s*(?:\|\||\?\?)\s*)?['"]?(\d{2,5})\b/,
  /\bListenAndServe(?:TLS)?\(\s*["'][\w.]*:(\d{2,5})/,
  /\bnet\.Listen\(\s*["']tcp["']\s*,\s*["'][\w.]*:(\d{2,5})/,
  /\b(?:app|uvicorn|web)\.run(?:_app)?\([^)\n]*\bport\s*=\s*(\d{2,5})/,
  /^\s*(?:server\.port|quarkus\.http\.port|micronaut\.server\.port)\s*[=:]\s*(\d{2,5})/,
  /\b(?:add_insecure_port|bind|UseUrls)\(\s*f?["'][^"'\n]*:(\d{2,5})/,
  /^\s*(?:const|let|var|val|final|static|private|public|int|PORT|port)\b[\w\s:]*\bport\s*(?::\s*\w+\s*)?=\s*(?:[^;\n]{0,60}(?:\|\||\?\?)\s*)?['"]?(\d{2,5})\b/i,
];

function listensIn(path: string, text: string): readonly Listen[] {
  if (!/listen|port|EXPOSE|bind|UseUrls|\.run/i.test(text)) return [];
  const patterns = isDockerfile(path) ? [/^\s*EXPOSE\s+(\d{2,5})/i] : listens;
  return codeOf(path, text)
    .split('\n')
    .flatMap((line, index) => {
      const port =
        line.length < 1_000 ? patterns.map((one) => one.exec(line)?.[1]).find(Boolean) : undefined;
      return port ? [{ port, file: path, line: index + 1 }] : [];
    });
}

function listenOffers(listening: readonly Listen[], { ownerOf }: SystemView): readonly Offer[] {
  return listening.flatMap(({ port, file, line }) => {
    const service = ownerOf(file);
    return service === undefined ? [] : ownOffers(service, port, { file, line });
  });
}

/** Ingresses, routes and the like name a Service and its port. */
function backendUses(view: SystemView): readonly Use[] {
  const uses: Use[] = [];
  for (const { objects } of view.manifests) {
    for (const { kind, name, tree, file } of objects) {
      if (
        !/^(Ingress|HTTPRoute|GRPCRoute|TCPRoute|VirtualService|Gateway|IngressRoute)$/.test(kind)
      )
        continue;
      walk(tree, (node) => {
        const host =
          textAt(node, 'service', 'name') ||
          textAt(node, 'serviceName') ||
          textAt(node, 'host') ||
          textAt(node, 'name');
        const port = [
          at(node, 'service', 'port', 'number'),
          at(node, 'service', 'port', 'name'),
          at(node, 'servicePort'),
          at(node, 'port', 'number'),
          at(node, 'port'),
        ].find(({ text }) => text);
        const service = port?.text && host ? view.resolve(host) : undefined;
        if (service !== undefined && port?.text) {
          uses.push({
            key: portKey(service, port.text),
            by: `${kind} ${name}`,
            file,
            line: port.line,
          });
        }
      });
    }
  }
  return uses;
}

/** A Service's `targetPort`, and what probes ask of a container. */
function targetUses(view: SystemView): readonly Use[] {
  return view.manifests.flatMap(({ objects }) =>
    objects.flatMap((object) => {
      const service = view.resolve(object.name);
      if (service === undefined) return [];
      const { file, kind, name, tree } = object;
      const targets = isService(object)
        ? itemsAt(tree, 'spec', 'ports').map((entry) =>
            entriesAt(entry).has('targetPort') ? at(entry, 'targetPort') : at(entry, 'port'),
          )
        : probePorts(object);
      return targets.flatMap(({ text, line }) =>
        text ? [{ key: targetKey(service, text), by: `${kind} ${name}`, file, line }] : [],
      );
    }),
  );
}

function probePorts(object: KubernetesObject): readonly Tree[] {
  return itemsAt(podTemplate(object), 'spec', 'containers').flatMap((container) =>
    ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) =>
      ['httpGet', 'tcpSocket', 'grpc'].map((way) => at(container, probe, way, 'port')),
    ),
  );
}

export function walk(tree: Tree, see: (node: Tree) => void): void {
  see(tree);
  for (const child of tree.entries?.values() ?? []) walk(child, see);
  for (const child of tree.items ?? []) walk(child, see);
}

/** A new address whose service offers other ports, and not this one. */
function wrongAddresses(
  { offers, uses }: Contract,
  { before, after }: Systems,
  suggestion: Suggestion,
): readonly Finding[] {
  const known = new Set(uses.before.map(({ key, file }) => `${key} ${file}`));
  const offered = new Map(offers.after.map((offer) => [offer.key, offer]));
  const added = new Set(
    suggestion.files.flatMap(({ path, added }) => added.map(({ line }) => `${path}:${line}`)),
  );
  const isNew = ({ key, file, line }: Use): boolean =>
    !offered.has(key) && !known.has(`${key} ${file}`) && added.has(`${file}:${line}`);
  return uses.after.filter(isNew).flatMap((use) => {
    const [kind = '', service = '', port = ''] = use.key.split(' ');
    const others = offers.after.filter(({ key }) => key.startsWith(`${kind} ${service} `));
    const [nearest] = others;
    if (!nearest || (before.resolve(service) === undefined && after.resolve(service) === undefined))
      return [];
    const ports = [...new Set(others.map(({ key }) => key.split(' ')[2] ?? ''))];
    const isSure = others.some(({ group }) => / of /.test(group));
    return [
      {
        kind: 'dependency',
        severity: isSure ? 'error' : 'warning',
        verdict: 'ignored',
        message: `${service} offers no port ${port}; it offers ${ports.join(', ')}.`,
        subject: service,
        ...placeIn(suggestion, use),
        line: use.line,
        source: { file: nearest.file, line: nearest.line },
      } satisfies Finding,
    ];
  });
}
