import type { Motive } from '../../model/audit.ts';
import type { Place } from '../../model/topology.ts';
import { changedSource } from '../source/changedSource.ts';
import { isForeignFile } from '../source/language.ts';
import { changedSettings } from '../source/settings.ts';
import type { MotiveFacts } from './facts.ts';

const MOST_SETTINGS = 10;
const MOST_PLACES = 2;

/** Values that a change takes over from where the same setting has them already. */
export function valueMotives({ suggestion, texts }: MotiveFacts): readonly Motive[] {
  return suggestion.files.flatMap((file) => {
    if (file.before === undefined || file.after === undefined || isForeignFile(file.path))
      return [];
    const moved = changedSettings(changedSource(file)).slice(0, MOST_SETTINGS);
    return moved.flatMap(({ path, before, after: value, line }): readonly Motive[] => {
      if (value === undefined || before === value || !isTelling(value)) return [];
      const key = path.split('.').at(-1) ?? path;
      const evidence = placesOf(key, value, texts);
      const [first] = evidence;
      if (!first) return [];
      const text = `It may take its ${key} from ${first.file}:${first.line}, which has ${value} as well.`;
      return [{ kind: 'pattern', text, file: file.path, line, evidence }];
    });
  });
}

/** `1` and `true` stand everywhere. */
function isTelling(value: string): boolean {
  return (
    value.length > 2 && value.length < 200 && !/^(?:true|false|null|none|yes|off)$/i.test(value)
  );
}

function placesOf(
  key: string,
  value: string,
  texts: ReadonlyMap<string, string>,
): readonly Place[] {
  const found: Place[] = [];
  for (const [file, text] of texts) {
    if (!text.includes(value) || !text.includes(key)) continue;
    text.split(/\r\n|\r|\n/).forEach((each, index) => {
      if (found.length < MOST_PLACES && isSetting(each, key, value)) {
        found.push({ file, line: index + 1 });
      }
    });
    if (found.length >= MOST_PLACES) break;
  }
  return found;
}

/** Whether a line gives a key that value: `memory: 512Mi`, `"port": 80,`, `TIMEOUT=30s`. */
export function isSetting(line: string, key: string, value: string): boolean {
  const at = line.indexOf(key);
  if (at < 0 || /[\w-]/.test(line[at - 1] ?? ' ')) return false;
  const rest = line.slice(at + key.length);
  const given = /^["']?\s*[:=]\s*["']?([^"'#]*?)["']?\s*[,}]?\s*(?:#.*)?$/.exec(rest)?.[1];
  return given?.trim() === value;
}
