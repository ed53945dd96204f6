import type { Finding } from '../../model/audit.ts';
import type { RiskAdvice } from './riskRule.ts';

const source = { file: 'Whytrace’s risk rules', line: undefined } as const;

export function riskFinding(
  { id, severity, message, safer }: RiskAdvice,
  file: string | undefined,
  line: number | undefined,
): Finding {
  return {
    kind: 'risk',
    verdict: 'dangerous',
    severity,
    message: `${message} ${safer}`,
    subject: id,
    file,
    line,
    source,
  };
}
