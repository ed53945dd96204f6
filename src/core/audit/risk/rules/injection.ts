import { type LineRule, programs } from '../riskRule.ts';

const definition =
  /(?:function|def|fn|func|fun|sub|void|static|async)\s+\w*(?:eval|exec|load)\w*\s*\(/;

/** Text from outside that becomes code, a statement, a command or a page. */
export const injectionRules: readonly LineRule[] = [
  {
    id: 'input-evaluated',
    severity: 'error',
    message: 'Text from outside is run as code.',
    safer:
      'Parse it as data (`JSON.parse`, `ast.literal_eval`), or choose from a table of functions.',
    files: ['javascript', 'python', 'ruby', 'php'],
    view: 'bare',
    pattern:
      /(?:(?<![\w$.])(?:eval|exec|Function|instance_eval|class_eval)\s*\(|\bvm\.run\w{0,20}\()[^)\n]*(?<!\w)(?:req|request|params?|query|body|input|argv|user\w*|payload|message|data|\$_(?:GET|POST|REQUEST|COOKIE)|expr\w*)\b/,
    unless: definition,
  },
  {
    id: 'code-evaluated',
    severity: 'warning',
    message: 'It runs text as code: whoever shapes that text runs what they like.',
    safer: 'Use a parser, or a table of functions.',
    files: ['javascript', 'python', 'php'],
    view: 'bare',
    pattern: /(?<![\w$.])eval\s*\(\s*(?!["'`)])|\bnew\s+Function\s*\(\s*(?!\s*\))/,
    unless: definition,
    only: ({ match, lines, index }) =>
      !/\bfunction\b|\bdef\b/.test((lines[index] ?? '').slice(0, match.index)),
  },
  {
    id: 'code-executed',
    severity: 'warning',
    message: 'It runs text as code: whoever shapes that text runs what they like.',
    safer: 'Use a parser, or a table of functions.',
    files: ['python'],
    view: 'bare',
    pattern: /(?<![\w.])exec\s*\(\s*\w/,
    unless: /\bdef\b|compile\(open|__version__|version_ns|about/,
  },
  {
    id: 'shell-with-input',
    severity: 'error',
    message: 'A value becomes part of a shell command: a `;` in it runs another one.',
    safer: 'Pass the arguments as a list, without a shell (`execFile`, `subprocess.run([…])`).',
    files: programs,
    view: 'code',
    pattern:
      /(?:\b(?:child[_]process|cp)\.|(?<![\w.$]))exec(?:Sync)?\(\s*(?:`[^`]*\$\{|['"][^'"]*['"]\s*\+)|\bos\.(?:system|popen)\(\s*(?:f['"][^'"]*\{|['"][^\n]*['"]\s*(?:%|\+|\.format))|\b(?:run|call|check_output|check_call|Popen)\(\s*(?:f['"][^\n]*\{|['"][^\n]*['"]\s*(?:%|\+|\.format))[^\n]*shell\s*=\s*True|\bexec\.Command\(\s*"(?:\/bin\/)?(?:ba)?sh",\s*"-c",\s*(?:[^\n]*\+|fmt\.Sprintf)|\bRuntime\.getRuntime\(\)\.exec\([^\n]*"\s*\+|\b(?:shell_exec|passthru|system|popen|proc_open|exec)\([^\n)]*\$_?\w|(?<![\w.])system\(\s*"[^"]*#\{|`[^`\n]*#\{[^}\n]*\}[^`\n]*`/,
    unless: /escapeshellarg|shlex\.quote|shellescape|Shellwords/,
    only: ({ match, lines, index }) =>
      !/\$_?\w/.test(match[0]) || /exec|system|passthru|popen|proc_open/.test(lines[index] ?? ''),
  },
  {
    id: 'shell-true',
    severity: 'warning',
    message: 'The command goes through a shell, which reads more into it than its words.',
    safer: 'Pass the arguments as a list, without `shell=True`.',
    files: ['python', 'javascript'],
    view: 'bare',
    pattern: /\bshell\s*=\s*True\b|\bspawn(?:Sync)?\([^\n]*\bshell:\s*true\b/,
  },
  {
    id: 'sql-by-concatenation',
    severity: 'error',
    message: 'A value is written into the SQL text: whoever shapes it shapes the statement.',
    safer: 'Use placeholders (`?`, `$1`, `:name`) and pass the values beside the text.',
    files: programs,
    view: 'code',
    pattern:
      /\.(?:where|having|find_by_sql|order|pluck)\(\s*"[^"\n]*#\{|\b(?:select\b[^\n]{1,200}\bfrom\b[^\n]{1,200}\b(?:where|having|limit|offset|order\s+by)|insert\s+into\b[^\n]{1,300}\bvalues|update\s+\S+\s+set|delete\s+from\b[^\n]{1,200}\bwhere)\b[^\n]{0,300}(?:[=<>(,]|\blike|\bin|\bvalues)\s*\(?\s*(?:\\?['"]{0,2}%?)\s*(?:["'`]\s*(?:\+|\.(?=\s*\$)|\|\|)\s*[\w$(]|\$\{|#\{|['"]?%[sd]['"]?[^\n]*["']\s*%\s*[\w(]|\{\}?[^\n]*\.format\(|['"]?%[sdv][^\n]*["'`]\s*,\s*\w)|(?:\bf|\$)@?["']{1,3}\s*(?:select\b[^\n]{1,200}\bfrom|insert\s+into|update\s+\S+\s+set|delete\s+from)\b[^\n]{0,300}(?:[=<>(]|\blike|\bvalues)\s*\(?['"]?%?\{\w|(?<=["'](?:select|insert\s+into|update|delete\s+from)\b[^\n]{0,300}(?:=|\blike|\()\s*['"]?%?)(?:\$_(?:GET|POST|REQUEST)|\{?\$[A-Za-z_]\w*)/i,
    unless:
      /\bsql(?:<[^>]*>)?`|\bSQL`|\b(?:SQL|sqlu?|fr)"{1,3}|queryRaw(?:<[^>]*>)?`|Prisma\.sql|placeholders|quote_?ident|escapeId|parameteri[sz]e|\.map\(\s*\(?\w*\)?\s*=>\s*['"]\?|(?:logger|console|log|print|raise|throw|Error)\b|(?:execute|query|exec\w*|raw)\(\s*["'][^"'\n]*(?:%s|\?|\$1|:\w)[^"'\n]*["']\s*,/i,
  },
  {
    id: 'unsafe-deserialisation',
    severity: 'warning',
    message: 'Data of this kind can run code while it is read.',
    safer: 'Use JSON or a schema (`yaml.safe_load`, `weights_only=True`).',
    files: ['python', 'ruby', 'php', 'java', 'csharp'],
    view: 'bare',
    pattern:
      /\bc?[pP]ickle\.(?:loads?|Unpickler)\s*\(|\bdill\.loads?\(|\byaml\.(?:unsafe_load|full_load|load)\s*\((?![^\n]*(?:Safe|safe|Base)Loader)|\bmarshal\.loads\(|\bjsonpickle\.decode\(|\btorch\.load\((?![^\n]*weights_only\s*=\s*True)|\bunserialize\(\s*\$|\bMarshal\.load\b|\bYAML\.unsafe_load\b|\bnew\s+ObjectInputStream\(|\bBinaryFormatter\(\)|\bTypeNameHandling\.(?:All|Auto|Objects)\b|\benableDefaultTyping\(/,
    unless: /^\s*(?:import|using|from)\b/,
  },
  {
    id: 'html-with-input',
    severity: 'warning',
    message: 'A value becomes part of a page as markup: it can bring a script along.',
    safer: 'Set it as text (`textContent`), or clean it first.',
    files: ['javascript', 'python', 'ruby', 'go', 'markup', 'php', 'csharp'],
    view: 'code',
    pattern:
      /\.(?:inner|outer)HTML\s*\+?=\s*(?!\s*(?:['"`]{2}|['"][^'"+]*['"]\s*;?\s*$|`[^`$]*`\s*;?\s*$|=))\S|\bdangerouslySetInnerHTML\s*=|\sv-html\s*=|\bdocument\.write(?:ln)?\(\s*(?!['"])|\bbypassSecurityTrust\w+\(|\bmark_safe\(\s*(?!['"])|\btemplate\.HTML\(\s*(?!["`])|\.html_safe\b|\{!!\s*\$|\bHtml\.Raw\(/,
    unless: /sanitize|DOMPurify|purify|escape|trustedTypes|trustedHTML|createHTML/i,
  },
];
