import type { ChangedFile } from '../../../model/audit.ts';
import { isMade } from '../javascript/files.ts';
import { nearest } from '../nearMiss.ts';
import { nearPath, projectPath } from '../paths.ts';
import { folderOf, foldersAround, joined } from '../project.ts';
import { didYouMean, missingFile, type Place } from '../report.ts';
import type { Run } from '../run.ts';

export async function checkDocker(run: Run, files: readonly ChangedFile[]): Promise<void> {
  for (const file of files) {
    const stages = stagesOf(file.after ?? '');
    const isAlone = isBare(run, file.path);
    if (isAlone) run.report.open(`${file.path} finds what it copies.`);
    for (const { line, text } of file.added) {
      const place = { file: file.path, line };
      const [, words = ''] = /^\s*(?:COPY|ADD)\s+(.*)$/i.exec(text) ?? [];
      const from = /--from=(\S+)/.exec(words)?.[1];
      if (from !== undefined) checkStage(run, place, from, stages);
      else if (!isAlone) await checkCopy(run, place, words);
    }
  }
}

/** What an image is built from may not be at hand, as where sources were left out. */
function isBare(run: Run, path: string): boolean {
  const folder = folderOf(path);
  return (
    folder !== '' &&
    ![...run.project.paths].some((one) => one !== path && one.startsWith(`${folder}/`))
  );
}

function stagesOf(text: string): ReadonlySet<string> {
  return new Set(
    [...text.matchAll(/^\s*FROM\s+.*?\s+AS\s+(\S+)/gim)].map((match) =>
      (match[1] ?? '').toLowerCase(),
    ),
  );
}

function checkStage(run: Run, place: Place, name: string, stages: ReadonlySet<string>): void {
  const wanted = name.toLowerCase();
  if (stages.has(wanted) || /[/:$]/.test(name) || /^\d+$/.test(name)) return;
  const near = nearest(wanted, stages);
  run.report.find(place, {
    verdict: near ? 'notFound' : 'couldNotCheck',
    severity: near ? 'error' : 'warning',
    subject: `stage ${name}`,
    message: near
      ? `No stage before is called ${name}.${didYouMean(near)}`
      : `No stage before is called ${name}; it would be taken for an image.`,
    source: { file: place.file ?? '', line: undefined },
  });
}

/** What is copied stands in the folder that the image is built from, which only the command knows. */
async function checkCopy(run: Run, place: Place, words: string): Promise<void> {
  const folders = foldersAround(folderOf(place.file ?? ''));
  for (const source of sourcesIn(words)) {
    const found = await firstFound(run, folders, source);
    const plain = joined('', source.replace(/^\//, '')) ?? '';
    if (found !== undefined) {
      run.report.holds(`${found} is there.`, { file: found, line: undefined });
    } else if (isMade(plain) || isElsewhere(run, plain)) {
      run.report.open(`${plain} is there when the image is built.`);
    } else {
      const whole = joined(folders[0] ?? '', plain) ?? plain;
      const near = nearPath(run.project, whole) ?? nearPath(run.project, plain);
      run.report.find(place, missingFile(source, plain, near));
    }
  }
}

/** Paths that are written out; the last word of a line is where they go to. */
function sourcesIn(words: string): readonly string[] {
  const list = /^\s*(?:--\S+\s+)*(\[.*\])\s*$/.exec(words)?.[1];
  const all = list
    ? [...list.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '')
    : words.split(/\s+/);
  return all
    .filter((word) => word !== '' && !word.startsWith('--'))
    .slice(0, -1)
    .filter((word) => !/[$<*?[]|^[a-z]+:\/\/|^git@|\\$|^[./]*$/.test(word));
}

async function firstFound(
  run: Run,
  folders: readonly string[],
  source: string,
): Promise<string | undefined> {
  for (const folder of folders) {
    const found = await projectPath(run.project, folder, source);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Another folder may be the one that the image is built from; archives are made before. */
function isElsewhere(run: Run, path: string): boolean {
  if (/\.(?:jar|war|zip|tar|tgz|gz|whl|so|exe|dll|deb|rpm)$/.test(path)) return true;
  return [...run.project.paths, ...run.project.folders].some((one) => one.endsWith(`/${path}`));
}
