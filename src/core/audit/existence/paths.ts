import { closest, nearest } from './nearMiss.ts';
import { folderOf, joined, nameOf, type Project } from './project.ts';

/** The file or folder of the workspace that a path means; nothing where there is none. */
export async function projectPath(
  project: Project,
  folder: string,
  path: string,
): Promise<string | undefined> {
  const whole = joined(folder, path.replace(/^\//, ''));
  if (whole === undefined) return undefined;
  return project.folders.has(whole) || (await project.has(whole)) ? whole : undefined;
}

/** A path of the workspace that a path was probably meant to be. */
export function nearPath(project: Project, path: string): string | undefined {
  const folder = folderOf(path);
  const beside = [...project.paths, ...project.folders].filter(
    (one) => one !== '' && folderOf(one) === folder,
  );
  const near = closest(nameOf(path), beside.map(nameOf));
  if (near !== undefined) return joined(folder, near);
  const sameStem = beside.find((one) => stem(one) === stem(path));
  if (sameStem !== undefined) return sameStem;
  const same = [...project.paths].filter((one) => nameOf(one) === nameOf(path));
  if (same.length > 0 && same.length < 4) return same.sort()[0];
  const nearFolder = nearest(
    path,
    [...project.paths].filter((one) => nameOf(one) === nameOf(path)),
  );
  return nearFolder;
}

/** `deploy.yaml` and `deploy.yml` differ only in how they end. */
function stem(path: string): string {
  return nameOf(path).replace(/\.[^.]*$/, '');
}
