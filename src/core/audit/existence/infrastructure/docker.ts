import type { ChangedFile } from '../../../model/audit.ts';
import { isMade } from '../javascript/files.ts';
import { nearest } from '../nearMiss.ts';
import { nearPath, projectPath } from '../paths.ts';
import { folderOf, foldersAround, joined } from '../project.ts';
import { didYouMean, listed, type Place } from '../report.ts';
import type { Run } from '../run.ts';

export async function checkDocker(run: Run, files: readonly ChangedFile[]): Promise<void> {
  for (const file of files) {
    const added = new Set(file.added.map(({ line }) => line));
    // What an image is built from may not be at hand, as where sources were left out.
    if (isBare(run, file.path)) run.report.open(`${file.path} finds what it copies.`);
    const stages = stagesOf(file.after ?? '');
    const lines = (file.after ?? '').split('\n');
    for (const [index, text] of lines.entries()) {
      if (!added.has(index + 1)) continue;
      const place = { file: file.path, line: index + 1 };
      const [, words = ''] = /^\s*(?:COPY|ADD)\s+(.*)$/i.exec(text) ?? [];
      const from = /--from=(\S+)/.exec(words)?.[1];
      if (from !== undefined) checkStage(run, place, from, stages);
      else if (words !== '' && !isBare(run, file.path)) await checkCopy(run, place, words);
    }
  }
}

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
  const list = /^\s*(?:--\S+\s+)*(\[.*\])\s*$/.exec(words)?.[1];
  const all = list
    ? [...list.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '')
    : words.split(/\s+/);
  const sources = all.filter((word) => word !== '' && !word.startsWith('--')).slice(0, -1);
  for (const source of sources) {
    if (/[$<*?[]|^[a-z]+:\/\/|^git@|\\$/.test(source) || /^[./]*$/.test(source)) continue;
    const folders = foldersAround(folderOf(place.file ?? ''));
    const found = await firstFound(run, folders, source);
    const plain = joined('', source.replace(/^\//, '')) ?? '';
    if (found !== undefined) {
      run.report.holds(`${found} is there.`, { file: found, line: undefined });
    } else if (isMade(plain) || isElsewhere(run, plain)) {
      run.report.open(`${plain} is there when the image is built.`);
    } else {
      const whole = joined(folderOf(place.file ?? ''), plain) ?? plain;
      run.report.find(place, {
        verdict: 'notFound',
        severity: 'error',
        subject: source,
        message: `${plain} is not in the workspace, and the suggestion does not add it.${didYouMean(nearPath(run.project, whole) ?? nearPath(run.project, plain))}`,
        source: listed('files of the workspace'),
      });
    }
  }
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
