import { blastRadius } from './audit/blastRadius.ts';
import { type CheckContext, checks } from './audit/checks.ts';
import { servicesAtIn } from './audit/dependency/servicesAt.ts';
import { type ReadSystem, readSystems, readTexts } from './audit/dependency/systems.ts';
import { effectsOf } from './audit/effects/effects.ts';
import { withEditorProblems } from './audit/existence/editorProblems.ts';
import { orderFindings } from './audit/findings.ts';
import type { OpenDiagnosis } from './audit/fit/openDiagnosis.ts';
import { motivesOf } from './audit/motives/motives.ts';
import { omissionsOf } from './audit/omissions/omissions.ts';
import type { FoundSecret } from './audit/risk/secretRisks.ts';
import { scoreAudit } from './audit/score.ts';
import { readSuggestion, type SuggestionInput } from './audit/suggestion/readSuggestion.ts';
import { verifySteps } from './audit/verifySteps.ts';
import type {
  Assumption,
  Audit,
  AuditWorkspace,
  CheckResult,
  EditorProblem,
  Suggestion,
} from './model/audit.ts';
import type { PackageRegistries } from './model/packageRegistry.ts';
import type { TriedList } from './model/tried.ts';
import { visibleData } from './model/visibleText.ts';
import { createRedactor } from './redact/redact.ts';
import { readSystem } from './topology/topology.ts';

export type { OpenDiagnosis, SuggestionInput };

export type AuditResult =
  | { readonly kind: 'audited'; readonly audit: Audit }
  /** Nothing could be read of the suggestion; one sentence says why. */
  | { readonly kind: 'refused'; readonly message: string };

/** What may be known beside the workspace. */
export interface AuditKnowledge {
  readonly diagnosis?: OpenDiagnosis | undefined;
  /** What was tried, by lists that do not lie in the workspace. */
  readonly tried?: readonly TriedList[];
  /** What the editor's language services say of the text that is audited. */
  readonly editor?: readonly EditorProblem[];
  /** Registries of packages, where the user allows that they are asked; absent, nobody is. */
  readonly registries?: PackageRegistries | undefined;
}

/**
 * What a suggestion does to a workspace: read, held against the system map and the code by every check,
 * and told with what it reaches and how sure it is that it is safe and fitting here. Offline unless registries
 * are given, and the same for the same input and answers.
 */
export async function audit(
  workspace: AuditWorkspace,
  input: SuggestionInput,
  { diagnosis, tried = [], editor = [], registries }: AuditKnowledge = {},
): Promise<AuditResult> {
  const read = await readSuggestion(input, workspace);
  if (read.kind === 'refused') return read;
  const { suggestion, problems } = read;
  const earlier = workspaceBefore(workspace, suggestion);
  const systems = readSystems(await readTexts(earlier), suggestion.files, readSystemMap);
  const context: CheckContext = { systems, diagnosis, secretsIn, tried, registries };
  const system = {
    before: systems.before.topology,
    after: systems.after.topology,
    servicesAt: servicesAtIn(systems.after),
  };
  const results = await Promise.all(
    checks.map((check) => check(context)(suggestion, { ...earlier, system })),
  );
  const found = results.flatMap((result) => result.findings);
  const findings = orderFindings(withEditorProblems(found, editor, suggestion));
  const radius = blastRadius(suggestion, systems, diagnosis);
  const assumptions = distinctAssumptions(results);
  const facts = { suggestion, workspace: earlier, texts: systems.before.texts };
  const motives = await motivesOf(facts);
  const omissions = await omissionsOf({ ...facts, radius });
  const told = { suggestion, findings, assumptions, blastRadius: radius, problems };
  return {
    kind: 'audited',
    audit: visibleData({
      ...told,
      effects: effectsOf(suggestion),
      confidence: scoreAudit(told),
      motives,
      omissions,
      verify: verifySteps(suggestion, findings, radius, systems),
      notChecked: [...new Set(results.flatMap(({ notChecked = [] }) => notChecked))],
    }),
  };
}

function secretsIn(text: string): readonly FoundSecret[] {
  const redactor = createRedactor([]);
  const { text: hidden } = redactor.redact(text);
  return [...hidden.matchAll(/⟦(\w+?)_\d+[^⟧]*⟧/g)].map(([placeholder, kind = '']) => ({
    kind,
    value: redactor.restore(placeholder),
  }));
}

const readSystemMap: ReadSystem = (files) => readSystem(files);

/** A change that the workspace holds already is audited against what was there before it. */
function workspaceBefore(workspace: AuditWorkspace, { files }: Suggestion): AuditWorkspace {
  const before = new Map<string, string | undefined>();
  const paths = new Set(workspace.paths);
  for (const { path, renamedFrom, before: text, isExcerpt } of files) {
    if (isExcerpt) continue;
    const old = renamedFrom ?? path;
    before.set(path, undefined).set(old, text);
    paths.delete(path);
    if (text !== undefined) paths.add(old);
  }
  return {
    ...workspace,
    paths,
    read: (path) => (before.has(path) ? Promise.resolve(before.get(path)) : workspace.read(path)),
  };
}

function distinctAssumptions(results: readonly CheckResult[]): readonly Assumption[] {
  const all = results.flatMap(({ assumptions }) => assumptions);
  return [...new Map(all.map((assumption) => [assumption.text, assumption])).values()];
}
