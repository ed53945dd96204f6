import type { ChatStatement } from '../../model/chat.ts';
import type { VerifiedClaim } from '../../model/claim.ts';
import type { Diagnosis } from '../../model/diagnosis.ts';
import type { Band, Hypothesis } from '../../model/hypothesis.ts';
import { count } from '../../model/numberText.ts';
import { capText } from '../../model/words.ts';
import type { ChatRun } from '../chatRun.ts';
import { type Draft, heading, note } from '../draft.ts';
import type { Question } from '../question.ts';
import { listed } from '../words.ts';

const bandText: Readonly<Record<Band, string>> = {
  veryLikely: 'very likely',
  likely: 'likely',
  possible: 'possible',
  weak: 'weak',
};

/** A claim of a diagnosis keeps the verdict and the citations that it has there. */
function statement({ text, verdict, citations }: VerifiedClaim): ChatStatement {
  return { kind: 'statement', text, verdict, citations };
}

const percent = (value: number): string => `${Math.round(value * 100)}%`;

function sureText({ confidence }: Hypothesis): string {
  return `${percent(confidence.value)}, ${bandText[confidence.band]}`;
}

/** The diagnosis; where there is no explanation, why not. */
async function best(run: ChatRun): Promise<
  | {
      readonly kind: 'best';
      readonly diagnosis: Diagnosis;
      readonly one: Hypothesis;
      readonly rank: number;
    }
  | { readonly kind: 'none'; readonly drafts: readonly Draft[] }
> {
  const diagnosis = await run.diagnosis();
  if (!diagnosis)
    return {
      kind: 'none',
      drafts: [
        note('No log is open, so there is nothing to diagnose.'),
        { kind: 'action', label: 'Choose a log', action: 'chooseLog' },
      ],
    };
  const chosen = run.subjects.find((one) => one.kind === 'hypothesis' || one.kind === 'claim');
  const rank = chosen && 'hypothesis' in chosen ? chosen.hypothesis : 0;
  const one = diagnosis.hypotheses[rank] ?? diagnosis.hypotheses[0];
  if (one) return { kind: 'best', diagnosis, one, rank };
  const reason =
    diagnosis.reason === '' ? 'There is no explanation that the logs bear out.' : diagnosis.reason;
  return { kind: 'none', drafts: [note(reason)] };
}

/** Why it fails: the best explanation with its chain, and what speaks against it. */
export async function answerWhy(_question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const found = await best(run);
  if (found.kind === 'none') return found.drafts;
  const { diagnosis, one } = found;
  const rivals = diagnosis.hypotheses.filter((other) => other !== one);
  return [
    heading(one.title),
    note(`${one.summary} (${sureText(one)})`),
    ...one.claims.map(statement),
    ...(one.against.length > 0
      ? [heading('Against it'), ...one.against.slice(0, 4).map(statement)]
      : []),
    ...(rivals.length > 0
      ? [
          note(
            `Other explanations: ${listed(rivals.map((other) => `${other.title} (${percent(other.confidence.value)})`))}.`,
          ),
        ]
      : []),
    { kind: 'action', label: 'Open the diagnosis', action: 'openDiagnosis' },
    {
      kind: 'offer',
      text: 'You can also ask',
      questions: [
        'How sure are you, and why?',
        'What should I check first?',
        ...(rivals[0] ? [`Why not “${rivals[0].title}”?`] : []),
      ],
    },
  ];
}

/** Why not another explanation: the rivals that the words name, what separates and refutes them. */
export async function answerRival(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const found = await best(run);
  if (found.kind === 'none') return found.drafts;
  const { diagnosis, one } = found;
  const words = [
    ...question.scope.terms.flatMap(({ spellings }) => spellings),
    ...question.scope.names.map((name) => name.toLowerCase()),
    ...question.scope.files.flatMap(
      (file) => run.files[file]?.name.toLowerCase().split('.')[0] ?? [],
    ),
  ];
  if (words.length > 0 && isAbout(one, words)) {
    return [
      note(`It is: “${one.title}” is the first explanation (${sureText(one)}).`),
      ...one.claims.slice(0, 4).map(statement),
      ...separators(one, diagnosis),
    ];
  }
  const rivals = diagnosis.hypotheses.filter(
    (other) => other !== one && (words.length === 0 || isAbout(other, words)),
  );
  const excluded = diagnosis.hypotheses.flatMap(({ claims, against }) =>
    [...claims, ...against].filter(
      (claim) => claim.role === 'ruledOut' && isNamed(claim.text, words),
    ),
  );
  if (rivals.length > 0) {
    return [
      ...rivals.slice(0, 3).flatMap((rival) => rivalText(rival, one)),
      ...separators(one, diagnosis),
    ];
  }
  if (words.length === 0)
    return [
      note(
        `There is no other explanation that the logs bear out; that it is none of these is left ${percent(diagnosis.noneOfThese)}.`,
      ),
      ...separators(one, diagnosis),
    ];
  return [
    ...excluded.slice(0, 4).map(statement),
    ...(await noTrace(words, question, run, one, diagnosis)),
  ];
}

function rivalText(rival: Hypothesis, one: Hypothesis): readonly Draft[] {
  const weaker = rival.confidence.factors
    .filter(({ name, contribution }) => name !== 'start' && contribution < -0.05)
    .toSorted((a, b) => a.contribution - b.contribution)
    .slice(0, 3);
  return [
    heading(rival.title),
    note(
      `It is an explanation too, at ${sureText(rival)}, against ${sureText(one)} for “${one.title}”.`,
    ),
    ...rival.claims.slice(0, 3).map(statement),
    ...(rival.against.length > 0
      ? [note('What speaks against it:'), ...rival.against.slice(0, 3).map(statement)]
      : []),
    ...(weaker.length > 0
      ? [
          note(
            `What holds it down: ${listed(weaker.map(({ reason }) => reason.replace(/\.$/, '')))}.`,
          ),
        ]
      : []),
    ...rival.confidence.gates.slice(0, 2).map((gate): Draft => note(capText(gate))),
  ];
}

/** A check whose outcomes tell the explanations apart. */
function separators(one: Hypothesis, { hypotheses }: Diagnosis): readonly Draft[] {
  const [probe] = [...one.probes, ...hypotheses.flatMap(({ probes }) => probes)];
  return probe ? [note('What would tell them apart:'), checkOf(probe)] : [];
}

/** Nobody proposed it: what the logs have of it, and that this is no proof. */
async function noTrace(
  words: readonly string[],
  { scope }: Question,
  run: ChatRun,
  one: Hypothesis,
  diagnosis: Diagnosis,
): Promise<readonly Draft[]> {
  const name = listed(
    [
      ...scope.terms.map(({ word }) => word),
      ...scope.names,
      ...scope.files.flatMap((file) => run.files[file]?.name ?? []),
    ].map((word) => `“${word}”`),
  );
  const cited = diagnosis.evidence
    .filter(({ text, file }) => isNamed(`${file} ${text}`, words))
    .slice(0, 3);
  return [
    note(
      `No explanation blames ${name}: of what was read, “${one.title}” (${sureText(one)}) explains the failure better.`,
    ),
    note(
      cited.length === 0
        ? `None of the evidence names ${name}. That is no proof: only what these logs hold was read.`
        : `${count(cited.length, 'piece')} of the evidence ${cited.length === 1 ? 'names' : 'name'} it:`,
    ),
    ...cited.map(
      ({ uri, file, startLine, endLine, text }): Draft => ({
        kind: 'excerpt',
        uri,
        file,
        startLine,
        endLine: Math.min(endLine, startLine + 5),
        text: text.split('\n').slice(0, 6).join('\n'),
      }),
    ),
    {
      kind: 'offer',
      text: 'To look further',
      questions: [
        `How many errors of ${[...scope.names, ...scope.terms.map(({ word }) => word)][0] ?? 'it'} are there?`,
        'What would change your mind?',
      ],
    },
  ];
}

/** Words for the same thing: people say `the database`, logs say `postgres`. */
const families: readonly RegExp[] = [
  /\b(?:databases?|db|postgres\w*|pgbouncer|mysql\w*|mariadb|oracle|sql ?server|mssql|mongo\w*|cassandra|sqlite|jdbc|hikari\w*|sql)\b/i,
  /\b(?:network\w*|dns|tcp|tls|firewall|routing|unreachable|packets?)\b/i,
  /\b(?:memory|oom\w*|heap|out of memory|gc|maxmemory|swap)\b/i,
  /\b(?:cache|redis|memcached?|valkey)\b/i,
  /\b(?:disks?|storage|volumes?|filesystem|inodes?|space|i\/o)\b/i,
  /\b(?:cpu|load|throttl\w*|saturat\w*)\b/i,
  /\b(?:queues?|brokers?|kafka|rabbitmq|amqp|nats|sqs)\b/i,
  /\b(?:config\w*|settings?|env\w*|variables?|secrets?)\b/i,
  /\b(?:deploy\w*|release|rollout|version|upgrade)\b/i,
  /\b(?:auth\w*|credentials?|passwords?|tokens?|certificates?|permissions?|denied)\b/i,
];

function isAbout(
  { title, summary, service, claims }: Hypothesis,
  words: readonly string[],
): boolean {
  const causes = claims.filter(({ role }) => role === 'cause').map(({ text }) => text);
  return isNamed([title, summary.split('. ')[0] ?? '', service ?? '', ...causes].join(' '), words);
}

function isNamed(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.some((word) => {
    if (lower.includes(word)) return true;
    const family = families.find((pattern) => pattern.test(word));
    return family?.test(text) ?? false;
  });
}

/** How sure, by the parts that add up. */
export async function answerCertainty(
  _question: Question,
  run: ChatRun,
): Promise<readonly Draft[]> {
  const found = await best(run);
  if (found.kind === 'none') return found.drafts;
  const { one, diagnosis } = found;
  const { factors, gates } = one.confidence;
  const rows = factors
    .filter(({ contribution }) => Math.abs(contribution) >= 0.01)
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, 10)
    .map(({ contribution, reason }) => [
      { text: `${contribution > 0 ? '+' : '−'}${Math.abs(contribution).toFixed(2)}` },
      { text: reason },
    ]);
  const holds = one.claims.filter(({ verdict }) => verdict.kind === 'supported').length;
  return [
    note(
      `“${one.title}” is ${sureText(one)}. That it is none of the explanations is left ${percent(diagnosis.noneOfThese)}.`,
    ),
    note(
      `${holds} of ${count(one.claims.length, 'claim')} ${holds === 1 ? 'holds' : 'hold'} in full against the lines that they cite.`,
    ),
    {
      kind: 'table',
      title: 'What it is made of (log-odds)',
      columns: [
        { title: 'Part', kind: 'number' },
        { title: 'Why', kind: 'text' },
      ],
      rows,
      more: 0,
    },
    ...gates.map((gate) => note(capText(gate))),
    ...(one.restsOn ?? [])
      .slice(0, 3)
      .map(({ file, startLine, endLine, value }) =>
        note(
          `It rests on ${file}, ${startLine === endLine ? `line ${startLine}` : `lines ${startLine} to ${endLine}`}: without it, it would be ${percent(value)}.`,
        ),
      ),
    ...one.claims.slice(0, 3).map(statement),
    { kind: 'action', label: 'Open the diagnosis', action: 'openDiagnosis' },
  ];
}

/** What would change it: what is missing most, what it rests on, and what a check would show. */
export async function answerFlip(_question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const found = await best(run);
  if (found.kind === 'none') return found.drafts;
  const { one } = found;
  const { wouldLift, restsOn = [], missing, probes } = one;
  return [
    note(`“${one.title}” stands at ${sureText(one)}.`),
    ...(wouldLift
      ? [
          note(
            `${wouldLift.what} would raise it to ${percent(wouldLift.value)}, ${bandText[wouldLift.band]}.`,
          ),
        ]
      : []),
    ...restsOn
      .slice(0, 3)
      .map(({ file, startLine, value }) =>
        note(`If line ${startLine} of ${file} was wrong, it would fall to ${percent(value)}.`),
      ),
    ...(missing.length > 0
      ? [heading('Not known yet'), ...missing.slice(0, 4).map((text) => note(text))]
      : []),
    ...(one.against.length > 0
      ? [heading('Already against it'), ...one.against.slice(0, 3).map(statement)]
      : []),
    ...(probes.length > 0
      ? [heading('Checks that would settle it'), ...probes.slice(0, 3).map(checkOf)]
      : []),
  ];
}

/** What to check first. */
export async function answerNext(_question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const found = await best(run);
  if (found.kind === 'none') return found.drafts;
  const { diagnosis, one } = found;
  const own = one.probes.map(checkOf);
  const others = diagnosis.hypotheses
    .filter((other) => other !== one)
    .flatMap(({ title, probes }) => probes.slice(0, 1).map((probe) => ({ title, probe })));
  const told = others
    .filter(({ probe }) => !one.probes.some(({ title }) => title === probe.title))
    .slice(0, 2);
  return [
    note(`To settle whether it is “${one.title}” (${sureText(one)}):`),
    ...own.slice(0, 4),
    ...(own.length === 0
      ? one.missing.slice(0, 3).map((text) => note(`Not known yet: ${text}`))
      : []),
    ...told.flatMap(({ title, probe }) => [note(`For “${title}”:`), checkOf(probe)]),
    ...(own.length + told.length === 0 && one.missing.length === 0
      ? [note('No check is known that would tell more than these logs do.')]
      : []),
    note(
      'Nothing of this was run. Paste what a check prints into the diagnosis, and it counts as evidence.',
    ),
    { kind: 'action', label: 'Open the diagnosis', action: 'openDiagnosis' },
  ];
}

function checkOf({ title, command, confirms, refutes }: Hypothesis['probes'][number]): Draft {
  return { kind: 'check', title, ...(command !== undefined && { command }), confirms, refutes };
}

/** What a chip of a diagnosis points at: a claim, one explanation, or the whole. */
export async function explainDiagnosed(
  question: Question,
  run: ChatRun,
): Promise<readonly Draft[] | undefined> {
  const isNamed = question.scope.lines !== undefined || question.scope.terms.length > 0;
  const hasLines = run.subjects.some(({ kind }) => kind === 'lines' || kind === 'evidence');
  const isWhole = run.subjects.some(({ kind }) => kind === 'hypothesis' || kind === 'diagnosis');
  const claim = explainClaim(run);
  if (claim) return claim;
  return isWhole && !hasLines && !isNamed ? answerWhy(question, run) : undefined;
}

/** A claim with what our checks said of it. */
function explainClaim(run: ChatRun): readonly Draft[] | undefined {
  const subject = run.subjects.find((one) => one.kind === 'claim');
  const claim =
    subject?.kind === 'claim'
      ? run.open?.hypotheses[subject.hypothesis]?.[subject.list][subject.claim]
      : undefined;
  if (!claim) return undefined;
  return [
    statement(claim),
    ...claim.verdict.checks.slice(0, 6).map(({ reason }) => note(reason)),
    ...claim.citations.slice(0, 3).map(
      ({ uri, file, startLine, endLine, quote }): Draft => ({
        kind: 'excerpt',
        uri,
        file,
        startLine,
        endLine,
        text: quote,
      }),
    ),
  ];
}

/** Evidence of the open diagnosis, all of it or by words. */
export function evidenceRows({ evidence }: Diagnosis, words: readonly string[]): readonly Draft[] {
  const fitting =
    words.length === 0
      ? evidence
      : evidence.filter(({ text, file, reason }) => isNamed(`${file} ${text} ${reason}`, words));
  if (fitting.length === 0) return [];
  return [
    {
      kind: 'table',
      title: words.length === 0 ? 'Evidence' : 'Evidence that names it',
      columns: [
        { title: 'Id', kind: 'text' },
        { title: 'Where', kind: 'text' },
        { title: 'Why chosen', kind: 'text' },
        { title: 'Text', kind: 'code' },
      ],
      rows: fitting
        .slice(0, 30)
        .map(({ id, uri, file, startLine, endLine, focus, reason, text }) => {
          const line = focus[0]?.startLine ?? startLine;
          return [
            { text: id },
            {
              text: `${file}:${line}`,
              place: { uri, file, startLine: line, endLine: focus[0]?.endLine ?? endLine },
            },
            { text: reason },
            { text: (text.split('\n')[line - startLine] ?? '').slice(0, 200) },
          ];
        }),
      more: Math.max(0, fitting.length - 30),
    },
  ];
}
