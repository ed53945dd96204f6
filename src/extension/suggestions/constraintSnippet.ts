/** The file of a team's rules, below the folder. */
export const constraintsFile = '.whytrace/constraints.yaml';

const imported =
  /^\s*(?:import\b[^'"]*['"]([^'"]+)['"]|(?:const|let|var)\b.*\brequire\(\s*['"]([^'"]+)['"]|from\s+([\w.]+)\s+import\b|import\s+([\w.]+)\s*$|use\s+([\w:]+))/;
const image = /^\s*(?:-\s*)?(?:image:\s*|FROM\s+)["']?([^\s"']+)/;
const call = /^\s*(?:await\s+|return\s+)?([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)\s*\(/;

const ecosystems: Readonly<Record<string, string>> = {
  javascript: 'npm',
  javascriptreact: 'npm',
  typescript: 'npm',
  typescriptreact: 'npm',
  python: 'pypi',
  rust: 'cargo',
};

/**
 * A rule that forbids what is selected, as a snippet: an import its package, an image, a call, else the
 * text. What the user must say himself are its stops.
 */
export function constraintSnippet(selected: string, language: string): string {
  const line = selected.split(/\r?\n/).find((each) => each.trim() !== '') ?? '';
  return [
    `  - id: \${1:name-of-the-rule}`,
    `    rule: \${2:What must hold, in one sentence.}`,
    `    why: \${3:What went wrong without it.}`,
    `    forbid: ${forbidden(line, language)}`,
    '$0',
  ].join('\n');
}

function forbidden(line: string, language: string): string {
  const name = imported
    .exec(line)
    ?.slice(1)
    .find((each) => each !== undefined);
  const ecosystem = ecosystems[language];
  if (name !== undefined && ecosystem !== undefined) {
    return `{ package: "${ecosystem}:${escaped(packageOf(name, ecosystem))}" }`;
  }
  const [, from] = image.exec(line) ?? [];
  if (from !== undefined && /^(?:dockerfile|yaml|dockercompose|helm)$/.test(language)) {
    return `{ image: "${escaped(from)}" }`;
  }
  const [, called] = call.exec(line) ?? [];
  if (called !== undefined && language !== 'yaml') {
    return `{ call: ${escaped(called)} }`;
  }
  const pattern = line.trim().replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return `{ pattern: '${escaped(pattern.replaceAll("'", "''"))}' }`;
}

function packageOf(name: string, ecosystem: string): string {
  if (ecosystem === 'npm') return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
  return name.split(/[.:]/)[0] ?? name;
}

/** What a snippet would read as its own. */
const escaped = (text: string): string => text.replace(/[\\$}]/g, '\\$&');

/** The file's text before the first rule. */
export const newConstraints = 'version: 1\nconstraints:\n';
