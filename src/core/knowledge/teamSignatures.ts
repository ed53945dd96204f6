import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { Problem } from '../model/problem.ts';
import type { Signature, TeamFile } from '../model/signature.ts';
import { healthyLines } from './healthyLines.ts';
import type { Knowledge } from './knowledge.ts';
import { compileLinear, linearMistake } from './linear.ts';
import { compareSignatures, createMatcher, type Match } from './matcher.ts';
import { type Checks, type Mistake, type Path, parseSignatures } from './schema.ts';

/** What a team knows of its own systems, and what is wrong with how it wrote that down. */
export interface TeamSignatures {
  readonly signatures: readonly Signature[];
  /** Each names file and line, and says what to do. */
  readonly problems: readonly TeamProblem[];
}

/** A problem in one of the team's files. */
export interface TeamProblem extends Problem {
  readonly uri: string;
}

/** Characters of a file, and signatures of all files; what is beyond is told and left out. */
const LONGEST = 400_000;
const MOST = 500;

/**
 * Reads a team's own signature files with the checks that ours undergo: the form, the patterns, and
 * that examples match, counter-examples don't, and no line of a healthy log does.
 */
export function readTeamSignatures(files: readonly TeamFile[]): TeamSignatures {
  const signatures = new Map<string, Signature>();
  const problems: TeamProblem[] = [];
  for (const file of files) {
    const read = readFile(file);
    problems.push(...read.problems.map((problem) => ({ ...problem, uri: file.uri })));
    for (const signature of read.signatures) {
      const mistake = mistakeAmong(signatures, signature);
      if (mistake === undefined) {
        signatures.set(signature.id, { ...signature, source: file.name });
      } else {
        problems.push({ ...problemOf(file, `${signature.id} ${mistake}`), uri: file.uri });
      }
    }
  }
  return { signatures: [...signatures.values()], problems };
}

/**
 * Ours and a team's. Theirs are about their own systems, so among equals they come first, and one that
 * has the id of ours takes its place.
 */
export function joinKnowledge(own: Knowledge, team: readonly Signature[]): Knowledge {
  if (team.length === 0) {
    return own;
  }
  const matchTeam = createMatcher(team, compileLinear);
  const replaced = new Set(team.map(({ id }) => id));
  return {
    match(text) {
      const kept = own.match(text).filter(({ signature }) => !replaced.has(signature.id));
      const theirs = matchTeam(text);
      return theirs.length === 0 ? kept : [...theirs, ...kept].sort(compareMatches);
    },
  };
}

const compareMatches = (a: Match, b: Match): number => compareSignatures(a.signature, b.signature);

function mistakeAmong(
  known: ReadonlyMap<string, Signature>,
  { id }: Signature,
): string | undefined {
  const other = known.get(id);
  if (other) {
    return `stands in ${other.source} already: give one of the two another id.`;
  }
  return known.size >= MOST ? `was left out: at most ${MOST} signatures are read.` : undefined;
}

function readFile(file: TeamFile): ReturnType<typeof parseSignatures> {
  if (file.text.length > LONGEST) {
    const what = `is too long: split it into files of at most ${LONGEST / 1000} KB.`;
    return { signatures: [], problems: [problemOf(file, what)] };
  }
  const counter = new LineCounter();
  const read = readYaml(file.text, counter);
  if (read.kind === 'bad') {
    const problem = problemOf(file, `is not YAML: ${ended(read.message)}`, read.line);
    return { signatures: [], problems: [problem] };
  }
  const lineOf = (at: Path): number | undefined => {
    const place = placeOf(read.root, at);
    return place === undefined ? 1 : counter.linePos(place).line;
  };
  return parseSignatures(read.value, file.name, { ...teamChecks, lineOf });
}

type ReadYaml =
  | { readonly kind: 'read'; readonly root: unknown; readonly value: unknown }
  | { readonly kind: 'bad'; readonly message: string; readonly line?: number };

function readYaml(text: string, lineCounter: LineCounter): ReadYaml {
  try {
    const document = parseDocument(text, { lineCounter, prettyErrors: false });
    const [error] = document.errors;
    return error
      ? { kind: 'bad', message: error.message, line: lineCounter.linePos(error.pos[0]).line }
      : { kind: 'read', root: document.contents, value: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    // Too many aliases, as in a "billion laughs", or nested deeper than the parser can follow.
    return { kind: 'bad', message: error instanceof Error ? error.message : String(error) };
  }
}

const teamChecks: Omit<Checks, 'lineOf'> = {
  patternMistake: linearMistake,
  mistakesOf: exampleMistakes,
};

/** What tests check of ours. */
function exampleMistakes(signature: Signature): readonly Mistake[] {
  const match = createMatcher([signature], compileLinear);
  const found = (line: string): boolean => match(line).length > 0;
  const { examples, counterExamples } = signature;
  const alarm = healthyLines.find(found);
  return [
    ...examples.flatMap((line, at) =>
      found(line)
        ? []
        : [
            {
              what: `no pattern matches this example, or "unless" or words of success take it out: ${line}`,
              at: ['examples', at],
            },
          ],
    ),
    ...counterExamples.flatMap((line, at) =>
      found(line)
        ? [{ what: `matches this counter-example: ${line}`, at: ['counterExamples', at] }]
        : [],
    ),
    ...(alarm === undefined
      ? []
      : [
          {
            what: `matches a line of a healthy log, so narrow its patterns: ${alarm}`,
            at: ['patterns'],
          },
        ]),
  ];
}

/** Where in the text something stands, or as much of the way to it as there is. */
function placeOf(root: unknown, at: Path): number | undefined {
  let node = root;
  let place = startOf(node);
  for (const step of at) {
    const key = isMap(node) ? node.items.find((pair) => nameOf(pair.key) === step)?.key : undefined;
    node = (node as { get?(key: string | number, keep: true): unknown } | null)?.get?.(step, true);
    const next = startOf(key) ?? startOf(node);
    if (next === undefined) break;
    place = next;
  }
  return place;
}

const nameOf = (key: unknown): unknown => (isScalar(key) ? key.value : key);

const startOf = (node: unknown): number | undefined =>
  (node as Node | null | undefined)?.range?.[0];

function problemOf({ name }: TeamFile, what: string, line = 1): Problem {
  return { code: 'signature', message: `${name}:${line}: ${what}`, file: name, line };
}

const ended = (text: string): string => (text.endsWith('.') ? text : `${text}.`);
