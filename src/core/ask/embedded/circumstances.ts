import type { Claim } from '../../model/claim.ts';
import type { ProposedHypothesis } from '../../model/hypothesis.ts';
import type { Material } from '../reasoner.ts';
import { changeBefore, newsOfParty } from './changes.ts';
import type { Clue } from './clues.ts';
import { differenceClaim } from './differences.ts';
import type { Incident } from './incidents.ts';
import { lastOutputOf } from './lastOutput.ts';
import { lockHolderOf } from './lockHolder.ts';
import { onsetClaims } from './onset.ts';
import { originsOf } from './origins.ts';
import { settingClaims } from './settings.ts';
import { plain, quoteOf, shorten } from './text.ts';
import { trendsBefore } from './trends.ts';
import { fileStem, partyIn } from './words/names.ts';

/**
 * Adds to the leading explanation what no word of failure tells: the change before it, measurements
 * that went astray, settings it runs into, versions in which another host differs.
 */
export function withCircumstances(
  hypothesis: ProposedHypothesis,
  incident: Incident,
  material: Material,
): ProposedHypothesis {
  const { cause } = incident;
  const own = namesOf(incident, hypothesis.service);
  const names = [...own, ...calledBy(own, material)];
  const parties = [...calledBy(own, material), ...namedIn(cause.text)];
  const effect = {
    names: [...names, ...partsIn(cause.text), ...parties],
    file: cause.file.name,
    words: wordsIn(incident),
  };
  const failure = { kind: cause.tell.kind, failed: timeOf(cause), names };
  const trends = trendsBefore(failure, material);
  const changed =
    changeBefore({ ...effect, onset: timeOf(cause) }, material) ??
    changeBefore({ ...effect, onset: trends.onset }, material);
  const traced = originsOf(cause, material);
  const after = changed?.after ?? traced.after;
  const difference = differenceClaim(cause, material);
  const hung = lastOutputOf(cause, material);
  const holder = lockHolderOf(cause, incident.echoes, material);
  const added: readonly Claim[] = [
    ...reasonClaims(incident),
    ...(hung ? [hung.claim] : []),
    ...(holder?.claims ?? []),
    ...onsetClaims(cause, changed !== undefined, material),
    ...(changed?.claims ?? newsOfParty({ ...effect, onset: timeOf(cause) }, parties, material)),
    ...(difference ? [difference] : []),
    ...trends.claims,
    ...settingClaims(cause, saidBy(incident), names, material),
    ...traced.claims,
  ];
  return added.length === 0
    ? hypothesis
    : {
        ...hypothesis,
        ...(hung && {
          title: shorten(`Hung until the job was stopped: ${hung.said}`, titleLength),
        }),
        ...(holder && {
          title: shorten(`${holder.name} holds the lock: ${hypothesis.title}`, titleLength),
        }),
        ...(after !== undefined && withChange(hypothesis, after)),
        claims: inOrder([...hypothesis.claims, ...added]),
      };
}

/** When it was written; a trace or a crash report without a time has that of the record before it. */
function timeOf({ file, recordIndex }: Clue): number | undefined {
  for (let record = recordIndex; record >= Math.max(0, recordIndex - mostUntimed); record--) {
    const time = file.records.timestamp(record);
    if (!Number.isNaN(time)) return time;
  }
  return undefined;
}
const mostUntimed = 40;

/**
 * Words by which a change may be about what failed: the first of the message, which is often who
 * writes it, and the parts of its names, e.g. `hikari` and `pool` of `HikariPool-1`.
 */
function partsIn(text: string): readonly string[] {
  const [first = ''] = /^[a-z][\w-]{3,30}\b/.exec(text) ?? [];
  const named =
    text.slice(0, 400).match(/\b[A-Za-z]+(?:[-_.][\w]+|[a-z][A-Z]\w*)[\w.-]{0,60}/g) ?? [];
  const parts = named.flatMap((name) =>
    name.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[^A-Za-z]+/),
  );
  const inQuotes = [...text.slice(0, 400).matchAll(/["'`](\w{3,40})["'`]/g)].map(
    ([, word = '']) => word,
  );
  return [...new Set([first, ...parts, ...inQuotes].map((part) => part.toLowerCase()))].filter(
    (part) => part.length > 3 && !general.test(part) && !ordinary.test(part),
  );
}

/** The other party of a call, e.g. `ad` of `deadline exceeded, remote_addr=ad:9555`. */
function namedIn(text: string): readonly string[] {
  const host = partyIn(text)?.host.split('.')[0]?.toLowerCase() ?? '';
  return /^[a-z]/.test(host) && !general.test(host) ? [host] : [];
}

/** Words that may be a part of another service's name. */
function wordsIn({ cause, echoes }: Incident): readonly string[] {
  const said = [cause, ...echoes.slice(0, 4)].map(({ text }) => text.slice(0, 300)).join(' ');
  const words = said.toLowerCase().match(/\b[a-z]{5,20}\b/g) ?? [];
  return [...new Set(words)].filter((word) => !general.test(word) && !ordinary.test(word));
}

/** Words of failures and of code that name nothing. */
const ordinary =
  /^(?:exception|connection|request|response|message|failed|failure|fatal|timeout|timed|null|pointer|illegal|argument|state|runtime|invalid|class|java|javax|http|https|https?|worker|thread|main|path|file|html|json|user|type|name|data|list|value|with|from|could|cannot|called|unwrap|service|services|server|client|error|status|internal|desc)$/;

/** Another line that the same known failure is seen by, where it says what is wrong: at most one. */
function reasonClaims({ cause, echoes }: Incident): readonly Claim[] {
  const id = cause.signature?.signature.id;
  const reason = echoes.find(
    (echo) =>
      id !== undefined &&
      echo.signature?.signature.id === id &&
      echo.fileIndex === cause.fileIndex &&
      innerReason.test(echo.text),
  );
  if (!reason) {
    return [];
  }
  const words = plain(reason.text, 200);
  const line = reason.file.lineAt(reason.line);
  const cites = [{ evidence: reason.evidence.id, line: reason.line, quote: quoteOf(line) }];
  return [{ role: 'mechanism', text: `Behind it: “${words}”.`, cites }];
}

/** How reasons are listed below the failure they explain, outermost first. */
const innerReason = /^\s*(?:\d{1,2}: |Caused by: |[Rr]eason: |[Cc]ause: |└|->)/;

/** The decisive line and what stands beside it in its record. */
const saidBy = ({ cause, echoes }: Incident): string =>
  [cause, ...echoes.filter(({ fileIndex }) => fileIndex === cause.fileIndex).slice(0, 8)]
    .map(({ text, record }) => `${text}\n${record.body.slice(0, 600)}`)
    .join('\n');

/** Characters a title may have. */
const titleLength = 90;

/** The change stands in the title where it fits, else in the summary behind what happened. */
function withChange(
  { title, summary }: ProposedHypothesis,
  after: string,
): Pick<ProposedHypothesis, 'title' | 'summary'> {
  const whole = `${title}, ${after}`;
  return whole.length <= titleLength
    ? { title: whole, summary }
    : { title, summary: `${summary} It began ${after}.` };
}

/** Names by which other lines may mean the same: services, hosts, logs, code, the technology. */
function namesOf({ cause, echoes }: Incident, service: string | undefined): readonly string[] {
  const names = [cause, ...echoes].flatMap((clue) => [...whereOf(clue), ...codeIn(clue)]);
  const technology = cause.signature?.signature.technology;
  const all = [service, technology, ...names].flatMap((name) => (name === undefined ? [] : [name]));
  return [...new Set(all.map((name) => baseOf(name.toLowerCase())))].filter(
    (name) => name.length > 3 && !general.test(name),
  );
}

/** What the failing services call: a change there is felt here. */
function calledBy(names: readonly string[], { context }: Material): readonly string[] {
  const edges = context.topology?.edges ?? [];
  return edges
    .filter(({ from }) => names.includes(from.toLowerCase()))
    .map(({ to }) => to.toLowerCase())
    .filter((name) => name.length > 3 && !names.includes(name));
}

const whereOf = ({ record, file }: Clue): readonly string[] =>
  [record.service, record.host, fileStem(file.name)].filter((name) => name !== undefined);

/** `at CartStore.save (/app/src/cartStore.ts:21:5)` names a file of the program. */
const codeIn = ({ record }: Clue): readonly string[] =>
  [
    ...record.body
      .slice(0, 2000)
      .matchAll(/\/src\/(?:[\w.-]{1,60}\/){0,6}([\w-]{3,60})\.[a-z]{1,4}:\d/g),
  ].map((match) => match[1] ?? '');

/** `catalog-6c9f7d5b8-k4bvs` is a pod of `catalog`. */
const baseOf = (name: string): string => name.replace(/-[a-z0-9]{6,10}(?:-[a-z0-9]{5})?$/, '');

/** Names of every other log. */
const general =
  /^(?:server|main|logs?|latest|build|console|output|error|errors|stdout|stderr|messages|syslog|system|debug|application|access|events?|root|test|kernel|node|localhost)$/;

/** What is seen first, then what lies behind it, then what it hit; each role in the order it was told. */
function inOrder(claims: readonly Claim[]): readonly Claim[] {
  const places = ['symptom', 'mechanism', 'cause', 'impact', 'ruledOut'];
  return [...claims].sort((a, b) => places.indexOf(a.role) - places.indexOf(b.role));
}
