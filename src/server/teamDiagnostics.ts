import { type Connection, DiagnosticSeverity } from 'vscode-languageserver/node';
import type { TeamProblem } from '../core/knowledge/teamSignatures.ts';
import type { TeamKnowledge } from './teamKnowledge.ts';

/** Shows the mistakes in a team's signature files where they stand, as saved. */
export function createTeamDiagnostics(
  connection: Connection,
  team: TeamKnowledge,
): { refresh(): Promise<void> } {
  let shown: readonly string[] = [];
  return {
    async refresh() {
      const problems = await team.problems();
      const wrong = [...problems].filter(([, all]) => all.length > 0);
      const gone = shown.filter((uri) => wrong.every(([other]) => other !== uri));
      shown = wrong.map(([uri]) => uri);
      for (const [uri, all] of [...wrong, ...gone.map((uri) => [uri, []] as const)]) {
        void connection.sendDiagnostics({ uri, diagnostics: all.map(diagnosticOf) });
      }
    },
  };
}

/** Characters of a line that are marked: all of any that people write. */
const WHOLE_LINE = 10_000;

function diagnosticOf({ message, file = '', line = 1 }: TeamProblem) {
  const start = { line: line - 1, character: 0 };
  return {
    range: { start, end: { line: line - 1, character: WHOLE_LINE } },
    severity: DiagnosticSeverity.Warning,
    source: 'Whytrace',
    // The editor tells file and line itself.
    message: message.replace(`${file}:${line}`, '').replace(/^[:,] /, ''),
  };
}
