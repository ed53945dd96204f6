import * as vscode from 'vscode';
import { sureText, verdictOf } from '../../core/auditWords.ts';
import { escapeMarkdown } from '../../core/hoverMarkdown.ts';
import type { AuditState, ShownAudit } from '../../protocol/audit.ts';
import type { CommandId } from '../commandIds.ts';

type Finding = ShownAudit['findings'][number];

/** Findings that a card has room for, and characters of each. */
const MOST = 3;
const LONGEST = 320;

/** The commands that a card may run; nothing else in it can be one. */
export const cardCommands = [
  'whytrace.showAudit',
  'whytrace.copyReview',
  'whytrace.markTried',
  'whytrace.openFinding',
] as const satisfies readonly CommandId[];

const icons: Readonly<Record<Finding['severity'], string>> = {
  error: '$(error)',
  warning: '$(warning)',
  info: '$(info)',
};

/**
 * An audit in a few lines of Markdown: the verdict, how sure, and the worst findings; nothing where there
 * is nothing to say. Foreign text is escaped, and links carry numbers only.
 */
export function cardText(state: AuditState): string | undefined {
  switch (state.kind) {
    case 'empty':
    case 'cancelled':
      return undefined;
    case 'running':
      return `$(loading~spin) ${vscode.l10n.t('Auditing…')}`;
    case 'failed':
      return `$(info) ${escapeMarkdown(state.message)}`;
    case 'done':
      return doneText(state.audit, state.places);
  }
}

function doneText(audit: ShownAudit, places: readonly string[]): string {
  const { findings } = audit;
  const worst = findings
    .slice(0, MOST)
    .map((finding, index) => findingText(finding, index, places));
  const more = findings.length - worst.length;
  const links = [
    ...(more > 0 ? [vscode.l10n.t('{0} more', more)] : []),
    link(vscode.l10n.t('Open the panel'), 'whytrace.showAudit'),
    link(vscode.l10n.t('Copy review'), 'whytrace.copyReview'),
    link(vscode.l10n.t('Mark as tried…'), 'whytrace.markTried'),
  ];
  return [
    `**${escapeMarkdown(verdictOf(audit))}** · ${escapeMarkdown(sureText(audit))}`,
    ...worst,
    links.join(' · '),
  ].join('\n\n');
}

function findingText(
  { severity, message, source, file, line }: Finding,
  index: number,
  places: readonly string[],
): string {
  const isElsewhere =
    source.line !== undefined &&
    places.includes(source.file) &&
    (source.file !== file || source.line !== line);
  const decided = `${source.file}:${source.line}`;
  const cited = isElsewhere ? ` ${link(decided, 'whytrace.openFinding', index)}` : '';
  return `${icons[severity]} ${prose(shortened(message))}${cited}`;
}

function link(label: string, command: (typeof cardCommands)[number], index?: number): string {
  const given = index === undefined ? '' : `?${encodeURIComponent(JSON.stringify([index]))}`;
  return `[${escapeMarkdown(label)}](command:${command}${given})`;
}

/** Our own sentences: what they put in backticks is code, and all of it is text. */
function prose(text: string): string {
  return text
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? codeSpan(part) : escapeMarkdown(part)))
    .join('');
}

/** The editor draws `$(bug)` as an icon even in code; a word joiner, which has no width, prevents it. */
function codeSpan(text: string): string {
  return `\`${text.replace(/\s+/g, ' ').replaceAll('$(', '$\u2060(')}\``;
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text;
}
