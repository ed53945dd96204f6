import { createDice, createLog, iso, MINUTE, regularly, SECOND } from './writer.ts';

/**
 * The same Wasm component is rolled out to two clusters. It was built against WASI HTTP 0.2.3;
 * cluster `fra` runs a shim that has it, cluster `sin` one that knows 0.2.0 only.
 */
export function wasmRuntime(): Record<string, string> {
  return {
    'fra.log': cluster('fra', '0.21.0', false, 41),
    'sin.log': cluster('sin', '0.15.1', true, 42),
  };
}

function cluster(name: string, shim: string, isOld: boolean, seed: number): string {
  const dice = createDice(seed);
  const start = Date.UTC(2026, 10, 12, 9, 0);
  const rollout = start + 11 * MINUTE;
  const end = start + 31 * MINUTE;
  const log = createLog();
  const node = `${name}-node-2`;
  const kubelet = (at: number, level: string, message: string): void =>
    log.add(
      at,
      `${iso(at)} ${node} kubelet[1204]: ${level}${iso(at).slice(5, 10).replace('-', '')} ${iso(at).slice(11, 23)}000    1204 ${message}`,
    );
  const runtime = (at: number, level: string, message: string): void =>
    log.add(at, `${iso(at)} ${node} containerd[988]: time="${iso(at)}" level=${level} ${message}`);
  const filter = (at: number, pod: string, level: string, message: string): void =>
    log.add(
      at,
      `${iso(at)} ${node} ${pod}: ${iso(at)} ${level.padStart(5)} geo_filter: ${message}`,
    );

  runtime(
    start,
    'info',
    `msg="containerd-shim-spin-v2 registered" version=${shim} runtime=io.containerd.spin.v2`,
  );
  regularly(dice, [start, isOld ? rollout + 20 * SECOND : end], 3 * SECOND, (at) => {
    const pod =
      at < rollout + 15 * SECOND ? 'geo-filter-58c7d9f6b-nq8rz' : 'geo-filter-7b4d6c8f9-x2lkw';
    filter(
      at,
      pod,
      'INFO',
      `handled GET /v1/geo?ip=${dice.between(11, 220)}.${dice.between(0, 255)}.${dice.between(0, 255)}.0 status=200 took=${dice.between(2, 9)}ms fuel=${dice.between(11000, 19000)}`,
    );
  });
  regularly(dice, [start, end], 20 * SECOND, (at) =>
    kubelet(
      at,
      'I',
      `prober.go:112] "Probe succeeded" probeType="Readiness" pod="edge/geo-filter" containerName="filter"`,
    ),
  );
  kubelet(
    rollout,
    'I',
    'kubelet.go:2421] "SyncLoop ADD" source="api" pods=["edge/geo-filter-7b4d6c8f9-x2lkw"]',
  );
  runtime(
    rollout + 900,
    'info',
    'msg="PullImage \\"registry.example.com/edge/geo-filter:1.9.0\\" returns image reference"',
  );
  if (!isOld) {
    runtime(
      rollout + 2100,
      'info',
      'msg="StartContainer returns successfully" container=filter pod=geo-filter-7b4d6c8f9-x2lkw',
    );
    return log.text();
  }
  let wait = 10 * SECOND;
  for (let at = rollout + 2 * SECOND, attempt = 0; at < end; at += wait, attempt += 1) {
    const id = dice.hex(12);
    log.add(
      at,
      `${iso(at)} ${node} geo-filter-7b4d6c8f9-x2lkw: Error: failed to instantiate component 'filter'`,
    );
    log.add(at, `${iso(at)} ${node} geo-filter-7b4d6c8f9-x2lkw: Caused by:`);
    log.add(
      at,
      `${iso(at)} ${node} geo-filter-7b4d6c8f9-x2lkw:     0: component imports instance \`wasi:http/types@0.2.3\`, but a matching implementation was not found in the linker`,
    );
    log.add(
      at,
      `${iso(at)} ${node} geo-filter-7b4d6c8f9-x2lkw:     1: instance export \`fields\` has the wrong type`,
    );
    log.add(
      at,
      `${iso(at)} ${node} geo-filter-7b4d6c8f9-x2lkw:     2: resource implementation is missing`,
    );
    runtime(
      at + 120,
      'error',
      `msg="shim task exited" id=${id} exit_status=137 runtime=io.containerd.spin.v2`,
    );
    kubelet(
      at + 300,
      'E',
      `pod_workers.go:1301] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"filter\\" with CrashLoopBackOff: \\"back-off ${Math.min(300, 10 * 2 ** attempt)}s restarting failed container=filter pod=geo-filter-7b4d6c8f9-x2lkw_edge\\"" pod="edge/geo-filter-7b4d6c8f9-x2lkw"`,
    );
    wait = Math.min(wait * 2, 2 * MINUTE);
  }
  regularly(dice, [rollout + 25 * SECOND, end], 2 * SECOND, (at) =>
    log.add(
      at,
      `${iso(at)} ${node} envoy[2310]: [${iso(at)}] "GET /v1/geo HTTP/1.1" 503 UH 0 19 0 - "no healthy upstream" cluster=geo-filter`,
    ),
  );
  return log.text();
}
