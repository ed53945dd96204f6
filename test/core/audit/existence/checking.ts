import { createExistenceCheck } from '../../../../src/core/audit/existence/existence.ts';
import type { ChangedFile, CheckResult } from '../../../../src/core/model/audit.ts';
import type { PackageRegistries } from '../../../../src/core/model/packageRegistry.ts';

type Files = Readonly<Record<string, string>>;

export interface Situation {
  /** What the workspace has; foreign folders can be read and are not listed. */
  readonly workspace?: Files;
  /** Whole files as they would be. */
  readonly change?: Files;
  readonly command?: string;
  readonly registries?: PackageRegistries;
}

/** Asks the check the way the audit does. */
export async function check({
  workspace = {},
  change = {},
  command,
  registries,
}: Situation): Promise<CheckResult> {
  const files = Object.entries(change).map(([path, after]) =>
    changed(path, workspace[path], after),
  );
  return createExistenceCheck(registries)(
    { files, commands: command === undefined ? [] : [{ text: command }] },
    {
      paths: new Set(Object.keys(workspace).filter((path) => !path.includes('node_modules/'))),
      read: async (path) => workspace[path],
    },
  );
}

/** `notFound lodahs`, in the order in which they were found. */
export function told({ findings }: CheckResult): readonly string[] {
  return findings.map(({ verdict, subject }) => `${verdict} ${subject}`);
}

/** Lines that the file did not have are new. */
function changed(path: string, before: string | undefined, after: string): ChangedFile {
  const old = new Set(before?.split('\n'));
  const added = after
    .split('\n')
    .map((text, index) => ({ line: index + 1, text }))
    .filter(({ text }) => !old.has(text));
  return { path, before, after, isExcerpt: false, added, removed: [] };
}
