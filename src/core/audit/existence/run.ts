import type { AuditWorkspace, Suggestion } from '../../model/audit.ts';
import { type Ecosystem, type KnownPackages, knownPackages } from './known/known.ts';
import { dependenciesOf, type PlacedDependency } from './manifests/manifests.ts';
import { type Project, projectWith } from './project.ts';
import type { PackageQuestion } from './registry/question.ts';
import { createReport, type Report } from './report.ts';

/** What all checks of one suggestion share; what several need is read once. */
export interface Run {
  readonly suggestion: Suggestion;
  readonly project: Project;
  readonly report: Report;
  /** What nothing here could settle, for a registry where the user allows that. */
  readonly questions: PackageQuestion[];
  known(ecosystem: Ecosystem): KnownPackages;
  dependencies(ecosystem: Ecosystem): Promise<readonly PlacedDependency[]>;
}

export function createRun(suggestion: Suggestion, workspace: AuditWorkspace): Run {
  const project = projectWith(suggestion, workspace);
  const known = new Map<Ecosystem, KnownPackages>();
  const dependencies = new Map<Ecosystem, Promise<readonly PlacedDependency[]>>();
  return {
    suggestion,
    project,
    report: createReport(),
    questions: [],
    known(ecosystem) {
      const list = known.get(ecosystem) ?? knownPackages(ecosystem);
      known.set(ecosystem, list);
      return list;
    },
    dependencies(ecosystem) {
      const found = dependencies.get(ecosystem) ?? dependenciesOf(project, ecosystem);
      dependencies.set(ecosystem, found);
      return found;
    },
  };
}
