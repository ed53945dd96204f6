import type { Facts } from '../facts.ts';
import { folderOf, joinPath } from '../paths.ts';
import { itemsAt, readYaml, type Tree, textAt } from '../yamlTree.ts';
import type { ReadText } from './compose.ts';
import { readEnvFile } from './interpolate.ts';
import { type KubernetesObject, objectsOf } from './kubernetesObjects.ts';

/**
 * What kustomizations add to the manifests, which are read as they are: patches within them, and
 * settings from files. Overlays are joined, not chosen.
 */
export function readKustomizations(
  objects: readonly KubernetesObject[],
  readText: ReadText,
  facts: Facts,
): readonly KubernetesObject[] {
  const made: KubernetesObject[] = [];
  for (const { kind, tree, file } of objects) {
    if (kind !== 'Kustomization' && kind !== 'Component') continue;
    const namespace = textAt(tree, 'namespace');
    if (namespace) facts.namespaces.add(namespace);
    made.push(...patchesIn(tree, file), ...settingsIn(tree, file, readText));
    for (const { text = '' } of itemsAt(tree, 'resources')) {
      if (/^(https?:|git@|github\.com\/)/.test(text)) {
        facts.unsupported.push({ file, reason: `Not fetched: ${text}` });
      }
    }
  }
  return made;
}

/** Patches that look like the object they change; lists of JSON operations are left out. */
function patchesIn(tree: Tree, file: string): readonly KubernetesObject[] {
  const texts = [
    ...itemsAt(tree, 'patches').map((patch) => patch.entries?.get('patch')),
    ...itemsAt(tree, 'patchesStrategicMerge'),
  ];
  return texts.flatMap((patch) =>
    patch?.text?.includes('\n')
      ? readYaml(patch.text, (line) => patch.line + line).documents.flatMap((one) =>
          objectsOf(one, file),
        )
      : [],
  );
}

/** `configMapGenerator: [{ name, envs: [file] }]` */
function settingsIn(tree: Tree, file: string, readText: ReadText): readonly KubernetesObject[] {
  return [
    ['configMapGenerator', 'ConfigMap', 'data'] as const,
    ['secretGenerator', 'Secret', 'stringData'] as const,
  ].flatMap(([key, kind, field]) =>
    itemsAt(tree, key).flatMap((made) => {
      const single = textAt(made, 'env');
      const paths = [
        ...itemsAt(made, 'envs').map(({ text = '' }) => text),
        ...(single ? [single] : []),
      ];
      const name = textAt(made, 'name');
      return paths.map((written) => {
        const path = joinPath(folderOf(file), written);
        const entries = new Map(
          [...readEnvFile(readText(path) ?? '')].map(([setting, { value, line }]) => [
            setting,
            { line, text: value },
          ]),
        );
        const data: Tree = { line: 1, entries: new Map([[field, { line: 1, entries }]]) };
        return { kind, apiVersion: 'v1', name, namespace: '', tree: data, file: path };
      });
    }),
  );
}
