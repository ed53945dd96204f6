import { createHash, randomBytes } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { JudgedScore, KeptVerdict } from '../core/model/case.ts';
import type { Diagnosis } from '../core/model/diagnosis.ts';
import type { Hypothesis } from '../core/model/hypothesis.ts';
import { type Judgement, reasonerKey } from '../core/model/judgement.ts';
import type { Verdict } from '../protocol/webview.ts';
import { locked } from './lockedFolder.ts';
import { replaceFile } from './replaceFile.ts';

/** The verdicts of a workspace. A verdict belongs to the case that has its run. */
export interface VerdictStore {
  all(): Promise<readonly KeptVerdict[]>;
  /** Those that are known by now: all, once `all` has answered. */
  readonly known: readonly KeptVerdict[];
  /** Replaces what was said of that hypothesis of that run. */
  give(verdict: KeptVerdict): Promise<void>;
  takeBack(runId: string, hypothesis: number): Promise<void>;
  /** Takes over what came with a case; what was said of these runs here stays. */
  adopt(verdicts: readonly KeptVerdict[]): Promise<void>;
  /** Drops those on these runs, or all; says how many there were. */
  remove(runIds: readonly string[] | 'all'): Promise<number>;
}

/** Raised when the shape of what is kept changes. */
const VERSION = 1;
const FILE = 'verdicts.json';
/** The oldest go first: what a verdict is worth halves every half a year. */
const MOST_KEPT = 2000;

export function createVerdictStore(folder: string): VerdictStore {
  let known: readonly KeptVerdict[] = [];
  let loading: Promise<void> | undefined;
  let queue = Promise.resolve();

  const load = (): Promise<void> => {
    loading ??= readKept(folder).then((kept) => {
      known = kept;
    });
    return loading;
  };
  /** Changes happen one after the other, and what is shown is what was written. */
  const change = (
    next: (kept: readonly KeptVerdict[]) => readonly KeptVerdict[],
  ): Promise<void> => {
    const write = queue.then(() =>
      locked(folder, async () => {
        // Another window may have written meanwhile.
        const verdicts = next(await readKept(folder)).slice(-MOST_KEPT);
        await setAsideForeign(folder);
        const text = JSON.stringify({ version: VERSION, verdicts });
        await replaceFile(folder, join(folder, FILE), text);
        known = verdicts;
      }),
    );
    queue = write.catch(() => {});
    return write;
  };
  const others = (runId: string, hypothesis: number) => (kept: readonly KeptVerdict[]) =>
    kept.filter((one) => one.runId !== runId || one.hypothesis !== hypothesis);
  return {
    get known() {
      return known;
    },
    async all() {
      await load();
      return known;
    },
    give: (verdict) =>
      change((kept) => [...others(verdict.runId, verdict.hypothesis)(kept), verdict]),
    takeBack: (runId, hypothesis) => change(others(runId, hypothesis)),
    adopt: (verdicts) =>
      change((kept) => {
        const isNew = (one: KeptVerdict): boolean =>
          others(one.runId, one.hypothesis)(kept).length === kept.length;
        return [...kept, ...verdicts.filter(isNew)];
      }),
    async remove(runIds) {
      const goes = ({ runId }: KeptVerdict): boolean => runIds === 'all' || runIds.includes(runId);
      const count = (await readKept(folder)).filter(goes).length;
      if (count > 0) await change((kept) => kept.filter((one) => !goes(one)));
      return count;
    },
  };
}

/** What can't be read or was written by another version counts for nothing. */
async function readKept(folder: string): Promise<readonly KeptVerdict[]> {
  const kept = await parsed(folder);
  return isKept(kept) ? kept.verdicts.filter(isVerdict) : [];
}

/** Such a file is not written over, but kept under another name. */
async function setAsideForeign(folder: string): Promise<void> {
  const kept = await parsed(folder);
  if (kept === undefined || isKept(kept)) return;
  const aside = `${FILE}.${randomBytes(2).toString('hex')}.unreadable`;
  await rename(join(folder, FILE), join(folder, aside));
}

/** Nothing where there is no file, null where it is no JSON. */
async function parsed(folder: string): Promise<unknown> {
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isKept(value: unknown): value is { readonly verdicts: readonly unknown[] } {
  return isRecord(value) && value['version'] === VERSION && Array.isArray(value['verdicts']);
}

function isVerdict(value: unknown): value is KeptVerdict {
  return (
    isRecord(value) &&
    ['right', 'partly', 'wrong'].some((judged) => judged === value['judged']) &&
    ['runId', 'reasoner', 'title', 'signature', 'incident'].every(
      (name) => typeof value[name] === 'string',
    ) &&
    ['hypothesis', 'time', 'logit', 'confidence'].every((name) => Number.isFinite(value[name])) &&
    (value['leading'] === undefined || isScore(value['leading']))
  );
}

function isScore(value: unknown): boolean {
  return (
    isRecord(value) &&
    ['title', 'signature'].every((name) => typeof value[name] === 'string') &&
    ['logit', 'confidence'].every((name) => Number.isFinite(value[name]))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** What is kept of a verdict on one hypothesis of a run. */
export function toKept(
  { runId, diagnosis }: { readonly runId: string; readonly diagnosis: Diagnosis },
  index: number,
  verdict: Verdict,
  time: number,
): KeptVerdict | undefined {
  const hypothesis = diagnosis.hypotheses[index];
  if (!hypothesis) return undefined;
  const [leading] = diagnosis.hypotheses;
  const isOther = index > 0 && leading && verdict.judged === 'right';
  return {
    ...verdict,
    runId,
    hypothesis: index,
    time,
    ...scoreOf(hypothesis),
    reasoner: reasonerKey(diagnosis.reasoner),
    incident: incidentOf(diagnosis, hypothesis),
    ...(isOther && { leading: scoreOf(leading) }),
  };
}

function scoreOf({ title, signature = '', confidence }: Hypothesis): JudgedScore {
  const { value } = confidence;
  return {
    title: title.slice(0, 200),
    signature,
    logit: judgedLogit(confidence),
    confidence: value,
  };
}

/**
 * What the verdicts teach: where another explanation was right, the leading one was wrong, unless the
 * user said something of it too.
 */
export function judgementsOf(kept: readonly KeptVerdict[]): readonly Judgement[] {
  const isJudged = (runId: string): boolean =>
    kept.some((one) => one.runId === runId && one.hypothesis === 0);
  return kept
    .filter(({ isImported }) => !isImported)
    .flatMap((one): readonly Judgement[] => {
      const { leading, judged, time, title, reasoner, signature, logit, confidence, incident } =
        one;
      const own = { judged, time, title, reasoner, signature, logit, confidence, incident };
      return leading && !isJudged(one.runId)
        ? [own, { ...own, ...leading, judged: 'wrong' }]
        : [own];
    });
}

/** What the caps left of the score, before verdicts were counted and before rivals took their share. */
function judgedLogit({ factors, gates }: Hypothesis['confidence']): number {
  const local = factors.find(({ name }) => name === 'local');
  const sum = factors.reduce((total, { contribution }) => total + contribution, 0);
  const caps = gates.filter(({ name }) => name !== 'shared').map(({ cap }) => cap);
  const value = local ? local.value : Math.min(1 / (1 + Math.exp(-sum)), ...caps);
  return Math.log(value / (1 - value));
}

/** The same for every run over the same logs that puts the beginning at the same time or line. */
function incidentOf({ sources }: Diagnosis, { claims }: Hypothesis): string {
  const times = claims.flatMap(({ timestamp }) => timestamp ?? []);
  const [first] = claims.flatMap(({ citations }) => citations);
  const onset = times.length > 0 ? Math.min(...times) : (first?.startLine ?? 0);
  const logs = sources.map(({ uri }) => uri).toSorted();
  return createHash('sha256')
    .update(JSON.stringify([logs, onset]))
    .digest('hex')
    .slice(0, 16);
}
