import { describeSimilar } from '../../core/cases/describeSimilar.ts';
import { conclusionOf } from '../../core/cases/fingerprint.ts';
import { expired, type Retention } from '../../core/cases/retention.ts';
import { dispensable, newCase, withoutRuns, withRun } from '../../core/cases/summary.ts';
import type {
  Attachment,
  CaseRun,
  CaseSummary,
  KeptVerdict,
  SimilarCase,
} from '../../core/model/case.ts';
import type { PanelState } from '../../protocol/webview.ts';
import type { LastRunFile } from './lastRunFile.ts';
import type { ShownStore } from './shown.ts';
import {
  answered,
  diagnosisOf,
  type Present,
  presentOf,
  type Replay,
  replayOf,
  runOf,
} from './steps.ts';
import type { CaseStore } from './store.ts';

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

export interface CasePorts {
  readonly store: CaseStore;
  readonly shown: ShownStore;
  readonly lastRun: LastRunFile;
  readonly verdicts: () => readonly KeptVerdict[];
  readonly retention: () => Retention;
  now(): number;
  newId(): string;
  onDidChange(): void;
}

export function createCases(ports: CasePorts): Cases {
  const { store, shown } = ports;
  const list = createList(ports);
  const inTurn = createQueue();
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
  const show = (caseId: string, run: CaseRun, runs: readonly CaseRun[]): Replay => {
    const step = replayOf(run);
    const { id: runId, request, began } = run;
    const diagnosed = diagnosisOf(runs);
    present = { ...{ caseId, runId, request, began }, before: diagnosed, last: diagnosed };
    replayed = step.state;
    return step;
  };

  return {
    get known() {
      return list.known;
    },
    get current() {
      return present && { caseId: present.caseId, runId: present.runId };
    },
    refresh: list.refresh,
    async keep(step) {
      const { state, request } = step;
      if (state.kind === 'empty' || state === replayed) return;
      const left = present;
      if (state.kind === 'running') {
        const begun = { runId: state.runId, request, now: ports.now() };
        present = presentOf(left, list.find(left?.caseId), begun, ports.newId);
      } else if (state.kind === 'done' && present) {
        present = answered(present, state.diagnosis, ports.newId);
      }
      if (!present) return;
      const kept = present;
      await inTurn(async () => {
        await writeRun(ports, list, kept, step);
        if (left && left !== kept) await leave(ports, list, left, kept, drop);
        if (state.kind === 'done') await tidy();
      });
    },
    async restore() {
      await list.refresh();
      await inTurn(() => takeOverLastRun(ports, list));
      await inTurn(tidy);
      const last = await shown.load();
      if (!last || !list.find(last.caseId)) return undefined;
      const runs = await store.runs(last.caseId);
      const run = runOfId(runs, last.runId);
      // A run may have begun meanwhile; what is old doesn't take its place.
      return run && !present ? show(last.caseId, run, runs) : undefined;
    },
    async open(caseId, runId) {
      const runs = await store.runs(caseId);
      const run = runOfId(runs, runId);
      if (!run) throw new Error('This case has no run that can be shown.');
      await inTurn(() => shown.save({ caseId, runId: run.id }));
      const step = show(caseId, run, runs);
      ports.onDidChange();
      return step;
    },
    change: (caseId, change) => inTurn(() => list.change(caseId, (one) => ({ ...one, ...change }))),
    remove: (caseId) => inTurn(() => drop(caseId)),
    removeAll: () =>
      inTurn(async () => {
        const all = await list.refresh();
        for (const { id } of all) await drop(id);
        await shown.clear();
        present = undefined;
        return all.length;
      }),
    async attach(kind, key, data) {
      const caseId = present?.caseId;
      if (caseId === undefined) return undefined;
      const time = ports.now();
      await inTurn(() => store.attach(caseId, { kind, key, time, data }));
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
      const ofShown = present?.last && { conclusion: conclusionOf('', present.last) };
      const own = caseId === undefined ? ofShown : list.find(caseId);
      const others = list.known.filter(({ id }) => id !== (caseId ?? present?.caseId));
      return own?.conclusion ? describeSimilar(own.conclusion, others, ports.verdicts()) : [];
    },
  };
}

/** The run of that id, else the last one with an answer, else the last. */
function runOfId(runs: readonly CaseRun[], runId: string | undefined): CaseRun | undefined {
  return (
    runs.find(({ id }) => id === runId) ??
    runs.findLast(({ end }) => end.kind === 'done') ??
    runs.at(-1)
  );
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

interface List {
  readonly known: readonly CaseSummary[];
  find(caseId: string | undefined): CaseSummary | undefined;
  refresh(): Promise<readonly CaseSummary[]>;
  save(summary: CaseSummary): Promise<void>;
  /** Changes a case; one that another window removed is gone here too. */
  change(caseId: string, make: (summary: CaseSummary) => CaseSummary): Promise<void>;
  /** The same, but nobody did anything to it. */
  tidy(caseId: string, make: (summary: CaseSummary) => CaseSummary): Promise<void>;
  forget(caseId: string): void;
}

/** The list as it stands in memory: summaries only, whatever the cases hold. */
function createList({ store, now, onDidChange }: CasePorts): List {
  let known: readonly CaseSummary[] = [];
  const show = (next: readonly CaseSummary[]): void => {
    known = next.toSorted((a, b) => b.changed - a.changed);
    onDidChange();
  };
  const others = (caseId: string): readonly CaseSummary[] =>
    known.filter(({ id }) => id !== caseId);
  const put: List['tidy'] = async (caseId, make) => {
    const next = await store.change(caseId, make);
    show(next ? [...others(caseId), next] : others(caseId));
  };
  return {
    get known() {
      return known;
    },
    find: (caseId) => known.find(({ id }) => id === caseId),
    async refresh() {
      show(await store.list());
      return known;
    },
    async save(summary) {
      await store.save(summary);
      show([...others(summary.id), summary]);
    },
    async change(caseId, make) {
      const changed = now();
      await put(caseId, (one) => ({ ...make(one), changed }));
    },
    tidy: put,
    forget: (caseId) => show(others(caseId)),
  };
}

/** What a version without cases kept becomes a case, which is known again by the id of its run. */
async function takeOverLastRun({ store, shown, lastRun }: CasePorts, list: List): Promise<void> {
  const run = await lastRun.read();
  if (!run) return;
  if (!list.find(run.id)) {
    await store.saveRun(run.id, run);
    await list.save(withRun(newCase(run.id, run.began), run));
    await shown.save({ caseId: run.id, runId: run.id });
  }
  await lastRun.done();
}

/** The run comes first: a case that lost its place in the list is found again by its runs. */
async function writeRun(
  { store, shown, now }: CasePorts,
  list: List,
  present: Present,
  step: Replay,
): Promise<void> {
  const { caseId, runId, began } = present;
  const run = runOf(present, step);
  await store.saveRun(caseId, run);
  if (list.find(caseId)) {
    await list.change(caseId, (summary) => withRun(summary, run));
  } else {
    await list.save({ ...withRun(newCase(caseId, began), run), changed: now() });
  }
  await shown.save({ caseId, runId });
}

/** What a step leaves behind: runs that came to nothing, or a case that never came to anything. */
async function leave(
  { store }: CasePorts,
  list: List,
  left: Present,
  next: Present,
  drop: (caseId: string) => Promise<void>,
): Promise<void> {
  const summary = list.find(left.caseId);
  if (!summary) return;
  if (left.caseId !== next.caseId && left.runId !== next.runId) {
    const isBare = !summary.conclusion && summary.title === '' && summary.note === '';
    if (isBare && (await store.attachments(left.caseId)).length === 0) await drop(left.caseId);
    return;
  }
  const goes = goneRuns(summary, left, next);
  if (goes.length === 0) return;
  for (const id of goes) await store.removeRun(left.caseId, id);
  await list.tidy(left.caseId, (one) => withoutRuns(one, goes));
}

/** A run that turned out to belong to another case, or what another run of the same case makes useless. */
function goneRuns(summary: CaseSummary, left: Present, next: Present): readonly string[] {
  if (left.caseId !== next.caseId) return [left.runId];
  return left.runId === next.runId ? [] : dispensable(summary, next.runId);
}
