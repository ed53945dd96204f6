import type { Finding } from '../../model/audit.ts';
import { type ChangedSource, linesIn } from '../source/changedSource.ts';
import { isForeignFile, isTestFile, languageOf } from '../source/language.ts';
import { riskFinding } from './riskFinding.ts';

/** Kinds of the secrets in a text, e.g. `AWS_KEY`; the pipeline's redactor knows them. */
export type SecretKinds = (text: string) => readonly string[];

/** Secrets that a suggestion would write into a file. */
export function secretRisks(
  { file, after }: ChangedSource,
  secretKinds: SecretKinds,
): readonly Finding[] {
  const { path } = file;
  if (isForeignFile(path) || isTestFile(path) || languageOf(path) === 'prose') return [];
  const added = linesIn(after, 'raw', file.added);
  if (secretKinds(added.map(({ text }) => text).join('\n')).length === 0) return [];
  const places = added.filter(({ text }) => secretKinds(text).length > 0);
  // One that goes over several lines, as a private key, is told where the text begins.
  return (places.length > 0 ? places : added.slice(0, 1)).map(({ line }) =>
    riskFinding(advice, path, line),
  );
}

const advice = {
  id: 'secret-in-file',
  severity: 'error',
  message: 'A secret would stand in the file, and in its history for good.',
  safer: 'Read it from the environment or a secret store; if it is real, replace it.',
} as const;
