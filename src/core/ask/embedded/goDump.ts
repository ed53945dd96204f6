import type { LogFile } from '../../model/logFile.ts';
import { type Landmark, withoutTime } from './locate.ts';

/** Goroutines that wait for one and the same thing, in one function of the program's own. */
export interface Blocked {
  /** As Go's runtime calls it: `chan send`, `semacquire`. */
  readonly state: string;
  readonly place: string;
  readonly goroutines: readonly number[];
  /** Lines that tell the state of the first of them, and where it waits; 1-based. */
  readonly lines: readonly number[];
}

/** What Go prints with a dump that somebody asked for, and where it sees that nothing can go on or a test takes too long. */
const dumped =
  /^(?:SIGABRT: abort|SIGQUIT: quit|fatal error: all goroutines are asleep|panic: test timed out after)/;
const header =
  /^goroutine (\d{1,9})(?: gp=\S{1,40})?(?: m=\S{1,20})?(?: mp=\S{1,40})? \[([^\],]{1,40})/;
/** States of who waits for another goroutine; the runtime's own ones and those on the network are at rest. */
const waiting =
  /^(?:chan (?:send|receive)(?: \(nil chan\))?|select(?: \(no cases\))?|semacquire|sync\.\w{1,20}\.\w{1,20})$/;
const call = /^([\w./*()-]{1,200}?[\w)]\.[\w.()*]{1,120}?)\((?!\*)/;
const ofRuntime = /^(?:runtime|internal|sync|os\/signal|syscall|time|net|reflect|testing)[./]/;
const reach = 2000;

/** Who waits for what in a dump of all goroutines below a line: the main one first, then the largest group. */
export function blockedIn(file: LogFile, line: number): readonly Blocked[] {
  if (!dumped.test(withoutTime(file.lineAt(line)))) return [];
  const groups = new Map<
    string,
    { state: string; place: string; ids: number[]; lines: number[] }
  >();
  let open: { id: number; state: string; line: number } | undefined;
  for (let at = line + 1; at <= Math.min(file.lineCount, line + reach); at++) {
    const text = withoutTime(file.lineAt(at).slice(0, 400));
    const [, id, state = ''] = header.exec(text) ?? [];
    if (id !== undefined) {
      open = waiting.test(state) ? { id: Number(id), state, line: at } : undefined;
      continue;
    }
    const place = open && call.exec(text)?.[1];
    if (!open || place === undefined || ofRuntime.test(place) || isOfTests(file, at)) continue;
    const key = `${open.state} ${place}`;
    const group = groups.get(key) ?? { state: open.state, place, ids: [], lines: [open.line, at] };
    group.ids.push(open.id);
    groups.set(key, group);
    open = undefined;
  }
  return [...groups.values()]
    .map(({ ids, ...group }) => ({ ...group, goroutines: ids }))
    .sort(
      (a, b) =>
        Number(b.goroutines.includes(1)) - Number(a.goroutines.includes(1)) ||
        b.goroutines.length - a.goroutines.length,
    );
}

/** The `main.main` of a test's binary is made by `go test`, and always waits for the tests. */
const isOfTests = (file: LogFile, line: number): boolean =>
  line < file.lineCount && /\b_testmain\.go:/.test(file.lineAt(line + 1));

const named = /^\s+(Test\w{1,120}(?:\/\S{1,120})?) \(\d|\.(Test\w{1,120})\(0x/;

/** The test that ran when the time of all was over: listed below, by newer Go, or at the bottom of a stack. */
export function runningTest(file: LogFile, line: number): Landmark | undefined {
  if (!overtime.test(withoutTime(file.lineAt(line)))) return undefined;
  for (let at = line + 1; at <= Math.min(file.lineCount, line + reach); at++) {
    const [, listed, called] = named.exec(withoutTime(file.lineAt(at).slice(0, 400))) ?? [];
    const name = listed ?? called;
    if (name !== undefined) return { line: at, name };
  }
  return undefined;
}
const overtime = /^panic: test timed out after/;

/** `goroutine 1 waits (chan send) in main.Packet.handleSim`. */
export const blockedText = ({ state, place, goroutines }: Blocked): string =>
  goroutines.length === 1
    ? `goroutine ${goroutines[0]} waits (${state}) in ${place}`
    : `goroutines ${goroutines.slice(0, 3).join(', ')}${goroutines.length > 3 ? ` and ${goroutines.length - 3} more` : ''} wait (${state}) in ${place}`;
