/** What shells write before a command: `user@host:~/shop$ `, `PS C:\shop> `, `❯ `. */
const prompt =
  /^(?:\([\w.-]+\)\s*)?(?:PS [^>]*>|[\w.-]+@[\w.-]+[^#$%>]*[#$%>]|[~/][^\s#$%>]*\s*[#$%>]|[$#%❯➜>])\s+/u;

/** The commands in lines of a terminal, without the prompts before them. */
export function commandsInTerminal(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd().replace(prompt, ''))
    .filter((line) => line.trim() !== '')
    .join('\n');
}
