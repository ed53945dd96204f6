import type { Impact, Omission, OmissionKind } from '../../model/audit.ts';
import { instructionFile, isBelow, sentencesIn } from '../constraints/instructionFiles.ts';
import { wordedRules } from '../constraints/wordedRules.ts';
import type { MotiveFacts } from '../motives/facts.ts';
import { shown } from '../motives/patterns.ts';
import { isForeignFile, isTestFile, languageOf } from '../source/language.ts';
import { copyOmissions } from './copies.ts';
import { testOmissions } from './tests.ts';

export interface OmissionFacts extends MotiveFacts {
  readonly radius: readonly Impact[];
}

const order: readonly OmissionKind[] = ['constraint', 'copy', 'caller', 'test', 'instruction'];

const MOST_OMISSIONS = 10;

/** What a suggestion leaves out of account, by what else the workspace holds. */
export async function omissionsOf(facts: OmissionFacts): Promise<readonly Omission[]> {
  const omissions = [
    ...(await ruleOmissions(facts)),
    ...copyOmissions(facts),
    ...callerOmission(facts),
    ...testOmissions(facts),
    ...(await instructionOmissions(facts)),
  ];
  return omissions
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .slice(0, MOST_OMISSIONS);
}

async function ruleOmissions({
  suggestion,
  workspace,
}: OmissionFacts): Promise<readonly Omission[]> {
  const rules = await wordedRules(suggestion, workspace);
  return rules.map(({ id, rule, place }) => ({
    kind: 'constraint',
    text: `No code can tell whether it keeps to ${shown(rule)} (${id}): somebody has to judge that.`,
    source: place,
  }));
}

/** Callers are told in one sentence: each has its line in the blast radius. */
function callerOmission({ radius, suggestion }: OmissionFacts): readonly Omission[] {
  const direct = radius.filter(({ kind, path }) => kind === 'calls' && path.length === 2);
  const touched = new Set(suggestion.files.map(({ path }) => path));
  const left = direct.filter(({ evidence }) => !evidence.some(({ file }) => touched.has(file)));
  const [first] = left;
  if (!first) return [];
  const names = left.slice(0, 3).map(({ service }) => service);
  const rest = left.length - names.length;
  const who = rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(' and ');
  const [call, stay] = left.length === 1 ? ['calls', 'stays'] : ['call', 'stay'];
  const changed = first.path.at(-1);
  const text = `${who} ${call} ${changed ?? 'it'} and ${stay} as ${left.length === 1 ? 'it is' : 'they are'}.`;
  return [{ kind: 'caller', text, source: first.evidence[0] }];
}

/** What an instruction wants changed along: a file that it names, or tests. */
async function instructionOmissions({
  suggestion: { files },
  workspace,
}: OmissionFacts): Promise<readonly Omission[]> {
  const own = files.filter(({ path }) => !isForeignFile(path));
  const codes = own.filter(({ path }) => isCode(path));
  if (codes.length === 0) return [];
  const found: Omission[] = [];
  for (const path of [...workspace.paths].filter((each) => instructionFile.test(each)).sort()) {
    if (!codes.some((file) => isBelow(file.path, path))) continue;
    const text = await workspace.read(path);
    for (const { text: said, line } of text === undefined ? [] : sentencesIn(text)) {
      const missing = missingBeside(
        said,
        own.map((file) => file.path),
        workspace.paths,
      );
      if (missing === undefined) continue;
      const told = `${path} says ${shown(said)}, and ${missing}.`;
      found.push({ kind: 'instruction', text: told, source: { file: path, line } });
    }
  }
  return found;
}

function isCode(path: string): boolean {
  return !/^(?:prose|json|other|settings)$/.test(languageOf(path)) && !isTestFile(path);
}

const along =
  /\b(?:every|each|any|all|always|when(?:ever)?|with)\b.*\b(?:change|feature|fix|function|commit|pull request|PR)s?\b|\b(?:change|feature|fix|function|commit|pull request|PR)s?\b.*\b(?:must|needs?|requires?|comes? with|always)\b|^\s*always\b/i;

function missingBeside(
  said: string,
  changed: readonly string[],
  paths: ReadonlySet<string>,
): string | undefined {
  if (!along.test(said) || /\b(?:never|not|don['’]t|except|unless)\b/i.test(said)) return undefined;
  const named = [...said.matchAll(/[\w./-]*\w\.(?:md|ya?ml|json|txt|toml)\b/g)].map(
    ([name]) => name,
  );
  const file = named.find((name) => [...paths].some((path) => endsWith(path, name)));
  if (file !== undefined) {
    return changed.some((path) => endsWith(path, file)) ? undefined : `${file} is left as it was`;
  }
  const wantsTests = /\b(?:tests?|specs?)\b/i.test(said) && !/\brun\b/i.test(said);
  return wantsTests && !changed.some(isTestFile) ? 'it brings no test' : undefined;
}

function endsWith(path: string, name: string): boolean {
  return path === name || path.endsWith(`/${name}`);
}
