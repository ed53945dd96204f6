import { type AuditResult, audit } from '../../core/audit.ts';
import type { AuditWorkspace } from '../../core/model/audit.ts';
import { folderWorkspace } from '../../node/auditWorkspace.ts';
import type { AuditTask } from './tasks.ts';

/** Holds a suggestion against a folder as the editor shows it. */
export async function auditTask({ folder, given }: AuditTask): Promise<AuditResult> {
  const { input, unsaved, diagnosis, tried } = given;
  const workspace = withUnsaved(await folderWorkspace(folder), unsaved);
  return audit(workspace, input, { diagnosis, ...(tried && { tried }) });
}

function withUnsaved(
  workspace: AuditWorkspace,
  unsaved: Readonly<Record<string, string>>,
): AuditWorkspace {
  const texts = new Map(Object.entries(unsaved).filter(([path]) => workspace.paths.has(path)));
  return {
    ...workspace,
    read: async (path) => texts.get(path) ?? workspace.read(path),
  };
}
