import { readTried, triedFile } from './audit/tried/readTried.ts';
import type { AuditResult } from './audit.ts';
import { evidenceRows, explainDiagnosed } from './chat/answers/diagnosis.ts';
import { answerMap } from './chat/answers/impact.ts';
import { answerExplain, answerShow } from './chat/answers/lines.ts';
import { answerQuestion } from './chat/answers.ts';
import type { ChatRun } from './chat/chatRun.ts';
import { type Draft, heading, note } from './chat/draft.ts';
import type { Question } from './chat/question.ts';
import { type KnownNames, scopeOf } from './chat/understand/understand.ts';
import type { Audit } from './model/audit.ts';
import type { ChatCommand } from './model/chat.ts';
import { count } from './model/numberText.ts';
import type { SystemTopology } from './model/topology.ts';

/** The workspace's folder, as far as answers need it. */
export interface ChatFolder {
  topology(): Promise<SystemTopology>;
  /** The audit of what is suggested; nothing where nothing is. */
  audit(): Promise<AuditResult | undefined>;
  /** A file of it by its path; nothing where there is none. */
  read(path: string): Promise<string | undefined>;
  /** Nothing of a file that lies elsewhere. */
  uriOf(path: string): string | undefined;
}

type Doing = (
  question: Question,
  run: ChatRun,
  folder: ChatFolder | undefined,
) => Promise<readonly Draft[]>;

/** What each command does; the words after it narrow it. */
const commands: Readonly<Record<ChatCommand, Doing>> = {
  diagnose: (question, run) => answerQuestion({ ...question, intent: 'why' }, run),
  explain: async (question, run) =>
    (await explainDiagnosed(question, run)) ?? answerExplain(question, run),
  probe: (question, run) => answerQuestion({ ...question, intent: 'next' }, run),
  map: answerMap,
  evidence: searchEvidence,
  compare: (_question, run) => compare(run),
  audit: (_question, _run, folder) => auditText(folder),
  tried: (question, _run, folder) => triedList(question, folder),
};

export function commandDrafts(
  command: ChatCommand,
  text: string,
  run: ChatRun,
  known: KnownNames,
  folder: ChatFolder | undefined,
): Promise<readonly Draft[]> {
  const { scope } = scopeOf(text, known);
  const isLogless = run.files.length === 0 && !run.open;
  const needsLogs: readonly ChatCommand[] = ['diagnose', 'explain', 'probe', 'evidence', 'compare'];
  if (isLogless && needsLogs.includes(command)) {
    return Promise.resolve([
      note('No log is open or added.'),
      { kind: 'action', label: 'Choose a log', action: 'chooseLog' },
    ]);
  }
  return commands[command]({ intent: 'show', scope, isFollowUp: false }, run, folder);
}

/** Evidence of the diagnosis first, then the lines of the logs. */
async function searchEvidence(question: Question, run: ChatRun): Promise<readonly Draft[]> {
  const { terms, names } = question.scope;
  const words = [
    ...terms.flatMap(({ spellings }) => spellings),
    ...names.map((name) => name.toLowerCase()),
  ];
  const diagnosis = words.length === 0 ? await run.diagnosis() : run.open;
  const rows = diagnosis ? evidenceRows(diagnosis, words) : [];
  const lines = words.length === 0 ? [] : await answerShow(question, run);
  if (rows.length + lines.length === 0) {
    return [
      note(diagnosis?.reason || 'There is no evidence: diagnose first, or name words to look for.'),
    ];
  }
  return [
    ...rows,
    ...(rows.length > 0 && lines.length > 0 ? [heading('In the logs')] : []),
    ...lines,
  ];
}

async function compare(run: ChatRun): Promise<readonly Draft[]> {
  const sentences = await run.comparison();
  if (sentences === undefined) {
    return [
      note('No good run is given to compare with.'),
      { kind: 'action', label: 'Choose a good run', action: 'chooseGoodRun' },
    ];
  }
  return sentences.length === 0
    ? [note('The logs have too little in common with the good run to be compared.')]
    : sentences.map((text) => note(text));
}

async function auditText(folder: ChatFolder | undefined): Promise<readonly Draft[]> {
  if (!folder)
    return [
      note('Open the folder that the suggestion is for.'),
      { kind: 'action', label: 'Open a folder', action: 'openFolder' },
    ];
  const result = await folder.audit();
  if (!result)
    return [note('Nothing is suggested: add a change, or change something in the workspace.')];
  return result.kind === 'refused' ? [note(result.message)] : auditDrafts(result.audit, folder);
}

const severityText = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

function auditDrafts(
  { findings, effects, confidence, blastRadius, verify }: Audit,
  folder: ChatFolder,
): readonly Draft[] {
  const reached = blastRadius.filter(({ kind }) => kind !== 'changed');
  return [
    note(
      `That it is safe and fitting here: ${Math.round(confidence.value * 100)}%. ${count(findings.length, 'finding')}.`,
    ),
    ...(findings.length > 0
      ? [
          {
            kind: 'table' as const,
            title: 'Findings, worst first',
            columns: [
              { title: 'Severity', kind: 'text' as const },
              { title: 'Where', kind: 'text' as const },
              { title: 'What', kind: 'text' as const },
            ],
            rows: findings.slice(0, 20).map(({ severity, file, line, message }) => {
              const uri = file === undefined ? undefined : folder.uriOf(file);
              const place =
                file !== undefined && line !== undefined && uri !== undefined
                  ? { uri, file, startLine: line, endLine: line }
                  : undefined;
              return [
                { text: severityText[severity] },
                {
                  text: file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}`,
                  ...(place && { place }),
                },
                { text: message },
              ];
            }),
            more: Math.max(0, findings.length - 20),
          },
        ]
      : []),
    ...(effects.length > 0
      ? [heading('What it does'), ...effects.slice(0, 8).map(({ text }) => note(text))]
      : []),
    ...(reached.length > 0
      ? [
          note(
            `It may reach ${reached
              .slice(0, 12)
              .map(({ service }) => service)
              .join(', ')}.`,
          ),
        ]
      : []),
    ...verify.slice(0, 4).map(
      ({ title, command }): Draft => ({
        kind: 'check',
        title,
        ...(command !== undefined && { command }),
        confirms: '',
        refutes: '',
      }),
    ),
    { kind: 'action', label: 'Open the audit', action: 'openAudit' },
  ];
}

async function triedList(
  { scope }: Question,
  folder: ChatFolder | undefined,
): Promise<readonly Draft[]> {
  const text = await folder?.read(triedFile);
  if (text === undefined) {
    return [
      note(
        `Nothing is written down as tried: ${triedFile} does not exist${folder ? '' : ', as no folder is open'}.`,
      ),
    ];
  }
  const { entries, problems } = readTried(text);
  const uri = folder?.uriOf(triedFile);
  const words = scope.terms.flatMap(({ spellings }) => spellings);
  const fitting = entries.filter(({ action, target, result, note: more = '' }) => {
    const all = `${action} ${target} ${result} ${more}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  return [
    note(
      `${count(fitting.length, 'idea was', 'ideas were')} tried${words.length > 0 ? ' that fit these words' : ''}.`,
    ),
    {
      kind: 'table',
      title: 'Tried',
      columns: [
        { title: 'When', kind: 'time' },
        { title: 'What', kind: 'text' },
        { title: 'Of', kind: 'code' },
        { title: 'Result', kind: 'text' },
        { title: 'Note', kind: 'text' },
      ],
      rows: fitting
        .slice(0, 50)
        .map(({ when = '', action, target, result, note: more = '', line }) => [
          { text: when },
          {
            text: action,
            ...(uri !== undefined && {
              place: { uri, file: triedFile, startLine: line, endLine: line },
            }),
          },
          { text: target },
          { text: result },
          { text: more },
        ]),
      more: Math.max(0, fitting.length - 50),
    },
    ...problems.slice(0, 3).map(({ message }) => note(message)),
  ];
}
