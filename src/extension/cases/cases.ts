import { describeSimilar } from '../../core/cases/describeSimilar.ts';
import { expired, type Retention } from '../../core/cases/retention.ts';
import type {
  Attachment,
  CaseRun,
  CaseSummary,
  KeptVerdict,
  SimilarCase,
} from '../../core/model/case.ts';
import type { PanelState } from '../../protocol/webview.ts';
import { createCaseList } from './caseList.ts';
import { clearUp, type Kept, takeOut, takeOverLastRun, writeRun } from './keepStep.ts';
import { createSimilarToShown } from './similarToShown.ts';
import { answered, type Present, presentAgain, presentOf, type Replay, replayOf } from './steps.ts';

/** The cases of a workspace, and the one that this window shows. */
export interface Cases {
  /** Those that were touched last first; all of them once `refresh` has answered. */
  readonly known: readonly CaseSummary[];
  /** The case that the panel shows, and its run. */
  readonly current: { readonly caseId: string; readonly runId: string } | undefined;
  /** Reads the list anew: other windows write cases too. */
  refresh(): Promise<readonly CaseSummary[]>;
  /** Keeps a step of the present run. What a replay shows is kept already. */
  keep(step: Replay): Promise<void>;
  /** What a window showed last, for one that shows nothing yet. */
  restore(): Promise<Replay | undefined>;
  /** A case as it was left: the run of that id, else its last one with an answer. */
  open(caseId: string, runId?: string): Promise<Replay>;
  change(caseId: string, change: Partial<UserFields>): Promise<void>;
  remove(caseId: string): Promise<void>;
  removeAll(): Promise<number>;
  /**
   * Keeps something with the case that is shown, and gives its id; nothing where none is. What was kept
   * under the same kind and key is replaced.
   */
  attach(kind: string, key: string, data: unknown): Promise<string | undefined>;
  /** Drops the cases whose time is over, and says how many there were. */
  tidy(): Promise<number>;
  /** Takes over a whole case; gives the id it has here. */
  adopt(
    summary: CaseSummary,
    runs: readonly CaseRun[],
    attachments: readonly Attachment[],
  ): Promise<string>;
  /** The runs of a case, oldest first, and what else belongs to it. */
  runs(caseId: string): Promise<readonly CaseRun[]>;
  attachments(caseId: string): Promise<readonly Attachment[]>;
  /** All steps that began are kept. */
  settled(): Promise<void>;
  /** Other cases that are like what that case concludes, or that the shown run does. */
  similar(caseId?: string): readonly SimilarCase[];
}

/** What people write and set. */
export type UserFields = Pick<CaseSummary, 'title' | 'note' | 'status' | 'solution'>;

export interface CasePorts extends Kept {
  readonly verdicts: () => readonly KeptVerdict[];
  readonly retention: () => Retention;
  now(): number;
  newId(): string;
  onDidChange(): void;
}

export function createCases(ports: CasePorts): Cases {
  const { store, shown } = ports;
  const list = createCaseList(ports);
  const inTurn = createQueue();
  const ofShown = createSimilarToShown();
  let present: Present | undefined;
  let replayed: PanelState | undefined;

  const drop = async (caseId: string): Promise<void> => {
    await store.remove(caseId);
    list.forget(caseId);
    if (present?.caseId === caseId) present = undefined;
  };
  const tidy = async (): Promise<number> => {
    const others = list.known.filter(({ id }) => id !== present?.caseId);
    const over = expired(others, ports.retention(), ports.now());
    for (const { id } of over) await drop(id);
    return over.length;
  };
  const show = (caseId: string, run: CaseRun): Replay => {
    const step = replayOf(run);
    present = presentAgain(caseId, run);
    replayed = step.state;
    return step;
  };
  /** The run of that id, else the last one with an answer, else the last. */
  const runOf = async (caseId: string, runId: string | undefined): Promise<CaseRun | undefined> => {
    const runs = list.find(caseId)?.runs ?? [];
    const wanted = runs.findLast(({ end }) => end === 'done') ?? runs.at(-1);
    const found = await store.run(caseId, runId ?? wanted?.id ?? '');
    return found ?? (await store.runs(caseId)).at(-1);
  };
  const begin = async (left: Present | undefined, now: Present, step: Replay): Promise<void> => {
    await writeRun(ports, list, now, step);
    await clearUp(ports, list, left, now, drop);
  };
  const end = async (left: Present, now: Present, step: Replay): Promise<void> => {
    await writeRun(ports, list, now, step);
    if (left.caseId !== now.caseId) await takeOut(store, list, left.caseId, [now.runId]);
    await tidy();
  };

  return {
    get known() {
      return list.known;
    },
    get current() {
      return present && { caseId: present.caseId, runId: present.runId };
    },
    // What is being kept at this moment must not be missing afterwards.
    refresh: () => inTurn(list.refresh),
    async keep(step) {
      const { state, request } = step;
      if (state.kind === 'empty' || state === replayed) return;
      const left = present;
      if (state.kind === 'running') {
        const begun = { runId: state.runId, request, now: ports.now() };
        const next = presentOf(left?.caseId, list.known, begun, ports.newId);
        present = next;
        await inTurn(() => begin(left, next, step));
      } else if (left) {
        const next = state.kind === 'done' ? answered(left, state.diagnosis, ports.newId) : left;
        present = next;
        await inTurn(() => end(left, next, step));
      }
    },
    async restore() {
      await inTurn(async () => {
        await list.refresh();
        await takeOverLastRun(ports, list);
        await tidy();
      });
      const last = await shown.load();
      if (!last || !list.find(last.caseId)) return undefined;
      const run = await runOf(last.caseId, last.runId);
      // A run may have begun meanwhile; what is old doesn't take its place.
      return run && !present ? show(last.caseId, run) : undefined;
    },
    async open(caseId, runId) {
      if (!list.find(caseId)) await inTurn(list.refresh);
      const run = await runOf(caseId, runId);
      if (!run) throw new Error('This case has no run that can be shown.');
      await inTurn(() => shown.save({ caseId, runId: run.id }));
      const step = show(caseId, run);
      ports.onDidChange();
      return step;
    },
    change: (caseId, change) => inTurn(() => list.change(caseId, (one) => ({ ...one, ...change }))),
    remove: (caseId) => inTurn(() => drop(caseId)),
    removeAll: () =>
      inTurn(async () => {
        const all = await list.refresh();
        await store.clear();
        await shown.clear();
        present = undefined;
        await list.refresh();
        return all.length;
      }),
    async attach(kind, key, data) {
      const caseId = present?.caseId;
      if (caseId === undefined) return undefined;
      const time = ports.now();
      await inTurn(() => store.attach(caseId, { kind, key, time, data }));
      ports.onDidChange();
      return caseId;
    },
    tidy: () => inTurn(tidy),
    adopt: (summary, runs, attachments) =>
      inTurn(async () => {
        const isTaken = list.find(summary.id) !== undefined;
        const here = { ...summary, ...(isTaken && { id: ports.newId() }), changed: ports.now() };
        for (const run of runs) await store.saveRun(here.id, run);
        for (const one of attachments) await store.attach(here.id, one);
        await list.save(here);
        return here.id;
      }),
    runs: store.runs,
    attachments: store.attachments,
    settled: () => inTurn(async () => {}),
    similar(caseId) {
      if (caseId === undefined) return ofShown(present, list.known, ports.verdicts());
      const others = list.known.filter(({ id }) => id !== caseId);
      const own = list.find(caseId)?.conclusion;
      return own ? describeSimilar(own, others, ports.verdicts()) : [];
    },
  };
}

/** Steps are kept one after the other; one that fails does not keep the next from being kept. */
function createQueue(): <T>(task: () => Promise<T>) => Promise<T> {
  let queue: Promise<unknown> = Promise.resolve();
  return (task) => {
    const done = queue.then(task);
    queue = done.catch(() => {});
    return done;
  };
}
