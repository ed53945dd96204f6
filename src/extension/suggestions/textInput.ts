import type { SuggestionInput } from '../../core/audit.ts';

/** Where a text would go: a file, and the line before which it would stand. */
export interface TextPlace {
  /** Relative to the audited folder, with `/`. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

const patch = /^(?:diff --git |--- \S|\+\+\+ \S|@@ -\d|Index: )/m;
const fence = /^ {0,3}(?:`{3,}|~{3,})/m;
const shells = new Set(['shellscript', 'bat', 'powershell', 'fish']);
/** What a single line begins with that is run rather than written. */
const tool =
  /^(?:\$ |sudo |(?:kubectl|helm|docker|podman|terraform|git|npm|npx|pnpm|yarn|pip3?|python3?|go|cargo|mvn|gradle|aws|gcloud|az|curl|wget|systemctl|redis-cli|psql|mysql|rm|chmod|chown|kill|make|bash|sh)\s)/;

/**
 * What a text that somebody selected or copied is: a patch or a chat answer, a command, or code.
 * @param place where code would go; without it code can't be audited.
 */
export function inputOfText(
  text: string,
  name: string,
  language: string | undefined,
  place: TextPlace | undefined,
): SuggestionInput | undefined {
  if (patch.test(text) || fence.test(text)) {
    return { kind: 'diff', text, name };
  }
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const isShell = language !== undefined && shells.has(language);
  if (isShell || (lines.length > 0 && lines.every((line) => tool.test(line.trim())))) {
    return { kind: 'command', text };
  }
  return place && { kind: 'text', text, name, path: place.path, at: place.line };
}
