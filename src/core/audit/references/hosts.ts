import type { Finding, Suggestion } from '../../model/audit.ts';
import type { Systems } from '../dependency/systems.ts';
import { addedLines, missing } from './added.ts';
import { misspelt } from './misspelt.ts';

/** Hosts of one word that are almost a service of the system: nothing answers there. */
export function missingHosts({ after }: Systems, suggestion: Suggestion): readonly Finding[] {
  const isAdded = addedLines(suggestion);
  const names = namesOf(after);
  const told = new Set<string>();
  return after.mentions.flatMap(({ host, file, line, status }): readonly Finding[] => {
    const isBare = /^[a-z][a-z0-9-]*$/i.test(host);
    if (!isBare || status === 'ordered' || !isAdded(file, line) || told.has(`${file} ${host}`))
      return [];
    if (names.has(host) || after.resolve(host) !== undefined) return [];
    const near = misspelt(host, names.keys());
    const source = near === undefined ? undefined : names.get(near);
    if (!source) return [];
    told.add(`${file} ${host}`);
    const sentence = `No service here is called ${host}.`;
    return [missing({ subject: host, file, line, sentence, near, source })];
  });
}

interface At {
  readonly file: string;
  readonly line: number;
}

/** What can be called in this system, and where it is described. */
function namesOf({ manifests }: Systems['after']): ReadonlyMap<string, At> {
  const names = new Map<string, At>();
  for (const { services, objects } of manifests) {
    for (const { name, file, line } of services) names.set(name, { file, line });
    for (const { kind, name, file, tree } of objects) {
      if (kind === 'Service') names.set(name, { file, line: tree.line });
    }
  }
  return names;
}
