import assert from 'node:assert/strict';
import { largestHolder } from '../../../src/core/tells/oomReport.ts';
import { fixtureLog } from '../fixtureLog.ts';

const killed = '[   60.4] Out of memory: Killed process 155 (redis-server) total-vm:61440kB';
const killedOnArm = killed.replace('61440kB', '983040kB');
const invoked = '[   60.1] resize.sh invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0';
const slab = '[   60.2] conntab_entry         231004KB     231004KB';
const small = '[   60.2] task_struct              410KB        480KB';
const task =
  '[   60.3] [    155]     0   155    15360     5120    65536        0             0 redis-server';

suite('tells: who holds the memory', () => {
  const rows: readonly [string, readonly string[], string | undefined][] = [
    ['the largest slab', [invoked, small, slab, task, killed], 'slab cache conntab_entry 231004'],
    ['the largest process', [invoked, small, task, killed], 'redis-server[155] 20480'],
    ['in pages of 64 KB', [invoked, task, killedOnArm], 'redis-server[155] 327680'],
    ['nobody, where no list stands', [invoked, killed], undefined],
    ['nobody of the report before', [invoked, slab, killed, invoked, killed], undefined],
    ['nobody, where nobody was killed', [invoked, slab, 'reboot: Power down'], undefined],
  ];
  for (const [name, lines, expected] of rows) {
    test(name, () => {
      const file = { ...fixtureLog('console.log', []), lineCount: lines.length };
      const found = largestHolder({ ...file, lineAt: (at) => lines[at - 1] ?? '' }, lines.length);
      assert.equal(found && `${found.name} ${found.kilobytes}`, expected);
    });
  }
});
