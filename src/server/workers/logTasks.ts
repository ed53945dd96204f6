import {
  createLiveLog,
  type LiveLog,
  type OtherHalf,
  readSecondHalf,
} from '../../core/collect/liveLog.ts';
import { firstLook } from '../../core/firstLook.ts';
import { mineLogs } from '../../core/mine/mine.ts';
import { type ByteSource, bytesSource } from '../../core/model/byteSource.ts';
import type { LogFile } from '../../core/model/logFile.ts';
import type { Pace } from '../../core/model/pace.ts';
import type { MinedLogs } from '../../core/model/template.ts';
import { overviewOf } from '../../core/overview.ts';
import { createPace } from '../../core/pace.ts';
import type { OpenedFile } from '../../core/ports.ts';
import { clock } from '../../node/clock.ts';
import { openBytes } from '../../node/openBytes.ts';
import type { SharedBytes, SharedLog } from './tasks.ts';
import { sharedSource, threadLog } from './threadLog.ts';
import type { Talk, Work } from './worker.ts';

/** A log that this worker reads, as it was at the version it was asked for last. */
interface Known {
  readonly live: LiveLog;
  readonly version: number;
  readonly file: LogFile;
  mined: MinedLogs | undefined;
}

/** Bytes from which on people have to wait for a log, so that its head and tail are looked at first. */
const LARGE = 16_000_000;

type LogTasks = Pick<Work, 'read' | 'half' | 'mine' | 'overview' | 'forget'>;

/** The tasks of reading and mining; the logs that were read are kept until they are forgotten. */
export function createLogTasks(): LogTasks {
  const logs = new Map<number, Known>();
  const knownAt = (log: number, version: number): Known | undefined => {
    const known = logs.get(log);
    return known?.version === version ? known : undefined;
  };
  return {
    async read({ log, version, uri, bytes, isDivided }, talk) {
      const opened = await open(bytes, talk.cancelled);
      if (opened.kind === 'failure') {
        return opened;
      }
      const { modified, problem, compressed } = opened;
      if (!logs.has(log) && opened.bytes.size > LARGE) {
        const look = await firstLook(opened.bytes, paceOf(talk));
        talk.tell({ kind: 'firstLook', firstLook: look });
      }
      const live = logs.get(log)?.live ?? createLiveLog();
      const source = reporting(opened.bytes, talk);
      const read = await live.read(source, paceOf(talk), isDivided ? otherHalf(talk) : undefined);
      const shared: SharedLog = {
        bytes: compressed ? inMemory(opened.bytes) : bytes,
        log: read.log,
        modified,
        ...(problem && { problem }),
      };
      const file = threadLog(uri, sharedSource(shared.bytes), shared, read.detected);
      logs.set(log, { live, version, file, mined: undefined });
      return { kind: 'read', shared };
    },
    async half({ bytes }, talk) {
      const opened = await open(bytes, talk.cancelled);
      if (opened.kind === 'failure' || opened.compressed) {
        return undefined;
      }
      const onCut = (offset: number): void => talk.tell({ kind: 'cut', offset });
      return readSecondHalf(reporting(opened.bytes, talk), onCut, paceOf(talk));
    },
    async mine({ log, version }, talk) {
      const known = knownAt(log, version);
      if (!known) {
        return undefined;
      }
      const mined = await mineLogs([known.file], paceOf(talk));
      known.mined = { ...mined, templateIds: mined.templateIds.map(inSharedMemory) };
      return known.mined;
    },
    async overview({ log, version }, talk) {
      const known = knownAt(log, version);
      return known?.mined && overviewOf(known.file, known.mined, paceOf(talk));
    },
    async forget({ log }) {
      logs.delete(log);
      return undefined;
    },
  };
}

const otherHalf = (talk: Talk): OtherHalf => ({
  cut: () => talk.ask('cut', undefined),
  part: () => talk.ask('half', undefined),
});

function paceOf({ cancelled }: Talk): Pace {
  return createPace(clock, cancelled);
}

/** Bytes that another thread opened; gzip is unpacked here. */
async function open(bytes: SharedBytes, cancelled: AbortSignal): Promise<OpenedFile> {
  if (bytes.kind === 'memory') {
    const inMemory = {
      kind: 'opened',
      compressed: false,
      modified: undefined,
      close() {},
    } as const;
    return { ...inMemory, bytes: bytesSource(bytes.bytes) };
  }
  const { name, modified } = bytes;
  return openBytes(sharedSource(bytes), { name, modified, close() {} }, cancelled);
}

/** Milliseconds between two reports of how far a log was read. */
const PAUSE = 100;

/** Tells now and then how far a source was read. */
function reporting(bytes: ByteSource, talk: Talk): ByteSource {
  let told = clock.now();
  return {
    ...bytes,
    readInto(start, target) {
      const read = bytes.readInto(start, target);
      if (clock.now() - told > PAUSE) {
        told = clock.now();
        talk.tell({ kind: 'share', share: Math.min(1, (start + read) / bytes.size) });
      }
      return read;
    },
  };
}

/** What was unpacked, where other threads read it too. */
function inMemory(bytes: ByteSource): SharedBytes {
  const memory = new Uint8Array(new SharedArrayBuffer(bytes.size));
  bytes.readInto(0, memory);
  return { kind: 'memory', bytes: memory };
}

function inSharedMemory(ids: Uint32Array): Uint32Array {
  const shared = new Uint32Array(new SharedArrayBuffer(ids.byteLength));
  shared.set(ids);
  return shared;
}
