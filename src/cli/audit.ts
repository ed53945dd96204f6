import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { stdout } from 'node:process';
import { type OpenDiagnosis, parseDiagnosis } from '../core/audit/fit/openDiagnosis.ts';
import type { SuggestionInput } from '../core/audit/suggestion/readSuggestion.ts';
import { auditMarkdown } from '../core/auditMarkdown.ts';
import { explain } from '../core/explain.ts';
import type { Audit, AuditWorkspace } from '../core/model/audit.ts';
import { neverCancelled } from '../core/model/cancellation.ts';
import type { LanguageModel } from '../core/ports.ts';
import { folderHistory } from '../node/auditHistory.ts';
import { folderWorkspace } from '../node/auditWorkspace.ts';
import { createRegistries } from '../node/registries/registries.ts';
import type { AuditCommand, AuditInputNames } from './auditArguments.ts';
import { toAuditJson } from './auditJson.ts';
import { auditText } from './auditText.ts';
import { inputText } from './inputText.ts';
import { jsonText } from './jsonText.ts';
import { openAiModel } from './openAiModel.ts';
import { complain, print, warn } from './output.ts';
import { namedLists } from './triedLists.ts';
import { terminalSafe } from './words.ts';

const NO_ERROR = 0;
const SOME_ERROR = 1;

/** Reads a suggestion and prints what an audit says of it. */
export async function runAudit(command: AuditCommand, isColoured: boolean): Promise<number> {
  const { workspace: folder, format } = command;
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) {
    return complain(`--workspace ${folder} is not a folder.`);
  }
  const input = await suggestionOf(command.input, folder);
  if (typeof input === 'string') return complain(input);
  const diagnosis = await diagnosisOf(command.diagnosis);
  if (typeof diagnosis === 'string') return complain(diagnosis);
  const tried = await namedLists(command.triedNames);
  if (typeof tried === 'string') return complain(tried);
  const model = command.reasoner === 'openai' ? await openAiModel(command) : undefined;
  if (typeof model === 'string') return complain(model);
  const read = await folderWorkspace(folder);
  const workspace = { ...read, history: folderHistory(folder, read.paths) };
  // A large table of what exists: other commands do not load it.
  const { audit } = await import('../core/audit.ts');
  const registries = command.registries && createRegistries({ urls: command.registries });
  const result = await audit(workspace, input, { diagnosis, tried, registries });
  if (result.kind === 'refused') return complain(result.message);
  const told = model ? await explained(model, result.audit, workspace) : result.audit;
  printAudit(told, format, isColoured);
  const isWrong = told.findings.some(({ severity }) => severity === 'error');
  return isWrong ? SOME_ERROR : NO_ERROR;
}

function explained(model: LanguageModel, told: Audit, workspace: AuditWorkspace): Promise<Audit> {
  const ports = { model, boundary: () => randomBytes(16).toString('hex') };
  return explain(ports, told, workspace, {}, neverCancelled);
}

function printAudit(told: Audit, format: AuditCommand['format'], isColoured: boolean): void {
  // On a terminal the text itself says it.
  if (format !== 'text' || !stdout.isTTY) warn(told.problems);
  switch (format) {
    case 'json':
      print(jsonText(toAuditJson(told)));
      break;
    case 'markdown':
      print(terminalSafe(auditMarkdown({ ...told, ...told.suggestion })));
      break;
    case 'text':
      print(auditText(told, isColoured));
  }
}

async function suggestionOf(
  names: AuditInputNames,
  folder: string,
): Promise<SuggestionInput | string> {
  if (names.kind === 'command') return names;
  const name = names.kind === 'diff' ? names.diff : names.suggestion;
  const read = await inputText(name);
  if (read.kind === 'unreadable') return read.message;
  const said = name === '-' ? 'standard input' : name;
  if (names.kind === 'diff') return { kind: 'diff', text: read.text, name: said };
  const { at } = names;
  const path = below(folder, names.path);
  return { kind: 'text', text: read.text, name: said, path, ...(at !== undefined && { at }) };
}

/** As it is called below the folder. */
function below(folder: string, path: string): string {
  return isAbsolute(path) ? relative(resolve(folder), path).split(sep).join('/') : path;
}

/** What a diagnosis file holds; a sentence where it holds none. */
async function diagnosisOf(name: string | undefined): Promise<OpenDiagnosis | string | undefined> {
  if (name === undefined) return undefined;
  const read = await inputText(name);
  if (read.kind === 'unreadable') return read.message;
  return (
    parseDiagnosis(read.text, name) ??
    `--diagnosis ${name} is not what 'whytrace diagnose --json' prints.`
  );
}
