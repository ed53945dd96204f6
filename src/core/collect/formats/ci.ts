import {
  attribute,
  type Format,
  type Header,
  levelWord,
  patternFormat,
  setTime,
} from '../header.ts';
import { afterTime } from '../times.ts';

/** What CI services write before the lines of the tools they run. */
export const ciFormats: readonly Format[] = [
  afterTime(
    'iso8601',
    patternFormat({
      name: 'github-actions',
      example: '2026-11-20T10:00:00.1234567Z ##[error]Process completed with exit code 1.',
      first: '0',
      role: 'transport',
      pattern: /(?<=T\d\d:\d\d:\d\d\.\d{7}Z)(?: |$)/y,
      fields: [],
    }),
  ),
  // What `gh run view --log` writes; each step begins with a byte order mark.
  patternFormat({
    name: 'github-actions',
    example: 'build\tRun make\t2026-11-20T10:00:00.1234567Z ##[error]Process completed',
    first: 'a0',
    role: 'transport',
    shy: true,
    pattern: /([^\t]{1,120})\t([^\t]{1,120})\t\ufeff?(?=\d{4}-\d\d-\d\dT)/y,
    fields: [attribute('ci.job'), step],
  }),
  afterTime(
    'iso8601',
    patternFormat({
      name: 'gitlab',
      example: '2026-11-20T10:00:00.123456Z 01O $ make test',
      first: '0',
      role: 'transport',
      pattern: / \d\d[OE][+ ]/y,
      fields: [],
    }),
  ),
  patternFormat({
    name: 'jenkins',
    example: '[2026-11-20T10:00:00.123Z] + make test',
    first: '[',
    role: 'transport',
    pattern: /\[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\] (?!\[|"[^"]{1,2000}" \d{3} )/y,
    fields: [
      (header, text) => {
        setTime(header, Date.parse(text), 'date');
        return true;
      },
    ],
  }),
  // Ant puts the task before each line, to the right of a margin.
  patternFormat({
    name: 'ant',
    example: '    [junit] Caused by: java.lang.RuntimeException: Fontconfig head is null',
    first: ' ',
    role: 'transport',
    pattern:
      / {2,12}\[(?:junit(?:launcher)?|testng|java|javac|javadoc|exec|apply|groovyc?|scalac?|sql|rpm|cc|subant|antcall|checkstyle|pmd|jacoco:\w{2,12}|ivy:\w{2,12})\](?: |$)/y,
    fields: [],
  }),
  patternFormat({
    name: 'github-command',
    example: '##[error]Process completed with exit code 1.',
    first: '#:',
    role: 'level',
    pattern: /(?:##\[|::)(error|warning|notice|debug)(?:\]| ?[^:]{0,300}::)/y,
    fields: [levelWord],
  }),
];

function step(header: Header, text: string): boolean {
  return text === 'UNKNOWN STEP' || attribute('ci.step')(header, text);
}

const stepStarts: readonly RegExp[] = [
  /^(?:##\[|::)group(?:\]|::)(.{1,200})/,
  /^travis_fold:start:([\w.-]{1,100})/,
  /^section_start:\d{1,12}:([\w.-]{1,100})/,
  /^\[Pipeline\] \{ \((.{1,100})\)/,
  /^\[Pipeline\] stage: (.{1,100})/,
  /^\[(?:INFO|.{0,12}INFO.{0,6})\] -{3,} ([\w.-]{1,80}:[\w.() -]{1,120}?) (?:@ [\w.-]{1,80} )?-{3,}$/,
];

/** The end of a group of GitHub ends no step: the output of its command only begins there. */
const stepEnd = /^(?:travis_fold:end:|section_end:|\[Pipeline\] \}(?!.))/;

/** The step that a line of a CI log opens; '' where it ends one, undefined where neither. */
export function ciStep(text: string): string | undefined {
  const code = text.charCodeAt(0);
  const mayMark = code === 35 || code === 58 || code === 91 || code === 115 || code === 116;
  if (!mayMark) {
    return undefined;
  }
  for (const start of stepStarts) {
    const name = start.exec(text)?.[1];
    if (name !== undefined) {
      return name.trim();
    }
  }
  return stepEnd.test(text) ? '' : undefined;
}

const ciMarks =
  /^(?:travis_(?:fold|time):|\[Pipeline\] |Started by |Running as SYSTEM|Running with gitlab-runner|section_start:\d|(?:\S{1,40} )?##\[(?:group|section|command|error)\]|::group::|Building (?:remotely|on|in workspace) |Finished: (?:SUCCESS|FAILURE|ABORTED|UNSTABLE)|\$ (?:git|npm|make|bundle|pip|cargo|go|mvn) |make(?:\[\d+\])?: |Downloading from \S+: https?:|\[INFO\] Scanning for projects|Requested labels: |ENTER \[?'do_with_status)/;

/** Whether the text of a line is one that only CI services and build tools write. */
export function isCiMark(text: string): boolean {
  return ciMarks.test(text);
}
