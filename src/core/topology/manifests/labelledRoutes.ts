import type { Facts } from '../facts.ts';
import { imageName } from '../owners.ts';
import { at, type Tree } from '../yamlTree.ts';

/** Proxies that find whom they lead to by labels and settings of the containers. */
const proxies: readonly { readonly image: RegExp; readonly key: RegExp }[] = [
  { image: /^traefik$/, key: /^traefik\.(http|tcp|udp|enable|frontend|port|docker)/ },
  { image: /^caddy-docker-proxy$/, key: /^caddy(_\d+)?(\.|$)/ },
  { image: /^(nginx-proxy|nginx-proxy-acme)$/, key: /^VIRTUAL_HOST$/ },
];

/** A service of a compose file as a proxy sees it. */
export interface LabelledService {
  readonly name: string;
  readonly tree: Tree;
  readonly file: string;
  readonly image: string;
}

/** Whom such proxies lead to; with two of a kind nobody can say which. */
export function readLabelledRoutes(services: readonly LabelledService[], facts: Facts): void {
  for (const { image, key } of proxies) {
    const found = services.filter((service) => image.test(imageName(service.image)));
    const [from, ...others] = new Set(found.map(({ name }) => name));
    if (from === undefined || others.length > 0) continue;
    for (const { name, tree, file } of services) {
      const place = [tree, at(tree, 'deploy')]
        .flatMap((one) => [...pairsAt(at(one, 'labels')), ...pairsAt(at(one, 'environment'))])
        .find((pair) => key.test(pair.key) && !/\.enable=false$/.test(pair.written));
      if (!place) continue;
      const { line } = place;
      facts.mentions.push({ from, host: name, status: 'addressed', kind: 'label', file, line });
    }
  }
}

function pairsAt({
  items,
  entries,
}: Tree): readonly { readonly key: string; readonly written: string; readonly line: number }[] {
  return [
    ...(items ?? []).map(({ text = '', line }) => ({
      key: text.split('=')[0] ?? '',
      written: text,
      line,
    })),
    ...[...(entries ?? [])].map(([key, { text = '', line }]) => ({
      key,
      written: `${key}=${text}`,
      line,
    })),
  ];
}
