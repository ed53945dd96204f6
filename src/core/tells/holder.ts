import type { LogFile } from '../model/logFile.ts';

const held =
  /\bProcess(?:es)? holding the lock: (\d{1,10}(?:, \d{1,10}){0,20})|\b(?:blocked|held|locked) by (?:process|pid|session|backend|connection|thread) #?(\d{1,10})\b/i;

/** Lines from a wait on among which its database says who holds the lock. */
const NEAR = 3;

/** Ids of the processes or sessions that hold what a line, or those right below it, says others wait for. */
export function holdersAt({ lineAt, lineCount }: LogFile, line: number): readonly string[] {
  const last = Math.min(lineCount, line + NEAR);
  return Array.from({ length: last - line + 1 }, (_, at) => holdersIn(lineAt(line + at))).flat();
}

function holdersIn(text: string): readonly string[] {
  const match = held.exec(text.slice(0, 600));
  return (match?.[1] ?? match?.[2] ?? '').split(', ').filter((id) => id !== '');
}

/** Who holds it most of the time, where lines name several one after the other. */
export function mostNamed(ids: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, one], [, other]) => other - one);
  return most?.[0];
}

const named =
  /\b(?:application_name|app_?name|program(?:_name)?|client_name|user(?:name)?)[=:]\s?["']?([A-Za-z][\w.-]{1,60})/gi;

export interface HolderName {
  readonly name: string;
  /** A user may be anybody's; the name of a program says who it is. */
  readonly isProgram: boolean;
}

/** What a line calls the session or process of an id, e.g. `stock-sync`; nothing where it doesn't name that. */
export function nameOfHolder(text: string, id: string): HolderName | undefined {
  const line = text.slice(0, 600);
  const isMeant = line.includes(`[${id}]`) || isNamed(line, id);
  const names = isMeant ? [...line.matchAll(named)] : [];
  const program = names.find(([whole]) => !/^user/i.test(whole));
  const name = (program ?? names[0])?.[1];
  return name === undefined ? undefined : { name, isProgram: program !== undefined };
}

/** `backend=7380`, `pid: 7380`, as other programs write it. */
export const isNamed = (text: string, id: string): boolean =>
  text.includes(id) &&
  new RegExp(`\\b(?:backend|pid|process|session|connection)(?:_?id)?[=: #]{1,2}${id}\\b`, 'i').test(
    text,
  );
