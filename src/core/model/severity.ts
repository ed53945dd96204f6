/**
 * OpenTelemetry's SeverityNumber: 1..24 in six ranges of four, 0 when the record states none.
 * https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber
 */
export const Severity = {
  unspecified: 0,
  trace: 1,
  debug: 5,
  info: 9,
  warn: 13,
  error: 17,
  fatal: 21,
} as const;

/** One of OpenTelemetry's SeverityNumbers, 0..24. */
export type SeverityNumber = number;

export type SeverityName = 'unspecified' | 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** The range a SeverityNumber lies in, e.g. 18 (ERROR2) is `error`. */
export function severityName(severity: SeverityNumber): SeverityName {
  if (severity >= Severity.fatal) return 'fatal';
  if (severity >= Severity.error) return 'error';
  if (severity >= Severity.warn) return 'warn';
  if (severity >= Severity.info) return 'info';
  if (severity >= Severity.debug) return 'debug';
  return severity >= Severity.trace ? 'trace' : 'unspecified';
}
