import type {
  OverviewParams,
  OverviewResult,
  ReadingProgress,
} from '../protocol/languageServer.ts';
import type { OverviewState } from '../protocol/overview.ts';

/** A log that the overview may show. */
export interface OverviewSubject {
  readonly uri: string;
  readonly name: string;
  readonly path: string;
  /** False for a text that is a log only if the user says so. */
  readonly isLog: boolean;
}

/** What the overview needs of the editor and the language server. */
export interface OverviewPorts {
  read(params: OverviewParams, cancelled: AbortSignal): Promise<OverviewResult>;
  onDidChange(state: OverviewState): void;
  /** Milliseconds, monotone. */
  now(): number;
  /** Calls back after some milliseconds, unless what it gives is called before. */
  later(task: () => void, milliseconds: number): () => void;
}

/** One log at a time: the one the user looks at, read anew as it grows. */
export interface Overviews {
  readonly state: OverviewState;
  /** The log that is shown or being read. */
  readonly subject: OverviewSubject | undefined;
  /** The user looks at this now, or at no log any more. */
  follow(subject: OverviewSubject | undefined): void;
  /** Reads the subject (again), also where it is no log by its name. */
  read(): void;
  cancel(): void;
  /** The log of this URI was written to. */
  changed(uri: string): void;
  report(progress: ReadingProgress): void;
  /** Nobody looks: stops reading. */
  rest(): void;
}

interface Reading {
  readonly abort: AbortController;
  readonly began: number;
}

/** Milliseconds between a change and reading anew, at least; and this many times what reading took. */
const PAUSE = 1000;
const SHARE = 10;

export function createOverviews(ports: OverviewPorts): Overviews {
  let state: OverviewState = { kind: 'noLog', candidate: '' };
  let subject: OverviewSubject | undefined;
  let reading: Reading | undefined;
  let cost = 0;
  let stopWaiting: (() => void) | undefined;

  const show = (next: OverviewState): void => {
    state = next;
    ports.onDidChange(next);
  };
  const stop = (): void => {
    stopWaiting?.();
    stopWaiting = undefined;
    reading?.abort.abort();
    reading = undefined;
  };
  const read = async (): Promise<void> => {
    stop();
    const wanted = subject;
    if (!wanted) {
      return;
    }
    const mine: Reading = { abort: new AbortController(), began: ports.now() };
    reading = mine;
    // A log that is read again stays on the screen meanwhile.
    if (state.kind !== 'shown' || state.uri !== wanted.uri) {
      show({ kind: 'reading', name: wanted.name, bytes: 0 });
    }
    const end = await stateAfter(ports, wanted, mine.abort.signal);
    if (reading === mine) {
      reading = undefined;
      cost = ports.now() - mine.began;
      show(end);
    }
  };
  const begin = (): void => void read();

  return {
    get state() {
      return state;
    },
    get subject() {
      return subject;
    },
    follow(next) {
      const isKnown =
        next?.uri === subject?.uri && (reading !== undefined || state.kind !== 'noLog');
      if (next && isKnown) {
        return;
      }
      stop();
      subject = next;
      if (next?.isLog) {
        begin();
      } else {
        show({ kind: 'noLog', candidate: next?.name ?? '' });
      }
    },
    read() {
      // From now on it is one: the user said so.
      subject = subject && { ...subject, isLog: true };
      begin();
    },
    cancel() {
      if (reading && subject) {
        stop();
        show({ kind: 'cancelled', name: subject.name });
      }
    },
    changed(uri) {
      if (uri === subject?.uri && state.kind === 'shown' && !reading && !stopWaiting) {
        stopWaiting = ports.later(begin, Math.max(PAUSE, cost * SHARE));
      }
    },
    report({ uri, ...progress }) {
      if (reading && uri === subject?.uri && state.kind === 'reading') {
        show({ kind: 'reading', name: state.name, ...progress });
      }
    },
    rest() {
      stop();
      subject = undefined;
    },
  };
}

/** The state that reading ends in. */
async function stateAfter(
  ports: OverviewPorts,
  { uri, name, path }: OverviewSubject,
  cancelled: AbortSignal,
): Promise<OverviewState> {
  try {
    const result = await ports.read({ uri }, cancelled);
    switch (result.kind) {
      case 'overview':
        return { kind: 'shown', uri, name, path, overview: result.overview };
      case 'unreadable':
        return { kind: 'failed', name, message: result.message };
      case 'cancelled':
        return { kind: 'cancelled', name };
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', name, message };
  }
}
