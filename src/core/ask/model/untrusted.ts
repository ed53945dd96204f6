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
 * Tokens that chat templates put between speakers. A server that builds its prompt by pasting text
 * would take them for its own; a space inside makes them ordinary characters and stays readable.
 */
function neutralise(text: string): string {
  return text
    .replace(/<([|｜][^\s<>]{1,60}[|｜])>/g, '< $1 >')
    .replace(
      /<(\/?(?:s|bos|eos|pad|unk|start_of_turn|end_of_turn|start_header_id|end_header_id|think|tool_call|tool_response|function_calls|system|assistant|user|human))>/gi,
      '< $1 >',
    )
    .replace(
      /\[(\/?(?:INST|SYS|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|THINK))\]/gi,
      '[ $1 ]',
    )
    .replace(/<<(\/?SYS)>>/gi, '< <$1> >')
    .replace(
      /^(\s{0,8})(#{2,4} ?(?:Instruction|System|Response|Human|User|Assistant|Input)s?:)/gim,
      '$1\\$2',
    );
}
