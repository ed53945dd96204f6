import type { EditorProblem, Finding, Suggestion } from '../../model/audit.ts';

/** Codes with which compilers and language services say that something named does not exist. */
const codes: readonly RegExp[] = [
  // TypeScript: modules, exports, members, names, types.
  /^(?:2304|2305|2307|2339|2503|2551|2552|2580|2584|2614|2694|2724|2792)$/,
  // Pyright and Pylance.
  /^report(?:AttributeAccessIssue|MissingImports|UndefinedVariable)$/,
  // gopls.
  /^(?:UndeclaredName|UndeclaredImportedName|MissingFieldOrMethod|BrokenImport|UnexportedName)$/,
  // rustc and rust-analyzer.
  /^(?:E0412|E0422|E0423|E0425|E0432|E0433|E0560|E0599|E0609|unresolved-(?:import|method|field|ident|macro-call|extern-crate|assoc-item))$/,
  // Java: type, method, field, import that can't be resolved.
  /^(?:16777218|67108964|33554502|33554515|268435846|570425394)$/,
  // C#.
  /^CS(?:0103|0117|0234|0246|1061|0426)$/,
  // clangd.
  /^(?:undeclared_var_use|undeclared_var_use_suggest|no_member|no_member_suggest|pp_file_not_found|unknown_typename|unknown_type_or_class_name_suggest)$/,
  // Terraform, Kubernetes schemas and the like tell in words only, and are checked by our own indexes.
];

/**
 * What the editor's own language services say of lines that are new: that a name does not exist is an
 * error, as they know the project's types. It takes the place of what could not be checked about the name.
 */
export function withEditorProblems(
  findings: readonly Finding[],
  problems: readonly EditorProblem[],
  { files }: Suggestion,
): readonly Finding[] {
  const added = new Map(
    files.map(({ path, added }) => [path, new Set(added.map(({ line }) => line))]),
  );
  const missing = problems.filter(
    ({ code, file, line }) =>
      codes.some((pattern) => pattern.test(code)) && added.get(file)?.has(line) === true,
  );
  const more = missing
    .filter((problem) => !findings.some((known) => tells(known, problem) && isSettled(known)))
    .map(findingOf);
  const open = findings.filter(
    (known) => isSettled(known) || !missing.some((problem) => tells(known, problem)),
  );
  return [...open, ...more];
}

const isSettled = ({ kind, verdict }: Finding): boolean =>
  kind !== 'existence' || verdict !== 'couldNotCheck';

/** Whether a finding is about the name that a problem is about. */
function tells({ kind, file, line, subject }: Finding, problem: EditorProblem): boolean {
  if (kind !== 'existence' || file !== problem.file || line !== problem.line) return false;
  const name = subjectOf(problem);
  return subject === name || subject.split(/[.:\s]+/).at(-1) === name.split(/[.:\s]+/).at(-1);
}

function findingOf(problem: EditorProblem): Finding {
  const { file, line, message, source, code } = problem;
  return {
    ...{ kind: 'existence', verdict: 'notFound', severity: 'error' },
    message: `${source} says of this line: ${sentence(message)}`,
    subject: subjectOf(problem),
    ...{ file, line, source: { file: `${source} (${code}) in the editor`, line: undefined } },
  };
}

function sentence(message: string): string {
  const text = message.replace(/\s+/g, ' ').trim();
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

/** What is called missing, else the first name in quotes, else what is told first. */
function subjectOf({ message }: EditorProblem): string {
  const [, member] =
    /(?:exported member|definition for|named)\s+["'`]([^"'`\n]{1,120})["'`]/.exec(message) ?? [];
  const quoted = /["'`‘“]([^"'`’”\n]{1,120})["'`’”]/.exec(message)?.[1];
  return (
    member ??
    quoted ??
    /^(?:undefined:|unresolved \w+:?)\s*(\S+)/.exec(message)?.[1] ??
    message.slice(0, 80)
  );
}
