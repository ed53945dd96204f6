import type { Check, Finding, Suggestion } from '../../model/audit.ts';
import type { Systems } from '../dependency/systems.ts';
import { missingColumns } from './columns.ts';
import { missingEnvironment } from './environment.ts';
import { missingFlags } from './flags.ts';
import { missingHosts } from './hosts.ts';
import { missingObjects } from './objects.ts';
import { missingProperties } from './properties.ts';
import { missingProtoFields } from './protoFields.ts';

/** One kind of name by which parts of a system refer to each other. */
type Rule = (systems: Systems, suggestion: Suggestion) => readonly Finding[];

const rules: readonly Rule[] = [
  missingObjects,
  missingEnvironment,
  missingHosts,
  missingColumns,
  missingFlags,
  missingProperties,
  missingProtoFields,
];

/**
 * Names that a suggestion takes from elsewhere in the system: Secrets and their keys, variables, hosts,
 * columns, flags, fields. Said to be missing where all of them are known, or where one is almost it.
 */
export function checkReferences(systems: Systems): Check {
  return (suggestion) => {
    const findings = rules.flatMap((rule) => rule(systems, suggestion));
    return Promise.resolve({ findings, assumptions: [] });
  };
}
