import assert from 'node:assert/strict';
import type { Timeline } from '../../src/core/model/diagnosis.ts';
import { clustersOf, labelsOf, type TimedEvent } from '../../src/webview/timeline/events.ts';
import {
  added,
  barsOf,
  ticksOf,
  totalOf,
  wholeOf,
  zoomed,
} from '../../src/webview/timeline/scale.ts';
import { leadOf } from '../../src/webview/views/glance.ts';

const start = Date.parse('2026-03-02T13:00:00Z');
const timeline: Timeline = {
  start,
  step: 10_000,
  buckets: Array.from({ length: 360 }, (_, index) => ({ info: 2, warn: 1, error: index % 2 })),
};

suite('the scale of the timeline', () => {
  for (const width of [160, 300, 700, 1200, 3000]) {
    test(`no record is lost or counted twice at ${width} pixels`, () => {
      const { bars } = barsOf(timeline, wholeOf(timeline), width);
      assert.equal(
        bars.reduce((sum, bar) => sum + totalOf(bar), 0),
        360 * 3 + 180,
      );
    });
  }

  const steps: readonly (readonly [number, number])[] = [
    [300, 120_000],
    [700, 60_000],
    [1200, 30_000],
    [4000, 10_000],
  ];
  for (const [width, step] of steps) {
    test(`a bar is ${step / 1000} s at ${width} pixels`, () => {
      assert.equal(barsOf(timeline, wholeOf(timeline), width).step, step);
    });
  }

  test('zooming halves the span around a moment and stays within the run', () => {
    const whole = wholeOf(timeline);
    assert.deepEqual(zoomed(timeline, whole, start, 0.5), { from: start, to: start + 1_800_000 });
    assert.deepEqual(zoomed(timeline, whole, whole.to, 2), whole);
    const closest = zoomed(timeline, { from: start, to: start + 60_000 }, start, 0.5);
    assert.equal(closest.to - closest.from, 120_000);
  });

  test('the table adds up whole buckets', () => {
    assert.deepEqual(added(timeline, start, 60_000), { info: 12, warn: 6, error: 3 });
    assert.deepEqual(added(timeline, start - 60_000, 60_000), { info: 0, warn: 0, error: 0 });
  });

  test('ticks are round times that have room', () => {
    const bars = barsOf(timeline, wholeOf(timeline), 700);
    assert.deepEqual(
      ticksOf(bars, 700).map(({ label }) => label),
      ['13:00', '13:10', '13:20', '13:30', '13:40', '13:50', '14:00'],
    );
  });
});

suite('events on the timeline', () => {
  const event = (
    seconds: number,
    kind: TimedEvent['kind'],
    remark = 'a setting changed',
  ): TimedEvent => ({
    time: start + seconds * 1000,
    kind,
    word: '',
    what: '',
    remark,
  });
  const xOf = (time: number): number => (time - start) / 10_000;

  test('texts that would lie upon each other take another lane', () => {
    const events = [event(100, 'change'), event(200, 'chain'), event(700, 'change', 'scaled')];
    assert.deepEqual(
      labelsOf(events, xOf, 360).map(({ text, lane }) => `${lane} ${text}`),
      ['0 13:03:20 first deviation', '1 13:01:40 a setting changed', '2 13:11:40 scaled'],
    );
  });

  test('a change at the first deviation is told with it, and the same change again is not', () => {
    const events = [
      event(200, 'chain'),
      event(201, 'change'),
      event(202, 'change'),
      event(1500, 'change'),
      event(1560, 'change'),
    ];
    assert.deepEqual(
      labelsOf(events, xOf, 900).map(({ text }) => text),
      ['13:03:20 first deviation, at a change', '13:25:00 a setting changed'],
    );
  });

  test('near ones are one mark, those outside are none', () => {
    const events = [
      event(-50, 'burst'),
      event(100, 'burst'),
      event(180, 'novel'),
      event(400, 'burst'),
    ];
    assert.deepEqual(
      clustersOf(events, xOf, 360, 20).map(({ x, events: all }) => [x, all.length]),
      [
        [10, 2],
        [40, 1],
      ],
    );
  });
});

const leads: readonly (readonly [string, string, string])[] = [
  ['a short text is told whole', 'Redis is full. Carts fail.', 'Redis is full. Carts fail.'],
  [
    'a long one is told by its first sentences',
    `It fails since 14:03. ${'Something else went on at that time as well, as far as is known. '.repeat(5)}`,
    `It fails since 14:03. ${'Something else went on at that time as well, as far as is known. '.repeat(3).trim()}`,
  ],
  [
    'a quote is not cut',
    `It says “no. ${'x'.repeat(230)}” there. Then more.`,
    `It says “no. ${'x'.repeat(230)}” there.`,
  ],
  ['a first part ends at the blank line', 'It fails.\n\n- a\n- b', 'It fails.'],
  ['no sentence at all is told as it is', 'x'.repeat(500), 'x'.repeat(500)],
];

suite('the first sentences of a summary', () => {
  for (const [name, text, lead] of leads) {
    test(name, () => {
      assert.equal(leadOf(text).lead, lead);
    });
  }
});
