import type { SourceText } from './facts.ts';
import { fileName } from './paths.ts';

const springFile = /^(application|bootstrap)(-\w+)?\.(ya?ml|properties)$/;

/** The name under which a Spring service is registered and called. */
export function springName({ path, text }: SourceText): string | undefined {
  if (!springFile.test(fileName(path))) return undefined;
  const flat = /^\s*spring\.application\.name\s*[=:]\s*["']?([\w-]{2,80})/m.exec(text)?.[1];
  const nested =
    /^\s*application:\s*(?:#.*)?\r?\n(?:\s+[\w-]+:.*\r?\n){0,5}?\s+name:\s*["']?([\w-]{2,80})/m.exec(
      text,
    )?.[1];
  return flat ?? nested;
}
