import type { Place } from '../../model/topology.ts';
import { decodeBase64 } from '../base64.ts';
import { entriesAt, itemsAt, type Tree, textAt } from '../yamlTree.ts';
import type { KubernetesObject } from './kubernetesObjects.ts';

/** One entry of a ConfigMap or Secret. */
export interface StoredSetting extends Place {
  readonly key: string;
  readonly value: string;
}

export interface SettingsSource {
  /** All entries of a ConfigMap or Secret; none where it was not read. */
  entries(kind: 'ConfigMap' | 'Secret', name: string): readonly StoredSetting[];
}

/** ConfigMaps and Secrets, and those that kustomize makes. */
export function settingsSource(objects: readonly KubernetesObject[]): SettingsSource {
  const stored = new Map<string, StoredSetting[]>();
  const add = (kind: string, name: string, settings: readonly StoredSetting[]): void => {
    const key = `${kind} ${name}`;
    stored.set(key, [...(stored.get(key) ?? []), ...settings]);
  };
  for (const object of objects) {
    const { kind, name, tree, file } = object;
    if (kind === 'ConfigMap') {
      add(kind, name, settingsAt(entriesAt(tree, 'data'), file));
    } else if (kind === 'Secret') {
      add(kind, name, settingsAt(entriesAt(tree, 'stringData'), file));
      add(kind, name, settingsAt(entriesAt(tree, 'data'), file).map(decoded));
    } else if (kind === 'Kustomization' || kind === 'Component') {
      for (const made of itemsAt(tree, 'configMapGenerator')) {
        add('ConfigMap', textAt(made, 'name'), literalsOf(made, file));
      }
      for (const made of itemsAt(tree, 'secretGenerator')) {
        add('Secret', textAt(made, 'name'), literalsOf(made, file));
      }
    }
  }
  return { entries: (kind, name) => stored.get(`${kind} ${name}`) ?? [] };
}

function settingsAt(entries: ReadonlyMap<string, Tree>, file: string): readonly StoredSetting[] {
  return [...entries].map(([key, { text = '', line }]) => ({ key, value: text, file, line }));
}

function decoded(setting: StoredSetting): StoredSetting {
  return { ...setting, value: decodeBase64(setting.value) };
}

function literalsOf(made: Tree, file: string): readonly StoredSetting[] {
  return itemsAt(made, 'literals').flatMap(({ text = '', line }) => {
    const cut = text.indexOf('=');
    return cut > 0 ? [{ key: text.slice(0, cut), value: text.slice(cut + 1), file, line }] : [];
  });
}
