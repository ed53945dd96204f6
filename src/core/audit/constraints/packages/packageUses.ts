import { fileName, isForeignFile, isPipelineFile, languageOf } from '../../source/language.ts';
import type { FileSide } from '../finders/finder.ts';
import { importsIn } from './imports.ts';
import { installsIn } from './installs.ts';
import { manifestUses } from './manifests.ts';
import type { PackageUse } from './packageUse.ts';

/** Every package that a file names: as an import, in a manifest, in a command that installs it. */
export function packagesIn({ path, view, text }: FileSide): readonly PackageUse[] {
  if (isForeignFile(path)) return [];
  return [
    ...importsIn(path, view),
    ...manifestUses(path, view, text),
    ...scriptUses(path, view.code),
  ];
}

function scriptUses(path: string, lines: readonly string[]): readonly PackageUse[] {
  const isScript =
    /^(?:shell|dockerfile|make|powershell)$/.test(languageOf(path)) ||
    isPipelineFile(path) ||
    fileName(path) === 'package.json';
  return isScript
    ? lines.flatMap((text, index) =>
        text.length > 2_000 ? [] : installsIn(text).map((use) => ({ ...use, line: index + 1 })),
      )
    : [];
}
