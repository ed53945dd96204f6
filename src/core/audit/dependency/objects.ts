import type { Finding, Suggestion } from '../../model/audit.ts';
import type { KubernetesObject } from '../../topology/manifests/kubernetesObjects.ts';
import { at, entriesAt, type Tree, textAt } from '../../topology/yamlTree.ts';
import { brokenContracts, type Offer, type Use } from './contract.ts';
import { createScopes } from './scopes.ts';
import type { Systems, SystemView } from './systems.ts';
import { walk } from './trees.ts';

/** Objects of Kubernetes, and the keys in them, that go away though others name them. */
export function brokenObjects(systems: Systems, suggestion: Suggestion): readonly Finding[] {
  const offers = (view: SystemView): readonly Offer[] =>
    objectsOf(view).flatMap((object) => [objectOffer(object), ...keyOffers(object)]);
  const uses = (view: SystemView): readonly Use[] => objectsOf(view).flatMap(referencesOf);
  return brokenContracts(
    {
      offers: { before: offers(systems.before), after: offers(systems.after) },
      uses: { before: [], after: uses(systems.after) },
      verb: ['names', 'name'],
      advice: 'Change the references with it.',
      scopeOf: createScopes(systems),
    },
    suggestion,
  );
}

export function objectsOf({
  manifests,
}: Pick<SystemView, 'manifests'>): readonly KubernetesObject[] {
  return manifests.flatMap(({ objects }) => objects);
}

function objectOffer({ kind, name, file, tree }: KubernetesObject): Offer {
  return {
    key: `${kind} ${name}`,
    group: `${kind} ${file}`,
    what: `${kind} ${name}`,
    subject: name,
    file,
    line: at(tree, 'metadata', 'name').line,
  };
}

function keyOffers({ kind, name, file, tree }: KubernetesObject): readonly Offer[] {
  if (kind !== 'ConfigMap' && kind !== 'Secret') return [];
  return ['data', 'stringData', 'binaryData'].flatMap((field) =>
    [...entriesAt(tree, field)].map(([key, { line, keyLine }]) => ({
      key: `${kind} ${name} key ${key}`,
      group: `${kind} ${name} key`,
      what: `Key ${key} of ${kind} ${name}`,
      subject: key,
      file,
      line: keyLine ?? line,
    })),
  );
}

/** A field that names an object: what kind it is, and where its name stands below the field. */
const references: Readonly<Record<string, { readonly kind: string; readonly name: string }>> = {
  configMapRef: { kind: 'ConfigMap', name: 'name' },
  configMapKeyRef: { kind: 'ConfigMap', name: 'name' },
  configMap: { kind: 'ConfigMap', name: 'name' },
  secretRef: { kind: 'Secret', name: 'name' },
  secretKeyRef: { kind: 'Secret', name: 'name' },
  secret: { kind: 'Secret', name: 'secretName' },
  persistentVolumeClaim: { kind: 'PersistentVolumeClaim', name: 'claimName' },
};

/** What an object names of other objects; the keys are those of `offersOf`. */
export function referencesOf({ kind, name, file, tree }: KubernetesObject): readonly Use[] {
  const by = `${kind} ${name}`;
  const uses: Use[] = [];
  const add: Add = (key, { line }, isOptional = false) => {
    uses.push({ key, by, file, line, isOptional });
  };
  walk(tree, ({ entries }) => {
    for (const [field, below] of entries ?? []) {
      storedReference(field, below, add);
      otherReference(field, below, add);
    }
  });
  return uses;
}

type Add = (key: string, at: Tree, isOptional?: boolean) => void;

/** What is stored under a name, and the keys of it that are asked for. */
function storedReference(field: string, tree: Tree, add: Add): void {
  const reference = references[field];
  const named = reference ? textAt(tree, reference.name) : '';
  if (!reference || named === '') return;
  const isOptional = textAt(tree, 'optional') === 'true';
  const owner = `${reference.kind} ${named}`;
  add(owner, at(tree, reference.name), isOptional);
  const key = textAt(tree, 'key');
  if (key) add(`${owner} key ${key}`, at(tree, 'key'), isOptional);
  for (const item of at(tree, 'items').items ?? []) {
    add(`${owner} key ${textAt(item, 'key')}`, at(item, 'key'), isOptional);
  }
}

function otherReference(field: string, tree: Tree, add: Add): void {
  const { text = '' } = tree;
  if (field === 'serviceAccountName' && text) add(`ServiceAccount ${text}`, tree);
  if (field === 'priorityClassName' && text) add(`PriorityClass ${text}`, tree);
  if (field === 'serviceName' && text) add(`Service ${text}`, tree);
  if (/^(scaleTargetRef|targetRef|roleRef)$/.test(field)) {
    add(`${textAt(tree, 'kind')} ${textAt(tree, 'name')}`, at(tree, 'name'));
  }
  if (field === 'service' && textAt(tree, 'name'))
    add(`Service ${textAt(tree, 'name')}`, at(tree, 'name'));
  if (field === 'backendRefs') {
    for (const item of tree.items ?? []) add(`Service ${textAt(item, 'name')}`, at(item, 'name'));
  }
}
