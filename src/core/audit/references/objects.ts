import type { Finding, Suggestion } from '../../model/audit.ts';
import type { KubernetesObject } from '../../topology/manifests/kubernetesObjects.ts';
import { at, entriesAt } from '../../topology/yamlTree.ts';
import { objectsOf, referencesOf } from '../dependency/objects.ts';
import type { Systems } from '../dependency/systems.ts';
import { closest } from '../existence/nearMiss.ts';
import { addedLines, missing } from './added.ts';
import { misspelt } from './misspelt.ts';

/** Kinds whose names are often made elsewhere: by operators, by hand, by another repository. */
type Known = ReadonlyMap<string, { readonly file: string; readonly line: number }>;

/**
 * Secrets, ConfigMaps and others that a manifest names: where one of the kind has almost the name, and keys
 * that an object that is written here does not hold.
 */
export function missingObjects({ after }: Systems, suggestion: Suggestion): readonly Finding[] {
  const isAdded = addedLines(suggestion);
  const objects = objectsOf(after);
  const uses = objects
    .flatMap(referencesOf)
    .filter(({ file, line, isOptional }) => !isOptional && isAdded(file, line));
  if (uses.length === 0) return [];
  const known = placesOf(objects);
  return uses.flatMap(({ key: reference, file, line }): readonly Finding[] => {
    const [, kind = '', name = '', key] = /^(\S+) (\S+)(?: key (.+))?$/.exec(reference) ?? [];
    if (/[{$]/.test(name) || known.has(reference)) return [];
    const place = { file, line };
    return key === undefined
      ? missingObject(kind, name, place, known)
      : missingKey(kind, name, key, place, known, objects);
  });
}

function placesOf(objects: readonly KubernetesObject[]): Known {
  const known = new Map<string, { readonly file: string; readonly line: number }>();
  for (const { kind, name, file, tree } of objects) {
    known.set(`${kind} ${name}`, { file, line: at(tree, 'metadata', 'name').line });
    for (const field of ['data', 'stringData', 'binaryData']) {
      for (const [key, { line, keyLine }] of entriesAt(tree, field)) {
        known.set(`${kind} ${name} key ${key}`, { file, line: keyLine ?? line });
      }
    }
  }
  return known;
}

interface At {
  readonly file: string;
  readonly line: number;
}

function missingObject(kind: string, name: string, place: At, known: Known): readonly Finding[] {
  const names = [...known.keys()].flatMap((each) => {
    const [other = '', ...rest] = each.split(' ');
    return other === kind && rest.length === 1 ? rest : [];
  });
  const near = misspelt(name, names);
  const source = near === undefined ? undefined : known.get(`${kind} ${near}`);
  if (near === undefined || !source) return [];
  const sentence = `No manifest here makes a ${kind} called ${name}.`;
  return [missing({ subject: name, ...place, sentence, near, source })];
}

/** Only of what is written here all keys are known. */
function missingKey(
  kind: string,
  name: string,
  key: string,
  place: At,
  known: Known,
  objects: readonly KubernetesObject[],
): readonly Finding[] {
  const source = known.get(`${kind} ${name}`);
  const prefix = `${kind} ${name} key `;
  const keys = [...known.keys()].flatMap((each) =>
    each.startsWith(prefix) ? [each.slice(prefix.length)] : [],
  );
  if (!source || keys.length === 0 || isMadeOtherwise(kind, name, objects)) return [];
  const near = misspelt(key, keys) ?? closest(key, keys);
  const sentence = `${kind} ${name} holds no key ${key}.`;
  return [missing({ subject: `${name}.${key}`, ...place, sentence, near, source })];
}

/** An operator may write more into it than its manifest says. */
function isMadeOtherwise(
  kind: string,
  name: string,
  objects: readonly KubernetesObject[],
): boolean {
  return objects.some(
    (object) =>
      object.name === name &&
      object.kind !== kind &&
      /^(?:ExternalSecret|SealedSecret|SecretProviderClass|VaultStaticSecret|Certificate)$/.test(
        object.kind,
      ),
  );
}
