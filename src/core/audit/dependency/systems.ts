import type { AuditWorkspace, ChangedFile } from '../../model/audit.ts';
import type { SystemTopology } from '../../model/topology.ts';
import type { Mention, SourceText } from '../../topology/facts.ts';
import { mayTell } from '../../topology/formats.ts';
import { type ServiceSetting, settingsOfServices } from './environmentOffers.ts';
import { type Manifest, mayDescribe, readCharts, readManifest } from './manifests.ts';

/** A system as it is read from its files, once without and once with the suggestion. */
export interface SystemView {
  readonly topology: SystemTopology;
  readonly mentions: readonly Mention[];
  ownerOf(path: string): string | undefined;
  resolve(host: string): string | undefined;
  /** Text of the files that may tell something, by path. */
  readonly texts: ReadonlyMap<string, string>;
  readonly manifests: readonly Manifest[];
  /** Variables of the environment that manifests give to services. */
  readonly settings: readonly ServiceSetting[];
}

export interface Systems {
  readonly before: SystemView;
  readonly after: SystemView;
}

/** Reads the graph of some files; the pipeline supplies it. */
export type ReadSystem = (
  files: readonly SourceText[],
) => Pick<SystemView, 'topology' | 'mentions' | 'ownerOf' | 'resolve'>;

/** As many files as are read of one workspace, and at once. */
const MOST_FILES = 20_000;
const AT_ONCE = 32;

/** What a file says of a system where its name alone does not tell. */
const alsoTells = /\.(sql|proto|graphql|prisma)$|(^|\/)(Makefile|Procfile|Jenkinsfile)$/i;

export async function readTexts(workspace: AuditWorkspace): Promise<ReadonlyMap<string, string>> {
  const paths = [...workspace.paths].filter((path) => mayTell(path) || alsoTells.test(path)).sort();
  const texts = new Map<string, string>();
  for (let at = 0; at < Math.min(paths.length, MOST_FILES); at += AT_ONCE) {
    const some = paths.slice(at, at + AT_ONCE);
    const read = await Promise.all(some.map((path) => workspace.read(path)));
    read.forEach((text, index) => {
      if (text !== undefined) texts.set(some[index] ?? '', text);
    });
  }
  return texts;
}

/** A part of a file says nothing of the file, so it leaves the system as it is. */
export function readSystems(
  texts: ReadonlyMap<string, string>,
  files: readonly ChangedFile[],
  readSystem: ReadSystem,
): Systems {
  const known = new Map<string, Manifest>();
  const manifestsOf = (all: ReadonlyMap<string, string>): readonly Manifest[] => {
    const charts = readCharts(all);
    const rendered = new Set(charts.map(({ path }) => path));
    const plain = [...all].filter(([path]) => !rendered.has(path));
    const read = plain.flatMap(([path, text]) => {
      if (!mayDescribe(path, text)) return [];
      const key = `${path}\0${text}`;
      const manifest = known.get(key) ?? readManifest(path, text);
      known.set(key, manifest);
      return [manifest];
    });
    return [...read, ...charts];
  };
  const view = (all: ReadonlyMap<string, string>): SystemView => {
    const told = [...all].filter(([path]) => mayTell(path));
    const system = {
      ...readSystem(told.map(([path, text]) => ({ path, text }))),
      texts: all,
      manifests: manifestsOf(all),
    };
    return { ...system, settings: settingsOfServices(system) };
  };
  const before = view(texts);
  const after = withChanges(texts, files);
  return { before, after: after === texts ? before : view(after) };
}

function withChanges(
  texts: ReadonlyMap<string, string>,
  files: readonly ChangedFile[],
): ReadonlyMap<string, string> {
  const changed = files.filter(({ path, isExcerpt }) => !isExcerpt && isRead(path));
  if (changed.length === 0) return texts;
  const after = new Map(texts);
  for (const { path, renamedFrom, after: text } of changed) {
    if (renamedFrom !== undefined) after.delete(renamedFrom);
    if (text === undefined) after.delete(path);
    else after.set(path, text);
  }
  return after;
}

function isRead(path: string): boolean {
  return mayTell(path) || alsoTells.test(path);
}
