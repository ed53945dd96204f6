import { randomBytes } from 'node:crypto';
import type { AuditResult } from '../../core/audit.ts';
import { type ExplainPorts, explain } from '../../core/explain.ts';
import type { AuditWorkspace } from '../../core/model/audit.ts';
import { folderHistory } from '../../node/auditHistory.ts';
import { folderWorkspace } from '../../node/auditWorkspace.ts';
import { createRegistries } from '../../node/registries/registries.ts';
import { askingModel } from './askingModel.ts';
import type { AuditTask } from './tasks.ts';
import type { Talk } from './worker.ts';

/** Holds a suggestion against a folder as the editor shows it. */
export async function auditTask({ folder, given }: AuditTask, talk: Talk): Promise<AuditResult> {
  const { input, unsaved, diagnosis, tried, editor, registries, asksGit, explain: wanted } = given;
  const read = withUnsaved(await folderWorkspace(folder), unsaved);
  const workspace = asksGit
    ? { ...read, history: folderHistory(folder, read.paths, Object.keys(unsaved)) }
    : read;
  // What exists is a large table: it is loaded by the first audit, and no log waits for it.
  const { audit } = await import('../../core/audit.ts');
  const result = await audit(workspace, input, {
    diagnosis,
    ...(tried && { tried }),
    ...(editor && { editor }),
    ...(registries && { registries: createRegistries({ urls: registries }) }),
  });
  if (!wanted || result.kind === 'refused') return result;
  const ports: ExplainPorts = {
    model: askingModel(wanted.model, talk),
    boundary: () => randomBytes(16).toString('hex'),
    consent: (preview) => talk.ask('consent', preview),
  };
  const explained = await explain(ports, result.audit, workspace, wanted, talk.cancelled);
  return { kind: 'audited', audit: explained };
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
