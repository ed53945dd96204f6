import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { type Parsed, read, write } from '../../core/cases/format.ts';
import { attachmentSchema, runSchema, summarySchema } from '../../core/cases/schema.ts';
import { newCase, withRun } from '../../core/cases/summary.ts';
import type { Attachment, CaseRun, CaseSummary } from '../../core/model/case.ts';
import { locked } from '../lockedFolder.ts';
import { DRAFT, replaceFile } from '../replaceFile.ts';

/**
 * Cases as folders of files: `case.json` holds what the list shows, `run-….json` a run, and
 * `with-….json` what else belongs to it. Each step is one file, replaced as a whole, so that a kill at
 * any moment loses at most that step, and windows that work on one case don't touch each other's files.
 */
export interface CaseStore {
  /** All cases, without their runs. What can't be read is set aside and told. */
  list(): Promise<readonly CaseSummary[]>;
  save(summary: CaseSummary): Promise<void>;
  /** Changes what is there now, whoever wrote it; nothing where the case is gone. */
  change(
    caseId: string,
    make: (summary: CaseSummary) => CaseSummary,
  ): Promise<CaseSummary | undefined>;
  saveRun(caseId: string, run: CaseRun): Promise<void>;
  removeRun(caseId: string, runId: string): Promise<void>;
  /** Nothing where it isn't there. */
  run(caseId: string, runId: string): Promise<CaseRun | undefined>;
  /** Oldest first. */
  runs(caseId: string): Promise<readonly CaseRun[]>;
  attach(caseId: string, attachment: Attachment): Promise<void>;
  attachments(caseId: string): Promise<readonly Attachment[]>;
  remove(caseId: string): Promise<void>;
  /** Deletes all there is, also what can't be read. */
  clear(): Promise<void>;
}

const SUMMARY = 'case.json';
const RUN = 'run-';
const BESIDE = 'with-';
const TRASH = '.trash-';
const parseRun = (text: string): Parsed<CaseRun> => read(text, runSchema, 'A run of a case');
const isId = (name: string): boolean => /^[\w-]{1,64}$/.test(name);

/** `onProblem` is told what was met and what became of it, a sentence each. */
export function createCaseStore(folder: string, onProblem: (message: string) => void): CaseStore {
  let swept: Promise<unknown> | undefined;
  const at = (caseId: string, ...names: readonly string[]): string => {
    if (!isId(caseId)) throw new Error(`${caseId} is no id of a case.`);
    return join(folder, caseId, ...names);
  };
  const put = (caseId: string, file: string, data: object): Promise<void> =>
    replaceFile(at(caseId), at(caseId, file), write(data));

  /** Nothing where there is none, or it had to be set aside. */
  const take = async <T>(
    file: string,
    parse: (text: string) => Parsed<T>,
  ): Promise<T | undefined> => {
    const text = await textOf(file);
    if (text === undefined) return undefined;
    const parsed = parse(text);
    if (parsed.kind === 'value') return parsed.value;
    if (parsed.kind === 'broken') {
      const aside = `${file}.${randomBytes(2).toString('hex')}.unreadable`;
      await rename(file, aside).catch(() => {});
      onProblem(vscode.l10n.t('{0} It is kept as {1}.', parsed.message, aside));
    } else {
      onProblem(parsed.message);
    }
    return undefined;
  };
  const all = async <T>(
    caseId: string,
    wanted: (file: string) => boolean,
    parse: (text: string) => Parsed<T>,
  ): Promise<readonly T[]> => {
    const files = (await namesIn(at(caseId))).filter(
      (name) => name.endsWith('.json') && wanted(name),
    );
    const read = await Promise.all(files.map((file) => take(at(caseId, file), parse)));
    return read.flatMap((one) => one ?? []);
  };
  const runs = async (caseId: string): Promise<readonly CaseRun[]> => {
    const found = await all(caseId, (file) => file.startsWith(RUN), parseRun);
    return found.toSorted((a, b) => a.began - b.began);
  };
  /** A kill between a run's end and its place in the list leaves the run as one that goes on. */
  const upToDate = async (summary: CaseSummary): Promise<CaseSummary> => {
    const last = summary.runs.at(-1);
    if (last?.end !== 'running') return summary;
    const run = await take(at(summary.id, `${RUN}${last.id}.json`), parseRun);
    return run && run.end.kind !== 'running' ? withRun(summary, run) : summary;
  };
  const summaryOf = async (caseId: string): Promise<CaseSummary | undefined> => {
    const kept = await take(at(caseId, SUMMARY), (text) => read(text, summarySchema, 'A case'));
    if (kept) return upToDate({ ...kept, id: caseId });
    // A newer version's is not ours to replace.
    if ((await textOf(at(caseId, SUMMARY))) !== undefined) return undefined;
    const rebuilt = rebuild(caseId, await runs(caseId));
    if (rebuilt) await put(caseId, SUMMARY, rebuilt);
    return rebuilt;
  };

  return {
    async list() {
      const names = await namesIn(folder);
      await Promise.all(names.filter((name) => name.startsWith(TRASH)).map(discard(folder)));
      swept ??= Promise.all(names.filter(isId).map((name) => sweep(join(folder, name))));
      await swept;
      const found = await Promise.all(
        names.filter(isId).map((name) =>
          summaryOf(name).catch((error: unknown) => {
            onProblem(vscode.l10n.t('A case can’t be read: {0}', String(error)));
            return undefined;
          }),
        ),
      );
      return found.flatMap((one) => one ?? []).sort((a, b) => b.changed - a.changed);
    },
    save: (summary) => put(summary.id, SUMMARY, summary),
    async change(caseId, make) {
      if ((await namesIn(at(caseId))).length === 0) return undefined;
      return locked(at(caseId), async () => {
        const known = await summaryOf(caseId);
        if (!known) return undefined;
        const next = make(known);
        await put(caseId, SUMMARY, next);
        return next;
      });
    },
    saveRun: (caseId, run) => put(caseId, `${RUN}${checked(run.id)}.json`, run),
    removeRun: (caseId, runId) => rm(at(caseId, `${RUN}${checked(runId)}.json`), { force: true }),
    run: async (caseId, runId) =>
      isId(runId) ? take(at(caseId, `${RUN}${runId}.json`), parseRun) : undefined,
    runs,
    attach: (caseId, attachment) => {
      const { kind, key } = attachment;
      return put(caseId, `${BESIDE}${checked(kind)}-${checked(key)}.json`, attachment);
    },
    async attachments(caseId) {
      const found = await all(
        caseId,
        (file) => file.startsWith(BESIDE),
        (text) => read(text, attachmentSchema, 'What belongs to a case'),
      );
      return found.toSorted((a, b) => a.time - b.time);
    },
    async remove(caseId) {
      const trash = join(folder, `${TRASH}${caseId}`);
      try {
        // It is gone at one moment, whatever happens while its files are deleted.
        await rename(at(caseId), trash);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
        throw error;
      }
      await discard(folder)(`${TRASH}${caseId}`);
    },
    clear: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Milliseconds after which nobody writes a draft any more. */
const ABANDONED = 60_000;

/** Drafts of steps in which a window was killed. */
async function sweep(folder: string): Promise<void> {
  const drafts = (await namesIn(folder)).filter((name) => name.endsWith(DRAFT));
  for (const draft of drafts.map((name) => join(folder, name))) {
    const isOld = await stat(draft).then(
      ({ mtimeMs }) => Date.now() - mtimeMs > ABANDONED,
      () => false,
    );
    if (isOld) await rm(draft, { force: true });
  }
}

function discard(folder: string): (name: string) => Promise<void> {
  return (name) => rm(join(folder, name), { recursive: true, force: true });
}

function checked(name: string): string {
  if (!isId(name)) throw new Error(`${name} can’t name a file.`);
  return name;
}

/** What is known of a case whose list entry was lost: all but the user's own words. */
function rebuild(caseId: string, runs: readonly CaseRun[]): CaseSummary | undefined {
  const [first] = runs;
  const last = runs.at(-1);
  return first && last
    ? runs.reduce(withRun, { ...newCase(caseId, first.began), changed: last.began })
    : undefined;
}

/** Nothing where there is none; what is there and can't be read is no reason to write it anew. */
async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}
