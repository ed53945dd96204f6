import assert from 'node:assert/strict';
import { claimsOf, diagnoseTexts, everySecond, times } from './texts.ts';

const placed = (at: number): string => `INFO [main] c.s.Cart: order ${at} placed`;

suite('errors that repeat', () => {
  const counts = [1, 2, 8, 50, 60, 300, 1000];
  const sayings = [
    'ERROR [main] c.s.Cart: order skipped',
    'ERROR [main] c.s.Cart: cart is null',
    'ERROR [main] c.s.Cart: Warenkorb leer',
    'FATAL [main] c.s.Cart: order skipped',
  ];
  for (const said of sayings) {
    for (const count of counts) {
      test(`${count} x “${said}” after ordinary work is an incident`, async () => {
        const text = everySecond(
          times(600, placed),
          times(count, () => said),
        );
        const { outcome, hypotheses } = await diagnoseTexts({ 'cart.log': text });
        assert.equal(outcome, 'diagnosed');
        assert.match(hypotheses[0]?.title ?? '', new RegExp(said.slice(22).trim(), 'i'));
      });
    }
  }

  const risen: readonly [string, string][] = [
    [
      'with ordinary work after them',
      everySecond(
        times(3000, placed),
        times(300, () => 'ERROR cart is null'),
        times(100, placed),
      ),
    ],
    [
      'in a short log',
      everySecond(
        times(20, placed),
        times(10, () => 'ERROR order skipped'),
      ),
    ],
    [
      'among work that goes on',
      everySecond(
        times(300, placed),
        times(300, (at) => (at % 2 ? 'ERROR order skipped' : placed(at))),
      ),
    ],
    [
      'in words that make little of them',
      everySecond(
        times(200, placed),
        times(200, () => 'ERROR order failed, skipping'),
      ),
    ],
    [
      'at many times the rate of before',
      everySecond(
        times(1000, (at) => (at % 50 === 3 ? 'ERROR order skipped' : placed(at))),
        times(600, (at) => (at % 2 ? 'ERROR order skipped' : placed(at))),
      ),
    ],
    [
      'as half of the log from its first line on',
      everySecond(times(300, (at) => (at % 2 ? 'ERROR order skipped' : placed(at)))),
    ],
    [
      'that are warnings in place of the work',
      everySecond(
        times(200, placed),
        times(200, () => 'WARN cart is null'),
      ),
    ],
  ];
  for (const [how, text] of risen) {
    test(`an incident: errors ${how}`, async () => {
      assert.equal((await diagnoseTexts({ 'cart.log': text })).outcome, 'diagnosed');
    });
  }

  test('are told by when they began, what stands before them and what they took the place of', async () => {
    const text = everySecond(
      times(600, placed),
      times(300, () => 'ERROR [main] c.s.Cart: order skipped'),
    );
    const { hypotheses } = await diagnoseTexts({ 'cart.log': text });
    const told = claimsOf(hypotheses[0]);
    assert.match(told, /none like it stands above line 601, at 09:10:00; since then it came 300 t/);
    assert.match(told, /The line before it says “order 599 placed”/);
    assert.match(told, /came regularly before ends there; the last of it: “order 599 placed”/);
    assert.deepEqual(
      hypotheses[0]?.claims.filter(({ verdict }) => verdict.kind !== 'supported'),
      [],
    );
  });

  const habits: readonly [string, string][] = [
    [
      'an error that comes now and then from the start on',
      everySecond(
        times(3000, (at) => (at % 37 === 0 ? `ERROR thumbnail of ${at} skipped` : placed(at))),
      ),
    ],
    [
      'a warning that comes more often for a while',
      everySecond(
        times(300, placed),
        times(40, () => 'WARN cart is null'),
        times(300, placed),
      ),
    ],
  ];
  for (const [what, text] of habits) {
    test(`no incident: ${what}`, async () => {
      assert.equal((await diagnoseTexts({ 'cart.log': text })).outcome, 'noIncident');
    });
  }
});
