import type { ChangedFile, ChangedLine, Effect } from '../../model/audit.ts';
import { shownValue } from './shownValue.ts';

const settingFile =
  /\.(properties|ini|toml|conf|cfg|cnf|env|json5?)$|(^|\/)(\.env[\w.-]*|Dockerfile[\w.-]*)$/i;

const setting =
  /^\s*(?:export\s+|ENV\s+|ARG\s+)?["']?([A-Za-z_][\w.-]{0,120})["']?\s*(?:[:=]|(?<=ENV\s+\S+)\s)\s*(.*?)[,;]?\s*$/;

/** `changes DB_HOST old → new`, by the lines that change in a file of settings. */
export function settingEffects({ path, added, removed }: ChangedFile): readonly Effect[] {
  if (!settingFile.test(path)) return [];
  const old = settingsIn(removed);
  const now = settingsIn(added);
  const effects: Effect[] = [];
  for (const [key, { value, line }] of now) {
    const before = old.get(key)?.value;
    const is = shownValue(key, value);
    const text =
      before === undefined
        ? `sets ${key} = ${is}`
        : `changes ${key} ${shownValue(key, before)} → ${is}`;
    if (before !== value) effects.push({ file: path, line, text });
  }
  for (const [key, { line }] of old) {
    if (!now.has(key)) effects.push({ file: path, line, text: `removes ${key}` });
  }
  return effects;
}

function settingsIn(
  lines: readonly ChangedLine[],
): ReadonlyMap<string, { readonly value: string; readonly line: number }> {
  return new Map(
    lines.flatMap(({ text, line }) => {
      const match = /^\s*[#;]/.test(text) ? null : setting.exec(text);
      const value = (match?.[2] ?? '').replace(/^["']|["']$/g, '');
      return match?.[1] && !/^[[{]$/.test(value) ? [[match[1], { value, line }] as const] : [];
    }),
  );
}
