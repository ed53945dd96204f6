import type { ChangedFile } from '../../../model/audit.ts';
import { documentsOf, entryOf, type Value } from '../kubernetes/documents.ts';
import { closest, nearest } from '../nearMiss.ts';
import { folderOf, nameOf } from '../project.ts';
import { didYouMean, listed } from '../report.ts';
import type { Run } from '../run.ts';

const keys = {
  file: 'version name services networks volumes configs secrets include models',
  service:
    'annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset credential_spec depends_on deploy develop device_cgroup_rules devices dns dns_opt dns_search domainname driver_opts entrypoint env_file environment expose extends external_links extra_hosts gpus group_add healthcheck hostname image init ipc isolation label_file labels links log_driver log_opt logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit models net network_mode networks oom_kill_disable oom_score_adj pid pids_limit platform ports post_start pre_stop privileged profiles provider pull_policy read_only restart runtime scale secrets security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits use_api_socket user userns_mode uts volume_driver volumes volumes_from working_dir',
  healthcheck: 'disable interval retries start_interval start_period test timeout',
  deploy:
    'endpoint_mode labels mode placement replicas resources restart_policy rollback_config update_config',
  build:
    'additional_contexts args cache_from cache_to context dockerfile dockerfile_inline entitlements extra_hosts isolation labels network no_cache platforms privileged provenance pull sbom secrets shm_size ssh tags target ulimits',
} as const;

/** Compose files: their keys, and the services, volumes and networks that services name. */
export async function checkCompose(run: Run, files: readonly ChangedFile[]): Promise<void> {
  for (const file of files) {
    const added = new Set(file.added.map(({ line }) => line));
    const isAlone = await standsAlone(run, file);
    for (const document of documentsOf(file.after ?? '')) {
      checkFile({ run, file: file.path, added, isAlone }, document);
    }
  }
}

interface Context {
  readonly run: Run;
  readonly file: string;
  readonly added: ReadonlySet<number>;
  /** No other file adds to it. */
  readonly isAlone: boolean;
}

async function standsAlone(run: Run, file: ChangedFile): Promise<boolean> {
  const others = [...run.project.paths].filter(
    (path) =>
      path !== file.path &&
      folderOf(path) === folderOf(file.path) &&
      /compose[^/]*\.ya?ml$/.test(nameOf(path)),
  );
  return others.length === 0 && !/^include:|^\s+extends:/m.test(file.after ?? '');
}

function checkFile(context: Context, document: Value): void {
  const services = entryOf(document, 'services')?.value;
  if (services?.kind !== 'map') return;
  checkKeys(context, document, keys.file, 'A compose file');
  const names = services.entries.map(({ key }) => key);
  const volumes = namesIn(entryOf(document, 'volumes')?.value);
  const networks = [
    ...namesIn(entryOf(document, 'networks')?.value),
    'default',
    'host',
    'none',
    'bridge',
  ];
  for (const { value } of services.entries) {
    checkKeys(context, value, keys.service, 'A service of compose');
    for (const inner of ['healthcheck', 'deploy', 'build'] as const) {
      const found = entryOf(value, inner)?.value;
      if (found) checkKeys(context, found, keys[inner], `${inner} of compose`);
    }
    for (const key of ['depends_on', 'links'] as const) {
      checkNames(context, entryOf(value, key)?.value, names, 'service');
    }
    checkNames(context, entryOf(value, 'networks')?.value, networks, 'network');
    checkVolumes(context, entryOf(value, 'volumes')?.value, volumes);
  }
}

function checkKeys(
  { run, file, added }: Context,
  value: Value,
  known: string,
  owner: string,
): void {
  const allowed = known.split(' ');
  for (const { key, line } of value.kind === 'map' ? value.entries : []) {
    if (allowed.includes(key) || !added.has(line) || key === '<<' || key.startsWith('x-')) continue;
    run.report.find(
      { file, line },
      {
        verdict: 'notFound',
        severity: 'error',
        subject: key,
        message: `${owner} has no key ${key}.${didYouMean(closest(key, allowed))}`,
        source: listed('keys of compose files'),
      },
    );
  }
}

function namesIn(value: Value | undefined): readonly string[] {
  return value?.kind === 'map' ? value.entries.map(({ key }) => key) : [];
}

function checkNames(
  context: Context,
  value: Value | undefined,
  known: readonly string[],
  word: string,
): void {
  const named =
    value?.kind === 'map'
      ? value.entries.map(({ key, line }) => ({ text: key, line }))
      : value?.kind === 'list'
        ? value.items.flatMap((item) =>
            item.kind === 'scalar' ? [{ text: item.text, line: item.line }] : [],
          )
        : [];
  for (const { text, line } of named)
    checkName(context, text.split(':')[0] ?? '', line, known, word);
}

function checkName(
  { run, file, added, isAlone }: Context,
  name: string,
  line: number,
  known: readonly string[],
  word: string,
): void {
  if (known.includes(name) || !added.has(line) || /[$<]/.test(name) || name === '') return;
  const near = nearest(name, known);
  const isSure = isAlone || near !== undefined;
  run.report.find(
    { file, line },
    {
      verdict: isSure ? 'notFound' : 'couldNotCheck',
      severity: isSure ? 'error' : 'info',
      subject: `${word} ${name}`,
      message: `This file has no ${word} ${name}.${didYouMean(near)}`,
      source: { file, line: undefined },
    },
  );
}

/** `data:/var/lib` names a volume; `./data:/var/lib` a folder. */
function checkVolumes(context: Context, value: Value | undefined, known: readonly string[]): void {
  for (const item of value?.kind === 'list' ? value.items : []) {
    if (item.kind !== 'scalar') continue;
    const [name = '', target] = item.text.split(':');
    if (target === undefined || !/^[A-Za-z0-9][\w.-]*$/.test(name)) continue;
    checkName(context, name, item.line, known, 'volume');
  }
}
