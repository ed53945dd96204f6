import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { argv, env, stderr, stdin, stdout } from 'node:process';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import packageJson from '../../package.json' with { type: 'json' };
import { type DiagnoseInput, type DiagnosePorts, diagnose, selectOnly } from '../core/diagnose.ts';
import { neverCancelled } from '../core/model/cancellation.ts';
import { noContext } from '../core/model/context.ts';
import type { LanguageModel } from '../core/ports.ts';
import { createRedactor } from '../core/redact/redact.ts';
import { clock } from '../node/clock.ts';
import { readContextFolder } from '../node/contextFolder.ts';
import { nodeFiles } from '../node/files.ts';
import { type DiagnoseCommand, HELP, parseCommand, type SelectCommand } from './arguments.ts';
import { toDiagnosisJson, toSelectionJson } from './diagnosisJson.ts';
import { diagnosisMarkdown } from './diagnosisMarkdown.ts';
import { diagnosisText } from './diagnosisText.ts';
import { selectionText } from './selectionText.ts';
import { sourcesOf } from './sources.ts';
import { mineSource, templatesCsv, templatesTable } from './templates.ts';

const DIAGNOSED = 0;
const NOTHING_FOUND = 1;
const BAD_USE = 2;
/** EX_SOFTWARE of sysexits.h, so that a bug is not taken for an answer. */
const BUG = 70;

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
      stdout.write(HELP);
      return 0;
    case 'version':
      stdout.write(`${packageJson.version}\n`);
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
      stdout.write(createRedactor().redact(await text(stdin)).text);
      return 0;
  }
}

async function runDiagnose(command: DiagnoseCommand): Promise<number> {
  const context = await contextOf(command.context);
  if (typeof context === 'string') {
    return complain(context);
  }
  const model = command.reasoner === 'openai' ? await openAiModel(command) : undefined;
  if (typeof model === 'string') {
    return complain(model);
  }
  const input: DiagnoseInput = {
    sources: await sourcesOf(command.files),
    context,
    budget: command.budget,
    ...(command.question !== undefined && { question: command.question }),
  };
  const ports: DiagnosePorts = {
    files: nodeFiles,
    clock,
    boundary: () => randomBytes(16).toString('hex'),
    ...(model && { model }),
  };
  const result = await diagnose(ports, input, showProgress, neverCancelled);
  clearProgress();
  if (result.kind === 'unreadable') {
    return complain(result.messages.join('\n'));
  }
  const { diagnosis } = result;
  switch (command.format) {
    case 'json':
      stdout.write(`${JSON.stringify(toDiagnosisJson(diagnosis), undefined, 2)}\n`);
      break;
    case 'markdown':
      stdout.write(diagnosisMarkdown(diagnosis));
      break;
    case 'text':
      stdout.write(diagnosisText(diagnosis, isColoured()));
  }
  return diagnosis.outcome === 'diagnosed' ? DIAGNOSED : NOTHING_FOUND;
}

async function runSelect(command: SelectCommand): Promise<number> {
  const input = {
    sources: await sourcesOf(command.files),
    context: noContext,
    budget: command.budget,
  };
  const result = await selectOnly({ files: nodeFiles, clock }, input);
  if (result.kind === 'unreadable') {
    return complain(result.messages.join('\n'));
  }
  const { pack } = result;
  stdout.write(
    command.json ? `${JSON.stringify(toSelectionJson(pack), undefined, 2)}\n` : selectionText(pack),
  );
  return 0;
}

async function runTemplates(name: string, isCsv: boolean): Promise<number> {
  const [source] = await sourcesOf([name]);
  const result = source && (await mineSource(source));
  if (result?.kind !== 'mined') {
    return complain(result?.message ?? `${name} can't be read.`);
  }
  const { file, mined } = result;
  stdout.write(isCsv ? templatesCsv(file, mined) : templatesTable(mined));
  return 0;
}

async function contextOf(folder: string | undefined) {
  if (folder === undefined) {
    return noContext;
  }
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) {
    return `--context ${folder} is not a folder.`;
  }
  const { context, problems } = await readContextFolder(folder);
  for (const problem of problems) {
    stderr.write(`${problem.message}\n`);
  }
  return context;
}

/** The model that the options and the environment name, or what is missing. */
async function openAiModel(command: DiagnoseCommand): Promise<LanguageModel | string> {
  const model = command.model ?? env['WHYTRACE_MODEL'];
  if (!model) {
    return 'Name the model with --model or in WHYTRACE_MODEL.';
  }
  const { createOpenAiModel } = await import('../models/openai.ts');
  return createOpenAiModel({
    baseUrl: command.baseUrl ?? env['OPENAI_BASE_URL'] ?? 'https://api.openai.com/v1',
    model,
    apiKey: async () => env['OPENAI_API_KEY'],
  });
}

function showProgress({
  name,
  summary,
}: {
  readonly name: string;
  readonly summary: string;
}): void {
  if (stderr.isTTY) {
    stderr.write(`\r\x1b[K${name} ${summary}`);
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

function complain(message: string): number {
  stderr.write(`${message}\n`);
  return BAD_USE;
}
