import type { Check, Finding, Suggestion } from '../../model/audit.ts';
import { percent } from '../../model/words.ts';
import { changedServices } from '../dependency/changedServices.ts';
import type { Systems } from '../dependency/systems.ts';
import { onlyLooks } from './looks.ts';
import type { OpenDiagnosis, OpenHypothesis } from './openDiagnosis.ts';
import { restarts, soothing, topics } from './topics.ts';
import { names } from './unhealthy.ts';
import { worsening } from './worsening.ts';

/** Whether a suggestion addresses what the open diagnosis found, a rival of it, or only the symptom. */
export function checkFit(systems: Systems, diagnosis: OpenDiagnosis | undefined): Check {
  return (suggestion) => {
    const findings = diagnosis ? fitFindings(diagnosis, suggestion, systems) : [];
    return Promise.resolve({ findings, assumptions: [] });
  };
}

/** What a suggestion touches, as far as a diagnosis could speak of it. */
interface Touched {
  readonly services: readonly string[];
  /** Lines that are new or gone, and commands. */
  readonly text: string;
  readonly suggestion: Suggestion;
}

function fitFindings(
  diagnosis: OpenDiagnosis,
  suggestion: Suggestion,
  systems: Systems,
): readonly Finding[] {
  const [leading, ...rivals] = diagnosis.hypotheses;
  if (!leading) return [];
  const touched = touchedBy(suggestion, systems);
  const finding = (
    rest: Pick<Finding, 'severity' | 'verdict' | 'message'>,
    subject: string,
  ): Finding => ({
    kind: 'fit',
    subject,
    ...placeOf(suggestion),
    source: { file: diagnosis.file, line: undefined },
    ...rest,
  });
  const fit = verdictOn(touched, leading, rivals, systems);
  const worse = worsening(suggestion, diagnosis, systems);
  // What makes it worse turns where the cause is the wrong way.
  const isBackwards = worse.length > 0 && fit.verdict === 'addressesCause';
  return isBackwards ? worse : [finding(fit, leading.service ?? leading.title), ...worse];
}

function placeOf({ files, commands }: Suggestion): Pick<Finding, 'file' | 'line'> {
  const [file] = files;
  const [command] = commands;
  return file
    ? { file: file.path, line: file.added[0]?.line ?? 1 }
    : { file: command?.place?.file, line: command?.place?.line };
}

function touchedBy(suggestion: Suggestion, systems: Systems): Touched {
  const lines = suggestion.files.flatMap(({ path, added, removed }) => [
    path,
    ...[...added, ...removed].map(({ text }) => text),
  ]);
  const text = [...lines, ...suggestion.commands.map((command) => command.text)].join('\n');
  return { services: changedServices(suggestion, systems), text, suggestion };
}

function verdictOn(
  touched: Touched,
  leading: OpenHypothesis,
  rivals: readonly OpenHypothesis[],
  systems: Systems,
): Pick<Finding, 'severity' | 'verdict' | 'message'> {
  const isRestart = restarts.test(touched.text);
  const reasons = isRestart ? undefined : addresses(touched, leading, systems);
  if (reasons) {
    return {
      severity: 'info',
      verdict: 'addressesCause',
      message: `It addresses the leading explanation, “${leading.title}”: ${reasons}.`,
    };
  }
  const rival = isRestart ? undefined : rivals.find((one) => addresses(touched, one, systems));
  if (rival) {
    return {
      severity: 'warning',
      verdict: 'addressesRival',
      message: `It addresses a rival explanation, “${rival.title}” (${percent(rival.confidence)}), not the leading one, “${leading.title}” (${percent(leading.confidence)}). Tell them apart first${probeText(leading)}.`,
    };
  }
  return isRestart || soothes(touched, leading, systems)
    ? {
        severity: 'warning',
        verdict: 'symptomOnly',
        message: `It ${isRestart ? 'clears' : 'eases'} the symptom and leaves the cause, “${leading.title}”, as it is: expect it to come back.`,
      }
    : {
        // Who looks first has done nothing wrong.
        severity: isLook(touched) ? 'info' : 'warning',
        verdict: 'unrelated',
        message: `It is not seen to address any explanation of the open diagnosis; the leading one is “${leading.title}”.`,
      };
}

function isLook({ suggestion: { files, commands } }: Touched): boolean {
  return files.length === 0 && commands.every(({ text }) => onlyLooks(text));
}

function probeText({ probes: [probe] }: OpenHypothesis): string {
  return probe === undefined ? '' : `: ${probe.trim().replace(/\.$/, '')}`;
}

/** Why a change reaches the cause: by its service, by what it is about, by what both name. */
function addresses(
  touched: Touched,
  hypothesis: OpenHypothesis,
  { before }: Systems,
): string | undefined {
  const cause = causeText(hypothesis);
  const service = hypothesis.service && (before.resolve(hypothesis.service) ?? hypothesis.service);
  const isThere = service !== undefined && service !== '' && touched.services.includes(service);
  const topic = topics.find(({ said, changed }) => said.test(cause) && changed.test(touched.text));
  const shared = sharedNames(cause, touched.text, touched.services);
  const about = topic === undefined ? undefined : `it changes what concerns ${topic.name}`;
  const [name] = shared;
  const named = name === undefined ? undefined : `it changes ${name}, which the explanation names`;
  const isEnough = isThere
    ? (about ?? named) !== undefined
    : about !== undefined && named !== undefined;
  if (!isEnough) return undefined;
  return [named ?? about, ...(isThere ? [`in ${service}, which it blames`] : [])].join(' ');
}

function causeText({ title, summary, claims }: OpenHypothesis): string {
  const told = claims.filter(({ role }) => role === 'cause' || role === 'mechanism');
  return [title, summary, ...told.flatMap(({ text, quotes }) => [text, ...quotes])].join('\n');
}

/** Names of settings, options and files that both write: words alone say too little. */
function sharedNames(
  cause: string,
  change: string,
  services: readonly string[],
): readonly string[] {
  const written =
    cause.match(
      /\b[A-Za-z][\w-]*(?:[_.-]\w+)+\b|\b[a-z]+[A-Z]\w+\b|\b[A-Z][A-Z0-9]{3,}\b|\bmaxmemory\b/g,
    ) ?? [];
  return [...new Set(written)].filter(
    (name) => name.length > 4 && !services.includes(name) && names(change, name),
  );
}

/** It is about what fails, or about how failures are met, and not about why. */
function soothes(
  { text, services }: Touched,
  { claims }: OpenHypothesis,
  { before }: Systems,
): boolean {
  const shown = claims.filter(({ role }) => role === 'symptom' || role === 'impact');
  const failing = before.topology.services.filter((name) =>
    shown.some((claim) => names(claim.text, name)),
  );
  const isThere = services.some((service) => failing.includes(service));
  return soothing.test(text) && (isThere || failing.length === 0 || services.length === 0);
}
