import { dirname, relative, sep } from 'node:path';
import type { Knowledge } from '../core/knowledge/knowledge.ts';
import { readTeam } from '../core/knowledge/readTeam.ts';
import type { TeamProblem } from '../core/knowledge/teamSignatures.ts';
import type { TriedList } from '../core/model/tried.ts';
import type { Clock } from '../core/ports.ts';
import { pathOf } from '../node/filePath.ts';
import { type ReadTeamFiles, readTeamFiles } from '../node/teamFiles.ts';
import { readTriedFiles } from '../node/triedFiles.ts';

/** The signatures that teams keep in the workspace, as they are at the moment. */
export interface TeamKnowledge {
  /** The files that count for some logs: those of the workspace, and the nearest above each log in it. */
  filesFor(logs: readonly string[]): Promise<ReadTeamFiles>;
  /** What was tried already, by the lists of the workspace and the nearest above each log in it. */
  triedFor(logs: readonly string[]): Promise<readonly TriedList[]>;
  /** What is known of failures in one log. */
  of(log: string): Promise<Knowledge>;
  /** The files of the workspace by URI, each with its mistakes. */
  problems(): Promise<ReadonlyMap<string, readonly TeamProblem[]>>;
  /** Somebody wrote in one of the files. */
  changed(): void;
}

/** Milliseconds after which files are looked at again, where nobody tells of changes. */
const FRESH = 5000;
/** Folders of logs whose knowledge is kept. */
const KEPT = 50;

/** @param folders URIs of the workspace's folders; none as long as it isn't trusted. */
export function createTeamKnowledge(
  folders: () => readonly string[],
  clock: Pick<Clock, 'now'>,
): TeamKnowledge {
  const known = new Map<string, { readonly since: number; readonly of: Promise<Built> }>();
  const paths = (): readonly string[] => folders().flatMap((uri) => pathOf(uri) ?? []);
  const near = (roots: readonly string[], logs: readonly string[]): readonly string[] => {
    const folders = logs.flatMap((uri) => pathOf(uri) ?? []).map(dirname);
    return [...roots, ...folders.filter((each) => roots.some((root) => isInside(root, each)))];
  };
  const filesFor = (logs: readonly string[]): Promise<ReadTeamFiles> => {
    const roots = paths();
    return readTeamFiles(near(roots, logs), (path) => nameIn(roots, path));
  };
  return {
    filesFor,
    triedFor(logs) {
      const roots = paths();
      return readTriedFiles(near(roots, logs), (path) => nameIn(roots, path));
    },
    of(log) {
      const folder = dirname(pathOf(log) ?? '');
      const kept = known.get(folder);
      if (kept && clock.now() - kept.since < FRESH) {
        return kept.of.then(({ knowledge }) => knowledge);
      }
      const of = Promise.all([filesFor([log]), kept?.of.catch(() => undefined)]).then(
        ([{ files }, last]) => built(files, last),
      );
      if (known.size >= KEPT) known.clear();
      known.set(folder, { since: clock.now(), of });
      return of.then(({ knowledge }) => knowledge);
    },
    async problems() {
      const { files } = await filesFor([]);
      const { problems } = await readTeam(files);
      return new Map(
        files.map(({ uri }) => [uri, problems.filter((problem) => problem.uri === uri)]),
      );
    },
    changed() {
      known.clear();
    },
  };
}

interface Built {
  /** The files as they were. */
  readonly key: string;
  readonly knowledge: Knowledge;
}

/** Checking and compiling takes a quarter of a second for 200 signatures; a hover waits only for new ones. */
async function built(files: ReadTeamFiles['files'], last: Built | undefined): Promise<Built> {
  const key = JSON.stringify(files);
  return last?.key === key ? last : { key, knowledge: (await readTeam(files)).knowledge };
}

function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);
}

/** Below its workspace folder, as people see it in the editor. */
function nameIn(roots: readonly string[], path: string): string {
  const root = roots.find((each) => isInside(each, path));
  return root === undefined ? path : relative(root, path);
}
