import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { argv, env, stderr, stdout } from 'node:process';
import { inspect } from 'node:util';
import packageJson from '../../package.json' with { type: 'json' };
import { type DiagnoseInput, type DiagnosePorts, diagnose } from '../core/diagnose.ts';
import { neverCancelled } from '../core/model/cancellation.ts';
import { noContext, type RunContext } from '../core/model/context.ts';
import type { Diagnosis } from '../core/model/diagnosis.ts';
import type { Problem } from '../core/model/problem.ts';
import type { PersonalKind } from '../core/model/redactedText.ts';
import type { SourceAccess } from '../core/ports.ts';
import { selectOnly } from '../core/selectOnly.ts';
import { clock } from '../node/clock.ts';
import { readContextFolder } from '../node/contextFolder.ts';
import { createSourceAccess } from '../node/sourceAccess.ts';
import { createSourceIndexes } from '../node/sourceIndex.ts';
import { readSystemFolder } from '../node/systemFolder.ts';
import {
  DEFAULT_BUDGET,
  type DiagnoseCommand,
  HELP,
  parseCommand,
  type SelectCommand,
  type TopologyCommand,
} from './arguments.ts';
import type { AskCommand } from './askArguments.ts';
import { toDiagnosisJson, toSelectionJson } from './diagnosisJson.ts';
import { diagnosisMarkdown } from './diagnosisMarkdown.ts';
import { diagnosisText } from './diagnosisText.ts';
import { inspectionText } from './inspectText.ts';
import { jsonText } from './jsonText.ts';
import { openAiModel } from './openAiModel.ts';
import { complain, print, warn, watchOutput } from './output.ts';
import { readProbeOutputs } from './probeOutputs.ts';
import { selectionText } from './selectionText.ts';
import { commandLineFiles, goodRunsOf, sourcesOf, withKeepers, withRotations } from './sources.ts';
import { teamFilesOf } from './teamFiles.ts';
import { mineSource, templatesCsv, templatesTable } from './templates.ts';
import { toTopologyJson } from './topologyJson.ts';
import { topologyText } from './topologyText.ts';
import { triedListsOf } from './triedLists.ts';
import { terminalSafe } from './words.ts';

const DIAGNOSED = 0;
const NOTHING_FOUND = 1;
/** EX_SOFTWARE of sysexits.h, so that a bug is not taken for an answer. */
const BUG = 70;

watchOutput();
run(argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    stderr.write(`This is a bug in Whytrace, please report it: ${inspect(error)}\n`);
    process.exitCode = BUG;
  },
);

async function run(words: readonly string[]): Promise<number> {
  const command = parseCommand(words);
  switch (command.kind) {
    case 'help':
      print(HELP);
      return 0;
    case 'noCommand':
      return complain(HELP.trimEnd());
    case 'version':
      print(`${packageJson.version}\n`);
      return 0;
    case 'badUse':
      return complain(`${command.message} See 'whytrace --help'.`);
    case 'diagnose':
      return runDiagnose(command);
    case 'select':
      return runSelect(command);
    case 'templates':
      return runTemplates(command.file, command.csv);
    case 'redact':
      return runRedact(command.personalData);
    case 'inspect':
      return runInspect(command.file, command.json);
    case 'topology':
      return runTopology(command);
    case 'ask':
      return askQuestion(command);
    case 'note':
      return (await import('./note.ts')).runNote(command);
    case 'audit':
      return (await import('./audit.ts')).runAudit(command, isColoured());
  }
}

async function runDiagnose(command: DiagnoseCommand): Promise<number> {
  const given = await contextOf(command.context);
  if (typeof given === 'string') {
    return complain(given);
  }
  const model = command.reasoner === 'openai' ? await openAiModel(command) : undefined;
  if (typeof model === 'string') {
    return complain(model);
  }
  const probeOutputs = await readProbeOutputs(command.probeOutputs);
  if (typeof probeOutputs === 'string') {
    return complain(probeOutputs);
  }
  const sources = await withRotations(sourcesOf(command.files), command.isRotated);
  const team = await teamFilesOf(sources, command.context);
  const tried = await triedListsOf(sources, command.context, command.triedNames);
  if (typeof tried === 'string') {
    return complain(tried);
  }
  const input: DiagnoseInput = {
    ...{ probeOutputs, tried },
    sources: model ? await withKeepers(sources) : sources,
    context: given.context,
    budget: command.budget,
    teamFiles: team.files,
    baselines: await goodRunsOf(command, sources),
    ...(command.question !== undefined && { question: command.question }),
    ...(command.tokenLimit !== undefined && { tokenLimit: command.tokenLimit }),
  };
  const ports: DiagnosePorts = {
    files: commandLineFiles,
    clock,
    boundary: () => randomBytes(16).toString('hex'),
    ...(model && { model }),
    ...(command.context !== undefined && { source: sourceIn(command.context) }),
  };
  const result = await diagnose(ports, input, showProgress, neverCancelled);
  clearProgress();
  if (result.kind === 'unreadable') {
    return complain(result.messages.join('\n'));
  }
  const told = result.diagnosis.problems.map(withAdvice);
  const problems = [...told, ...given.problems, ...team.problems];
  return printDiagnosis({ ...result.diagnosis, problems }, command);
}

/** What to do about it is another thing here than in an editor. */
function withAdvice(problem: Problem): Problem {
  const { code, message } = problem;
  return code === 'rotated'
    ? { ...problem, message: `${message} --rotated reads it too.` }
    : problem;
}

function printDiagnosis(diagnosis: Diagnosis, { format, showsTried }: DiagnoseCommand): number {
  // On a terminal the text itself says it.
  if (format !== 'text' || !stdout.isTTY) {
    warn(diagnosis.problems);
  }
  switch (format) {
    case 'json':
      print(jsonText(toDiagnosisJson(diagnosis)));
      break;
    case 'markdown':
      print(terminalSafe(diagnosisMarkdown(diagnosis)));
      break;
    case 'text':
      print(diagnosisText(diagnosis, isColoured(), showsTried));
  }
  return diagnosis.outcome === 'diagnosed' ? DIAGNOSED : NOTHING_FOUND;
}

async function askQuestion(command: AskCommand): Promise<number> {
  const given = await contextOf(command.context);
  if (typeof given === 'string') return complain(given);
  const model = command.reasoner === 'openai' ? await openAiModel(command) : undefined;
  if (typeof model === 'string') return complain(model);
  const means = { context: given.context, model, budget: DEFAULT_BUDGET, isColoured: isColoured() };
  return (await import('./ask.ts')).runAsk(command, means);
}

async function runSelect(command: SelectCommand): Promise<number> {
  const sources = await withRotations(sourcesOf(command.files), command.isRotated);
  const team = await teamFilesOf(sources, undefined);
  const input = {
    sources,
    context: noContext,
    budget: command.budget,
    teamFiles: team.files,
    baselines: sourcesOf(command.baselines),
  };
  const result = await selectOnly({ files: commandLineFiles, clock }, input);
  if (result.kind === 'unreadable') {
    return complain(result.messages.join('\n'));
  }
  const { pack } = result;
  const problems = [...result.problems, ...team.problems];
  warn(problems);
  print(command.json ? jsonText(toSelectionJson(pack, problems)) : selectionText(pack));
  return 0;
}

async function runTemplates(name: string, isCsv: boolean): Promise<number> {
  const [source] = sourcesOf([name]);
  const result = source && (await mineSource(source));
  if (result?.kind !== 'mined') {
    return complain(result?.message ?? `${name} can't be read.`);
  }
  const { file, mined, problems } = result;
  warn(problems);
  for (const text of isCsv ? templatesCsv(file, mined) : [templatesTable(mined)]) print(text);
  return 0;
}

async function runInspect(name: string, isJson: boolean): Promise<number> {
  const [source] = sourcesOf([name]);
  const { inspectFile } = await import('./inspect.ts');
  const result = source && (await inspectFile(source));
  if (result?.kind !== 'inspected') {
    return complain(result?.message ?? `${name} can't be read.`);
  }
  const { inspection } = result;
  print(isJson ? jsonText(inspection) : inspectionText(inspection));
  return 0;
}

async function runRedact(personalData?: readonly PersonalKind[]): Promise<number> {
  const { redactInput } = await import('./redactInput.ts');
  const result = await redactInput(personalData);
  if (result.kind === 'unreadable') {
    return complain(result.message);
  }
  warn(result.problems);
  print(result.text);
  return 0;
}

async function runTopology({ folder, json }: TopologyCommand): Promise<number> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) {
    return complain(`${folder} is not a folder.`);
  }
  const { files, skipped } = await readSystemFolder(folder);
  const { readTopology } = await import('../core/topology/topology.ts');
  const topology = readTopology(files, skipped);
  print(json ? jsonText(toTopologyJson(topology)) : terminalSafe(topologyText(topology)));
  return topology.services.length > 0 ? DIAGNOSED : NOTHING_FOUND;
}

/** Whoever names a folder here trusts it as far as git may look into its history. */
function sourceIn(folder: string): SourceAccess {
  return createSourceAccess(createSourceIndexes(clock), {
    folders: [resolve(folder)],
    asksGit: true,
  });
}

interface GivenContext {
  readonly context: RunContext;
  readonly problems: readonly Problem[];
}

async function contextOf(folder: string | undefined): Promise<GivenContext | string> {
  if (folder === undefined) {
    return { context: noContext, problems: [] };
  }
  const found = await stat(folder).catch(() => undefined);
  return found?.isDirectory() ? readContextFolder(folder) : `--context ${folder} is not a folder.`;
}

function showProgress({
  name,
  summary,
}: {
  readonly name: string;
  readonly summary: string;
}): void {
  if (stderr.isTTY) {
    stderr.write(`\r\x1b[K${name} ${terminalSafe(summary)}`);
  }
}

function clearProgress(): void {
  if (stderr.isTTY) {
    stderr.write('\r\x1b[K');
  }
}

/** https://no-color.org */
function isColoured(): boolean {
  return stdout.isTTY === true && !env['NO_COLOR'];
}
