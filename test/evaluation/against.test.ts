import assert from 'node:assert/strict';
import { diagnoseTexts, everySecond, times } from './texts.ts';

const placed = (at: number): string => `INFO order ${at} placed`;
const refused = 'ERROR broker 10.0.0.2:5672 is unreachable: connection refused';
const gotOver = 'INFO Reconnected to 10.0.0.2:5672';
const idle = (count: number) => times(count, placed);

suite('what speaks against an explanation', () => {
  test('a recovery counts in its own log, though another log goes on failing', async () => {
    const failing = everySecond(idle(120), refused, idle(9));
    const other = everySecond(idle(123), refused, idle(6));
    const healed = everySecond(idle(120), refused, gotOver, idle(8));
    const before = (await diagnoseTexts({ 'a.log': failing, 'b.log': other })).hypotheses[0];
    const after = (await diagnoseTexts({ 'a.log': healed, 'b.log': other })).hypotheses[0];
    assert.ok(before && after);
    assert.match(after.against.map(({ text }) => text).join('\n'), /It was got over: “Reconnected/);
    assert.ok(after.confidence.value < before.confidence.value);
  });

  test('failures minutes apart are two explanations, however little stands between them', async () => {
    const log = [
      ...times(30, (at) => `2026-05-04T09:00:${String(at + 10)}Z INFO order ${at} placed`),
      '2026-05-04T09:01:00Z ERROR smtp.example:587 refused login: 535 authentication failed',
      '2026-05-04T09:05:00Z FATAL worker killed: java.lang.OutOfMemoryError: Java heap space',
    ].join('\n');
    const { hypotheses } = await diagnoseTexts({ 'office.log': log });
    const titles = hypotheses.map(({ title }) => title).join('\n');
    assert.match(titles, /OutOfMemoryError/);
    assert.match(titles, /authentication failed/);
  });
});
