import type { AuditWorkspace, ChangedFile } from '../../model/audit.ts';
import type { Problem } from '../../model/problem.ts';
import { applyHunks, excerptOf, reversed } from './applyPatch.ts';
import { linesOf } from './lines.ts';
import type { FilePatch } from './patch.ts';
import { insidePath } from './patchPath.ts';

export interface ReadFile {
  readonly file: ChangedFile | undefined;
  readonly problems: readonly Problem[];
}

/** What a patch makes of a file of the workspace; an excerpt where it fits none. */
export async function patchedFile(patch: FilePatch, workspace: AuditWorkspace): Promise<ReadFile> {
  const oldPath = resolved(patch.oldPath, workspace);
  const newPath = renamedLike(patch, oldPath);
  const path = newPath ?? oldPath;
  if (path === undefined) {
    const named = patch.newPath ?? patch.oldPath ?? '';
    return told(
      undefined,
      'outside',
      `${named} leads out of the workspace and was not read.`,
      named,
    );
  }
  const moved =
    oldPath !== undefined && newPath !== undefined && oldPath !== newPath && !patch.isCopy
      ? { renamedFrom: oldPath }
      : {};
  const frame: Frame = { path, ...moved, ...(patch.mode && { mode: patch.mode }) };
  if (patch.isBinary) {
    const file = { ...frame, before: '', after: '', isExcerpt: true, added: [], removed: [] };
    return told(file, 'binary', `${path} is binary: what changes in it was not read.`, path);
  }
  const before = oldPath === undefined ? undefined : await workspace.read(oldPath);
  if (oldPath === undefined) return addedFile(frame, patch, workspace);
  return newPath === undefined
    ? deletedFile(frame, patch, before)
    : changedFile(frame, patch, before, await workspace.read(newPath));
}

type Frame = Pick<ChangedFile, 'path' | 'renamedFrom' | 'mode'>;

function told(
  file: ChangedFile | undefined,
  code: string,
  message: string,
  name: string,
): ReadFile {
  return { file, problems: [{ code, message, file: name }] };
}

async function addedFile(
  frame: Frame,
  { hunks }: FilePatch,
  workspace: AuditWorkspace,
): Promise<ReadFile> {
  const { after, added } = excerptOf(hunks.map((hunk) => ({ ...hunk, newStart: 1 })));
  const isOpenEnded = hunks.at(-1)?.isOpenEnded === true;
  const text = after === '' || isOpenEnded ? after : `${after}\n`;
  const known = await workspace.read(frame.path);
  const isSame = known !== undefined && linesOf(known).lines.join('\n') === after;
  const file = { ...frame, before: undefined, after: text, isExcerpt: false, added, removed: [] };
  if (known === undefined) return { file, problems: [] };
  return isSame
    ? told(file, 'alreadyApplied', alreadyApplied(frame.path), frame.path)
    : told(
        { ...file, before: known },
        'exists',
        `${frame.path} exists already; the patch would replace it.`,
        frame.path,
      );
}

function deletedFile(frame: Frame, { hunks }: FilePatch, before: string | undefined): ReadFile {
  const { before: written, removed } = excerptOf(hunks);
  if (before === undefined && written !== '') {
    const file = {
      ...frame,
      before: `${written}\n`,
      after: undefined,
      isExcerpt: false,
      added: [],
      removed,
    };
    return told(file, 'alreadyApplied', alreadyApplied(frame.path), frame.path);
  }
  const all = linesOf(before ?? '').lines.map((text, index) => ({ line: index + 1, text }));
  return {
    file: {
      ...frame,
      before: before ?? '',
      after: undefined,
      isExcerpt: false,
      added: [],
      removed: all,
    },
    problems: [],
  };
}

function changedFile(
  frame: Frame,
  { hunks }: FilePatch,
  before: string | undefined,
  now: string | undefined,
): ReadFile {
  const old = before ?? now;
  if (old === undefined) {
    const message = `${frame.path} is not in the workspace; the patch was read alone.`;
    return told(
      { ...frame, ...excerptOf(hunks), isExcerpt: true },
      'noSuchFile',
      message,
      frame.path,
    );
  }
  const applied = applyHunks(old, hunks);
  if (!('misfit' in applied)) {
    const { text, added, removed, isMoved } = applied;
    const file = { ...frame, before: old, after: text, isExcerpt: false, added, removed };
    const message = `Some hunks for ${frame.path} stand at other lines than the patch says; they were found by their context.`;
    return isMoved ? told(file, 'moved', message, frame.path) : { file, problems: [] };
  }
  const undone = applyHunks(now ?? old, reversed(hunks));
  if (!('misfit' in undone)) {
    const { text, added: removed, removed: added } = undone;
    const file = { ...frame, before: text, after: now ?? old, isExcerpt: false, added, removed };
    return told(file, 'alreadyApplied', alreadyApplied(frame.path), frame.path);
  }
  const message = `A hunk (line ${applied.misfit.line} of the patch) does not fit ${frame.path}; the patch was read alone, without the rest of the file.`;
  return told({ ...frame, ...excerptOf(hunks), isExcerpt: true }, 'misfit', message, frame.path);
}

function alreadyApplied(path: string): string {
  return `The workspace holds this change of ${path} already; it was audited against the file before it.`;
}

/**
 * The file of the workspace that a patch means: it may be written in a folder above, with `a/` and
 * `b/` or without.
 */
function resolved(written: string | undefined, { paths }: AuditWorkspace): string | undefined {
  const path = written === undefined ? undefined : insidePath(written);
  if (path === undefined || paths.has(path)) return path;
  const segments = path.split('/');
  for (let cut = 1; cut < segments.length; cut++) {
    const shorter = segments.slice(cut).join('/');
    if (paths.has(shorter)) return shorter;
  }
  return path;
}

/** Where the old path lost its first folders, the new one loses them too. */
function renamedLike(
  { oldPath, newPath }: FilePatch,
  resolvedOld: string | undefined,
): string | undefined {
  if (newPath === undefined) return undefined;
  if (newPath === oldPath) return resolvedOld;
  const cut = (oldPath?.length ?? 0) - (resolvedOld?.length ?? 0);
  const isShorter = oldPath !== undefined && resolvedOld !== undefined && cut > 0;
  return isShorter && newPath.slice(0, cut) === oldPath.slice(0, cut)
    ? insidePath(newPath.slice(cut))
    : insidePath(newPath);
}
