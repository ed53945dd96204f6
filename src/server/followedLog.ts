import type { Detected } from '../core/collect/detectFormats.ts';
import { detectedIn } from '../core/collect/liveLog.ts';
import type { Knowledge } from '../core/knowledge/knowledge.ts';
import type { LogFile } from '../core/model/logFile.ts';
import type { FirstLook, LogOverview } from '../core/model/overview.ts';
import type { MinedLogs } from '../core/model/template.ts';
import { clock } from '../node/clock.ts';
import type { NotOpened } from '../node/fileFailure.ts';
import { readLog } from './workers/readLog.ts';
import type { ReadResult, SharedBytes, SharedLog } from './workers/tasks.ts';
import { sharedSource, threadLog } from './workers/threadLog.ts';
import { leastBusy, type Workers } from './workers/workers.ts';

/** A log as the editor's features see it: its records, and what was mined from it alone. */
export interface LogView {
  readonly file: LogFile;
  readonly mined: MinedLogs;
  /** What is known of failures, where a team wrote down something of its own. */
  readonly knowledge?: Knowledge;
}

/** Where a log comes from that may change: a file, or an open document. */
export interface LogOrigin<State> {
  readonly uri: string;
  /** What it is now; nothing where it is gone. */
  state(): Promise<State | undefined>;
  isSame(one: State, other: State): boolean;
  /** Whether what an earlier state says of a line is what stands there now. */
  stillSays(file: LogFile, line: number, then: State, now: State): boolean;
  /** What can be read now, and may be until `close`. */
  open(): Promise<OpenedLog<State> | NotOpened>;
  close(): void;
}

export interface OpenedLog<State> {
  readonly kind: 'log';
  readonly state: State;
  readonly bytes: SharedBytes;
}

export interface Progress {
  /** Part of the log that has been read, 0..1; nothing before that is known. */
  readonly share?: number;
  /** What its head and tail tell, of a large log. */
  readonly firstLook?: FirstLook;
}

/** What was read of a log at some moment. */
interface Version<State> {
  readonly number: number;
  readonly state: State;
  readonly shared: SharedLog;
  readonly file: LogFile;
  readonly detected: Detected;
}

/** A version that was mined. */
interface Viewed<State> {
  readonly version: Version<State>;
  readonly view: LogView;
  /** When it was mined, and how long that took, in milliseconds of the clock. */
  readonly ready: number;
  readonly cost: number;
}

type Outcome<State> = { readonly kind: 'version'; readonly version: Version<State> } | NotOpened;

/** A log that grows is mined again at most for a tenth of the time, where nobody waits for it. */
const SHARE = 10;
/** Times that something is tried again because the log has changed meanwhile. */
const TRIES = 3;

let logs = 0;

/** A log that workers read and mine whenever it has changed and somebody asks for it. */
export class FollowedLog<State = unknown> {
  readonly #workers: Workers;
  readonly #origin: LogOrigin<State>;
  readonly #log = logs++;
  readonly #worker: number;
  readonly #abort = new AbortController();
  #versions = 0;
  #holders = 0;
  #progress: Progress = {};
  #latest: Version<State> | undefined;
  #viewed: Viewed<State> | undefined;
  #reading: Promise<Outcome<State>> | undefined;
  #mining: { readonly number: number; readonly view: Promise<LogView | undefined> } | undefined;

  constructor(workers: Workers, origin: LogOrigin<State>) {
    this.#workers = workers;
    this.#origin = origin;
    this.#worker = leastBusy(workers);
  }

  /** What is known of it while it is being read. */
  get progress(): Progress {
    return this.#progress;
  }

  /**
   * Its lines and records; nothing where it can't be read or was closed meanwhile. An earlier state
   * may be given while a line says the same there.
   * @param line 1-based: the line that the question is about.
   */
  file(line?: number): Promise<LogFile | undefined> {
    return this.#untilClosed(async () => (await this.#versionFor(line))?.file);
  }

  /** The same with what was mined from it. */
  view(line?: number): Promise<LogView | undefined> {
    return this.#untilClosed(() => this.#viewFor(line));
  }

  overview(): Promise<LogOverview | undefined> {
    return this.#untilClosed(async () => {
      for (let tries = 0; tries < TRIES; tries++) {
        if (!(await this.#viewFor(undefined)) || !this.#viewed) return undefined;
        const { number: version } = this.#viewed.version;
        const overview = await this.#run('overview', { log: this.#log, version });
        if (overview) return overview;
        this.#drop();
      }
      return undefined;
    });
  }

  /** It as it is now, for a run in a worker, until it is released. */
  async hold(): Promise<{ readonly result: ReadResult | undefined; release(): void }> {
    this.#holders++;
    const result = await this.#untilClosed(async (): Promise<ReadResult> => {
      if (this.#latest && (await this.#serves(this.#latest)) === 'whole') {
        return { kind: 'read', shared: this.#latest.shared };
      }
      const outcome = await this.#readNow();
      return outcome.kind === 'version'
        ? { kind: 'read', shared: outcome.version.shared }
        : outcome;
    });
    const release = (): void => {
      this.#holders--;
      this.#letGo();
    };
    return { result, release };
  }

  /** Stops what is done for it. */
  close(): void {
    this.#abort.abort();
    this.#letGo();
  }

  #letGo(): void {
    if (this.#holders > 0 || !this.#abort.signal.aborted) return;
    void Promise.allSettled([this.#reading, this.#mining?.view]).then(() => {
      this.#origin.close();
      const never = new AbortController().signal;
      return this.#workers.run(this.#worker, 'forget', { log: this.#log }, { cancelled: never });
    });
  }

  /** Gives nothing instead of failing once it is closed. */
  async #untilClosed<T>(work: () => Promise<T | undefined>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (this.#abort.signal.aborted) return undefined;
      throw error;
    }
  }

  /** Whether a version is the log as it is now, or tells of a line what stands there now. */
  async #serves(
    { state, file }: Version<State>,
    line?: number,
  ): Promise<'whole' | 'line' | undefined> {
    const now = await this.#origin.state();
    if (now === undefined) return undefined;
    if (this.#origin.isSame(state, now)) return 'whole';
    const isSaid = line !== undefined && this.#origin.stillSays(file, line, state, now);
    return isSaid ? 'line' : undefined;
  }

  async #versionFor(line: number | undefined): Promise<Version<State> | undefined> {
    if (this.#latest && (await this.#serves(this.#latest, line))) {
      return this.#latest;
    }
    // What is being read now may have been begun before the log became what it is.
    if (this.#reading && (await this.#reading).kind === 'version') {
      if (this.#latest && (await this.#serves(this.#latest, line))) return this.#latest;
    }
    const outcome = await this.#readNow();
    return outcome.kind === 'version' ? outcome.version : undefined;
  }

  #readNow(): Promise<Outcome<State>> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
      this.#progress = { share: 1 };
    });
    return this.#reading;
  }

  async #read(): Promise<Outcome<State>> {
    const opened = await this.#origin.open();
    if (opened.kind === 'failure') {
      return opened;
    }
    const number = this.#versions++;
    const { uri } = this.#origin;
    const given = { log: this.#log, version: number, uri, bytes: opened.bytes };
    const read = await readLog(this.#workers, this.#worker, given, {
      cancelled: this.#abort.signal,
      onShare: (share) => {
        this.#progress = { ...this.#progress, share };
      },
      onFirstLook: (firstLook) => {
        this.#progress = { ...this.#progress, firstLook };
      },
      isFirst: this.#latest === undefined,
    });
    if (read.kind === 'failure') {
      return read;
    }
    const { shared } = read;
    const detected = this.#detectedIn(shared);
    const file = threadLog(uri, sharedSource(shared.bytes), shared, detected);
    this.#latest = { number, state: opened.state, shared, file, detected };
    return { kind: 'version', version: this.#latest };
  }

  /** What decided on the formats seldom changes, and costs some milliseconds of the server's thread. */
  #detectedIn({ log }: SharedLog): Detected {
    const before = this.#latest?.shared.log.sample;
    const isSame =
      before?.length === log.sample.length && log.sample.every((line, i) => line === before[i]);
    return isSame && this.#latest ? this.#latest.detected : detectedIn(log);
  }

  async #viewFor(line: number | undefined): Promise<LogView | undefined> {
    if (this.#viewed) {
      const { version, view } = this.#viewed;
      const how = await this.#serves(version, line);
      if (how === 'line') this.#refreshWhenDue(this.#viewed);
      if (how) return view;
    }
    return this.#viewNow(line);
  }

  #refreshWhenDue({ ready, cost }: Viewed<State>): void {
    if (this.#reading || clock.now() - ready < cost * SHARE) return;
    this.#viewNow().catch(() => {
      // Whoever asks next is told.
    });
  }

  async #viewNow(line?: number): Promise<LogView | undefined> {
    for (let tries = 0; tries < TRIES; tries++) {
      const version = await this.#versionFor(line);
      if (!version) return undefined;
      const view = await this.#mine(version);
      if (view) return view;
      this.#drop();
    }
    return undefined;
  }

  /** The worker is at another version by now, or was replaced by one that knows none. */
  #drop(): void {
    this.#latest = undefined;
    this.#viewed = undefined;
    this.#mining = undefined;
  }

  #mine(version: Version<State>): Promise<LogView | undefined> {
    const { number } = version;
    if (this.#mining?.number !== number) {
      const view = this.#mineNow(version);
      this.#mining = { number, view };
      view.catch(() => this.#drop());
    }
    return this.#mining.view;
  }

  async #mineNow(version: Version<State>): Promise<LogView | undefined> {
    const start = clock.now();
    const mined = await this.#run('mine', { log: this.#log, version: version.number });
    if (!mined) {
      return undefined;
    }
    const view = { file: version.file, mined };
    const ready = clock.now();
    this.#viewed = { version, view, ready, cost: ready - start };
    return view;
  }

  #run<K extends 'mine' | 'overview'>(task: K, given: { log: number; version: number }) {
    return this.#workers.run(this.#worker, task, given, { cancelled: this.#abort.signal });
  }
}
