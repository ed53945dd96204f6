import { comparisonOf } from './baseline.ts';
import type { ChatRun, ChatSystem, LineCard } from './chat/chatRun.ts';
import { createClock } from './chat/logs/clock.ts';
import type { ChatInput, ChatPorts } from './chat.ts';
import { withTopology } from './contextTopology.ts';
import type { DiagnoseInput } from './diagnose.ts';
import { hoverCard } from './hover.ts';
import { readTeam } from './knowledge/readTeam.ts';
import { mineLogs } from './mine/mine.ts';
import type { Diagnosis } from './model/diagnosis.ts';
import { once } from './model/once.ts';
import type { SystemTopology, Topology } from './model/topology.ts';
import type { ReadLogs } from './readLogs.ts';
import { dependentsOf } from './topology/dependents.ts';

/** What the engine answers from, and the diagnosis that it made meanwhile. */
export interface MadeRun extends ChatRun {
  made(): Diagnosis | undefined;
}

/** Everything that answers may ask for, made when it is first asked for and once. */
export async function chatRun(
  ports: ChatPorts,
  input: ChatInput,
  logs: ReadLogs,
): Promise<MadeRun> {
  const { files, pace } = logs;
  let made: Diagnosis | undefined;
  const mined = once(() => mineLogs(files, pace));
  const system = once(() => systemOf(ports, input));
  return {
    files,
    clock: createClock(files),
    pace,
    subjects: input.subjects,
    open: input.diagnosis,
    services: (await withTopology(input.context)).topology?.services ?? [],
    mined,
    system,
    made: () => made,
    diagnosis: once(async () => {
      if (input.diagnosis || files.length === 0) return input.diagnosis;
      const run = await logs.diagnose(diagnoseInput(input));
      made = run.kind === 'diagnosis' ? run.diagnosis : undefined;
      return made;
    }),
    card: async (file, line) => cardOf(file, line, await mined(), input, logs),
    comparison: once(async () => {
      if ((input.baselines ?? []).length === 0) return undefined;
      const { material, notes } = await logs.material(diagnoseInput(input));
      const told = comparisonOf(material.mined);
      return [...told, ...notes.map(({ message }) => message)];
    }),
  };
}

/**
 * What a run of the pipeline takes. The question is left out: whatever is asked of it, the diagnosis is
 * the same.
 */
export function diagnoseInput(input: ChatInput): DiagnoseInput {
  const {
    command: _command,
    subjects: _subjects,
    history: _history,
    diagnosis: _open,
    question: _question,
    isShared: _shared,
    ...rest
  } = input;
  return rest;
}

async function systemOf(
  { folder }: ChatPorts,
  { context }: ChatInput,
): Promise<ChatSystem | undefined> {
  const read: SystemTopology | undefined = await folder?.topology();
  const given = (await withTopology(context)).topology;
  const known: Topology | undefined = read && read.services.length > 0 ? read : given;
  if (!known) return undefined;
  const { services, edges } = known;
  return {
    services,
    edges,
    dependents: (service) =>
      dependentsOf(edges, [service]).map(({ name, path, isSure }) => ({ name, path, isSure })),
    uriOf: (file) => folder?.uriOf(file),
  };
}

async function cardOf(
  file: number,
  line: number,
  mined: Awaited<ReturnType<ChatRun['mined']>>,
  { teamFiles }: ChatInput,
  { files }: ReadLogs,
): Promise<LineCard | undefined> {
  const log = files[file];
  const ids = mined.templateIds[file];
  if (!log || !ids) return undefined;
  const { knowledge } = await readTeam(teamFiles);
  const card = hoverCard(log, { ...mined, templateIds: [ids] }, line, knowledge);
  if (!card) return undefined;
  const { known, template, count, rate, numbers = '', before } = card;
  return {
    ...(known && { known: { title: known.title, meaning: known.meaning } }),
    ...{ template, count, rate, numbers },
    ...(before && { before }),
  };
}
