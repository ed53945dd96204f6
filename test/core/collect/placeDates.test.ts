import assert from 'node:assert/strict';
import { placeDates, type Undated } from '../../../src/core/collect/placeDates.ts';
import { recordsOf } from '../recordTable.ts';
import { collectLines } from './collecting.ts';

interface Log {
  readonly lines: readonly string[];
  /** The log of which it is a file. */
  readonly series?: string;
  readonly modified?: string;
}

const yearless: Log = { lines: ['Nov 20 10:00:00 h a: x', 'Nov 20 11:00:00 h a: y'] };
const clock: Log = { lines: ['10:00:00 INFO x', '11:00:00 INFO y'] };
const dated: Log = { lines: ['2024-11-20 09:00:00 x', '2024-11-20 10:30:00 y'] };

/** The logs of a run, and the times of the first and last record of each. */
const cases: readonly (readonly [string, readonly Log[], readonly (readonly string[])[]])[] = [
  [
    'a time without a year is in the year of the file’s last change',
    [{ ...yearless, modified: '2026-11-20T11:00:01Z' }],
    [['2026-11-20T10:00:00.000Z', '2026-11-20T11:00:00.000Z']],
  ],
  [
    'and in the year before it where it would come after the change',
    [{ ...yearless, modified: '2026-03-01T00:00:00Z' }],
    [['2025-11-20T10:00:00.000Z', '2025-11-20T11:00:00.000Z']],
  ],
  [
    'a zone ahead of the file’s is no later year',
    [{ ...yearless, modified: '2026-11-20T02:00:00Z' }],
    [['2026-11-20T10:00:00.000Z', '2026-11-20T11:00:00.000Z']],
  ],
  [
    'a new year within the file ends in the year of the change',
    [
      {
        lines: ['Dec 31 23:59:59 h a: x', 'Jan  1 00:00:01 h a: y'],
        modified: '2026-01-02T00:00:00Z',
      },
    ],
    [['2025-12-31T23:59:59.000Z', '2026-01-01T00:00:01.000Z']],
  ],
  [
    'a file that states dates is believed before the file’s last change',
    [{ ...yearless, modified: '2026-11-20T11:00:01Z' }, dated],
    [
      ['2024-11-20T10:00:00.000Z', '2024-11-20T11:00:00.000Z'],
      ['2024-11-20T09:00:00.000Z', '2024-11-20T10:30:00.000Z'],
    ],
  ],
  [
    'the nearest of several dates counts',
    [
      { lines: ['Jan  2 10:00:00 h a: x'] },
      { lines: ['2023-06-01 09:00:00 x'] },
      { lines: ['2025-12-31 23:00:00 x'] },
    ],
    [
      ['2026-01-02T10:00:00.000Z', '2026-01-02T10:00:00.000Z'],
      ['2023-06-01T09:00:00.000Z', '2023-06-01T09:00:00.000Z'],
      ['2025-12-31T23:00:00.000Z', '2025-12-31T23:00:00.000Z'],
    ],
  ],
  [
    'a time of day is on the day of another file',
    [clock, dated],
    [
      ['2024-11-20T10:00:00.000Z', '2024-11-20T11:00:00.000Z'],
      ['2024-11-20T09:00:00.000Z', '2024-11-20T10:30:00.000Z'],
    ],
  ],
  [
    'a time of day that ends early lies within the day of the other file',
    [
      { lines: ['10:00:00 INFO x', '10:05:00 INFO y'] },
      { lines: ['2024-11-20 01:00:00 x', '2024-11-20 23:30:00 y'] },
    ],
    [
      ['2024-11-20T10:00:00.000Z', '2024-11-20T10:05:00.000Z'],
      ['2024-11-20T01:00:00.000Z', '2024-11-20T23:30:00.000Z'],
    ],
  ],
  [
    'a time of day is on the day of the file’s last change',
    [{ ...clock, modified: '2026-11-20T11:00:01Z' }],
    [['2026-11-20T10:00:00.000Z', '2026-11-20T11:00:00.000Z']],
  ],
  [
    'a time of day follows a file that was placed itself',
    [clock, { ...yearless, modified: '2026-11-21T00:00:00Z' }],
    [
      ['2026-11-20T10:00:00.000Z', '2026-11-20T11:00:00.000Z'],
      ['2026-11-20T10:00:00.000Z', '2026-11-20T11:00:00.000Z'],
    ],
  ],
  [
    'leap days are kept',
    [
      {
        lines: ['Feb 29 10:00:00 h a: x', 'Mar  1 10:00:00 h a: y'],
        modified: '2024-05-01T00:00:00Z',
      },
    ],
    [['2024-02-29T10:00:00.000Z', '2024-03-01T10:00:00.000Z']],
  ],
  [
    'March of another year is March',
    [{ lines: ['Mar  1 10:00:00 h a: x'], modified: '2026-05-01T00:00:00Z' }],
    [['2026-03-01T10:00:00.000Z', '2026-03-01T10:00:00.000Z']],
  ],
  [
    'the older files of a log are of the days before, though they were copied on one day',
    ['22:00:00', '21:00:00', '10:00:00'].map((end) => ({
      lines: ['09:00:00 INFO x', `${end} INFO y`],
      series: 'app.log',
      modified: '2026-11-20T23:00:00Z',
    })),
    [
      ['2026-11-18T09:00:00.000Z', '2026-11-18T22:00:00.000Z'],
      ['2026-11-19T09:00:00.000Z', '2026-11-19T21:00:00.000Z'],
      ['2026-11-20T09:00:00.000Z', '2026-11-20T10:00:00.000Z'],
    ],
  ],
  [
    'the older file of a log may be of the same day',
    [
      { lines: ['09:00:00 INFO x', '10:00:03 INFO y'], series: 'app.log' },
      { lines: ['10:00:01 INFO x', '11:00:00 INFO y'], series: 'app.log' },
      { lines: ['2026-11-20 11:00:00 INFO x'] },
    ],
    [
      ['2026-11-20T09:00:00.000Z', '2026-11-20T10:00:03.000Z'],
      ['2026-11-20T10:00:01.000Z', '2026-11-20T11:00:00.000Z'],
      ['2026-11-20T11:00:00.000Z', '2026-11-20T11:00:00.000Z'],
    ],
  ],
  [
    'the older file of a log may be of the year before',
    [
      { lines: ['Dec 30 10:00:00 h a: x', 'Dec 31 10:00:00 h a: x'], series: 'messages' },
      { lines: ['Dec 31 11:00:00 h a: x', 'Jan  2 10:00:00 h a: x'], series: 'messages' },
    ].map((log) => ({ ...log, modified: '2027-12-31T12:00:00Z' })),
    [
      ['2026-12-30T10:00:00.000Z', '2026-12-31T10:00:00.000Z'],
      ['2026-12-31T11:00:00.000Z', '2027-01-02T10:00:00.000Z'],
    ],
  ],
];

async function undated({ lines, series, modified }: Log): Promise<Undated> {
  return {
    file: { ...(await collectLines(...lines)), ...(series !== undefined && { series }) },
    modified: modified === undefined ? undefined : Date.parse(modified),
  };
}

suite('dates of a run', () => {
  for (const [name, logs, expected] of cases) {
    test(name, async () => {
      const files = placeDates(await Promise.all(logs.map(undated)));
      const iso = (time: number | undefined): string => new Date(time ?? Number.NaN).toISOString();
      assert.deepEqual(
        files.map(({ records }) => [
          iso(records.at(0)?.timestamp),
          iso(records.timestamp(records.length - 1)),
        ]),
        expected,
      );
      assert.deepEqual(
        files.map(({ span }) => [iso(span?.from), iso(span?.to)]),
        expected,
      );
      assert.ok(files.every(({ missingDate }) => missingDate === undefined));
    });
  }

  const unknown: readonly (readonly [string, string, string | undefined])[] = [
    ['a year', 'Nov 20 10:00:00 h a: x', 'year'],
    ['a day', '10:00:00 INFO x', 'day'],
    ['a start', '[   12.345678] usb 1-1: new device', 'start'],
    ['nothing', '2026-11-20 10:00:00 x', undefined],
    ['nothing, though it is old', '2000-11-20 10:00:00 x', undefined],
  ];
  for (const [what, line, missing] of unknown) {
    test(`${what} is said to be missing where nothing is known`, async () => {
      const [file] = placeDates([{ file: await collectLines(line), modified: undefined }]);
      assert.equal(file?.missingDate, missing);
    });
  }

  test('time since boot is not placed by the file’s last change', async () => {
    const file = await collectLines('[   12.345678] usb 1-1: new device');
    const [placed] = placeDates([{ file, modified: Date.UTC(2026, 0) }]);
    assert.equal(recordsOf(placed ?? file)[0]?.timestamp, 12_346);
  });
});
