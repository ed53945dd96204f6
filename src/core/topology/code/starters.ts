import { lineAt } from '../../model/lineAt.ts';
import type { Facts, SourceText } from '../facts.ts';
import type { OwnerOf } from '../owners.ts';
import { fileName } from '../paths.ts';
import type { Registry } from '../registry.ts';

/** A server that a framework's clients find without an address in sight. */
interface Starter {
  readonly client: RegExp;
  readonly server: RegExp;
  /** How the server is called where it is no code of ours. */
  readonly name: RegExp;
}

const starters: readonly Starter[] = [
  {
    client:
      /spring-cloud-starter(?:-netflix)?-eureka-client|@EnableEurekaClient|@EnableDiscoveryClient/,
    server: /@EnableEurekaServer|spring-cloud-starter(?:-netflix)?-eureka-server/,
    name: /eureka/i,
  },
  {
    client: /spring-cloud-starter-config(?![\w-])|spring-cloud-config-client/,
    server: /@EnableConfigServer|spring-cloud-config-server/,
    name: /^config-?(server|service)$/i,
  },
  {
    client: /spring-cloud-starter-consul-/,
    server: /(?!)/,
    name: /^consul(-server)?$/i,
  },
  {
    client: /spring-cloud-starter-alibaba-nacos-/,
    server: /(?!)/,
    name: /^nacos(-server)?$/i,
  },
];

interface Sign {
  readonly owner: string;
  readonly file: string;
  readonly line: number;
}

/** Dependencies and annotations by which a service registers itself, or is handed its settings. */
export function readStarters(
  files: readonly SourceText[],
  ownerOf: OwnerOf,
  registry: Registry,
  facts: Facts,
): void {
  const told = files.filter(mayDeclare);
  for (const { client, server, name } of starters) {
    const servers = new Set(signsOf(server, told, ownerOf).map(({ owner }) => owner));
    if (servers.size === 0) {
      for (const one of registry.services.filter((service) => name.test(service))) servers.add(one);
    }
    const [host, ...others] = servers;
    if (host === undefined || others.length > 0) continue;
    for (const { owner: from, file, line } of signsOf(client, told, ownerOf)) {
      facts.mentions.push({ from, host, status: 'called', kind: 'client', file, line });
    }
  }
}

function mayDeclare({ path, text }: SourceText): boolean {
  return (
    /^(pom\.xml|build\.gradle(\.kts)?)$/.test(fileName(path)) ||
    (/\.(java|kt)$/.test(path) && text.includes('@Enable'))
  );
}

function signsOf(pattern: RegExp, files: readonly SourceText[], ownerOf: OwnerOf): readonly Sign[] {
  return files.flatMap(({ path, text }) => {
    const plain = text
      .replace(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
      .replace(/^\s*\/\/.*$/gm, '');
    const match = pattern.exec(plain);
    const owner = match ? ownerOf(path) : undefined;
    if (!match || owner === undefined) return [];
    return [{ owner, file: path, line: lineAt(plain, match.index) }];
  });
}
