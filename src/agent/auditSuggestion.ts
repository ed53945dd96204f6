import * as v from 'valibot';
import type { SuggestionInput } from '../core/audit.ts';
import { auditMarkdown } from '../core/auditMarkdown.ts';
import { folderWorkspace } from '../node/auditWorkspace.ts';
import { pathBelow } from './places.ts';
import { type AgentRequest, failed, type Told, told } from './request.ts';

export const auditInput = v.strictObject({
  diff: v.optional(v.string()),
  command: v.optional(v.string()),
  path: v.optional(v.string()),
  text: v.optional(v.string()),
  at: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
});

type Given = v.InferOutput<typeof auditInput>;

/** What a suggestion would do to the first of the folders. */
export async function auditSuggestion(given: Given, { roots }: AgentRequest): Promise<Told> {
  const [root] = roots;
  if (root === undefined) return failed('Open the folder of the project: no folder is known.');
  const input = suggestionOf(given, root);
  if (typeof input === 'string') return failed(input);
  // A large table: a client that never asks for an audit does not load it.
  const { audit } = await import('../core/audit.ts');
  const result = await audit(await folderWorkspace(root), input);
  if (result.kind === 'refused') return failed(result.message);
  return told(auditMarkdown({ ...result.audit, ...result.audit.suggestion }));
}

function suggestionOf(
  { diff, command, path, text, at }: Given,
  root: string,
): SuggestionInput | string {
  const ways = [diff, command, text].filter((way) => way !== undefined).length;
  if (ways !== 1) {
    return 'Give one of "diff", "command", and "text" with "path".';
  }
  if (command !== undefined) return { kind: 'command', text: command };
  if (diff !== undefined) return { kind: 'diff', text: diff, name: 'the suggested patch' };
  const below = path === undefined ? undefined : pathBelow(root, path);
  if (text === undefined || below === undefined) {
    return `"text" needs "path", the file of ${root} that it is meant for.`;
  }
  const place = at === undefined ? {} : { at };
  return { kind: 'text', text, name: 'the suggested text', path: below, ...place };
}
