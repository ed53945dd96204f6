import assert from 'node:assert/strict';
import { noContext } from '../../../src/core/model/context.ts';
import { explain } from './metamorphic/world.ts';

suite('a cause among several failing logs', () => {
  const at = (second: number): string => `2026-06-01T10:00:${String(second).padStart(2, '0')}Z`;
  const line = (second: number, service: string, level: string, msg: string, trace?: string) =>
    JSON.stringify({ time: at(second), level, service, msg, ...(trace && { trace_id: trace }) });
  const logs = (trace: string | undefined) => [
    {
      name: 'ledger.log',
      lines: [
        ...Array.from({ length: 20 }, (_, i) => line(i, 'ledger', 'info', `booking ${i} stored`)),
        line(30, 'ledger', 'error', 'write failed: No space left on device', trace),
      ],
    },
    {
      name: 'shop.log',
      lines: [
        ...Array.from({ length: 20 }, (_, i) => line(i, 'shop', 'info', `order ${i} placed`)),
        line(31, 'shop', 'error', 'order 21 failed: ledger answered 500', trace),
      ],
    },
  ];
  const rows: readonly [string, ReturnType<typeof logs>, boolean][] = [
    ['between which no call was seen', logs(undefined), true],
    ['in which one request is told twice', logs('a393cd905ac52416'), false],
    ['of which one alone fails', logs(undefined).slice(0, 1), false],
  ];
  for (const [name, given, isCapped] of rows) {
    test(`${name} is ${isCapped ? '' : 'not '}held at the cap for that`, async () => {
      const { hypotheses } = await explain({ logs: given, context: noContext });
      const [top] = hypotheses;
      assert.match(top?.title ?? '', /space|disk/i);
      const gates = top?.confidence.gates.map((gate) => gate.name) ?? [];
      assert.equal(gates.includes('severalLogs'), isCapped, JSON.stringify(top?.claims));
    });
  }
});
