import type { PackageRegistries, RegistryAnswer } from '../../../model/packageRegistry.ts';
import { ecosystemNames } from '../known/known.ts';
import { didYouMean, listed, type Said } from '../report.ts';
import type { Run } from '../run.ts';
import { privacyOf, type WhyPrivate } from './privacy.ts';
import type { PackageQuestion } from './question.ts';
import { inWords, suspicionsOf } from './signs.ts';

/** Names of one audit that are asked for; a change that adds more is read by its author first. */
const MOST = 40;

/** Answers what is left open: by the registries, where the user allows that, else as it is known offline. */
export async function settle(run: Run, registries: PackageRegistries | undefined): Promise<void> {
  const { questions } = run;
  if (!registries) {
    for (const { use, offline } of questions) run.report.find(use.place, offline);
    return;
  }
  const whyPrivate = privacyOf(run, registries);
  const said = await Promise.all(
    questions.map((question, index) =>
      index < MOST
        ? answered(question, registries, whyPrivate)
        : unasked(question, `no more than ${MOST} names are asked for in one audit`),
    ),
  );
  questions.forEach(({ use }, index) => {
    const one = said[index];
    if (!one) return;
    if ('holds' in one) run.report.holds(one.holds, listed(registries.host(use.ecosystem)));
    else run.report.find(use.place, one);
  });
}

type Answered = Said | { readonly holds: string };

/** The answers for the names that a use may mean: one of them is enough. */
async function answered(
  question: PackageQuestion,
  registries: PackageRegistries,
  whyPrivate: WhyPrivate,
): Promise<Answered> {
  const { use, offline } = question;
  if (use.names.length === 0) return offline;
  for (const name of use.names) {
    const why = await whyPrivate(use, name);
    if (why !== undefined) return unasked(question, why);
  }
  const host = registries.host(use.ecosystem);
  let why: string | undefined;
  for (const name of use.names) {
    const answer = await registries.lookUp(use.ecosystem, name);
    if (answer.kind === 'found') return found(question, name, answer, host);
    if (answer.kind === 'couldNotCheck') why ??= answer.why;
  }
  return why === undefined ? missing(question, host) : unsettled(question, host, why);
}

function unasked({ offline, use }: PackageQuestion, why: string): Said {
  const registry = ecosystemNames[use.ecosystem];
  return { ...offline, message: `${offline.message} ${registry} was not asked: ${why}.` };
}

function unsettled({ offline }: PackageQuestion, host: string, why: string): Said {
  return {
    ...offline,
    message: `${offline.message} ${host} was asked and could not tell: ${why}.`,
  };
}

/** What a program imports can have another name than its package, but for these. */
const namedAlike: ReadonlySet<string> = new Set(['npm', 'go', 'cargo']);

function missing({ use, near, offline }: PackageQuestion, host: string): Said {
  const { subject, how, ecosystem } = use;
  if (how === 'import' && !namedAlike.has(ecosystem)) {
    const message = `${offline.message} ${host} has no package of that name; what is imported can have another name than its package.`;
    return { ...offline, message, source: listed(host) };
  }
  return {
    verdict: 'notFound',
    severity: 'error',
    subject,
    message: `There is no package ${subject}: ${host} was asked and has none of that name.${didYouMean(near)} Do not install it: whoever takes the name first decides what it does.`,
    source: listed(host),
  };
}

function found(
  question: PackageQuestion,
  name: string,
  { signs }: Extract<RegistryAnswer, { kind: 'found' }>,
  host: string,
): Answered {
  const { use, near, major } = question;
  const { subject } = use;
  if (major !== undefined) return versioned(question, major, signs.versions, host);
  const suspicions = suspicionsOf(signs, near !== undefined);
  const called = name === subject ? subject : `${subject} (package ${name})`;
  if (suspicions.length > 0) {
    return {
      verdict: 'dangerous',
      severity: 'warning',
      subject,
      message: `${called} is on ${host}, but it is ${inWords(suspicions)}: names that assistants make up are taken like this.${didYouMean(near)} Look at who publishes it and what it does before it is installed.`,
      source: listed(host),
    };
  }
  if (use.how === 'import') {
    return {
      verdict: 'notADependency',
      severity: 'warning',
      subject,
      message: `${called} is on ${host}, but no manifest here names it. Add it as a dependency, or leave it out.${didYouMean(near)}`,
      source: listed(host),
    };
  }
  if (near === undefined) return { holds: `${called} is on ${host}.` };
  return {
    verdict: 'couldNotCheck',
    severity: 'info',
    subject,
    message: `${called} is on ${host}, and it is easily taken for another.${didYouMean(near)}`,
    source: listed(host),
  };
}

/** Versions that are no numbers tell nothing. */
function versioned(
  question: PackageQuestion,
  major: number,
  versions: readonly string[] | undefined,
  host: string,
): Answered {
  const { subject } = question.use;
  const majors = (versions ?? []).map((version) => Number(/^v?(\d+)/.exec(version)?.[1]));
  const newest = Math.max(...majors.filter((number) => !Number.isNaN(number)));
  if (!Number.isFinite(newest)) return unsettled(question, host, 'it names no version');
  if (newest >= major) return { holds: `${subject} is on ${host}.` };
  return {
    verdict: 'notFound',
    severity: 'error',
    subject,
    message: `There is no ${subject}: the newest version on ${host} begins with ${newest}. Name a version that was released.`,
    source: listed(host),
  };
}
