import type { Finding } from '../../model/audit.ts';
import type { ChangedSource } from '../source/changedSource.ts';
import { isForeignFile } from '../source/language.ts';
import { changedSettings } from '../source/settings.ts';
import { isInScope } from './lineRisks.ts';
import { riskFinding } from './riskFinding.ts';
import { valueRules } from './riskRules.ts';

/** Settings whose new value is worse than the old one. */
export function valueRisks(source: ChangedSource): readonly Finding[] {
  const { file, after } = source;
  if (file.after === undefined || isForeignFile(file.path)) return [];
  const rules = valueRules.filter((rule) => isInScope(rule, file.path, after.code.join('\n')));
  if (rules.length === 0) return [];
  return changedSettings(source).flatMap(({ path, before, after: value, line }) =>
    before === undefined || value === undefined
      ? []
      : rules
          .filter(({ key, breaks }) => key.test(path) && breaks(before, value))
          .map((rule) => {
            const finding = riskFinding(rule, file.path, line);
            return {
              ...finding,
              message: `${path.split('.').at(-1)}: ${before} → ${value}. ${finding.message}`,
            };
          }),
  );
}
