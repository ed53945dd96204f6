import type { BlockLine } from './blocks.ts';

/** What a line of a resource sets. */
export interface Setting {
  readonly key: string;
  readonly value: string;
  readonly line: number;
  /** It is waited for, and no more. */
  readonly isOrder: boolean;
}

/** `{ name = "DB_HOST", value = "db" }`, in the words of Terraform and of JSON. */
const pair =
  /\{\s*"?name"?\s*[=:]\s*"([\w.-]+)"\s*,\s*"?value(?:From)?"?\s*[=:]\s*("(?:[^"\\]|\\.){0,500}"|[^{},"]{1,300})/gi;

/** Where code is fetched from, what is left over, and what is only watched. */
const infrastructure =
  /^(s3_bucket|s3_key|source_\w+|bucket|redrive\w*|dead_letter\w*|deadLetterTargetArn|access_logs?|awslogs-.*|task_definition|cluster|target_group_arn|registry_arn)$/;

/** Settings of a block; a name and its value may stand on two lines. */
export function settingsIn(lines: readonly BlockLine[]): readonly Setting[] {
  const found: Setting[] = [];
  let inOrder = false;
  let name = '';
  for (const { text, line } of lines) {
    const [, key = '', value = text] = /^\s*"?([\w.-]+)"?\s*[=:]\s*(.+)$/.exec(text) ?? [];
    inOrder ||= key === 'depends_on';
    const named = key === 'value' && name !== '' ? name : key;
    found.push(...settingsOf(text, { key: named, value, line, isOrder: inOrder }));
    if (named !== key) name = '';
    if (key === 'name') name = /^"([\w.-]+)"/.exec(value)?.[1] ?? '';
    if (text.includes(']')) inOrder = false;
  }
  return found;
}

/** Pairs within a line go before the line itself. */
function settingsOf(text: string, whole: Setting): readonly Setting[] {
  const pairs = [...text.matchAll(pair)];
  if (pairs.length === 0) return infrastructure.test(whole.key) ? [] : [whole];
  return pairs.map(([, key = '', value = '']) => ({ ...whole, key, value, isOrder: false }));
}
