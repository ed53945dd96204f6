import type { ProposedHypothesis } from '../../model/hypothesis.ts';
import { Severity } from '../../model/severity.ts';
import type { Signal } from '../../model/template.ts';
import { findAddressed } from '../../tells/addressed.ts';
import type { Material } from '../reasoner.ts';
import { citeRef, quoted } from './shown.ts';
import { fileStem, serviceName } from './words/names.ts';

/** Share of the records before it that a kind must have been for its end to be the end of the work. */
const WORK = 0.15;
/** How far beyond chance the silence must be, and records that are still written after it. */
const SURE = 0.7;
const STILL = 30;
/** Records around the last of it among which something new must say that something happened. */
const NEAR = 3;

/** What ends a phase of a program in good order: work that was done needs no more of it. */
const inOrder =
  /\b(?:start(?:ed|ing|up)?|ready|load(?:ed|ing)|initiali[sz]\w{1,4}|listening|connected|complet\w{1,4}|finish\w{0,3}|done|shut(?:ting)? ?down|stopp?(?:ed|ing)?|exit\w{0,3}|drain\w{0,3}|terminat\w{1,3}|paus\w{1,3}|maintenance|disabled|cancel\w{0,4}|clos(?:ed|ing)|end(?:ed|ing)?|success\w{0,5}|scaled|moved|rotat\w{1,3})\b/i;

/**
 * Work that came regularly and ended at a moment at which something new was written, while the rest of
 * the log goes on as before: a consumer that lost its share, a loop that waits for ever.
 */
export function silenceHypothesis(material: Material): ProposedHypothesis | undefined {
  const { mined } = material;
  for (const signal of mined.signals) {
    const eve = isWorkThatEnded(signal, material) ? eveOf(signal, material) : undefined;
    const told = eve && hypothesisOf(signal, eve, material);
    if (told) return told;
  }
  return undefined;
}

function isWorkThatEnded(
  { kind, template, onset, strength }: Signal,
  { mined, files }: Material,
): boolean {
  const { records } = files[onset.file] ?? {};
  const count = mined.templates[template]?.count ?? 0;
  return (
    kind === 'silent' &&
    strength >= SURE &&
    records !== undefined &&
    records.length - onset.record >= STILL &&
    !Number.isNaN(records.timestamp(onset.record)) &&
    count >= onset.record * WORK
  );
}

/** What was new right when it ended; nothing where that is the good end of a phase. */
function eveOf({ onset, template }: Signal, { mined, files }: Material): Signal | undefined {
  const { records } = files[onset.file] ?? {};
  const news = mined.signals.filter(
    (one) =>
      (one.kind === 'novel' || one.kind === 'rare') &&
      one.template !== template &&
      one.onset.file === onset.file &&
      Math.abs(one.onset.record - onset.record) <= NEAR,
  );
  const said = news.map((one) => records?.at(one.onset.record));
  // What is told as a warning was weighed as one, and taken for ordinary.
  const isOrdinary = said.some(
    (record) =>
      record === undefined ||
      record.severityNumber >= Severity.warn ||
      inOrder.test(record.body.slice(0, 300)),
  );
  // What addresses an AI tells of nothing.
  const isNews = said.map((record) => findAddressed(record?.body.slice(0, 400) ?? '').length === 0);
  return isOrdinary ? undefined : news.find((_, at) => isNews[at]);
}

function hypothesisOf(
  signal: Signal,
  eve: Signal,
  material: Material,
): ProposedHypothesis | undefined {
  const file = material.files[signal.onset.file];
  const bodyAt = (record: number): string =>
    file?.records.at(record)?.body.split('\n')[0]?.trim() ?? '';
  const [last, news] = [signal.onset, eve.onset].map((ref) => citeRef(ref, material));
  if (!file || !last || !news) {
    return undefined;
  }
  const writer = file.records.at(signal.onset.record)?.service;
  const service = writer === undefined ? fileStem(file.name) : serviceName(writer);
  const work = quoted(bodyAt(signal.onset.record), 110);
  const said = quoted(bodyAt(eve.onset.record), 140);
  return {
    title: `${service}: its regular work stopped, after ${quoted(bodyAt(eve.onset.record), 50)}`,
    summary: `Nothing fails in words in ${service}, but work that came regularly ends: ${signal.reason}. The rest of the log goes on. New at that moment: ${said}.`,
    service,
    claims: [
      { role: 'cause', text: `New at the moment it stopped: ${said}.`, cites: [news] },
      {
        role: 'impact',
        text: `What came regularly before ends there; the last of it: ${work}.`,
        cites: [last, news],
      },
    ],
    against: [],
    missing: ['Whether somebody stopped this work on purpose, and what it waits for since.'],
    probes: [
      {
        title: 'See what the worker waits for',
        command: 'jcmd PID Thread.print; py-spy dump --pid PID; kill -QUIT PID (Go, JVM)',
        confirms: 'It waits for work that it is not given, for a lock or for an answer.',
        refutes: 'It has ended, or there is no work to do.',
      },
    ],
    structure: 0.6,
  };
}
