import type { TeamFile } from '../model/signature.ts';
import { type Knowledge, ownKnowledge } from './knowledge.ts';
import type { TeamSignatures } from './teamSignatures.ts';

/** Ours, and what a team wrote down. */
export interface TeamKnowledge extends TeamSignatures {
  readonly knowledge: Knowledge;
}

const nobody: TeamKnowledge = { signatures: [], problems: [], knowledge: ownKnowledge };

/** What a team's files add: what reads and runs them is large, and loaded where there are some. */
export async function readTeam(files: readonly TeamFile[] = []): Promise<TeamKnowledge> {
  if (files.length === 0) {
    return nobody;
  }
  const { joinKnowledge, readTeamSignatures } = await import('./teamSignatures.ts');
  const team = readTeamSignatures(files);
  return { ...team, knowledge: joinKnowledge(ownKnowledge, team.signatures) };
}
