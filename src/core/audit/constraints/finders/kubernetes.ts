import { readYaml, type Tree, textAt } from '../../../topology/yamlTree.ts';
import { fileName } from '../../source/language.ts';
import { globbed, type KubernetesDemand } from '../constraint.ts';
import { type Spot, spotsAt, stepsOf } from '../fieldPath.ts';
import { quantityOf } from '../quantity.ts';
import type { FileSide, Finder, Occurrence } from './finder.ts';

/** Objects of manifests whose fields are missing or have values that the team does not allow. */
export function kubernetesFinder(demand: KubernetesDemand): Finder {
  const steps = stepsOf(demand.path) ?? [];
  const kinds = demand.kinds.map((kind) => globbed(kind));
  const ofObject = (object: Tree, side: FileSide): readonly Occurrence[] => {
    const kind = textAt(object, 'kind');
    if (!kinds.some((wanted) => wanted.test(kind))) return [];
    const name = `${kind} ${textAt(object, 'metadata', 'name')}`.trim();
    const isPartial = side.isExcerpt || side.text.includes('{{') || isPatch(side.path, object);
    return spotsAt(object, steps).flatMap((spot) => {
      const wrong = wrongAt(spot, demand, isPartial);
      const namespace = textAt(object, 'metadata', 'namespace');
      const key = `${namespace}/${name}/${spot.trail}=${spot.value?.text ?? ''}`;
      return wrong === undefined
        ? []
        : [{ key, line: spot.line, what: `${spot.trail} of ${name} ${wrong}` }];
    });
  };
  return {
    isOfWholeFile: true,
    inCommand: (text) =>
      settingsOfCommand(text)
        .filter(
          ({ kind, path }) =>
            kinds.some((wanted) => wanted.test(kind)) && isPathEnd(demand.path, path),
        )
        .flatMap(({ kind, name, path, value }) => {
          const wrong = wrongValue(value, demand);
          return wrong === undefined
            ? []
            : [{ key: `${kind} ${name} ${path}`, what: `${path} of ${kind} ${name} ${wrong}` }];
        }),
    inFile: (side) =>
      /\.(?:ya?ml|json)$/i.test(side.path)
        ? objectsOf(side.text).flatMap((object) => ofObject(object, side))
        : [],
  };
}

function objectsOf(text: string): readonly Tree[] {
  return readYaml(text).documents.flatMap((document) =>
    /List$/.test(textAt(document, 'kind'))
      ? (document.entries?.get('items')?.items ?? [])
      : [document],
  );
}

/** A patch holds what it changes, and nothing else is missing in it. */
function isPatch(path: string, object: Tree): boolean {
  const spec = object.entries?.get('spec');
  const needsSelector = /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet)$/.test(
    textAt(object, 'kind'),
  );
  return /patch/i.test(fileName(path)) || (needsSelector && !spec?.entries?.has('selector'));
}

/** A clause about what is wrong; nothing where nothing is, or where a template hides the value. */
function wrongAt(
  { value }: Spot,
  demand: KubernetesDemand,
  isPartial: boolean,
): string | undefined {
  if (value === undefined || value.text === '') {
    return demand.exists === true && !isPartial ? 'is missing' : undefined;
  }
  if (demand.exists === false) return 'is set';
  const { text } = value;
  if (text === undefined || /\{\{|\$\{|\$\(/.test(text)) return undefined;
  return wrongValue(text, demand);
}

function wrongValue(text: string, { max, min, oneOf }: KubernetesDemand): string | undefined {
  if (oneOf && !oneOf.includes(text)) return `is ${text}, and must be ${oneOf.join(' or ')}`;
  const own = quantityOf(text);
  const [most, least] = [quantityOf(max ?? ''), quantityOf(min ?? '')];
  if (own === undefined) {
    return most === undefined && least === undefined
      ? undefined
      : `is ${text}, which is no quantity`;
  }
  if (most !== undefined && own > most) return `is ${text}, and may be ${max} at most`;
  return least !== undefined && own < least ? `is ${text}, and must be ${min} at least` : undefined;
}

interface CommandSetting {
  readonly kind: string;
  readonly name: string;
  readonly path: string;
  readonly value: string;
}

/** What `kubectl set resources` and `kubectl scale` would write into an object. */
function settingsOfCommand(text: string): readonly CommandSetting[] {
  const [, word = '', name = ''] =
    /\bkubectl\b[^\n]*\b(?:set\s+resources|scale)\b[^\n]*?\s(deploy\w*|sts|statefulsets?|ds|daemonsets?|rs|replicasets?)[/\s]+([\w.-]+)/i.exec(
      text,
    ) ?? [];
  const kind = kindWords.find(([pattern]) => pattern.test(word))?.[1];
  if (kind === undefined) return [];
  const replicas = /\bscale\b[^\n]*--replicas[=\s](\d+)/.exec(text)?.[1];
  const resources = [...text.matchAll(/--(limits|requests)[=\s]["']?([\w=.,-]+)/g)].flatMap(
    ([, flag = '', list = '']) =>
      list.split(',').map((pair) => {
        const [resource = '', value = ''] = pair.split('=');
        return { kind, name, path: `resources.${flag}.${resource}`, value };
      }),
  );
  return replicas === undefined
    ? resources
    : [...resources, { kind, name, path: 'spec.replicas', value: replicas }];
}

const kindWords: readonly (readonly [RegExp, string])[] = [
  [/^deploy/i, 'Deployment'],
  [/^(?:sts|statefulset)/i, 'StatefulSet'],
  [/^(?:ds|daemonset)/i, 'DaemonSet'],
  [/^(?:rs|replicaset)/i, 'ReplicaSet'],
];

function isPathEnd(path: string, end: string): boolean {
  return path === end || path.endsWith(`.${end}`);
}
