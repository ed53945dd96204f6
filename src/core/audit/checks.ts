import type { Check } from '../model/audit.ts';
import type { PackageRegistries } from '../model/packageRegistry.ts';
import type { TriedList } from '../model/tried.ts';
import { checkConstraints } from './constraints/constraints.ts';
import { checkDependency } from './dependency/dependency.ts';
import type { Systems } from './dependency/systems.ts';
import { createExistenceCheck } from './existence/existence.ts';
import { checkFit } from './fit/fit.ts';
import type { OpenDiagnosis } from './fit/openDiagnosis.ts';
import { checkReferences } from './references/references.ts';
import { createRiskCheck } from './risk/risk.ts';
import type { SecretsIn } from './risk/secretRisks.ts';
import { createTriedCheck } from './tried/tried.ts';

/** What checks may know besides suggestion and workspace. */
export interface CheckContext {
  readonly systems: Systems;
  readonly diagnosis: OpenDiagnosis | undefined;
  /** The redactor knows what a secret looks like. */
  readonly secretsIn: SecretsIn;
  /** Lists of what was tried that do not lie in the workspace. */
  readonly tried: readonly TriedList[];
  /** Where packages come from, if the user allows that it is asked. */
  readonly registries: PackageRegistries | undefined;
}

/** All checks of an audit; each is made for what is known. A new one is a line here. */
export const checks: readonly ((context: CheckContext) => Check)[] = [
  ({ systems }) => checkDependency(systems),
  ({ systems, diagnosis }) => checkFit(systems, diagnosis),
  ({ registries }) => createExistenceCheck(registries),
  ({ systems }) => checkReferences(systems),
  () => checkConstraints,
  ({ tried }) => createTriedCheck(tried),
  ({ secretsIn }) => createRiskCheck(secretsIn),
];
