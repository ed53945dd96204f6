import { Severity, type SeverityNumber } from '../model/severity.ts';

/** Every spelling of a level that loggers write, in upper case, by OpenTelemetry's severity. */
const spellings: readonly (readonly [SeverityNumber, string])[] = [
  [Severity.trace, 'TRACE TRC TRAC TRCE FINEST FINER VERBOSE VRB SILLY SPAM'],
  [Severity.debug, 'DEBUG DBG DBUG DEBG DEBU FINE CONFIG DEBUG1 DEBUG2 DEBUG3 DEBUG4 DEBUG5'],
  [Severity.info, 'INFO INF INFORMATION INFORMATIONAL NOTE LOG SUCCESS HTTP SYSTEM DEFAULT'],
  [Severity.info + 1, 'NOTICE'],
  [Severity.warn, 'WARN WARNING WRN WARNI'],
  [Severity.error, 'ERROR ERR ERRO EROR SEVERE FAILURE FAIL ERRORS'],
  [Severity.fatal, 'FATAL FTL CRITICAL CRIT CRT ALERT EMERG EMERGENCY PANIC DPANIC FATL FATA PANI'],
];

const byWord = new Map<string, SeverityNumber>(
  spellings.flatMap(([severity, words]) =>
    words.split(' ').map((word): [string, SeverityNumber] => [word, severity]),
  ),
);

const byLetter: Readonly<Record<string, SeverityNumber>> = {
  V: Severity.trace,
  T: Severity.trace,
  D: Severity.debug,
  I: Severity.info,
  N: Severity.info,
  W: Severity.warn,
  E: Severity.error,
  C: Severity.fatal,
  F: Severity.fatal,
  A: Severity.fatal,
};

const seen = new Map<string, SeverityNumber | undefined>();

/** `WARNING`, `warn`, `Err`, `SEVERE` ... as severity; undefined for any other word. */
export function severityOfWord(word: string): SeverityNumber | undefined {
  if (word.length > 13) {
    return undefined;
  }
  const known = seen.get(word);
  if (known !== undefined) {
    return known;
  }
  const severity = byWord.get(word.trim().toUpperCase());
  if (severity !== undefined) {
    seen.set(word, severity);
  }
  return severity;
}

/** The one-letter levels of logcat (V D I W E F A) and klog (I W E F). */
export function severityOfLetter(letter: string): SeverityNumber | undefined {
  return byLetter[letter.toUpperCase()];
}

/**
 * By syslog's numerical severity (RFC 5424, section 6.2.1): emergency, alert, critical, error, warning,
 * notice, informational, debug, as OpenTelemetry maps them (logs data model, appendix B).
 */
const byPriority: readonly SeverityNumber[] = [
  ...[Severity.fatal, Severity.error + 2, Severity.error + 1, Severity.error],
  ...[Severity.warn, Severity.info + 1, Severity.info, Severity.debug],
];

/** Syslog's numerical severity, 0 emergency .. 7 debug. */
export function severityOfPriority(priority: number): SeverityNumber | undefined {
  return byPriority[priority];
}

/** The numeric levels of bunyan and pino: 10 trace, 20 debug, 30 info, 40 warn, 50 error, 60 fatal. */
export function severityOfTens(level: number): SeverityNumber | undefined {
  if (!(level >= 10 && level < 100)) {
    return undefined;
  }
  if (level >= 60) return Severity.fatal;
  if (level >= 50) return Severity.error;
  if (level >= 40) return Severity.warn;
  if (level >= 30) return Severity.info;
  return level >= 20 ? Severity.debug : Severity.trace;
}

/** 5xx is the server's failure; 4xx is the client's, and healthy servers log plenty of it. */
export function severityOfStatus(status: number): SeverityNumber {
  return status >= 500 ? Severity.error : Severity.info;
}
