import type { SuggestedCommand } from '../../model/audit.ts';

/** Languages of fences that hold commands. */
const shells =
  /^(sh|bash|zsh|fish|shell|console|terminal|shellsession|shell-session|powershell|pwsh|ps1|cmd|bat)$/i;

export function isShell(language: string): boolean {
  return shells.test(language);
}

const prompt = /^\s*(?:\$|%|❯|➜|PS [^>]*>|C:\\[^>]*>|[\w.-]+@[\w.-]+[^$#\n]{0,80}[$#])\s+(?=\S)/;

/**
 * The commands of a script or a recorded session: lines that go on are joined; where prompts stand,
 * the rest is what they answered.
 */
export function commandsOf(
  text: string,
  placeOf: (line: number) => SuggestedCommand['place'],
): readonly SuggestedCommand[] {
  const lines = text.split(/\r\n|\n|\r/);
  const isSession = lines.some((line) => prompt.test(line));
  const commands: SuggestedCommand[] = [];
  for (let at = 0; at < lines.length; at++) {
    const first = at;
    let line = lines[at] ?? '';
    if ((isSession && !prompt.test(line)) || /^\s*(#|$)/.test(line)) continue;
    while (/[\\`]\s*$/.test(line) && at + 1 < lines.length) {
      at++;
      line = `${line.replace(/[\\`]\s*$/, '').trimEnd()} ${(lines[at] ?? '').trim()}`;
    }
    at = afterHereDocument(lines, at);
    const place = placeOf(first + 1);
    const whole =
      at > first && /<<-?\s*['"]?\w/.test(line) ? lines.slice(first, at + 1).join('\n') : line;
    commands.push({ text: whole.replace(prompt, '').trim(), ...(place && { place }) });
  }
  return commands;
}

/** The last line of what a command is given with `<<EOF`. */
function afterHereDocument(lines: readonly string[], at: number): number {
  const word = /<<-?\s*['"]?(\w{1,40})['"]?/.exec(lines[at] ?? '')?.[1];
  if (word === undefined) return at;
  const end = lines.findIndex((line, index) => index > at && line.trim() === word);
  return end < 0 ? at : end;
}
