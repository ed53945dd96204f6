import { asBytes, type Pen } from './pen.ts';

export const START = Date.UTC(2026, 2, 14);
export const DAY = 86_400_000;

/** A clock that only goes forward, in steps as irregular as those of independent events. */
export interface WallClock {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** Goes on by about `mean` milliseconds. */
  tick(pen: Pen, mean: number): void;
}

const STEPS = Float64Array.from({ length: 1024 }, (_, i) => -Math.log((i + 0.5) / 1024));

export function createWallClock(): WallClock {
  let now = START;
  return {
    get now() {
      return Math.floor(now);
    },
    tick(pen, mean) {
      now += (STEPS[pen.random.below(STEPS.length)] as number) * mean;
    },
  };
}

/** Writes a time down. */
export type Stamp = (pen: Pen, now: number) => void;

const pad = (value: number): string => String(value).padStart(2, '0');
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const DAYS = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');

interface Moment {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly clock: string;
  readonly monthName: string;
  readonly weekday: string;
}

function momentOf(seconds: number): Moment {
  const date = new Date(seconds * 1000);
  const [month, weekday] = [date.getUTCMonth(), date.getUTCDay()];
  return {
    year: String(date.getUTCFullYear()),
    month: pad(month + 1),
    day: pad(date.getUTCDate()),
    clock: `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}`,
    monthName: MONTHS[month] ?? '',
    weekday: DAYS[weekday] ?? '',
  };
}

/** @param fraction digits after the second, `after` what follows them. */
function stamp(write: (moment: Moment) => string, fraction = 0, after = ''): Stamp {
  const end = asBytes(after);
  let second = -1;
  let known = asBytes('');
  return (pen, now) => {
    const seconds = Math.floor(now / 1000);
    if (seconds !== second) {
      second = seconds;
      known = asBytes(write(momentOf(seconds)));
    }
    pen.raw(known);
    if (fraction > 0) pen.digits(now - seconds * 1000, 3);
    if (fraction > 3) pen.digits(pen.random.below(1000), fraction - 3);
    pen.raw(end);
  };
}

/** The times of the formats that are written, by what they look like. */
export const stamps = {
  /** `2026-03-14 10:31:07,041` */
  log4j: stamp((at) => `${at.year}-${at.month}-${at.day} ${at.clock},`, 3),
  /** `2026-03-14T10:31:07.041Z` */
  iso: stamp((at) => `${at.year}-${at.month}-${at.day}T${at.clock}.`, 3, 'Z'),
  /** `26/03/14 10:31:07` */
  spark: stamp((at) => `${at.year.slice(2)}/${at.month}/${at.day} ${at.clock}`),
  /** `0314 10:31:07.041123` */
  klog: stamp((at) => `${at.month}${at.day} ${at.clock}.`, 6),
  /** `Mar 14 10:31:07` */
  syslog: stamp((at) => `${at.monthName} ${at.day.replace(/^0/, ' ')} ${at.clock}`),
  /** `14/Mar/2026:10:31:07 +0000` */
  access: stamp((at) => `${at.day}/${at.monthName}/${at.year}:${at.clock} +0000`),
  /** `Sat Mar 14 10:31:07.041123 2026` with the year of `START`. */
  apache: stamp((at) => `${at.weekday} ${at.monthName} ${at.day} ${at.clock}.`, 6, ' 2026'),
} as const;
