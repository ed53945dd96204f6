import type { SeverityNumber } from './severity.ts';

/** One entry of a log in OpenTelemetry's words; a stack trace belongs to the record it follows. */
export interface LogRecord {
  /** First line, 1-based, as the editor counts (\n, \r\n and a lone \r each end a line). */
  readonly startLine: number;
  /** Last line, inclusive. */
  readonly endLine: number;
  /** The line with which the message begins, where it is not the first. */
  readonly messageLine?: number;
  /** Milliseconds since the Unix epoch. A time written without a zone is read as UTC. */
  readonly timestamp: number | undefined;
  readonly severityNumber: SeverityNumber;
  /** The level as it was written, e.g. `WARNING`, `E`, `50`. */
  readonly severityText: string | undefined;
  /** The message: header removed, control sequences stripped, continuation lines joined by \n. */
  readonly body: string;
  /**
   * Other fields the format names, under OpenTelemetry's names where it has one:
   * `thread.name`, `logger`, `code.file.path`, `http.response.status_code`, `ci.step`, ...
   */
  readonly attributes: Readonly<Record<string, string>>;
  /** Who wrote it: service, pod or container, and host, where the log says so. */
  readonly service: string | undefined;
  readonly host: string | undefined;
  readonly traceId: string | undefined;
  readonly spanId: string | undefined;
}
