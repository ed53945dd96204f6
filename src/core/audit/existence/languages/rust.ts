import type { ChangedFile } from '../../../model/audit.ts';
import { syntaxes } from '../code.ts';
import { judgePackage } from '../judge.ts';
import { visibleFrom } from '../manifests/manifests.ts';
import { nearPath } from '../paths.ts';
import { folderOf, joined, nameOf } from '../project.ts';
import { missingFile } from '../report.ts';
import type { Run } from '../run.ts';
import { newMatches, type Source, sourceOf } from './source.ts';

const own = /^(?:crate|self|super|std|core|alloc|proc_macro|test|Self)$/;

export async function checkRust(run: Run, files: readonly ChangedFile[]): Promise<void> {
  for (const file of files) {
    const source = sourceOf(file, syntaxes.rust);
    const declared = declaredIn(source.code.text);
    for (const { groups, line } of newMatches(
      source,
      /(?:^|[;{}]\s*|\n)\s*(?:pub(?:\([^)]*\))?\s+)?(?:use\s+(?:::)?|extern\s+crate\s+)(\w+)/g,
    )) {
      const name = groups[0] ?? '';
      if (own.test(name) || declared.has(name) || /^[A-Z]/.test(name)) continue;
      await checkCrate(run, file.path, line, name);
    }
    await checkModules(run, source);
  }
}

/** Modules and other things of the file itself may stand where a crate does. */
function declaredIn(text: string): ReadonlySet<string> {
  return new Set(
    [
      ...text.matchAll(
        /\b(?:mod|fn|enum|struct|trait|type|union|macro_rules!)\s+(\w+)|\bas\s+(\w+)\s*[;,}]|\buse\s+[\w:]+::(\w+)\s*;|[{,]\s*(?:self\s*,\s*)?(\w+)\s*(?=[,}])/g,
      ),
    ].flatMap((match) => match.slice(1).filter((name) => name !== undefined)),
  );
}

async function checkCrate(run: Run, path: string, line: number, name: string): Promise<void> {
  const visible = visibleFrom(path, 'cargo', await run.dependencies('cargo'));
  const siblings = [...run.project.paths].some(
    (one) => folderOf(one) === folderOf(path) && nameOf(one) === `${name}.rs`,
  );
  if (siblings || run.project.folders.has(joined(folderOf(path), name) ?? '')) return;
  await judgePackage(run, {
    ecosystem: 'cargo',
    // A crate is imported with underscores; what is declared decides how it is written.
    names: [name, name.replaceAll('_', '-'), ...halves(name)],
    subject: visible.find((one) => one.name === name)?.name ?? name,
    place: { file: path, line },
    how: 'import',
  });
}

/** Names mix both signs: `async_std` is `async-std`, `serde_json` is itself, `tokio_util` is not. */
function halves(name: string): readonly string[] {
  const parts = name.split('_');
  return parts.length === 3
    ? [`${parts[0]}-${parts[1]}_${parts[2]}`, `${parts[0]}_${parts[1]}-${parts[2]}`]
    : [];
}

/** `mod name;` is a file beside, or in the folder of the file's own name. */
async function checkModules(run: Run, source: Source): Promise<void> {
  const folder = folderOf(source.path);
  const stem = nameOf(source.path).replace(/\.rs$/, '');
  const isRoot =
    /^(?:main|lib|mod)$/.test(stem) || /(?:^|\/)(?:bin|tests|examples|benches)$/.test(folder);
  for (const { groups, index, line } of newMatches(
    source,
    /^\s*(?:pub(?:\([^)]*\))?\s+)?mod\s+(\w+)\s*;/gm,
  )) {
    const name = groups[0] ?? '';
    const before = source.code.text.slice(Math.max(0, index - 200), index + 2);
    if (
      /#\[(?:path|cfg)[^\n]*\n?\s*$/.test(before) ||
      /\{[^}]*$/.test(source.code.text.slice(0, index))
    )
      continue;
    const folders = isRoot ? [folder] : [joined(folder, stem) ?? '', folder];
    const files = folders.flatMap((one) => [
      joined(one, `${name}.rs`) ?? '',
      joined(one, `${name}/mod.rs`) ?? '',
    ]);
    if (files.some((file) => run.project.paths.has(file))) continue;
    run.report.find(
      { file: source.path, line },
      missingFile(`mod ${name}`, files[0] ?? '', nearPath(run.project, files[0] ?? '')),
    );
  }
}
