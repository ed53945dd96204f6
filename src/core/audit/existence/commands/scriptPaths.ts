import { nearPath } from '../paths.ts';
import { folderOf, joined } from '../project.ts';
import { listed, missingFile } from '../report.ts';
import type { Run } from '../run.ts';
import type { PlacedCommand } from './places.ts';

const runners = /^(?:bash|sh|zsh|source|\.|exec)$/;

/** Scripts that a script runs: from which folder nobody knows, so the root and its own are looked through. */
export async function checkScriptPath(run: Run, command: PlacedCommand): Promise<void> {
  const { words, place } = command;
  const [first = '', second = ''] = words;
  const path = runners.test(first) ? second : first;
  if (
    place.file === undefined ||
    !/^\.{0,2}\/?(?:[\w.-]+\/)*[\w.-]+\.(?:sh|bash|py|rb|pl)$/.test(path)
  )
    return;
  if (!path.includes('/') && path === first) return;
  const text = (await run.project.read(place.file)) ?? '';
  if (/^\s*(?:cd|pushd)\s|\bchdir\b/m.test(text) || path.startsWith('/')) return;
  const places = ['', folderOf(place.file)].flatMap((folder) => joined(folder, path) ?? []);
  for (const whole of places) if (await run.project.has(whole)) return;
  const [whole = path] = places;
  const near = nearPath(run.project, whole);
  run.report.find(
    place,
    near === undefined
      ? {
          verdict: 'couldNotCheck',
          severity: 'warning',
          subject: path,
          message: `${path} lies neither at the root nor beside the script, and the suggestion does not add it. Make sure that it is there where this runs.`,
          source: listed('files of the workspace'),
        }
      : missingFile(path, whole, near),
  );
}
