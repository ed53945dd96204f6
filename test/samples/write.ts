// Writes the logs of the sample incidents: `npm run samples`. Code and manifests beside them are
// written by hand.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { healthy } from './healthy.ts';
import { kubernetesOutage } from './kubernetesOutage.ts';
import { latencyFragmentation } from './latencyFragmentation.ts';
import { redisCache } from './redisCache.ts';
import { wasmRuntime } from './wasmRuntime.ts';

/** By folder under media/samples. */
const samples: Readonly<Record<string, () => Record<string, string>>> = {
  '1-kubernetes-outage': kubernetesOutage,
  '2-latency-fragmentation': latencyFragmentation,
  '3-redis-cache': redisCache,
  '4-wasm-runtime': wasmRuntime,
  '5-healthy': healthy,
};

const folder = fileURLToPath(new URL('../../media/samples', import.meta.url));
for (const [name, make] of Object.entries(samples)) {
  for (const [file, text] of Object.entries(make())) {
    writeFileSync(join(folder, name, file), text);
  }
}
