import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type DiagnoseInput, type DiagnosePorts, diagnose } from '../../src/core/diagnose.ts';
import { neverCancelled } from '../../src/core/model/cancellation.ts';
import { noContext } from '../../src/core/model/context.ts';
import type { Diagnosis } from '../../src/core/model/diagnosis.ts';
import type { EvidencePack } from '../../src/core/model/evidence.ts';
import { selectOnly } from '../../src/core/selectOnly.ts';
import { clock } from '../../src/node/clock.ts';
import { readContextFolder } from '../../src/node/contextFolder.ts';
import { nodeFiles } from '../../src/node/files.ts';
import { createSourceAccess } from '../../src/node/sourceAccess.ts';
import { createSourceIndexes } from '../../src/node/sourceIndex.ts';
import type { Expected, Prediction } from './expected.ts';

/** A folder in the format of README.md. */
export interface Case {
  readonly id: string;
  readonly expected: Expected;
  readonly folder: string;
  /** Paths of the logs, sorted. */
  readonly inputs: readonly string[];
}

/** Characters of evidence the command line takes when it is not told otherwise. */
export const defaultBudget = 24_000;

export function readCases(root: string): readonly Case[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => existsSync(join(root, entry.name, 'expected.json')))
    .map((entry) => {
      const folder = join(root, entry.name);
      const input = join(folder, 'input');
      const inputs = readdirSync(input, { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map((file) => join(file.parentPath, file.name))
        .sort();
      const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;
      return { id: entry.name, expected, folder, inputs };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The whole pipeline with the embedded analyst, as the command line runs it. */
export async function diagnoseCase(one: Case, budget = defaultBudget): Promise<Diagnosis> {
  const input = await inputOf(one, budget);
  const run = await diagnose({ ...ports, ...sourceOf(one) }, input, () => {}, neverCancelled);
  if (run.kind === 'unreadable') {
    throw new Error(`${one.id}: ${run.messages.join(' ')}`);
  }
  return run.diagnosis;
}

export async function selectCase(one: Case, budget: number): Promise<EvidencePack> {
  const run = await selectOnly(ports, await inputOf(one, budget));
  if (run.kind === 'unreadable') {
    throw new Error(`${one.id}: ${run.messages.join(' ')}`);
  }
  return run.pack;
}

/** Title, summary and claims are the text; what was verified is the evidence. */
export function predictionOf(diagnosis: Pick<Diagnosis, 'outcome' | 'hypotheses'>): Prediction {
  return {
    noIncident: diagnosis.outcome === 'noIncident',
    diagnoses: diagnosis.hypotheses.map((hypothesis) => ({
      text: [
        hypothesis.title,
        hypothesis.summary,
        ...hypothesis.claims.map((claim) => claim.text),
      ].join('\n'),
      confidence: hypothesis.confidence.value,
      service: hypothesis.service,
      evidence: uniqueLines(
        hypothesis.claims.flatMap((claim) =>
          claim.citations.map(({ file, startLine }) => ({ file, line: startLine })),
        ),
      ),
    })),
  };
}

const ports: DiagnosePorts = { files: nodeFiles, clock, boundary: () => '0'.repeat(32) };

/** The code of a case, whose history is none of its own. */
function sourceOf({ folder }: Case): Pick<DiagnosePorts, 'source'> {
  const context = join(folder, 'context');
  const folders = existsSync(context) ? [context] : [];
  return { source: createSourceAccess(createSourceIndexes(clock), { folders, asksGit: false }) };
}

export async function inputOf(one: Case, budget: number): Promise<DiagnoseInput> {
  const context = join(one.folder, 'context');
  return {
    sources: one.inputs.map((path) => ({
      uri: pathToFileURL(path).href,
      name: relative(join(one.folder, 'input'), path),
    })),
    context: existsSync(context) ? (await readContextFolder(context)).context : noContext,
    budget,
  };
}

function uniqueLines<T extends { readonly file: string; readonly line: number }>(
  places: readonly T[],
): readonly T[] {
  const seen = new Set<string>();
  return places.filter(({ file, line }) => {
    const key = `${file}:${line}`;
    return !seen.has(key) && seen.add(key);
  });
}
