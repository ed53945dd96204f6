import { visibleText } from '../../model/visibleText.ts';

/** Cleans one or several lines of text that is not ours: nothing invisible, no chat template token. */
export function untrusted(text: string): string {
  return neutralise(visibleText(text));
}

/** The same on one line and at most `length` characters long, for names and templates. */
export function untrustedLine(text: string, length = 200): string {
  const line = untrusted(text.slice(0, length * 4))
    .replace(/[\n\t]+/g, ' ')
    .trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

/**
 * Tokens that chat templates put between speakers, marks of tool calls, and our own fence. A server
 * that builds its prompt by pasting text would take them for its own; a space inside makes them
 * ordinary characters and stays readable.
 */
function neutralise(text: string): string {
  return templateTokens.reduce((safe, [token, harmless]) => safe.replace(token, harmless), text);
}

/** Whether a text holds something that `untrusted` makes harmless. */
export function holdsTemplateTokens(text: string): boolean {
  return neutralise(text) !== text;
}

const templateTokens: readonly (readonly [RegExp, string])[] = [
  // ChatML, Llama 3, Phi, DeepSeek, Cohere, Granite, gpt-oss
  [/<([|｜][^\s<>]{1,60}[|｜])>/g, '< $1 >'],
  // Llama 2, Gemma, Command R, reasoning and tool calls
  [
    /<(\/?(?:s|bos|eos|pad|unk|sop|eop|bos_token|eos_token|start_of_turn|end_of_turn|start_header_id|end_header_id|end_of_utterance|think|thinking|tools?|tool_calls?|tool_use|tool_response|tool_results?|function_calls|function_results|function_call|system|assistant|user|human))>/gi,
    '< $1 >',
  ],
  [
    /<(\/?(?:antml:[a-z_]{1,20}[^<>\n]{0,200}|invoke(?: name=[^<>\n]{0,200})?|function(?:=[^<>\n]{0,200})?))>/gi,
    '< $1 >',
  ],
  // Mistral, ChatGLM
  [
    /\[(\/?(?:INST|SYS|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|THINK|gMASK))\]/gi,
    '[ $1 ]',
  ],
  [/<<(\/?SYS)>>/gi, '< <$1> >'],
  // Alpaca, and turns in plain words
  [
    /^(\s{0,8})(#{2,4} ?(?:Instruction|System|Response|Human|User|Assistant|Input)s?:)/gim,
    '$1\\$2',
  ],
  [/^(\s{0,8}(?:Human|Assistant)):/gm, '$1 :'],
  // Ours: see `buildPrompt`.
  [/<<<DATA\b/g, '< <<DATA'],
  [/\b(DATA [0-9a-f]{1,64})>>>/gi, '$1 > >>'],
];
