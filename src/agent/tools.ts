/** A tool that agents are offered: by the editor, and over the Model Context Protocol. */
export interface AgentTool {
  readonly name: AgentToolName;
  /** For people, who are asked before it runs. */
  readonly title: string;
  /** For the agent: when to use it, and what it gives. */
  readonly description: string;
  /** JSON schema of its input; each property is described. */
  readonly inputSchema: {
    readonly type: 'object';
    readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly required: readonly string[];
    readonly additionalProperties: false;
  };
}

export type AgentToolName =
  | 'whytrace_diagnose_logs'
  | 'whytrace_explain_line'
  | 'whytrace_audit_suggestion'
  | 'whytrace_get_topology';

const text = (description: string) => ({ type: 'string', description });
const texts = (description: string) => ({
  type: 'array',
  items: { type: 'string' },
  maxItems: 20,
  description,
});
const line = (description: string) => ({ type: 'integer', minimum: 1, description });

const tool = (
  name: AgentToolName,
  title: string,
  description: string,
  properties: AgentTool['inputSchema']['properties'],
  required: readonly string[] = [],
): AgentTool => ({
  name,
  title,
  description,
  inputSchema: { type: 'object', properties, required, additionalProperties: false },
});

export const agentTools: readonly AgentTool[] = [
  tool(
    'whytrace_diagnose_logs',
    'Diagnose logs',
    'Finds out why a system fails, from its log files: ranked causes, each with the log lines that show it (checked by code), a calibrated confidence, what speaks against it and which command to run next. Reads whole files of any size by itself and needs no language model: use it instead of reading logs. Says so when there is no incident or not enough evidence.',
    {
      files: texts(
        'Log files, of one incident, as paths in the workspace. Without them the logs that are open in the editor.',
      ),
      question: text('What is to be found out, if it is something particular.'),
      good: texts('Logs of runs that went well, to compare with.'),
    },
  ),
  tool(
    'whytrace_explain_line',
    'Explain a log line',
    'Explains one line of a log file: what it means, how often such lines come and since when, what came just before it in the same thread or trace.',
    {
      file: text('The log file, as a path in the workspace.'),
      line: line('The line, counted from 1.'),
    },
    ['file', 'line'],
  ),
  tool(
    'whytrace_audit_suggestion',
    'Audit a suggestion',
    'Checks a change or a command before it is made: whether the packages, members, options and fields that it names exist, what depends on what it changes, which constraints of the team it breaks, whether it was tried already, and what is dangerous in it. Give a patch, or a command, or text with the path of the file it is meant for.',
    {
      diff: text('A patch in unified format.'),
      command: text('A command that would be run.'),
      path: text('The file that text is meant for, as a path in the workspace.'),
      text: text('Text that would be inserted into path, or all of it where there is none yet.'),
      at: line('The line of path before which text is inserted; its end without it.'),
    },
  ),
  tool(
    'whytrace_get_topology',
    'Get the system map',
    'Tells which services the workspace describes and who depends on whom, from manifests, settings, code and logs, each with the file and line that shows it. With a service: who would be hit if it failed.',
    { service: text('Only this service: what it needs, and who needs it.') },
  ),
];
