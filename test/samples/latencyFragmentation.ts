import { createDice, createLog, MINUTE, regularly, SECOND, spaced } from './writer.ts';

/**
 * A C++ pricing service: now and then a quote takes a second, nobody can reproduce it, no line says
 * ERROR. Buffers of ever other sizes leave holes between them: the allocator holds three times what
 * is in use, and hands pages back to the kernel in one go, under a lock, while quotes wait.
 */
export function latencyFragmentation(): Record<string, string> {
  const dice = createDice(23);
  const start = Date.UTC(2026, 9, 28, 6, 0);
  const end = start + 130 * MINUTE;
  const pricing = createLog();
  const gateway = createLog();
  const spd = (at: number, level: string, message: string): void =>
    pricing.add(
      at,
      `[${spaced(at)}] [pricing-engine] [${level}] [thread ${dice.between(3101, 3108)}] ${message}`,
    );

  spd(
    start,
    'info',
    'pricing-engine 5.2.0 starting, 8 workers, quote cache 512 MiB, allocator jemalloc 5.3.0',
  );
  spd(start + 900, 'info', 'listening on 0.0.0.0:7400');
  regularly(dice, [start + 2 * SECOND, end], 4 * SECOND, (at) =>
    spd(
      at,
      'info',
      `quote ${dice.hex(8)} instruments=${dice.between(1, 64)} took ${dice.between(7, 19)} ms`,
    ),
  );
  regularly(dice, [start + 10 * SECOND, end], 31 * SECOND, (at) =>
    spd(
      at,
      'info',
      `cache: hit ratio 0.${dice.between(91, 96)}, ${dice.between(41000, 43000)} entries, evicted ${dice.between(300, 420)} in the last 30 s`,
    ),
  );

  // In use stays flat; what is resident grows with the holes.
  const allocated = 1.86;
  for (let minute = 1; minute < 130; minute += 1) {
    const at = start + minute * MINUTE + 210;
    const resident = allocated + 0.11 + minute * 0.031;
    const used = allocated + (dice.next() - 0.5) * 0.04;
    spd(
      at,
      'info',
      `memory: allocated=${used.toFixed(2)}GiB active=${(resident - 0.1).toFixed(2)}GiB resident=${resident.toFixed(2)}GiB fragmentation=${(resident / used).toFixed(2)} arenas=32`,
    );
  }
  // A purge every few minutes, longer each time; the quotes of that moment wait for it.
  for (let minute = 34, round = 0; minute < 129; minute += dice.between(4, 8), round += 1) {
    const at = start + minute * MINUTE + dice.between(0, 50) * SECOND;
    const stall = 140 + round * 58 + dice.between(0, 40);
    const pages = 21000 + round * 9500;
    spd(at, 'debug', `arena ${dice.between(0, 31)}: dirty pages ${pages} above limit, purging`);
    spd(
      at + stall,
      'info',
      `arena purge: ${pages} pages returned in ${stall} ms, lock held ${stall - 4} ms`,
    );
    for (let quote = 0; quote < dice.between(2, 6); quote += 1) {
      const took = stall + dice.between(6, 30);
      spd(
        at + stall + quote,
        took > 400 ? 'warning' : 'info',
        `quote ${dice.hex(8)} instruments=${dice.between(1, 64)} took ${took} ms`,
      );
    }
    if (stall > 450) {
      gateway.add(
        at + 500,
        `ts=${new Date(at + 500).toISOString()} level=warn component=gateway msg="upstream slow" upstream=pricing-engine:7400 took_ms=${stall + 9} limit_ms=400 trace_id=${dice.hex(32)}`,
      );
    }
  }
  regularly(dice, [start, end], 6 * SECOND, (at) =>
    gateway.add(
      at,
      `ts=${new Date(at).toISOString()} level=info component=gateway msg="request served" upstream=pricing-engine:7400 status=200 took_ms=${dice.between(9, 24)} trace_id=${dice.hex(32)}`,
    ),
  );
  return { 'gateway.log': gateway.text(), 'pricing-engine.log': pricing.text() };
}
