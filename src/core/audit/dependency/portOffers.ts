import { isDockerfile } from '../../topology/dockerfile.ts';
import { type KubernetesObject, podTemplate } from '../../topology/manifests/kubernetesObjects.ts';
import { at, itemsAt, textAt } from '../../topology/yamlTree.ts';
import { codeOf } from './codeText.ts';
import type { Offer } from './contract.ts';
import type { ComposeService } from './manifests.ts';
import { directKey, isService, portKey, targetKey } from './portKeys.ts';
import type { SystemView } from './systems.ts';

/** Ports that manifests and settings say. */
export function manifestOffers(view: SystemView): readonly Offer[] {
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

export interface Listen {
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

export function listensIn(path: string, text: string): readonly Listen[] {
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

export function listenOffers(
  listening: readonly Listen[],
  { ownerOf }: SystemView,
): readonly Offer[] {
  return listening.flatMap(({ port, file, line }) => {
    const service = ownerOf(file);
    return service === undefined ? [] : ownOffers(service, port, { file, line });
  });
}
