import type { Finding, Suggestion } from '../../model/audit.ts';
import { usersOf } from '../dependency/changedServices.ts';
import { type ManifestChange, manifestChanges } from '../dependency/manifestChanges.ts';
import type { Systems } from '../dependency/systems.ts';
import { bytes } from '../dependency/units.ts';
import type { OpenDiagnosis } from './openDiagnosis.ts';
import { unhealthyServices } from './unhealthy.ts';

/** Less of anything that a service under pressure has, or more of what presses on it. */
export function worsening(
  { files }: Suggestion,
  diagnosis: OpenDiagnosis,
  systems: Systems,
): readonly Finding[] {
  const unhealthy = unhealthyServices(diagnosis, systems.before);
  return files.flatMap(({ path, renamedFrom }) => {
    const old = systems.before.manifests.find((one) => one.path === (renamedFrom ?? path));
    const now = systems.after.manifests.find((one) => one.path === path);
    return manifestChanges(old, now).flatMap((change) =>
      worseFindings(change, path, unhealthy, diagnosis, systems),
    );
  });
}

function worseFindings(
  change: ManifestChange,
  file: string,
  unhealthy: ReadonlyMap<string, string>,
  diagnosis: OpenDiagnosis,
  systems: Systems,
): readonly Finding[] {
  const { unit, path, before, after } = change;
  const [was, is] = [amount(before?.text), amount(after?.text)];
  if (was === undefined || is === undefined) return [];
  const owners = ownersOf(unit.kind, unit.name, systems);
  const isLess =
    is < was &&
    /replicas$|(limits|requests)\.(memory|cpu)$|mem_limit$|pool|max_?connections/i.test(path);
  const isMore =
    is > was && /retr(y|ies)|attempts|concurrency|workers|batch|rate|parallel/i.test(path);
  const pressed = isLess ? owners : isMore ? calledBy(owners, systems) : [];
  return pressed.flatMap((service) => {
    const said = unhealthy.get(service);
    if (said === undefined) return [];
    const name = path.split('.').slice(-2).join('.');
    return [
      {
        kind: 'fit',
        severity: 'error',
        verdict: 'makesWorse',
        message: isLess
          ? `${service} is unhealthy (“${said}”), and this gives it less: ${name} ${before?.text} → ${after?.text}.`
          : `${service} is unhealthy (“${said}”), and this puts more on it: ${name} ${before?.text} → ${after?.text} of ${unit.name}, which calls it.`,
        subject: service,
        file,
        line: after?.line,
        source: { file: diagnosis.file, line: undefined },
      },
    ];
  });
}

function amount(text: string | undefined): number | undefined {
  const milli = /^(\d+)m$/.exec(text ?? '')?.[1];
  return milli === undefined ? bytes(text ?? '', false) : Number(milli) / 1_000;
}

function ownersOf(kind: string, name: string, { after }: Systems): readonly string[] {
  if (kind === 'ConfigMap' || kind === 'Secret') return usersOf(kind, name, after);
  const service = after.resolve(name);
  return service === undefined ? [] : [service];
}

function calledBy(owners: readonly string[], { after }: Systems): readonly string[] {
  const edges = after.topology.edges.filter(
    ({ status }) => status !== 'ordered' && status !== 'allowed',
  );
  return edges.filter(({ from }) => owners.includes(from)).map(({ to }) => to);
}
