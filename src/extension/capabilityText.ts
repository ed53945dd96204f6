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
    dialect.outputLimit === 'none' ? 'no limit on the answer' : `limit as ${dialect.outputLimit}`,
    dialect.temperature ? 'temperature 0' : 'no temperature',
    dialect.usage ? 'counts tokens' : 'counts no tokens',
    ...(dialect.system === 'system' ? [] : [`instructions as ${dialect.system} message`]),
    ...inputSeen(known.input),
    age(now - known.checkedAt),
  ];
  return { model: key.slice(space + 1), server: key.slice(0, space), detail: parts.join(' · ') };
}

/** What a server takes it may ignore: only what had an effect counts. */
function shape({ dialect, honoursSchema }: KeptCapabilities): string {
  switch (dialect.format) {
    case 'jsonSchema':
      return honoursSchema ? 'JSON schema honoured' : 'JSON schema accepted, not honoured';
    case 'jsonObject':
      return 'JSON, without a schema';
    case 'prompted':
      return 'no structured output: asked for in words';
  }
}

function inputSeen(input: KeptCapabilities['input']): readonly string[] {
  if (!input) return [];
  const tokens = input.tokens.toLocaleString('en');
  return [
    input.isCut ? `read only ${tokens} tokens of a longer request` : `has read ${tokens} tokens`,
  ];
}

function age(milliseconds: number): string {
  const hours = Math.floor(milliseconds / 3_600_000);
  if (hours < 1) return 'tried out just now';
  return hours < 48 ? `tried out ${hours} h ago` : `tried out ${Math.floor(hours / 24)} days ago`;
}
