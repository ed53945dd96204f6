import type { LogRecord } from '../../../model/logRecord.ts';

/** `catalog-6c9f7d5b8-k4bvs` -> `catalog`: what people call a pod, without the hashes of its replica. */
export function serviceName(written: string): string {
  const stem = written.replace(replica, '');
  return stem.length < written.length && /\d/.test(written.slice(stem.length)) ? stem : written;
}

/** Kubernetes' hashes: letters and digits without vowels and what looks alike. */
const replica =
  /(?<=[a-z0-9])(?:-(?=[a-z]{0,9}\d)[bcdfghjklmnpqrstvwxz2456789a-f0-9]{4,10})?-[bcdfghjklmnpqrstvwxz2456789]{5}$/;

/** `var/log/redis.log.1.gz` -> `redis`: what a file is called after, without folder, rotation and ending. */
export function fileStem(name: string): string {
  const bare = name.replace(/^.*[\\/]/, '');
  return bare.replace(packed, '').replace(rotated, '').replace(ending, '') || bare;
}

const packed = /\.(?:gz|bz2|xz|zst|zip)$/i;
const rotated = /[.-]\d{1,14}(?:[-_.T]\d{1,9}){0,5}$/;
const ending = /\.(?:log|out|err|txt|jsonl?|ndjson|logs)$/i;

/** File names that name no service. */
export const commonNames =
  /^(?:log|logs|latest|server|build|builder-live|root|console|output|out|err|error|errors|stdout|stderr|messages|syslog|system|debug|app|application|access|test|ci|job|kern|dmesg|trace|all)$/i;

/** The pod, its namespace and its host, as far as a record names them: for commands to copy. */
export interface Whereabouts {
  readonly pod: string | undefined;
  readonly namespace: string | undefined;
  readonly host: string | undefined;
}

export function whereaboutsOf({ service, host, attributes }: LogRecord): Whereabouts {
  const written = attributes['k8s.pod.name'] ?? [service, host].find(isPod);
  return {
    pod: written,
    namespace: attributes['k8s.namespace.name'],
    host: host !== undefined && host !== written ? host : undefined,
  };
}

const isPod = (name: string | undefined): boolean =>
  name !== undefined && serviceName(name) !== name;

/** Another host that a message names with its port. */
export interface Party {
  readonly host: string;
  readonly port: string;
}

/** `... (tried: prod-db:3333)`, `host='feeds.internal', port=80`, `dial tcp 10.0.0.7:5432`. */
export function partyIn(text: string): Party | undefined {
  const groups = (
    /\bhost=['"]?(?<host>[\w.-]{2,120})['"]?,? port=['"]?(?<port>\d{2,5})\b/.exec(text) ??
    // As Go tells it: `lookup orders-db.shop.svc on 10.96.0.10:53: no such host` asks a resolver for it.
    /\blookup (?<host>[a-z][\w.-]{1,120}?)\.? on [\d.:a-f[\]]{3,40}:(?<port>\d{2,5}): /.exec(
      text,
    ) ??
    // As libpq tells it: `host "postgres" (10.96.14.2) and accepting TCP/IP connections on port 5432`.
    /(?:host|server at) "(?<host>[\w.-]{2,120})"(?: \([\d.:a-f]{2,40}\))?,? (?:and accepting TCP\/IP connections on )?port (?<port>\d{2,5})\b/.exec(
      text,
    ) ??
    /(?<![\w./-])(?<host>(?:[a-z][\w-]{1,60}(?:\.[\w-]{1,60}){0,6})|(?:\d{1,3}\.){3}\d{1,3}):(?<port>\d{2,5})\b/.exec(
      text,
    )
  )?.groups;
  const { host, port } = groups ?? {};
  const isFile =
    host !== undefined && /\.(?:[cm]?[jt]sx?|py|go|rs|rb|java|kt|cs?|cpp|hpp?|php)$/.test(host);
  return host === undefined || port === undefined || isFile ? undefined : { host, port };
}
