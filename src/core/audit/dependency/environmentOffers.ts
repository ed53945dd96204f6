import { isDockerfile } from '../../topology/dockerfile.ts';
import { readEnvFile } from '../../topology/manifests/interpolate.ts';
import { type KubernetesObject, podTemplate } from '../../topology/manifests/kubernetesObjects.ts';
import { folderOf, joinPath } from '../../topology/paths.ts';
import { at, entriesAt, itemsAt, textAt, textsOf } from '../../topology/yamlTree.ts';
import type { ComposeService } from './manifests.ts';
import type { SystemView } from './systems.ts';

/** A variable of the environment that a manifest gives a service. */
export interface ServiceSetting {
  readonly service: string;
  readonly key: string;
  readonly value: string;
  readonly file: string;
  readonly line: number;
}

/** What is known of a system before its settings are. */
type View = Pick<SystemView, 'manifests' | 'texts' | 'resolve' | 'ownerOf'>;

export function settingsOfServices(view: View): readonly ServiceSetting[] {
  const objects = view.manifests.flatMap((manifest) => manifest.objects);
  const stored = storedSettings(objects);
  return [
    ...view.manifests.flatMap(({ services }) =>
      services.flatMap((service) => composeSettings(service, view)),
    ),
    ...objects.flatMap((object) => podSettings(object, stored, view)),
    ...[...view.texts].flatMap(([path, text]) => imageSettings(path, text, view)),
    ...[...view.texts].flatMap(([path, text]) => fileSettings(path, text, view)),
  ];
}

function composeSettings(
  { name, tree, file }: ComposeService,
  { resolve, texts }: View,
): readonly ServiceSetting[] {
  const service = resolve(name) ?? name;
  const environment = at(tree, 'environment');
  const listed = (environment.items ?? []).map(({ text = '', line }) => {
    const cut = text.indexOf('=');
    return cut < 0
      ? { key: text, value: '', line }
      : { key: text.slice(0, cut), value: text.slice(cut + 1), line };
  });
  const mapped = [...(environment.entries ?? [])].map(([key, { text = '', line, keyLine }]) => ({
    key,
    value: text,
    line: keyLine ?? line,
  }));
  const own = [...listed, ...mapped].map((setting) => ({ service, file, ...setting }));
  const envFile = at(tree, 'env_file');
  const files = [...textsOf(envFile), ...(envFile.items ?? []).map((item) => textAt(item, 'path'))];
  const read = files
    .filter((path) => path !== '')
    .flatMap((path) => {
      const whole = joinPath(folderOf(file), path);
      return [...readEnvFile(texts.get(whole) ?? '')].map(([key, { value, line }]) => ({
        service,
        key,
        value,
        file: whole,
        line,
      }));
    });
  return [...own, ...read];
}

type Stored = ReadonlyMap<string, readonly Omit<ServiceSetting, 'service'>[]>;

/** Entries of ConfigMaps and Secrets by `kind name`. */
function storedSettings(objects: readonly KubernetesObject[]): Stored {
  const stored = new Map<string, Omit<ServiceSetting, 'service'>[]>();
  for (const { kind, name, tree, file } of objects) {
    if (kind !== 'ConfigMap' && kind !== 'Secret') continue;
    const entries = ['data', 'stringData'].flatMap((field) => [...entriesAt(tree, field)]);
    const settings = entries.map(([key, { text = '', line, keyLine }]) => ({
      key,
      value: text,
      file,
      line: keyLine ?? line,
    }));
    stored.set(`${kind} ${name}`, [...(stored.get(`${kind} ${name}`) ?? []), ...settings]);
  }
  return stored;
}

function podSettings(
  object: KubernetesObject,
  stored: Stored,
  { resolve }: View,
): readonly ServiceSetting[] {
  const spec = at(podTemplate(object), 'spec');
  const service = resolve(object.name) ?? object.name;
  return [...itemsAt(spec, 'containers'), ...itemsAt(spec, 'initContainers')].flatMap(
    (container) => [
      ...itemsAt(container, 'env').map((variable) => ({
        service,
        key: textAt(variable, 'name'),
        value: textAt(variable, 'value'),
        file: object.file,
        line: at(variable, 'name').line,
      })),
      ...itemsAt(container, 'envFrom').flatMap((source) =>
        [
          stored.get(`ConfigMap ${textAt(source, 'configMapRef', 'name')}`),
          stored.get(`Secret ${textAt(source, 'secretRef', 'name')}`),
        ].flatMap((settings) => (settings ?? []).map((setting) => ({ service, ...setting }))),
      ),
    ],
  );
}

/** `ENV KEY=value` of the image that a service is built of. */
function imageSettings(path: string, text: string, { ownerOf }: View): readonly ServiceSetting[] {
  const service = isDockerfile(path) ? ownerOf(path) : undefined;
  if (service === undefined) return [];
  return text.split('\n').flatMap((line, index) => {
    const rest = /^\s*ENV\s+(.*)$/i.exec(line)?.[1];
    if (rest === undefined) return [];
    const pairs = [...rest.matchAll(/([A-Za-z_]\w*)=("[^"]*"|'[^']*'|\S*)/g)];
    const old = /^([A-Za-z_]\w*)\s+([^=]*)$/.exec(rest);
    const all = pairs.length > 0 ? pairs : old ? [old] : [];
    return all.map(([, key = '', value = '']) => ({
      service,
      key,
      value: value.replace(/^["']|["']$/g, ''),
      file: path,
      line: index + 1,
    }));
  });
}

/** Of a file that is given to whatever runs beside it. */
export const ANYBODY = '';

/** `.env` and its variants, as programs and Compose read them by themselves. */
function fileSettings(path: string, text: string, { ownerOf }: View): readonly ServiceSetting[] {
  if (!/(^|\/)\.env(\.\w+)?$/.test(path)) return [];
  const service = ownerOf(path) ?? ANYBODY;
  return [...readEnvFile(text)].map(([key, { value, line }]) => ({
    service,
    key,
    value,
    file: path,
    line,
  }));
}
