import type { Chip } from '../../protocol/chat.ts';

type Subject = Chip['subject'];

/**
 * What an element is about, for the editor's context menu on it: *Add to Chat* then adds that very
 * thing. Elements inside say the same unless they say something else.
 */
export function menuContext(subject: Subject): string {
  return JSON.stringify({ whytraceSubject: subject });
}
