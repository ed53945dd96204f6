import type { LineRule, LossRule } from './riskRule.ts';
import { accessRules } from './rules/access.ts';
import { cloudRules } from './rules/clouds.ts';
import { injectionRules } from './rules/injection.ts';
import { lossRules as losses, valueRules } from './rules/losses.ts';
import { manifestRules } from './rules/manifests.ts';
import { migrationRules } from './rules/migrations.ts';
import { otherFormatRules } from './rules/otherFormats.ts';
import { pipelineRules } from './rules/pipelines.ts';
import { resilienceRules } from './rules/resilience.ts';
import { secrecyRules } from './rules/secrecy.ts';
import { assertionLoss, testRules } from './rules/tests.ts';

/** The table of what is dangerous in a change; commands have one of their own in `core/commands`. */
export const lineRules: readonly LineRule[] = [
  ...secrecyRules,
  ...injectionRules,
  ...accessRules,
  ...resilienceRules,
  ...manifestRules,
  ...cloudRules,
  ...pipelineRules,
  ...migrationRules,
  ...testRules,
  ...otherFormatRules,
];

export const lossRules: readonly LossRule[] = [...losses, assertionLoss];

export { valueRules };
