import type { LogFile } from '../model/logFile.ts';
import { writersOf } from './logs/sift.ts';
import type { KnownNames } from './understand/understand.ts';

/** Records of each file that are read for the names in them. */
const LOOK = 400;
const MOST_NAMES = 400;

/** Names that a question may use: of who wrote the logs, and of services that are known otherwise. */
export function knownNames(
  files: readonly LogFile[],
  services: readonly string[] = [],
): KnownNames {
  const names = new Set(services);
  for (const { records } of files) {
    const step = Math.max(1, Math.floor(records.length / LOOK));
    for (let index = 0; index < records.length && names.size < MOST_NAMES; index += step) {
      const record = records.at(index);
      for (const name of record ? writersOf(record) : []) addName(names, name);
    }
  }
  const usable = [...names].filter((name) => name.length > 2 && !tooCommon.test(name));
  return { names: usable, files: files.map(({ name }) => name) };
}

function addName(names: Set<string>, name: string): void {
  names.add(name);
  // People say `checkout` of `checkout-7d9f8b6c5-x2k4q` and of `com.shop.checkout`.
  const base = /^([a-z][a-z0-9]*(?:-[a-z]+)*)-[a-z0-9]{1,10}(?:-[a-z0-9]{1,10})?$/.exec(name)?.[1];
  if (base !== undefined) names.add(base);
  const last = name.split(/[./]/).at(-1) ?? '';
  if (last.length > 3) names.add(last);
}

/** Names that are words of questions as well. */
const tooCommon =
  /^(?:main|root|app|error|errors|warn|warning|info|debug|log|logs|line|lines|time|server|service|host|pod|kernel|first|last|http|status|user|worker|thread|request|default|unknown|system|\d+)$/i;
