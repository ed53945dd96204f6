import assert from 'node:assert/strict';
import { collectText } from '../../../src/core/collect/collect.ts';
import type { LogFile } from '../../../src/core/model/logFile.ts';
import type { LogRecord } from '../../../src/core/model/logRecord.ts';
import type { Pace } from '../../../src/core/model/pace.ts';

export const noPace: Pace = { step: () => undefined };

export function collectLines(...lines: readonly string[]): Promise<LogFile> {
  return collectText({ uri: 'file:///test.log', name: 'test.log' }, lines.join('\n'), noPace);
}

/** What a test expects of a record, written briefly: the time as ISO text, attributes in part. */
export interface Expected {
  readonly format?: string;
  readonly time?: string | undefined;
  readonly severity?: number;
  readonly level?: string | undefined;
  readonly service?: string | undefined;
  readonly host?: string;
  readonly traceId?: string | undefined;
  readonly spanId?: string;
  readonly body?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

export function assertRecord(
  log: LogFile,
  record: LogRecord | undefined,
  expected: Expected,
): void {
  assert.ok(record);
  const actual: Record<string, unknown> = {
    format: log.format,
    time: record.timestamp === undefined ? undefined : new Date(record.timestamp).toISOString(),
    severity: record.severityNumber,
    level: record.severityText,
    service: record.service,
    host: record.host,
    traceId: record.traceId,
    spanId: record.spanId,
    body: record.body,
    attributes: Object.fromEntries(
      Object.keys(expected.attributes ?? {}).map((key) => [key, record.attributes[key]]),
    ),
  };
  const compared = Object.fromEntries(Object.keys(expected).map((key) => [key, actual[key]]));
  assert.deepEqual(compared, expected);
}
