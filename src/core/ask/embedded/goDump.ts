import type { LogFile } from '../../model/logFile.ts';

/** Goroutines that wait for one and the same thing, in one function of the program's own. */
export interface Blocked {
  /** As Go's runtime calls it: `chan send`, `semacquire`. */
  readonly state: string;
  readonly place: string;
  readonly goroutines: readonly number[];
  /** Lines that tell the state of the first of them, and where it waits; 1-based. */
  readonly lines: readonly number[];
}

/** What Go prints with a dump that somebody asked for, and where it sees that nothing can go on. */
const dumped = /^(?:SIGABRT: abort|SIGQUIT: quit|fatal error: all goroutines are asleep)/;
const header =
  /^goroutine (\d{1,9})(?: gp=\S{1,40})?(?: m=\S{1,20})?(?: mp=\S{1,40})? \[([^\],]{1,40})/;
/** States of who waits for another goroutine; the runtime's own ones and those on the network are at rest. */
const waiting =
  /^(?:chan (?:send|receive)(?: \(nil chan\))?|select(?: \(no cases\))?|semacquire|sync\.\w{1,20}\.\w{1,20})$/;
const call = /^([\w./*()-]{1,200}?[\w)]\.[\w.()*]{1,120}?)\((?!\*)/;
const ofRuntime = /^(?:runtime|internal|sync|os\/signal|syscall|time|net|reflect)[./]/;
const reach = 2000;

/** Who waits for what in a dump of all goroutines below a line: the main one first, then the largest group. */
export function blockedIn(file: LogFile, line: number): readonly Blocked[] {
  if (!dumped.test(file.lineAt(line))) return [];
  const groups = new Map<
    string,
    { state: string; place: string; ids: number[]; lines: number[] }
  >();
  let open: { id: number; state: string; line: number } | undefined;
  for (let at = line + 1; at <= Math.min(file.lineCount, line + reach); at++) {
    const text = file.lineAt(at).slice(0, 400);
    const [, id, state = ''] = header.exec(text) ?? [];
    if (id !== undefined) {
      open = waiting.test(state) ? { id: Number(id), state, line: at } : undefined;
      continue;
    }
    const place = open && call.exec(text)?.[1];
    if (!open || place === undefined || ofRuntime.test(place)) continue;
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

/** `goroutine 1 waits (chan send) in main.Packet.handleSim`. */
export const blockedText = ({ state, place, goroutines }: Blocked): string =>
  goroutines.length === 1
    ? `goroutine ${goroutines[0]} waits (${state}) in ${place}`
    : `goroutines ${goroutines.slice(0, 3).join(', ')}${goroutines.length > 3 ? ` and ${goroutines.length - 3} more` : ''} wait (${state}) in ${place}`;
