import { dirname, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { blankLog } from '../core/collect/blankLog.ts';
import { collectLog } from '../core/collect/collect.ts';
import { hoverCard } from '../core/hover.ts';
import { readTeam } from '../core/knowledge/readTeam.ts';
import { mineLogs } from '../core/mine/mine.ts';
import type { Cancellation } from '../core/model/cancellation.ts';
import { createPace } from '../core/pace.ts';
import { clock } from '../node/clock.ts';
import { nodeFiles } from '../node/files.ts';
import { readTeamFiles } from '../node/teamFiles.ts';
import { cardText } from './cardText.ts';
import { placeOf } from './places.ts';
import { type AgentRequest, failed, type Told, told } from './request.ts';

export const explainInput = v.strictObject({
  file: v.string(),
  line: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});

/** What a line of a log means, and how often such lines come. */
export async function explainLine(
  { file, line }: v.InferOutput<typeof explainInput>,
  { roots }: AgentRequest,
  cancellation: Cancellation,
): Promise<Told> {
  const place = await placeOf(roots, file);
  if (place.kind === 'refused') return failed(place.message);
  const { path, root, name } = place;
  const uri = pathToFileURL(path).href;
  const opened = await nodeFiles.open(uri, cancellation);
  if (opened.kind === 'failure') return failed(opened.failure.message);
  const pace = createPace(clock, cancellation);
  const log = await collectLog({ uri, name }, opened.bytes, pace);
  if (log.records.length === 0) return failed(blankLog(log).message);
  if (line > log.lineCount) return failed(`${file} has ${log.lineCount} lines.`);
  const team = await readTeamFiles([root, dirname(path)], (each) => relative(root, each));
  const { knowledge } = await readTeam(team.files);
  const card = hoverCard(log, await mineLogs([log], pace), line, knowledge);
  return card ? told(cardText(log, line, card)) : failed(`Line ${line} of ${file} is blank.`);
}
