import type { ChatSubject } from '../../core/model/chat.ts';
import type { Diagnosis } from '../../core/model/diagnosis.ts';
import type { Hypothesis } from '../../core/model/hypothesis.ts';
import type { ChipCandidate } from '../../protocol/chat.ts';
import { subjectKey, subjectWords } from '../../protocol/chatSubject.ts';

/** What `#` offers at once. */
const MOST = 50;

/** What a question can be about, by what is open. */
export interface Candidates {
  /** Lines that are selected, or of the cursor. */
  readonly lines: readonly ChatSubject[];
  readonly logs: readonly ChatSubject[];
  /** The diagnosis that is shown. */
  readonly diagnosis: Diagnosis | undefined;
}

/** Those whose name holds the letters, best first: what begins with them, then in the order of what is nearest. */
export function candidatesFor(given: Candidates, letters: string): readonly ChipCandidate[] {
  const wanted = letters.toLowerCase();
  const found = allOf(given).filter(({ label, detail }) =>
    `${detail} ${label}`.toLowerCase().includes(wanted),
  );
  const begins = ({ label }: ChipCandidate): boolean => label.toLowerCase().startsWith(wanted);
  return [...found.filter(begins), ...found.filter((one) => !begins(one))].slice(0, MOST);
}

/** Whether the view may add it: only what it was offered. */
export function isCandidate(given: Candidates, subject: ChatSubject): boolean {
  const key = subjectKey(subject);
  return allOf(given).some((one) => subjectKey(one.subject) === key);
}

function allOf({ lines, logs, diagnosis }: Candidates): readonly ChipCandidate[] {
  const subjects = [...lines, ...logs, ...(diagnosis ? ofDiagnosis(diagnosis) : [])];
  const known = new Set<string>();
  return subjects.flatMap((subject) => {
    const key = subjectKey(subject);
    if (known.has(key)) return [];
    known.add(key);
    return [{ subject, ...subjectWords(subject) }];
  });
}

function ofDiagnosis({ hypotheses, evidence }: Diagnosis): readonly ChatSubject[] {
  const [leading] = hypotheses;
  return [
    { kind: 'diagnosis', title: leading?.title ?? 'the open diagnosis' },
    ...hypotheses.map(
      ({ title }, hypothesis): ChatSubject => ({ kind: 'hypothesis', hypothesis, title }),
    ),
    ...claimsOf(leading, 0, 'claims'),
    ...evidence.map(({ id, uri, file, startLine, endLine }): ChatSubject => {
      const place = { uri, file, startLine, endLine };
      return { kind: 'evidence', evidence: id, place };
    }),
    ...claimsOf(leading, 0, 'against'),
    ...hypotheses.flatMap((one, index) =>
      one === leading
        ? []
        : [...claimsOf(one, index, 'claims'), ...claimsOf(one, index, 'against')],
    ),
  ];
}

function claimsOf(
  of: Hypothesis | undefined,
  hypothesis: number,
  list: 'claims' | 'against',
): readonly ChatSubject[] {
  return (of?.[list] ?? []).map(({ text }, claim) => {
    return { kind: 'claim', hypothesis, list, claim, text };
  });
}
