import type { ChatPlace, ChatSubject } from '../core/model/chat.ts';

/** What a subject is called on its chip, and what it is in a few words. */
export interface SubjectWords {
  /** e.g. `redis.log:870–990`. */
  readonly label: string;
  /** e.g. `lines`; said before the label where that alone would be a riddle. */
  readonly detail: string;
}

/** Letters of a claim or a headline on a chip. */
const LONGEST = 60;

export function subjectWords(subject: ChatSubject): SubjectWords {
  switch (subject.kind) {
    case 'log':
      return { label: subject.name, detail: 'log' };
    case 'lines':
      return {
        label: placeLabel(subject),
        detail: subject.startLine === subject.endLine ? 'line' : 'lines',
      };
    case 'diagnosis':
      return { label: shortened(subject.title), detail: 'diagnosis' };
    case 'evidence': {
      const where = subject.place ? ` ${placeLabel(subject.place)}` : '';
      return { label: `${subject.evidence}${where}`, detail: 'evidence' };
    }
    case 'hypothesis':
      return {
        label: `${subject.hypothesis + 1}: ${shortened(subject.title)}`,
        detail: 'explanation',
      };
    case 'claim':
      return {
        label: `“${shortened(subject.text)}”`,
        detail: subject.list === 'claims' ? 'claim' : 'fact against',
      };
    case 'suggestion':
      return { label: subject.about, detail: 'suggestion' };
  }
}

/** `redis.log:881` or `redis.log:870–990`. */
export function placeLabel({ file, startLine, endLine }: Omit<ChatPlace, 'uri'>): string {
  return `${file}:${startLine === endLine ? startLine : `${startLine}–${endLine}`}`;
}

/** Where a subject can be looked at; nothing of what is no lines. */
export function subjectPlace(subject: ChatSubject): ChatPlace | undefined {
  switch (subject.kind) {
    case 'log':
      return { uri: subject.uri, file: subject.name, startLine: 1, endLine: 1 };
    case 'lines': {
      const { uri, file, startLine, endLine } = subject;
      return { uri, file, startLine, endLine };
    }
    case 'evidence':
    case 'suggestion':
      return subject.place;
    default:
      return undefined;
  }
}

/** The same for the same thing, so that it is added once. */
export function subjectKey(subject: ChatSubject): string {
  switch (subject.kind) {
    case 'log':
      return `log ${subject.uri}`;
    case 'lines':
      return `lines ${subject.uri} ${subject.startLine} ${subject.endLine}`;
    case 'diagnosis':
      return 'diagnosis';
    case 'evidence':
      return `evidence ${subject.evidence}`;
    case 'hypothesis':
      return `hypothesis ${subject.hypothesis}`;
    case 'claim':
      return `claim ${subject.hypothesis} ${subject.list} ${subject.claim}`;
    case 'suggestion':
      return `suggestion ${subject.about}`;
  }
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).trimEnd()}…`;
}
