import * as vscode from 'vscode';
import { type KeptCapabilities, readCapabilities } from '../models/capabilities.ts';

export interface CapabilityText {
  readonly model: string;
  readonly server: string;
  readonly detail: string;
}

/** What was found out about a server, in words; nothing of what an older version wrote. */
export function describeCapabilities(
  key: string,
  entry: unknown,
  now: number,
): CapabilityText | undefined {
  const known = readCapabilities(entry);
  const space = key.indexOf(' ');
  if (!known || space < 0) return undefined;
  const { dialect } = known;
  const parts = [
    shape(known),
    dialect.api === 'responses' ? 'Responses API' : 'Chat Completions',
    dialect.outputLimit === 'none'
      ? vscode.l10n.t('no limit on the answer')
      : vscode.l10n.t('limit as {0}', dialect.outputLimit),
    dialect.temperature ? vscode.l10n.t('temperature 0') : vscode.l10n.t('no temperature'),
    dialect.usage ? vscode.l10n.t('counts tokens') : vscode.l10n.t('counts no tokens'),
    ...(dialect.system === 'system'
      ? []
      : [vscode.l10n.t('instructions as {0} message', dialect.system)]),
    ...inputSeen(known.input),
    age(now - known.checkedAt),
  ];
  return { model: key.slice(space + 1), server: key.slice(0, space), detail: parts.join(' · ') };
}

/** What a server takes it may ignore: only what had an effect counts. */
function shape({ dialect, honoursSchema }: KeptCapabilities): string {
  switch (dialect.format) {
    case 'jsonSchema':
      return honoursSchema
        ? vscode.l10n.t('JSON schema honoured')
        : vscode.l10n.t('JSON schema accepted, not honoured');
    case 'jsonObject':
      return vscode.l10n.t('JSON, without a schema');
    case 'prompted':
      return vscode.l10n.t('no structured output: asked for in words');
  }
}

function inputSeen(input: KeptCapabilities['input']): readonly string[] {
  if (!input) return [];
  const tokens = input.tokens.toLocaleString(vscode.env.language);
  return [
    input.isCut
      ? vscode.l10n.t('read only {0} tokens of a longer request', tokens)
      : vscode.l10n.t('has read {0} tokens', tokens),
  ];
}

function age(milliseconds: number): string {
  const hours = Math.floor(milliseconds / 3_600_000);
  if (hours < 1) return vscode.l10n.t('tried out just now');
  return hours < 48
    ? vscode.l10n.t('tried out {0} h ago', hours)
    : vscode.l10n.t('tried out {0} days ago', Math.floor(hours / 24));
}
