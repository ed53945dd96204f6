import type { SourceText } from './facts.ts';

/** A peer that a log names, or that spans of one trace show. */
export interface ObservedCall {
  readonly from: string;
  readonly host: string;
  readonly line: number;
}

/** Words with which clients and proxies name whom they talk to. */
const peers: readonly RegExp[] = [
  /\bupstream[=:]\s*"?(?:\w+:\/\/)?([\w.-]+)/g,
  /\bdial tcp(?: \S+)?:? lookup ([\w.-]+)/g,
  /\bdial tcp ([A-Za-z][\w.-]*):\d+/g,
  /\bgetaddrinfo (?:ENOTFOUND|EAI_AGAIN) ([\w.-]+)/g,
  /\bE(?:CONNREFUSED|CONNRESET|HOSTUNREACH|TIMEDOUT|NOTFOUND) ([A-Za-z][\w.-]*):\d+/g,
  /\bUnknownHostException:? ([\w.-]+)/g,
  /\b(?:Failed to connect to|Connection refused:|Could not resolve host:|connecting to|connect to) "?(?:\w+:\/\/)?([A-Za-z][\w.-]*)(?:[:/]\d*)/gi,
  /"?(?:server\.address|peer\.service|net\.peer\.name|peer\.hostname|upstream_host|upstream_cluster)"?\s*[=:]\s*"?(?:outbound\|\d+\|\w*\|)?([\w.-]+)/g,
];

const MOST_LINES = 200_000;

interface Span {
  readonly service: string;
  readonly parent: string | undefined;
  readonly line: number;
}

/** `owner` is the service that wrote the file, where its name tells; a line's own field goes before. */
export function observedCalls(
  { text }: SourceText,
  owner: string | undefined,
): readonly ObservedCall[] {
  const calls: ObservedCall[] = [];
  const spans = new Map<string, Span>();
  text.split(/\r\n|\r|\n/, MOST_LINES).forEach((written, index) => {
    const line = written.slice(0, 8_000);
    const service =
      fieldOf(line, /"(?:service|service\.name|service_name|serviceName|app)"\s*:\s*"([\w.-]+)"/) ??
      fieldOf(line, /\b(?:service|app)=([\w-]+)/) ??
      owner;
    if (service === undefined) return;
    for (const pattern of peers) {
      for (const [, host = ''] of line.matchAll(pattern)) {
        calls.push({ from: service, host, line: index + 1 });
      }
    }
    const id = fieldOf(line, /"(?:span_?id|spanID)"\s*:\s*"(\w+)"/i);
    const parent = fieldOf(line, /"(?:parent_?span_?id|parent_?id)"\s*:\s*"(\w+)"/i);
    if (id) spans.set(id, { service, parent, line: index + 1 });
  });
  return [...calls, ...joinedSpans(spans)];
}

function fieldOf(line: string, pattern: RegExp): string | undefined {
  return pattern.exec(line)?.[1];
}

/** A span whose parent is another service's was called by it. */
function joinedSpans(spans: ReadonlyMap<string, Span>): readonly ObservedCall[] {
  return [...spans.values()].flatMap(({ service, parent, line }) => {
    const caller = spans.get(parent ?? '');
    return caller && caller.service !== service
      ? [{ from: caller.service, host: service, line }]
      : [];
  });
}
