import type { ChangedFile, Suggestion } from '../../model/audit.ts';
import { podTemplate } from '../../topology/manifests/kubernetesObjects.ts';
import { leavesOf, manifestChanges, type Unit } from './manifestChanges.ts';
import type { Systems, SystemView } from './systems.ts';

/** The services that a suggestion changes: by their manifests, their settings, their code; by commands. */
export function changedServices(
  { files, commands }: Suggestion,
  systems: Systems,
): readonly string[] {
  const found = new Set<string>();
  for (const file of files) {
    for (const service of servicesOfFile(file, systems)) found.add(service);
  }
  for (const { text } of commands) {
    for (const service of servicesOfCommand(text, systems.before)) found.add(service);
  }
  return [...found].sort();
}

function servicesOfFile(file: ChangedFile, systems: Systems): readonly string[] {
  const { before, after } = systems;
  const old = manifestAt(before, file.renamedFrom ?? file.path);
  const now = manifestAt(after, file.path);
  const units = new Set(
    manifestChanges(old, now)
      .map(({ unit }) => unit)
      .filter(({ kind }) => kind !== 'file'),
  );
  if (units.size > 0) {
    return [...units].flatMap((unit) => [
      ...servicesOfUnit(unit, after),
      ...servicesOfUnit(unit, before),
    ]);
  }
  const owner = before.ownerOf(file.renamedFrom ?? file.path) ?? after.ownerOf(file.path);
  return owner === undefined ? [] : [owner];
}

function manifestAt({ manifests }: SystemView, path: string) {
  return manifests.find((manifest) => manifest.path === path);
}

/** Settings are the business of those who are given them. */
function servicesOfUnit({ kind, name }: Unit, system: SystemView): readonly string[] {
  if (kind === 'ConfigMap' || kind === 'Secret') return usersOf(kind, name, system);
  const service = system.resolve(name);
  return service === undefined ? [] : [service];
}

const references: Readonly<Record<string, RegExp>> = {
  ConfigMap: /(configMapRef|configMapKeyRef|configMap)\.name$/,
  Secret: /(secretRef|secretKeyRef)\.name$|secret\.secretName$/,
};

export function usersOf(
  kind: 'ConfigMap' | 'Secret',
  name: string,
  { manifests, resolve }: SystemView,
): readonly string[] {
  const pattern = references[kind];
  const workloads = manifests
    .flatMap(({ objects }) => objects)
    .filter((object) => podTemplate(object) !== undefined)
    .filter(({ tree }) =>
      [...leavesOf(tree)].some(([path, { text }]) => text === name && pattern?.test(path)),
    );
  return workloads.flatMap((workload) => resolve(workload.name) ?? []);
}

const runsSystems =
  /^\s*(?:sudo\s+)?(kubectl|oc|helm|docker|docker-compose|podman|nerdctl|istioctl|systemctl|argocd|flux)\b/;

/** `kubectl scale deployment/web --replicas=0` is about `web`. */
function servicesOfCommand(text: string, { resolve }: SystemView): readonly string[] {
  if (!runsSystems.test(text)) return [];
  return text
    .split(/[\s/='",;|&()]+/)
    .filter((word) => word.length > 1 && !word.startsWith('-'))
    .flatMap((word) => resolve(word) ?? []);
}
