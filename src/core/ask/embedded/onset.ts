import type { Claim } from '../../model/claim.ts';
import type { MinedLogs, RecordRef } from '../../model/template.ts';
import { beganInside, type Spread, spreadsOf } from '../../tells/onset.ts';
import type { Material } from '../reasoner.ts';
import type { Clue } from './clues.ts';
import { citeRef, quoted } from './shown.ts';
import { extentOf, grouped } from './words/since.ts';

/** Words that weigh more than this tell by themselves what happened. */
const telling = 0.7;
/** Records before an onset among which something new may have brought it about. */
const before = 30;
/** Records after an onset within which what falls silent fell silent with it. */
const after = 10;

/**
 * What the run's shape says of a failure whose words say little: that it is new from some moment on,
 * what stands right before that moment, and which ordinary work ends there.
 */
export function onsetClaims(cause: Clue, hasChange: boolean, material: Material): readonly Claim[] {
  const spread = spreadOf(cause, material);
  const { first } = material.mined.templates[cause.template] ?? {};
  if (!spread || spread.count < 2 || !beganInside(spread) || first?.file !== cause.fileIndex) {
    return [];
  }
  const isTold = cause.signature !== undefined || cause.tell.weight >= telling;
  return [
    beginning(cause, first, material),
    hasChange || isTold ? undefined : eve(first, material),
    ...silenced(first, material),
  ].filter((claim) => claim !== undefined);
}

/** Where and how often a kind of message stands in its file. */
export function spreadOf({ fileIndex, template }: Clue, { mined }: Material): Spread | undefined {
  const ofRun = known.get(mined) ?? new Map<number, ReadonlyMap<number, Spread>>();
  known.set(mined, ofRun);
  const spreads = ofRun.get(fileIndex) ?? spreadsOf(mined.templateIds[fileIndex] ?? none);
  ofRun.set(fileIndex, spreads);
  return spreads.get(template);
}

/** Made in one pass over a file, and asked for by many clues. */
const known = new WeakMap<MinedLogs, Map<number, ReadonlyMap<number, Spread>>>();
const none = new Uint32Array();

function beginning(cause: Clue, first: RecordRef, material: Material): Claim | undefined {
  const cite = citeRef(first, material);
  const { count, first: time } = extentOf(cause, material);
  const when = time === undefined ? '' : `, at ${time}`;
  return (
    cite && {
      role: 'mechanism',
      text: `It is new there: none like it stands above line ${cite.line}${when}; since then it came ${grouped(count)} times.`,
      cites: [cite],
    }
  );
}

/** What was new shortly before, else the line right before: where to look for what was changed. */
function eve(first: RecordRef, material: Material): Claim | undefined {
  const recent = material.mined.signals
    .filter(({ kind, onset }) => (kind === 'novel' || kind === 'rare') && onset.file === first.file)
    .map(({ onset }) => onset.record)
    .filter((record) => record < first.record && record >= first.record - before)
    .sort((a, b) => b - a);
  const record = recent[0] ?? first.record - 1;
  const cite = citeRef({ file: first.file, record }, material);
  const said = material.files[first.file]?.records.at(record)?.body.split('\n')[0]?.trim() ?? '';
  const opening = recent[0] === undefined ? 'The line before it says' : 'New shortly before it:';
  return cite && said.length > 2
    ? { role: 'mechanism', text: `${opening} ${quoted(said, 160)}.`, cites: [cite] }
    : undefined;
}

/** Regular work of the same log that ends where the failure begins: what it took the place of. */
function silenced(first: RecordRef, material: Material): readonly Claim[] {
  const begun = citeRef(first, material);
  return material.mined.signals
    .filter(({ kind, template, onset }) => kind === 'silent' && isWork(template, onset, material))
    .filter(({ onset }) => onset.file === first.file)
    .filter(({ onset }) => Math.abs(onset.record - first.record) <= after)
    .flatMap(({ onset }): readonly Claim[] => {
      const cite = citeRef(onset, material);
      const body = material.files[onset.file]?.records.at(onset.record)?.body ?? '';
      const said = quoted(body.split('\n')[0]?.trim() ?? '', 120);
      const text = `What came regularly before ends there; the last of it: ${said}.`;
      return cite && begun ? [{ role: 'impact', text, cites: [cite, begun] }] : [];
    })
    .slice(0, 1);
}

/** Share of a log that its regular work takes; where no time is told, a step of a run is soon over. */
const work = 0.2;

function isWork(template: number, { file, record }: RecordRef, material: Material): boolean {
  const { records } = material.files[file] ?? {};
  return (
    records?.at(record)?.timestamp !== undefined &&
    (material.mined.templates[template]?.count ?? 0) >= records.length * work
  );
}
