import * as vscode from 'vscode';

/** What the user is told before an agent's tool runs: which files it would read, or what it would audit. */
export function confirmationOf(
  name: string,
  title: string,
  input: unknown,
): vscode.PreparedToolInvocation & { readonly invocationMessage: string } {
  const given = typeof input === 'object' && input !== null ? input : {};
  const about = Object.entries(given).map(([key, value]) => `${key}: ${shown(value)}`);
  const what = about.length > 0 ? about.join('; ') : nothingGiven[name]?.();
  const detail = what === undefined ? '' : ` (${what})`;
  return {
    invocationMessage: `Whytrace: ${title}${detail}`,
    confirmationMessages: {
      title: `Whytrace: ${title}`,
      message: vscode.l10n.t(
        '{0} with Whytrace on this machine{1}? The answer goes to the agent, without secrets.',
        title,
        detail,
      ),
    },
  };
}

const nothingGiven: Readonly<Record<string, () => string>> = {
  whytrace_diagnose_logs: () => vscode.l10n.t('the logs that are open'),
};

const LONGEST = 120;

/** An agent wrote it: shown as text that is no markup, in one line. */
function shown(value: unknown): string {
  const text = Array.isArray(value) ? value.map(String).join(', ') : String(value);
  const line = text.replace(/[^\p{L}\p{N}.,:;/_=+@-]+/gu, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
