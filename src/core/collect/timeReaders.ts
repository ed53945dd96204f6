import type { Header } from './header.ts';
import { learnTime, type TimeReader } from './timeReader.ts';

interface Line {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** The ways in which the lines of a log state their times. */
interface TimeReaders {
  /**
   * What reads the time of this line and of those like it; nothing where only the patterns can.
   * @param raw the line, a character a byte.
   */
  readerOf(line: Line, raw: string, header: Header): TimeReader | undefined;
}

interface Known {
  readonly kind: Header['timeKind'];
  readonly rounds: boolean;
  readonly reader: TimeReader;
}

/** Ways that are tried before a new one is looked for: most lines have their time as another had. */
const RECENT = 4;

export function createTimeReaders(): TimeReaders {
  const recent: Known[] = [];
  return {
    readerOf({ bytes, start, end }, raw, header) {
      const { time, timeKind: kind, uptime, format } = header;
      if (kind === 'none' || (uptime !== undefined && kind !== 'uptime')) {
        return undefined;
      }
      const rounds = format === 'json' || format === 'logfmt';
      for (const known of recent) {
        const isAlike = known.kind === kind && known.rounds === rounds;
        if (isAlike && known.reader.read(bytes, start, end) === time) return known.reader;
      }
      const reader = learnTime(raw, time, kind, rounds);
      if (reader) {
        recent.unshift({ kind, rounds, reader });
        recent.length = Math.min(recent.length, RECENT);
      }
      return reader;
    },
  };
}
