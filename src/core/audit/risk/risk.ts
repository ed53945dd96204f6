import type { Check } from '../../model/audit.ts';
import { changedSource } from '../source/changedSource.ts';
import { commandRisks, scriptRisks } from './commandRisks.ts';
import { lineRisks } from './lineRisks.ts';
import { lossRisks } from './lossRisks.ts';
import { type SecretsIn, secretRisks } from './secretRisks.ts';
import { valueRisks } from './valueRisks.ts';

/**
 * What a suggestion would break, open or lose, by a table of rules. `secretsIn` is the redactor of
 * the pipeline: it knows what a secret looks like.
 */
export function createRiskCheck(secretsIn: SecretsIn): Check {
  return async ({ files, commands }) => {
    const sources = files.map(changedSource);
    const findings = [
      ...commands.flatMap(commandRisks),
      ...sources.flatMap((source) => [
        ...lineRisks(source),
        ...scriptRisks(source),
        ...valueRisks(source),
        ...secretRisks(source, secretsIn),
      ]),
      ...lossRisks(sources),
    ];
    return { findings, assumptions: [] };
  };
}
