import type { EdgeStatus, Place } from '../../model/topology.ts';
import { configHosts } from '../configText.ts';
import { type Facts, settingOf } from '../facts.ts';
import { hostsOfScript, hostsOfSetting, hostsOfWords } from '../values.ts';
import { at, entriesAt, itemsAt, type Tree, textAt } from '../yamlTree.ts';
import type { Workload } from './kubernetes.ts';
import { podTemplate } from './kubernetesObjects.ts';
import type { SettingsSource, StoredSetting } from './settingsSource.ts';

/** A pod as a reader of mentions sees it. */
interface Pod {
  readonly name: string;
  readonly file: string;
  readonly source: SettingsSource;
  readonly facts: Facts;
}

/** What the containers of a workload are told: settings, words and mounted files, but no probes. */
export function readContainers(workload: Workload, source: SettingsSource, facts: Facts): void {
  const { object, name } = workload;
  const pod: Pod = { name, file: object.file, source, facts };
  const template = podTemplate(object);
  const spec = at(template, 'spec');
  readAnnotations(at(template, 'metadata', 'annotations'), pod);
  for (const container of itemsAt(spec, 'containers')) {
    readContainer(container, pod, 'addressed');
  }
  for (const container of itemsAt(spec, 'initContainers')) {
    readContainer(container, pod, 'ordered');
  }
  for (const volume of itemsAt(spec, 'volumes')) readVolume(volume, pod);
}

/** A mesh that is told by annotations whom a pod talks to: `api:9090,db:5432`. */
function readAnnotations(annotations: Tree, pod: Pod): void {
  for (const [key, { text = '', line }] of entriesAt(annotations)) {
    for (const host of key.endsWith('/connect-service-upstreams') ? hostsOfSetting('', text) : []) {
      pod.facts.mentions.push({
        from: pod.name,
        host,
        status: 'addressed',
        kind: 'annotation',
        file: pod.file,
        line,
      });
    }
  }
}

function readContainer(container: Tree, pod: Pod, status: EdgeStatus): void {
  const known = new Map<string, string>();
  for (const shared of itemsAt(container, 'envFrom')) readShared(shared, pod, status);
  for (const variable of itemsAt(container, 'env')) readVariable(variable, known, pod, status);
  readWords(container, known, pod, status);
}

function readShared(shared: Tree, pod: Pod, status: EdgeStatus): void {
  for (const [kind, field] of [
    ['ConfigMap', 'configMapRef'],
    ['Secret', 'secretRef'],
  ] as const) {
    const name = textAt(shared, field, 'name');
    for (const setting of name ? pod.source.entries(kind, name) : []) {
      pod.facts.settings.add(settingOf(pod.name, setting.key));
      mention(pod, setting, setting.key, setting.value, {
        status,
        kind: kind === 'Secret' ? 'secret' : 'config-map',
        block: `${kind} ${name}`,
      });
    }
  }
}

function readVariable(
  variable: Tree,
  known: Map<string, string>,
  pod: Pod,
  status: EdgeStatus,
): void {
  const key = textAt(variable, 'name');
  const from = at(variable, 'valueFrom');
  const stored = storedAt(from, pod.source);
  const value = stored?.value ?? expand(textAt(variable, 'value'), known);
  // What is known only where the pod runs, e.g. its namespace, is no empty text.
  if (value !== '' || !from.entries) known.set(key, value);
  if (value !== '') pod.facts.settings.add(settingOf(pod.name, key));
  const line = at(variable, 'value').line;
  const place = stored ?? {
    file: pod.file,
    line: variable.entries?.has('value') ? line : variable.line,
  };
  mention(pod, place, key, value, { status, kind: stored ? 'config-map' : 'env' });
}

function storedAt(from: Tree, source: SettingsSource): StoredSetting | undefined {
  for (const [kind, field] of [
    ['ConfigMap', 'configMapKeyRef'],
    ['Secret', 'secretKeyRef'],
  ] as const) {
    const key = textAt(from, field, 'key');
    const name = textAt(from, field, 'name');
    const found = name ? source.entries(kind, name).find((entry) => entry.key === key) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** `$(VAR)` means a variable that stands before; others are left as they are. */
function expand(value: string, known: ReadonlyMap<string, string>): string {
  return value.replace(/\$\((\w+)\)/g, (written, name: string) => known.get(name) ?? written);
}

function readWords(
  container: Tree,
  known: ReadonlyMap<string, string>,
  pod: Pod,
  status: EdgeStatus,
): void {
  const trees = ['command', 'args'].flatMap((field) => {
    const tree = at(container, field);
    return tree.items ?? (tree.text ? [tree] : []);
  });
  const words = trees.map(({ text = '' }) => expand(text, known));
  trees.forEach(({ line }, index) => {
    const word = words[index] ?? '';
    const isScript = /\s/.test(word);
    const hosts = isScript
      ? hostsOfScript(word)
      : hostsOfWords(words.slice(Math.max(0, index - 1), index + 1)).filter((host) =>
          word.includes(host),
        );
    for (const host of hosts) {
      const kind = status === 'ordered' ? 'startup' : 'args';
      pod.facts.mentions.push({ from: pod.name, host, status, kind, file: pod.file, line });
    }
  });
}

/** Files of a mounted ConfigMap or Secret are settings of the pod. */
function readVolume(volume: Tree, pod: Pod): void {
  const projected = itemsAt(volume, 'projected', 'sources');
  for (const source of [volume, ...projected]) {
    const maps = textAt(source, 'configMap', 'name');
    const secrets = textAt(source, 'secret', 'secretName') || textAt(source, 'secret', 'name');
    const only = itemsAt(source, 'configMap', 'items').map((item) => textAt(item, 'key'));
    for (const setting of [
      ...pod.source.entries('ConfigMap', maps),
      ...pod.source.entries('Secret', secrets),
    ]) {
      if (only.length > 0 && !only.includes(setting.key)) continue;
      const block = `ConfigMap ${maps || secrets}`;
      // A text block begins on the line after its key.
      for (const { host, line, key } of configHosts(setting.key, setting.value)) {
        const place = { file: setting.file, line: setting.line + line };
        pod.facts.mentions.push({
          from: pod.name,
          host,
          status: 'addressed',
          kind: 'config-map',
          key,
          block,
          ...place,
        });
      }
    }
  }
}

function mention(
  pod: Pod,
  { file, line }: Place,
  key: string,
  value: string,
  rest: { readonly status: EdgeStatus; readonly kind: string; readonly block?: string },
): void {
  // A text block begins on the line after its key.
  const found = value.includes('\n')
    ? configHosts(key, value).map((one) => ({ host: one.host, line: line + one.line }))
    : hostsOfSetting(key, value).map((host) => ({ host, line }));
  for (const one of found) {
    pod.facts.mentions.push({ from: pod.name, key, file, ...one, ...rest });
  }
}
